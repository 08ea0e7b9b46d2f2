import { resolve } from "node:path";
import { userFolders } from "../../config/find.ts";
import { checkConfig } from "../../config/resolve.ts";
import { ProblemError } from "../../text/problem.ts";
import { sanitize } from "../../text/sanitize.ts";
import { knowing, loadConfig } from "../apply-config.ts";
import { type ColorChoice, makeStyle, wantsColor } from "../color.ts";
import { placesOf } from "../config.ts";
import type { ConfigValues } from "../config-flags.ts";
import { countSettings, showJson, showTable } from "../config-show.ts";
import { EXIT } from "../exit.ts";
import type { Io } from "../io.ts";
import { ownProfiles } from "../own-profiles.ts";
import { print } from "../print.ts";

const show = async (io: Io, values: ConfigValues): Promise<number> => {
  const config = await loadConfig(io, values.config);
  const style = await makeStyle(
    wantsColor(values.color ?? (config.settings.color?.value as ColorChoice | undefined) ?? "auto", io.env, io.stdout.isTTY),
  );
  await print(io, values.format === "json" ? showJson(config) : showTable(config, { origin: values.origin ?? false, style }));
  return EXIT.done;
};

const settingsText = (count: number): string => (count === 1 ? "1 setting" : `${count} settings`);

/** One file by itself, or everything that a run from here would use. */
const check = async (io: Io, file: string | undefined, values: ConfigValues): Promise<number> => {
  if (file !== undefined) {
    const settings = await checkConfig(resolve(io.cwd, file), file, knowing(await ownProfiles(io)));
    await print(io, `${sanitize(file)}: fine; ${settingsText(countSettings(settings))}\n`);
    return EXIT.done;
  }
  const { settings, files } = await loadConfig(io, values.config);
  const count = settingsText(countSettings(settings));
  if (files.length > 0) await print(io, `${files.map((one) => sanitize(one.file)).join(", ")}: fine; ${count}\n`);
  else {
    const folders = userFolders(placesOf(io)).map(sanitize);
    const where = [
      "cs-metrics.config.json or .yaml in this folder or one above",
      ...folders.map((folder) => `config.json or .yaml in ${folder}`),
    ];
    await print(io, `No config file; looked for\n${where.map((line) => `  ${line}\n`).join("")}`);
  }
  return EXIT.done;
};

/** `cs-metrics config show`, `config check [FILE]`. Resolves to the exit code. */
export const runConfigCommand = async (io: Io, words: readonly string[], values: ConfigValues): Promise<number> => {
  const [verb, file, ...rest] = words;
  if (verb === "show" && file === undefined) return show(io, values);
  if (verb === "check" && rest.length === 0) return check(io, file, values);
  throw new ProblemError(2, "config-what", { words });
};
