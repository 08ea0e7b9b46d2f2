import { createHmac } from "node:crypto";
import type { Pseudonyms } from "../report/pseudonyms.ts";
import { ProblemError } from "../text/problem.ts";

/** What is asked for beside the names. */
interface Asked {
  /** Names as given to `--pseudonymize`. */
  readonly names: readonly string[];
  /** From config or environment; undefined = there is none. */
  readonly key: string | undefined;
}

/** Undefined for `none`. Throws exit 2, "pseudonym-key", where nobody has set a key. */
export const pseudonymsOf = ({ names, key }: Asked): Pseudonyms | undefined => {
  if (names.length === 0 || (names.length === 1 && names[0].toLowerCase() === "none")) return undefined;
  if (key === undefined) throw new ProblemError(2, "pseudonym-key", { flag: "--pseudonymize" });
  return { names, hash: (text) => createHmac("sha256", key).update(text).digest("hex") };
};
