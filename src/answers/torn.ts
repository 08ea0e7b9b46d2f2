import { appendBytes, PRIVATE } from "./disk.ts";
import type { AnswersEnv } from "./env.ts";
import { makePlace, siblingPath } from "./siblings.ts";
import type { Target } from "./target.ts";

/** Puts what a killed process had begun to write into a file of its own, in the first place that takes it. Throws when none does. */
export const tornKeeper =
  (target: Target, env: AnswersEnv) =>
  async (bytes: Buffer): Promise<void> => {
    let failure: unknown;
    for (const place of target.places) {
      try {
        await makePlace(place, target);
        return await appendBytes(siblingPath(target, place, "torn", env), null, bytes, PRIVATE);
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  };
