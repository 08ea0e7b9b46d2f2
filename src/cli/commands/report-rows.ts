import { runRowsBehind } from "../../report/rows-behind.ts";
import { parseRows } from "../../report/rows-behind-parts.ts";
import { ProblemError } from "../../text/problem.ts";
import { VERSION } from "../../text/version.ts";
import { checkFiles, filesGiven } from "../check-files.ts";
import { makeStyle } from "../color.ts";
import { blaming, configured } from "../config.ts";
import { EXIT } from "../exit.ts";
import type { Io } from "../io.ts";
import { print, tellNotices } from "../print.ts";
import { storeToRead } from "../store-place.ts";
import { withAnswers } from "../with-answers.ts";
import { makeProgress } from "../progress.ts";
import type { ReportValues } from "../report-flags.ts";
import { colorOf, pseudonymsOf, toDestination, toRenderOptions, toRequest } from "../request.ts";

/** Flags that ask for something else than rows. */
const NOT_WITH_ROWS: ReadonlySet<string> = new Set(["across", "kpi", "target", "check", "compare", "brief", "rejects", "layout", "record"]);

/** Most rows in the table where no other number is asked for: in all, and of each group. */
const LIMIT = { all: 50, group: 10 };

const limitOf = ({ limit, by }: ReportValues, format: string): number => {
  if (limit !== undefined) return limit === 0 ? Infinity : limit;
  if (format !== "table") return Infinity;
  return by === undefined ? LIMIT.all : LIMIT.group;
};

/** `cs-metrics report [FILES] --rows KPI:PART`: the rows behind a figure. Resolves to the exit code. */
export const listRows = async (io: Io, words: readonly string[], given: ReportValues): Promise<number> => {
  const asked = parseRows(given.rows!);
  const other = Object.keys(given).find((name) => NOT_WITH_ROWS.has(name));
  if (other !== undefined) throw new ProblemError(2, "rows-alone", { flag: `--${other}` });
  const { values, reading, places, format: usual, pseudonymKey } = await configured(io, "report", given);
  const { format, file } = toDestination(values, usual === "markdown" ? "table" : usual);
  if (format === "markdown") throw new ProblemError(2, "rows-format", { format });
  const files = await filesGiven(io, words);
  checkFiles(io, files, { "--output": file });
  const pseudonyms = await pseudonymsOf(values, pseudonymKey);
  const store = storeToRead(io, files, given, values.db);
  const report = { ...toRequest(files, values, format, reading), store, pseudonyms };
  const request = { ...asked, report, comments: values.comments ?? false, limit: limitOf(values, format) };
  const progress = makeProgress(io, values.quiet ?? false);
  const { cwd, stdin, now, tmpdir, signal } = io;
  const env = { cwd, stdin, now, tmpdir, signal, version: VERSION, progress: progress.report };
  const behind = await withAnswers(io, store, given, (found) =>
    blaming(places, () =>
      runRowsBehind({ ...request, report: { ...report, store: found.store, files: [...files, ...found.answers] } }, env),
    ),
  ).finally(progress.finish);
  signal?.throwIfAborted();
  const options = toRenderOptions(values, io, files, file, await makeStyle(colorOf(values, io, file)));
  const render = {
    table: async () => (await import("../../render/rows.ts")).render,
    csv: async () => (await import("../../render/rows-csv.ts")).render,
    json: async () => (await import("../../render/rows-json.ts")).render,
  };
  const text = (await render[format]())(behind, options);
  await (file === null ? print(io, text) : (await import("../write-file.ts")).writeFile(io, file, text));
  const asWritten = pseudonyms !== undefined && request.comments ? [{ code: "comments-as-written", facts: {} }] : [];
  if (!values.quiet) await tellNotices(io, [...behind.report.notices, ...asWritten]);
  return EXIT.done;
};
