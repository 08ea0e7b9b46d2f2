import { extname } from "node:path";
import { findKpi, KPIS } from "../../kpi/index.ts";
import type { Kpi } from "../../kpi/types.ts";
import type { ExplainOptions } from "../../render/explain-layout.ts";
import { type Problem, ProblemError } from "../../text/problem.ts";
import { similar } from "../../text/suggest.ts";
import { VERSION } from "../../text/version.ts";
import { advising } from "../advising.ts";
import { checkFiles, filesGiven } from "../check-files.ts";
import { makeStyle, wantsColor } from "../color.ts";
import { blaming, configured } from "../config.ts";
import { EXIT } from "../exit.ts";
import type { ExplainValues } from "../explain-flags.ts";
import type { Io } from "../io.ts";
import { print, tellNotices } from "../print.ts";
import { makeProgress } from "../progress.ts";
import { pseudonymsOf, toRequest, widthOf } from "../request.ts";

const FORMATS: Readonly<Record<string, "table" | "json">> = { ".json": "json", ".txt": "table", "": "table" };

const formatOf = ({ format }: ExplainValues, file: string | null): "table" | "json" => {
  const extension = extname(file ?? "").toLowerCase();
  const found = format ?? FORMATS[extension];
  if (found !== undefined) return found;
  throw new ProblemError(2, "unknown-file-format", { extension, what: "explanation", endings: ".json", formats: "table|json" });
};

const kpiNamed = (word: string): Kpi => {
  const kpi = findKpi(word.toLowerCase().replaceAll("-", "_"));
  if (kpi !== undefined) return kpi;
  const kpis = KPIS.map(({ id }) => id);
  throw new ProblemError(2, "unknown-kpi", { name: word, similar: similar(word, kpis), kpis });
};

/** What a KPI is, or a list of all. */
const define = async (kpi: Kpi | null, format: "table" | "json", options: ExplainOptions): Promise<string> => {
  if (format === "json") return (await import("../../render/explain-json.ts")).renderKpis(kpi);
  const { renderKpi, renderList } = await import("../../render/explain.ts");
  return kpi === null ? renderList(options) : renderKpi(kpi, options);
};

/** How a KPI came about from files, and what a report of them would tell on stderr. */
const explainFiles = async (
  io: Io,
  kpi: Kpi,
  words: readonly string[],
  given: ExplainValues,
  format: "table" | "json",
  options: ExplainOptions,
): Promise<{ readonly text: string; readonly notices: readonly Problem[] }> => {
  const command = `cs-metrics explain ${kpi.id} --file`;
  const { values, reading, places, pseudonymKey } = await configured(io, "explain", given);
  const files = await advising(command, () => filesGiven(io, words));
  checkFiles(io, files, { "--output": values.output === "-" ? null : (values.output ?? null) });
  const { runExplain } = await import("../../report/explain.ts");
  const progress = makeProgress(io, values.quiet ?? false);
  const { cwd, stdin, now, tmpdir, signal } = io;
  const env = { cwd, stdin, now, tmpdir, signal, version: VERSION, progress: progress.report };
  const request = { ...toRequest(files, values, format, reading), pseudonyms: await pseudonymsOf(values, pseudonymKey) };
  const explained = await blaming(places, () => advising(command, () => runExplain(kpi, request, env))).finally(progress.finish);
  signal?.throwIfAborted();
  const { notices } = explained.report;
  if (format === "json") return { text: (await import("../../render/explain-json.ts")).renderExplained(explained), notices };
  return { text: (await import("../../render/explain-file.ts")).render(explained, options), notices };
};

/** `cs-metrics explain [KPI] [--file FILE]`: what a figure means, and what it is made of. Resolves to the exit code. */
export const runExplainCommand = async (io: Io, words: readonly string[], values: ExplainValues): Promise<number> => {
  const kpi = words.length === 0 ? null : kpiNamed(words[0]);
  const files = [...words.slice(1), ...(values.file ?? [])];
  if (kpi === null && files.length > 0) throw new ProblemError(2, "explain-which", { file: files[0] });
  const file = values.output === undefined || values.output === "-" ? null : values.output;
  const format = formatOf(values, file);
  const options = {
    style: await makeStyle(wantsColor(values.color ?? "auto", io.env, file === null && io.stdout.isTTY)),
    width: widthOf(values, io, file),
    ascii: values.ascii ?? false,
  };
  const isDefined = kpi === null || files.length === 0;
  const { text, notices } = isDefined
    ? { text: await define(kpi, format, options), notices: [] }
    : await explainFiles(io, kpi, files, values, format, options);
  await (file === null ? print(io, text) : (await import("../write-file.ts")).writeFile(io, file, text));
  if (!values.quiet) await tellNotices(io, notices);
  return EXIT.done;
};
