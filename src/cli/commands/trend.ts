import { findKpi, KPIS } from "../../kpi/index.ts";
import { type Course, coursesOf } from "../../report/history.ts";
import { dayOf } from "../../report/record.ts";
import { parseInstantFlag } from "../../report/period.ts";
import { parseTarget } from "../../report/targets.ts";
import type { WhereEntry } from "../../report/request.ts";
import { renderCsv, renderJson } from "../../render/history-data.ts";
import { renderMarkdown, renderTable } from "../../render/history.ts";
import { keptDefinitions, recordedRuns } from "../../store/history.ts";
import { keptNotes } from "../../store/notes.ts";
import { openToRead, storing } from "../../store/open.ts";
import { MS_PER_DAY } from "../../values/civil.ts";
import { type Problem, ProblemError } from "../../text/problem.ts";
import { similar } from "../../text/suggest.ts";
import { makeStyle, wantsColor } from "../color.ts";
import { blaming, configured } from "../config.ts";
import { EXIT } from "../exit.ts";
import type { Io } from "../io.ts";
import { print, tellNotices } from "../print.ts";
import { excelStyle, toDestination, widthOf, withoutEffect } from "../request.ts";
import { storePlace } from "../store-place.ts";
import type { TrendValues } from "../trend-flags.ts";

/** Nights in the table where no other number is asked for. */
const LIMIT = 31;

const kpiOf = (words: readonly string[]): string | null => {
  if (words.length > 1) throw new ProblemError(2, "trend-one", { words });
  if (words.length === 0) return null;
  const [name] = words;
  const kpi = findKpi(name.toLowerCase());
  if (kpi !== undefined) return kpi.id;
  const kpis = KPIS.map(({ id }) => id);
  throw new ProblemError(2, "unknown-kpi", { name, similar: similar(name.toLowerCase(), kpis), kpis });
};

/** The group asked for. */
const groupOf = (where: readonly WhereEntry[]): Readonly<Record<string, string>> => {
  const other = where.find(({ equal }) => !equal);
  if (other !== undefined) throw new ProblemError(2, "trend-group", { name: other.name, value: other.value });
  return Object.fromEntries(where.map(({ name, value }) => [name, value]));
};

/** The day that a flag names. */
const dayFlag = (text: string | undefined, flag: string): number | null =>
  text === undefined ? null : parseInstantFlag(text, "UTC", flag);
const dayText = (ms: number | null): string | null => (ms === null ? null : dayOf(ms, "UTC"));

/** Why nothing is shown. */
const nothing = (courses: readonly Course[], file: string, some: boolean): readonly Problem[] => {
  if (courses.length > 0) return [];
  return [some ? { code: "trend-nothing", facts: { file } } : { code: "nothing-recorded", facts: { file } }];
};

/** `cs-metrics trend [KPI]`: the recorded figures over time. Resolves to the exit code. */
export const runTrendCommand = async (io: Io, words: readonly string[], given: TrendValues): Promise<number> => {
  const kpi = kpiOf(words);
  const { values, places, format: usual } = await configured(io, "trend", given);
  const { format, file } = toDestination(values, usual);
  const by = groupOf(values.where ?? []);
  const since = dayFlag(values.since, "--since");
  const until = dayFlag(values.until, "--until");
  const targets = await blaming(places, async () => (values.target ?? []).map(parseTarget));
  const place = storePlace(io, values.db);
  const store = openToRead(place, { cwd: io.cwd, now: io.now });
  const read = await storing(store, async () => ({
    runs: recordedRuns(store, { since: dayText(since), until: dayText(until === null ? null : until - MS_PER_DAY) }),
    definitions: keptDefinitions(store),
    notes: keptNotes(store),
  })).finally(() => store.close());
  const { runs, definitions, notes } = read;
  const courses = coursesOf(runs, { kpi, period: values.period ?? null, by, targets, notes });
  const history = { kpi, courses, notes, limit: values.limit ?? LIMIT };
  const style = await makeStyle(wantsColor(values.color ?? "auto", io.env, file === null && io.stdout.isTTY));
  const options = { style, width: widthOf(values, io, file), ascii: values.ascii ?? false };
  const text = {
    table: () => (courses.length === 0 ? "" : renderTable(history, options)),
    markdown: () => (courses.length === 0 ? "" : renderMarkdown(history)),
    csv: () => renderCsv(history, values.excel ? excelStyle(io.env) : null),
    json: () => renderJson(history, definitions),
  }[format]();
  await (file === null ? print(io, text) : (await import("../write-file.ts")).writeFile(io, file, text));
  if (!values.quiet) await tellNotices(io, [...nothing(courses, place.name, runs.length > 0), ...withoutEffect(given, format)]);
  return EXIT.done;
};
