import { runPartial } from "../../report/partial.ts";
import { toLine } from "../../report/partial-format.ts";
import { ProblemError } from "../../text/problem.ts";
import { VERSION } from "../../text/version.ts";
import { checkFiles, filesGiven } from "../check-files.ts";
import { blaming, configured } from "../config.ts";
import { EXIT } from "../exit.ts";
import type { Io } from "../io.ts";
import { print } from "../print.ts";
import { makeProgress } from "../progress.ts";
import { makeReadingThreads } from "../reading-threads.ts";
import type { ReportValues } from "../report-flags.ts";
import { toRequest } from "../request.ts";
import { writeFile } from "../write-file.ts";
import { checkKpis } from "./report.ts";

/** Flags that a partial report has no use for: some would be lost, some are for `merge`. */
const OTHERS = ["rows", "brief", "compare", "target", "check", "record", "pseudonymize", "rejects", "db", "output", "format"] as const;

/** `cs-metrics report --partial FILE`: what the files come to, kept for `merge`. Resolves to the exit code. */
export const writePartial = async (io: Io, words: readonly string[], given: ReportValues, file: string): Promise<number> => {
  const other = OTHERS.find((flag) => given[flag] !== undefined);
  if (other !== undefined) throw new ProblemError(2, "partial-with", { flag: `--${other}` });
  if (given["as-of"] === undefined) throw new ProblemError(2, "partial-as-of");
  const { values, reading, places } = await configured(io, "report", given);
  // Names of people are needed to tell them apart in other files.
  if (values.pseudonymize !== undefined) throw new ProblemError(2, "partial-with", { flag: "pseudonymize of the config" });
  const files = await filesGiven(io, words);
  if (files.length === 0) throw new ProblemError(2, "partial-store");
  const request = toRequest(files, values, "json", reading);
  const target = file === "-" ? null : file;
  checkFiles(io, files, { "--partial": target });
  if (request.kpis !== null) await checkKpis(request.kpis);
  const progress = makeProgress(io, values.quiet ?? false);
  const threads = makeReadingThreads(io, values.threads ?? null);
  const { cwd, stdin, now, tmpdir, signal } = io;
  const env = { cwd, stdin, now, tmpdir, signal, version: VERSION, progress: progress.report, readers: threads.readers };
  const partial = await blaming(places, () => runPartial(request, env)).finally(() => Promise.all([threads.finish(), progress.finish()]));
  signal?.throwIfAborted();
  const line = `${toLine(partial)}\n`;
  await (target === null ? print(io, line) : writeFile(io, target, line));
  return EXIT.done;
};
