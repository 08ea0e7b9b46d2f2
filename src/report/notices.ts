import { MOST_TIMES, ROUNDING_ERROR } from "../kpi/rounding.ts";
import type { Kpi, KpiResult } from "../kpi/types.ts";
import type { Problem } from "../text/problem.ts";
import type { BuildInput } from "./build.ts";
import { offsetsIn } from "./report-period.ts";
import type { SourceReport } from "./model.ts";
import type { KpiChoice } from "./needs.ts";
import type { Source } from "./source.ts";

/** Warnings that deserve a line on stderr: something was assumed, or left out that the reader would miss. */
const LOUD = new Set([
  "encoding-guessed",
  "header-malformed",
  "records-rejected",
  "records-short",
  "ids-ruined",
  "scores-unusable",
  "scale-assumed",
  "unit-assumed",
  "unit-unknown",
  "unit-suspect",
  "rows-are-totals",
  "people-ruined",
  "dst-gap",
  "dst-overlap",
  "other-clock",
]);

/** What a file does not have: rows, or columns that mean anything. `source` is its part of the report. */
export const emptiness = (source: SourceReport, { text, decisions }: Source): Problem[] => {
  const notices: Problem[] = [];
  if (source.rows.read === source.rows.notData) notices.push({ code: "no-rows", facts: { file: source.file } });
  const isTold = source.warnings.some(({ problem }) => problem.code === "rows-are-totals");
  if (decisions.uses.length === 0 && !isTold)
    notices.push({ code: "nothing-recognised", facts: { file: source.file, headers: text.header } });
  return notices;
};

/** What to tell on stderr beside the report, each once. */
export const noticesOf = (input: BuildInput, sources: readonly SourceReport[], choice: KpiChoice): Problem[] => {
  const { request, names, disguise, result, period, sources: files } = input;
  const notices: Problem[] = [];
  for (const [i, source] of sources.entries()) {
    notices.push(...emptiness(source, files[i]).filter(({ code }) => code !== "nothing-recognised" || request.kpis === null));
    for (const { problem } of source.warnings) if (LOUD.has(problem.code)) notices.push(problem);
  }
  const filtered = sources.reduce((sum, { rows }) => sum + rows.filteredBy.where + rows.filteredBy.period, 0);
  const dated = period.since !== null || period.until !== null;
  if (result.usedRows === 0 && filtered > 0)
    notices.push({ code: "nothing-left", facts: { where: disguise?.where(request.where, names.where) ?? request.where, dated } });
  const undated = sources.reduce((sum, { rows }) => sum + rows.filteredBy.undated, 0);
  if (undated > 0) notices.push({ code: "rows-undated", facts: { count: undated, basis: request.dateBasis } });
  const onLastDay = result.readings.reduce((sum, { filtered: { onLastDay: count } }) => sum + count, 0);
  if (onLastDay > 0) notices.push({ code: "until-excludes-day", facts: { count: onLastDay, until: request.until } });
  for (const name of [...names.by, ...names.where]) {
    const mapped = files.some(
      ({ decisions }) => name.kind !== "field" || name.field === "source" || decisions.uses.some(({ field }) => field === name.field),
    );
    if (!mapped) notices.push({ code: "dimension-unmapped", facts: { name: name.name } });
  }
  const utc = hoursInUtc(input);
  if (utc !== null) notices.push(utc);
  // What they may be meant for is a name that stands in the files.
  if (disguise === null) notices.push(...(files[0]?.slips?.found() ?? []));
  for (const field of disguise?.unmapped ?? []) notices.push({ code: "pseudonymize-unmapped", facts: { field } });
  if (request.kpis !== null)
    for (const { kpi, reason, needs } of choice.unavailable) notices.push({ code: "kpi-unavailable", facts: { kpi, reason, needs } });
  return notices;
};

/** That times are not quite what stands in the files. */
export const roundedTimes = (kpis: readonly Kpi[], total: Readonly<Record<string, KpiResult>>): Problem[] => {
  const names = kpis.filter(({ id }) => total[id].approximate === true).map(({ name }) => name);
  return names.length === 0 ? [] : [{ code: "times-rounded", facts: { kpis: names, most: MOST_TIMES, error: ROUNDING_ERROR } }];
};

/** Opening hours that nobody gave a zone, for instants that are given by their distance from UTC. */
const hoursInUtc = (input: BuildInput): Problem | null => {
  const { request, sources, requested, result } = input;
  const hours = sources[0]?.hours ?? null;
  if (hours === null || request.tz !== null || hours.namesZone || !offsetsIn(result)) return null;
  const isUsed = hours.isClock || sources[0].sla !== null || requested.some(({ id }) => id === "after_hours_share");
  const isNamed = sources.some(({ decisions }) => decisions.zone !== null);
  return isUsed && !isNamed ? { code: "hours-in-utc", facts: { flag: hours.origin, hours: hours.text } } : null;
};
