import { writeCsv } from "../csv/write.ts";
import type { Change } from "../report/before-after.ts";
import type { Course, Night, TargetCourse } from "../report/history.ts";
import type { KeptDefinition } from "../store/history.ts";
import { sanitize } from "../text/sanitize.ts";
import type { History } from "./history.ts";
import { iso, textOf } from "./json.ts";
import type { RenderOptions } from "./types.ts";

const SCHEMA = "cs-metrics.trend/1";

const nightOf = ({ night, asOf, since, until, result, definition, isSame, counted, signal }: Night): object => {
  const { unit: _, ...figures } = result;
  return {
    night,
    asOf: iso(asOf),
    since: iso(since),
    until: iso(until),
    ...figures,
    definition,
    sameDefinition: isSame,
    compared: counted,
    signal,
  };
};

const targetOf = ({ target, missedNights, clearNights, judged, first, since }: TargetCourse): object => ({
  op: target.op,
  statistic: target.statistic,
  limit: target.limit,
  judged,
  missed: missedNights.length,
  firstMissed: first,
  firstClearlyMissed: clearNights[0] ?? null,
  missedSince: since,
  missedNights,
});

const changeOf = ({ day, texts, before, after, difference, verdict }: Change): object => ({
  day,
  notes: texts,
  before,
  after,
  difference: difference?.difference ?? null,
  low: difference?.low ?? null,
  high: difference?.high ?? null,
  p: difference?.p ?? null,
  verdict,
});

const courseOf = ({ kpi, question, by, statistic, mean, low, high, overlapping, nights, targets, changes }: Course): object => ({
  kpi: kpi.id,
  unit: kpi.unit,
  question,
  by,
  statistic,
  mean,
  low,
  high,
  overlapping,
  targets: targets.map(targetOf),
  changes: changes.map(changeOf),
  nights: nights.map(nightOf),
});

/** As JSON, `docs/trend.schema.json`, nothing rounded; the definitions are those of the figures in it. */
export const renderJson = ({ courses, notes }: History, definitions: ReadonlyMap<string, KeptDefinition>): string => {
  const used = new Set(courses.flatMap(({ nights }) => nights.map(({ definition }) => definition)));
  const told = [...used].toSorted().map((version) => [version, definitions.get(version)?.told ?? null] as const);
  return `${textOf({ schema: SCHEMA, courses: courses.map(courseOf), notes, definitions: Object.fromEntries(told) })}\n`;
};

const HEADER = [
  "night",
  "period",
  "of",
  "group",
  "kpi",
  "value",
  "n",
  "low",
  "high",
  "unit",
  "median",
  "signal",
  "compared",
  "definition",
  "same_definition",
  "since",
  "until",
];

const groupText = (by: Course["by"]): string => {
  const parts = Object.entries(by).map(([name, value]) => `${name}=${value}`);
  return parts.length === 0 ? "(all)" : parts.join(", ");
};

const numberOf = (value: unknown): number | null => (typeof value === "number" && Number.isFinite(value) ? value : null);

/** As CSV: one row for each night and figure. */
export const renderCsv = ({ courses }: History, excel: RenderOptions["excel"]): string => {
  const rows = courses.flatMap(({ kpi, question, by, nights }) =>
    nights.map(({ night, since, until, result, definition, isSame, counted, signal }) => [
      night,
      sanitize(question.period ?? ""),
      sanitize(question.of.join(", ")),
      sanitize(groupText(by)),
      kpi.id,
      result.value,
      result.n,
      result.low,
      result.high,
      kpi.unit,
      numberOf(result["median"]),
      signal,
      counted ? "yes" : "no",
      definition,
      isSame ? "yes" : "no",
      iso(since),
      iso(until),
    ]),
  );
  return writeCsv([HEADER, ...rows], { excel });
};
