import { extname } from "node:path";
import { allProfiles, findProfile, takeOwnProfiles } from "../../interaction/profiles/index.ts";
import { ProblemError } from "../../text/problem.ts";
import { makeStyle, wantsColor } from "../color.ts";
import { EXIT } from "../exit.ts";
import type { Io } from "../io.ts";
import { ownProfiles } from "../own-profiles.ts";
import { print } from "../print.ts";
import type { ProfilesValues } from "../profiles-flags.ts";
import { widthOf } from "../request.ts";

/** `cs-metrics profiles`, `cs-metrics profiles show ID`. Resolves to the exit code. */
export const runProfilesCommand = async (io: Io, words: readonly string[], values: ProfilesValues): Promise<number> => {
  const [verb, id] = words;
  if (words.length > 2 || (verb !== undefined && (verb !== "show" || id === undefined)))
    throw new ProblemError(2, "profiles-what", { words });
  takeOwnProfiles(await ownProfiles(io));
  const profile = id === undefined ? null : findProfile(id);
  const file = values.output === undefined || values.output === "-" ? null : values.output;
  const format = values.format ?? (extname(file ?? "").toLowerCase() === ".json" ? "json" : "table");
  const render = await import("../../render/profiles.ts");
  const options = {
    style: await makeStyle(wantsColor(values.color ?? "auto", io.env, file === null && io.stdout.isTTY)),
    width: widthOf(values, io, file),
    ascii: values.ascii ?? false,
  };
  const text =
    profile === null
      ? format === "json"
        ? render.profilesJson(allProfiles())
        : render.profilesTable(allProfiles(), options)
      : format === "json"
        ? render.profileJson(profile)
        : render.profilePage(profile, options);
  await (file === null ? print(io, text) : (await import("../write-file.ts")).writeFile(io, file, text));
  return EXIT.done;
};
