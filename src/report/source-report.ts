import { FIELDS, type Field, isField } from "../interaction/fields.ts";
import { normaliseHeader } from "../interaction/headers.ts";
import type { Problem } from "../text/problem.ts";
import { clocksOf } from "./clocks.ts";
import type { SourceReport } from "./model.ts";
import { isLongForm, type Source, type SourceReading, useOf } from "./source.ts";

type Warning = SourceReport["warnings"][number];

/** One source's part of the report: its account of rows, what was unreadable, what to warn of. */
export const sourceReport = (source: Source, reading: SourceReading, sha256: string | null): SourceReport => {
  const { account, filtered } = reading;
  const { status, period, where, undated } = filtered;
  const unreadable = unreadableOf(source, reading);
  return {
    file: source.input.name,
    sha256,
    profile: source.decisions.profile,
    encoding: source.text.encoding,
    delimiter: source.text.dialect.delimiter,
    decisions: {
      headerLine: source.text.headerLine,
      columns: source.decisions.uses,
      dateOrder: Object.fromEntries(
        source.decisions.plans
          .filter(({ kind, column }) => kind === "instant" && !isUndecided(source, column))
          .map(({ field, format }) => [field, typeof format === "object" ? format.pattern : (format ?? "ymd")]),
      ),
      scales: Object.fromEntries(source.scales),
      zone: source.decisions.zone,
      ...clockDecisions(source),
    },
    rows: {
      read: account.read,
      used: reading.used,
      filtered: status + period + where + undated,
      filteredBy: { status, period, where, undated },
      duplicates: reading.duplicates,
      rejected: account.rejected,
      notData: account.notData,
      filteredStatus: Object.fromEntries(reading.filteredStatus),
    },
    otherClock: hasOtherClock(source),
    unreadable,
    warnings: warningsOf(source, reading, unreadable),
  };
};

const clockDecisions = (source: Source): Pick<SourceReport["decisions"], "clocks"> => {
  const clocks = clocksOf(source);
  return source.hours !== null || Object.values(clocks).some((clock) => clock !== "calendar") ? { clocks } : {};
};

/** Whether the file has times counted on the other clock (business hours) beside those used. */
const hasOtherClock = ({ text, decisions }: Source): boolean =>
  !decisions.uses.some(({ clock }) => clock === "business") && text.header.some((header) => normaliseHeader(header).business === true);

type UnreadableReport = SourceReport["unreadable"][number];

const isUndecided = (source: Source, column: number): boolean => source.decisions.undecided.some((one) => one.column === column);

/** Unreadable cells, scores outside their scale and impossible derived times, one entry a field and column. */
const unreadableOf = (source: Source, reading: SourceReading): UnreadableReport[] => {
  const entries: UnreadableReport[] = [];
  for (const { plan, unreadable } of reading.columns) {
    const field = isField(plan.field) ? plan.field : null;
    const verdict = reading.verdicts.get(plan.field as never);
    const count = unreadable.count + (verdict?.outside.count ?? 0);
    // A date of which nobody knows the order may be right all the same.
    if (field === null || count === 0 || isUndecided(source, plan.column)) continue;
    const examples = [...unreadable.examples, ...(verdict?.outside.examples ?? [])].toSorted((a, b) => a.line - b.line).slice(0, 3);
    entries.push({ field, column: source.text.header[plan.column], count, examples });
  }
  if (isLongForm(source)) {
    for (const [field, { outside }] of reading.verdicts) {
      if (outside.count > 0)
        entries.push({ field, column: useOf(source, "score")!.header, count: outside.count, examples: outside.examples });
    }
  }
  for (const [field, { count, examples }] of reading.impossible) {
    entries.push({ field, column: instantsBehind(source, field as Field), count, examples });
  }
  return entries;
};

/** Headers of the two instants a derived time was computed from. */
const instantsBehind = (source: Source, field: Field): string => {
  const ends: readonly Field[] = field === "response_time" ? ["first_response"] : ["resolved", "closed"];
  const end = ends.map((one) => useOf(source, one)).find((use) => use !== undefined);
  return [end?.header, useOf(source, "created")?.header].filter((header) => header !== undefined).join(" − ");
};

const warningsOf = (source: Source, reading: SourceReading, unreadable: readonly UnreadableReport[]): Warning[] => {
  const file = source.input.name;
  const { account, firstReject, ruinedIds } = reading;
  const warnings: Warning[] = [];
  const add = (code: string, count: number, facts: Problem["facts"], line?: number, column?: string): void => {
    if (count > 0) warnings.push({ problem: { code, facts: { file, count, line, column, ...facts } }, count, column, line });
  };
  if (source.text.encodingBy === "guess") add("encoding-guessed", 1, { encoding: source.text.encoding });
  if (source.text.headerMalformed) add("header-malformed", 1, {}, source.text.headerLine);
  add("records-rejected", account.rejected, { reason: firstReject?.reason }, firstReject?.line);
  add("records-short", account.short, {}, account.firstShortLine);
  add("ids-ruined", ruinedIds.count, {}, ruinedIds.line, useOf(source, "id")?.header);
  for (const { field, column, count, examples } of unreadable) {
    add("cells-unreadable", count, { field, kind: FIELDS[field as Field], value: examples[0]?.value }, examples[0]?.line, column);
  }
  for (const [field, verdict] of reading.verdicts) {
    const column = useOf(source, isLongForm(source) ? "score" : field)?.header;
    if (verdict.unusable) add("scores-unusable", 1, { field }, undefined, column);
    else if (verdict.fromCells && verdict.scale !== undefined && field === "csat")
      add("scale-assumed", 1, { field, scale: verdict.scale }, undefined, column);
  }
  for (const { plan, gaps, overlaps } of reading.columns) {
    const column = source.text.header[plan.column];
    add("dst-gap", gaps, {}, undefined, column);
    add("dst-overlap", overlaps, {}, undefined, column);
  }
  for (const { header, line, value, count } of source.decisions.undecided) add("dates-undecided", count, { value }, line, header);
  for (const [field, { clock, kept }] of source.clocks.otherClock) add("other-clock", 1, { field, clock, kept });
  const clocks = clocksOf(source);
  for (const problem of source.decisions.warnings) {
    // A column that counts all hours is of no account where opening hours are counted from dates.
    if (problem.code === "calendar-hours-column" && clocks[problem.facts.field as Field] === "schedule") continue;
    const { column, line } = problem.facts as { column?: string; line?: number };
    warnings.push({ problem: { code: problem.code, facts: { file, ...problem.facts } }, count: 1, column, line });
  }
  return warnings;
};
