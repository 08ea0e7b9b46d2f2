import { extname } from "node:path";
import { forgetCustomer } from "../../answers/forget.ts";
import { mergeAnswers } from "../../answers/merge.ts";
import { type Answers, readAnswers, type Unread } from "../../answers/read.ts";
import type { AnswerRow } from "../../answers/row.ts";
import { summarise, type Summary, withholdFew } from "../../answers/summary.ts";
import { openProblem } from "../../csv/missing.ts";
import { parseInstantFlag } from "../../report/period.ts";
import { type Problem, ProblemError } from "../../text/problem.ts";
import { sanitize } from "../../text/sanitize.ts";
import { advising } from "../advising.ts";
import { answersEnv } from "../answers-env.ts";
import { type AnswersHome, answersPlace } from "../answers-home.ts";
import { makeStyle, wantsColor } from "../color.ts";
import { configured } from "../config.ts";
import { EXIT } from "../exit.ts";
import type { Io } from "../io.ts";
import { print, tellProblem } from "../print.ts";
import { excelStyle, widthOf } from "../request.ts";
import type { ResponsesValues } from "../responses-flags.ts";

/** Newest answers in the table, where no other number is asked for. */
const LIMIT = 50;

/** Milliseconds to wait for others that write to the store, where that it takes answers in is all that is asked for. */
const PATIENCE = 10_000;

/** A file of answers, or a store. */
type Place = string | AnswersHome;

/** What is kept at a place, and what is to be said of it. */
interface Found extends Pick<Answers, "rows" | "unread"> {
  readonly path: string;
  readonly notes: readonly Problem[];
}

const same = (one: string, other: string | number | null): boolean =>
  one.trim().toLowerCase() ===
  String(other ?? "")
    .trim()
    .toLowerCase();

const isWanted = (values: ResponsesValues): ((row: AnswerRow) => boolean) => {
  const zone = values.tz ?? "UTC";
  const since = values.since === undefined ? null : parseInstantFlag(values.since, zone, "--since");
  const until = values.until === undefined ? null : parseInstantFlag(values.until, zone, "--until");
  const { agent, type, "max-score": most } = values;
  return (row) => {
    const time = Date.parse(String(row.answered_at ?? row.sent));
    if (since !== null && !(time >= since)) return false;
    if (until !== null && !(time < until)) return false;
    if (agent !== undefined && !same(agent, row.agent)) return false;
    if (type !== undefined && !type.some((one) => same(one, row.survey_type))) return false;
    return most === undefined || (typeof row.score === "number" && row.score <= most);
  };
};

const formatOf = ({ format, output, excel }: ResponsesValues): "table" | "csv" | "json" => {
  const extension = extname(output ?? "").toLowerCase();
  return format ?? (extension === ".json" ? "json" : extension === ".csv" || excel ? "csv" : "table");
};

/** Files that could not be read are named: what they hold is missing from the result. */
const tellUnread = async (io: Io, unread: readonly Unread[]): Promise<number> => {
  for (const { problem } of unread) await tellProblem(io, "note", problem);
  return EXIT.done;
};

const forget = async (io: Io, place: Place, customer: string): Promise<number> => {
  const { responses, files, unread } =
    typeof place === "string"
      ? await forgetCustomer(place, customer, answersEnv(io))
      : await (await import("../settle-answers.ts")).forgetAnswers(io, place, customer);
  const many = responses === 1 ? "1 response" : `${responses} responses`;
  const where = files.map((file) => `  ${sanitize(file)}\n`).join("");
  await print(io, `${sanitize(customer)}: name, ticket and comments blanked in ${many}; the scores stay\n${where}`);
  return tellUnread(io, unread);
};

/** Has the store take in what waits for it. Throws exit 4 where it cannot. */
const mergeIntoStore = async (io: Io, home: AnswersHome): Promise<number> => {
  const { settleAnswers } = await import("../settle-answers.ts");
  const { taken, recovered, copies, left, problem } = await settleAnswers(io, home, { mayMake: true, patience: PATIENCE });
  if (problem !== null) throw new ProblemError(4, problem.code, problem.facts);
  if (left.length > 0) throw new ProblemError(4, "store-locked", { file: home.place.name });
  await print(io, `${taken === 1 ? "1 row" : `${taken} rows`} taken into ${sanitize(home.place.path)}\n`);
  if (recovered > 0) await tellProblem(io, "note", { code: "drafts-recovered", facts: { count: recovered, file: home.place.path } });
  for (const copy of copies) await tellProblem(io, "note", { code: "answers-moved", facts: { file: home.place.path, copy } });
  return EXIT.done;
};

