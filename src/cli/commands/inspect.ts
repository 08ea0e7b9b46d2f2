import { extname } from "node:path";
import { runInspect } from "../../report/inspect.ts";
import { ProblemError } from "../../text/problem.ts";
import { quoteFile } from "../../text/quote.ts";
import { VERSION } from "../../text/version.ts";
import { advising } from "../advising.ts";
import { checkFiles, filesGiven } from "../check-files.ts";
import { makeStyle, wantsColor } from "../color.ts";
import { configured } from "../config.ts";
import { EXIT } from "../exit.ts";
import type { Flags } from "../flags.ts";
import { INIT_FLAGS } from "../init-flags.ts";
import type { InspectValues } from "../inspect-flags.ts";
import type { Io } from "../io.ts";
import { print } from "../print.ts";
import { makeProgress } from "../progress.ts";
import { clockOf, flagsTyped, readingFlags, widthOf } from "../request.ts";

const FORMATS: Readonly<Record<string, "table" | "json">> = { ".json": "json", ".txt": "table", "": "table" };

/** `--format`, else the name given to `-o`, else the table. */
const formatOf = ({ format }: InspectValues, file: string | null): "table" | "json" => {
  const extension = extname(file ?? "").toLowerCase();
  const found = format ?? FORMATS[extension];
  if (found !== undefined) return found;
  throw new ProblemError(2, "unknown-file-format", { extension, what: "inspection", endings: ".json", formats: "table|json" });
};

/** What to type when all is understood; null where nobody sits at the screen. */
const nextCommand = (io: Io, files: readonly string[], values: InspectValues, file: string | null): string | null => {
  if (!io.stdout.isTTY || file !== null || values.quiet || files.includes("-")) return null;
  return ["cs-metrics report", ...files.map(quoteFile), ...readingFlags(io.argv)].join(" ");
};

/** Files that a command to keep their reading names at most. */
const MOST_FILES = 5;

/** What keeps for good how the files were read; null where files have no name, or too many. */
const keepCommand = (io: Io, files: readonly string[]): string | null => {
  if (files.includes("-") || files.length > MOST_FILES) return null;
  const isKept = (name: string): boolean => Object.hasOwn(INIT_FLAGS, name) && (INIT_FLAGS as Flags)[name].group === "read";
  return ["cs-metrics init", ...files.map(quoteFile), ...flagsTyped(io.argv, isKept)].join(" ");
};

/** `cs-metrics inspect`: files → how they were understood → text → standard output or a file. Resolves to the exit code. */
export const runInspectCommand = async (io: Io, words: readonly string[], given: InspectValues): Promise<number> => {
  if (words.length === 0) throw new ProblemError(2, "no-files", { command: "inspect", piped: !io.stdin.isTTY });
  const { values, reading } = await configured(io, "inspect", given);
  const file = values.output === undefined || values.output === "-" ? null : values.output;
  const format = formatOf(values, file);
  const files = await advising("cs-metrics inspect", () => filesGiven(io, words));
  checkFiles(io, files, { "--output": file });
  const progress = makeProgress(io, values.quiet ?? false);
  const { cwd, stdin, now, tmpdir, signal } = io;
  const request = {
    files,
    tz: values.tz ?? null,
    clock: clockOf(values),
    businessHours: values["business-hours"] ?? null,
    map: values.map ?? [],
    profile: values.profile ?? null,
    dateFormat: values["date-format"] ?? null,
    scales: Object.fromEntries(values.scale ?? []),
    delimiter: values.delimiter ?? null,
    encoding: values.encoding ?? null,
    reading,
    asOf: values["as-of"] ?? null,
  } as const;
  const inspection = await advising("cs-metrics inspect", () =>
    runInspect(request, { cwd, stdin, now, tmpdir, signal, version: VERSION, progress: progress.report }),
  ).finally(progress.finish);
  signal?.throwIfAborted();
  const text =
    format === "json"
      ? (await import("../../render/inspect-json.ts")).render(inspection)
      : (await import("../../render/inspect-table.ts")).render(inspection, {
          style: await makeStyle(wantsColor(values.color ?? "auto", io.env, file === null && io.stdout.isTTY)),
          width: widthOf(values, io, file),
          ascii: values.ascii ?? false,
          all: values.all ?? false,
          nextCommand: nextCommand(io, files, values, file),
          keepCommand: keepCommand(io, files),
        });
  await (file === null ? print(io, text) : (await import("../write-file.ts")).writeFile(io, file, text));
  return EXIT.done;
};
