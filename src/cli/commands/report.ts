import type { RenderOptions } from "../../render/types.ts";
import type { Report } from "../../report/model.ts";
import type { ReportRequest } from "../../report/request.ts";
import type { Target } from "../../report/targets.ts";
import { ProblemError } from "../../text/problem.ts";
import { similar } from "../../text/suggest.ts";
import { VERSION } from "../../text/version.ts";
import { checkFiles, filesGiven } from "../check-files.ts";
import { makeStyle } from "../color.ts";
import { blaming, configured } from "../config.ts";
import { EXIT } from "../exit.ts";
import type { Io } from "../io.ts";
import type { ReportValues } from "../report-flags.ts";
import { print, tellNotices, tellProblem, type Text } from "../print.ts";
import { storeToRead } from "../store-place.ts";
import { makeProgress } from "../progress.ts";
import { makeReadingThreads } from "../reading-threads.ts";
import { withAnswers } from "../with-answers.ts";
import { colorOf, pseudonymsOf, toDestination, toRenderOptions, toRequest, withoutEffect } from "../request.ts";

export const checkKpis = async (ids: readonly string[]): Promise<void> => {
  const { KPIS, findKpi } = await import("../../kpi/index.ts");
  const unknown = ids.find((id) => findKpi(id) === undefined);
  if (unknown === undefined) return;
  const kpis = KPIS.map((kpi) => kpi.id);
  throw new ProblemError(2, "unknown-kpi", { name: unknown, similar: similar(unknown, kpis), kpis });
};

/** The targets as typed, read. */
const targetsOf = async (values: ReportValues): Promise<readonly Target[]> => {
  if (values.check && values.target === undefined) throw new ProblemError(2, "check-without-targets");
  if (values.target === undefined) return [];
  const { parseTarget } = await import("../../report/targets.ts");
  return values.target.map(parseTarget);
};

/** Under `--check` every target that is not met is named, quiet or not. Resolves to the exit code. */
const check = async (io: Io, report: Report, files: readonly string[]): Promise<number> => {
  const missed = report.targets?.filter(({ status }) => status !== "met") ?? [];
  if (missed.length === 0) return EXIT.done;
  const { targetText } = await import("../../render/targets.ts");
  const { rowsCommand } = await import("../rows-command.ts");
  for (const target of missed) {
    const { status, least } = target;
    // The command would name whom the report does not.
    const read = report.where === undefined ? rowsCommand(io.argv, files, target) : null;
    await tellProblem(
      io,
      "cs-metrics",
      { code: "target-missed", facts: { ...targetText(target, report), status, least, read } },
      EXIT.missed,
    );
  }
  return EXIT.missed;
};

const save = async (io: Io, path: string, text: Text): Promise<void> => {
  const { writeFile } = await import("../write-file.ts");
  await writeFile(io, path, text);
};

/** What few reports have, from files of their own. */
const besides = async (report: Report, request: ReportRequest): Promise<Pick<RenderOptions, "trend" | "brief">> => {
  const trend = report.trend === undefined ? undefined : (await import("../../render/trend.ts")).trendPage(report, report.trend);
  if (!request.brief) return { trend };
  const { briefOf } = await import("../../render/brief.ts");
  return { trend, brief: briefOf(report, { where: report.where ?? request.where, course: trend?.standing ?? [] }) };
};

/** `cs-metrics report`: flags → report → text → standard output or a file. Resolves to the exit code. */
export const runReportCommand = async (io: Io, words: readonly string[], given: ReportValues): Promise<number> => {
  if (given.rows !== undefined) return (await import("./report-rows.ts")).listRows(io, words, given);
  if (given.partial !== undefined) return (await import("./report-partial.ts")).writePartial(io, words, given, given.partial);
  if (given.comments) throw new ProblemError(2, "comments-without-rows");
  const { values, reading, places, format: usual, pseudonymKey } = await configured(io, "report", given);
  const { format, file } = toDestination(values, usual);
  const files = await filesGiven(io, words);
  const store = storeToRead(io, files, given, values.db);
  const pseudonyms = await pseudonymsOf(values, pseudonymKey);
  if (pseudonyms !== undefined && values.rejects !== undefined) throw new ProblemError(2, "pseudonymize-rejects");
  const request: ReportRequest = { ...toRequest(files, values, format, reading), store, targets: await targetsOf(values), pseudonyms };
  checkFiles(io, files, { "--output": file, "--rejects": request.rejects });
  if (request.kpis !== null) await checkKpis(request.kpis);
  const { runReport } = await import("../../report/index.ts");
  const progress = makeProgress(io, values.quiet ?? false);
  const threads = makeReadingThreads(io, values.threads ?? null);
  const { cwd, stdin, now, tmpdir, signal } = io;
  const env = { cwd, stdin, now, tmpdir, signal, version: VERSION, progress: progress.report, readers: threads.readers };
  const report = await withAnswers(io, store, given, (found) =>
    blaming(places, () => runReport({ ...request, store: found.store, files: [...files, ...found.answers] }, env)),
  ).finally(() => Promise.all([threads.finish(), progress.finish()]));
  signal?.throwIfAborted();
  const said = values.record ? await (await import("../record-run.ts")).recordRun(io, report, request, values.db) : [];
  const { SAID_IN_REPORT, writerOf } = await import("../../render/index.ts");
  const render = await writerOf(format);
  const style = await makeStyle(colorOf(values, io, file));
  const text = render(report, { ...toRenderOptions(values, io, files, file, style), ...(await besides(report, request)) });
  if (request.rejects !== null) {
    const { writeRejects } = await import("../../csv/write.ts");
    await save(io, request.rejects, writeRejects(report.rejects));
  }
  await (file === null ? print(io, text) : save(io, file, text));
  // On one screen, what the table says is not said twice.
  const together = format === "table" && file === null && io.stdout.isTTY && io.stderr.isTTY;
  const notices = together ? report.notices.filter(({ code }) => !SAID_IN_REPORT.has(code)) : report.notices;
  if (!values.quiet) await tellNotices(io, [...notices, ...said, ...withoutEffect(given, format)]);
  return values.check ? check(io, report, files) : EXIT.done;
};