const merge = async (io: Io, path: string): Promise<number> => {
  const { merged, already, files, unread, backup, rejected, recovered } = await mergeAnswers(path, answersEnv(io));
  const lines = [
    `${merged === 1 ? "1 row" : `${merged} rows`} merged into ${path}${already === 0 ? "" : `; ${already} already there`}`,
    ...files.map((file) => `  from ${file}`),
    ...(backup === null ? [] : [`  the file was in another dialect; as it was: ${backup}`]),
    ...(rejected === 0 ? [] : [`  ${rejected} of its lines are no records; they stand only there`]),
  ];
  await print(io, `${lines.map(sanitize).join("\n")}\n`);
  if (recovered > 0) await tellProblem(io, "note", { code: "drafts-recovered", facts: { count: recovered, file: path } });
  return tellUnread(io, unread);
};

/** What is kept at a place. Throws exit 3 or 4. */
const answersAt = (io: Io, place: Place, isNamed: boolean): Promise<Found> =>
  advising("cs-metrics responses", async () => {
    if (typeof place !== "string") {
      return { ...(await (await import("../settle-answers.ts")).storedAnswers(io, place)), path: place.place.path };
    }
    const answers = await readAnswers(place, answersEnv(io));
    const { files } = answers;
    if (isNamed && files.length === 0) throw openProblem(place, io.cwd, Object.assign(new Error("missing"), { code: "ENOENT" }));
    const notes = files.length < 2 ? [] : [{ code: "responses-aside", facts: { file: place, files: files.slice(1) } }];
    return { ...answers, path: place, notes };
  });

const list = async (io: Io, { rows: all, unread, path, notes }: Found, values: ResponsesValues): Promise<number> => {
  const newest = all.filter(isWanted(values)).reverse();
  const { rows, withheld } = withholdFew(newest);
  const file = values.output === undefined || values.output === "-" ? null : values.output;
  const format = formatOf(values);
  const render = await import("../../render/answers.ts");
  const style = await makeStyle(wantsColor(values.color ?? "auto", io.env, file === null && io.stdout.isTTY));
  const options = {
    style,
    width: widthOf(values, io, file),
    ascii: values.ascii ?? false,
    excel: values.excel ? excelStyle(io.env) : null,
  };
  const summary = (): Summary[] => summarise(rows.toReversed());
  const limit = values.limit ?? LIMIT;
  const shown = format === "table" && !values.summary && limit > 0 ? rows.slice(0, limit) : rows;
  const text = {
    table: () => (values.summary ? render.summaryTable(summary(), options) : render.answersTable(shown, options)),
    csv: () => (values.summary ? render.summaryCsv(summary(), options) : render.answersCsv(rows.toReversed(), options)),
    json: () => (values.summary ? render.summaryJson(summary()) : render.answersJson(rows.toReversed())),
  }[format]();
  if (file === null) await print(io, text);
  else await (await import("../write-file.ts")).writeFile(io, file, text);
  if (values.quiet) return EXIT.done;
  if (rows.length === 0 && withheld.length === 0)
    await tellProblem(io, "note", { code: "no-responses", facts: { file: path, some: all.length > 0 } });
  if (shown.length < rows.length)
    await tellProblem(io, "note", { code: "responses-cut", facts: { shown: shown.length, all: rows.length } });
  for (const few of withheld) await tellProblem(io, "note", { code: "responses-withheld", facts: { ...few } });
  for (const note of notes) await tellProblem(io, "note", note);
  return tellUnread(io, unread);
};

/** `cs-metrics responses`: lists, sums up, exports, merges or forgets what surveys collected. Resolves to the exit code. */
export const runResponsesCommand = async (io: Io, words: readonly string[], given: ResponsesValues): Promise<number> => {
  const { values } = await configured(io, "responses", given);
  const isMerge = words[0] === "merge";
  const [file, ...rest] = isMerge ? words.slice(1) : words;
  if (rest.length > 0) throw new ProblemError(2, "responses-one", { words: rest });
  const place = file ?? answersPlace(io, given, values);
  if (isMerge) return typeof place === "string" ? merge(io, place) : mergeIntoStore(io, place);
  return values.forget === undefined ? list(io, await answersAt(io, place, file !== undefined), values) : forget(io, place, values.forget);
};
