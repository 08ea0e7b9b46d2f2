import { FIELDS, type Field } from "../interaction/fields.ts";
import { chooseFcrRule, KPIS } from "../kpi/index.ts";
import type { Kpi, SourceFacts } from "../kpi/types.ts";
import type { InspectedKpi, Obstacle } from "./inspect-model.ts";
import { chooseKpis, ownKpis, undecidedNeeded } from "./needs.ts";
import { factsOf, isLongForm, type Source, useOf } from "./source.ts";

/** Which KPIs a file carries by itself, and what keeps it from the others. */
export const inspectKpis = (source: Source): InspectedKpi[] => {
  const facts = factsOf(source);
  const fcrRule = chooseFcrRule([facts]);
  const kpis = ownKpis(KPIS, [source]);
  const choice = chooseKpis(kpis, [source], fcrRule);
  return kpis.map((kpi): InspectedKpi => {
    const absent = choice.unavailable.find((one) => one.kpi === kpi.id);
    if (absent !== undefined) return unavailable(kpi, source, facts, absent.reason);
    const undecided = undecidedNeeded(source, { kpis: [kpi], fields: [], fcrRule, basis: null });
    if (undecided !== undefined) {
      const { header } = undecided;
      return stopped(kpi, "dates-undecided", `day and month cannot be told apart in column "${header}"`, header);
    }
    const blank = blankField(kpi, source, facts);
    if (blank === null) return { kpi, obstacle: null, reason: null, missing: [], header: null };
    const header = useOf(source, blank)?.header ?? null;
    return stopped(kpi, "no-values", header === null ? "nothing usable in its columns" : `nothing usable in column "${header}"`, header);
  });
};

const stopped = (kpi: Kpi, obstacle: Obstacle, reason: string, header: string | null): InspectedKpi => ({
  kpi,
  obstacle,
  reason,
  missing: [],
  header,
});

const unavailable = (kpi: Kpi, source: Source, facts: SourceFacts, reason: string): InspectedKpi => {
  if (source.unusableScores.has(kpi.id as never)) {
    return stopped(kpi, "no-scale", reason, useOf(source, isLongForm(source) ? "score" : (kpi.id as Field))?.header ?? null);
  }
  const missing = missingOf(kpi, facts);
  // A column without a unit is there, but cannot be read.
  const unread = missing
    .flat()
    .map((field) => useOf(source, field))
    .find((use) => use !== undefined && FIELDS[use.field] === "duration");
  if (unread !== undefined) return stopped(kpi, "unit-unknown", `column "${unread.header}" names no unit`, unread.header);
  return { kpi, obstacle: missing.length === 0 ? "no-rule" : "no-column", reason, missing, header: null };
};

/** The fields that each way to the KPI lacks, of those ways that lack the fewest. */
const missingOf = (kpi: Kpi, facts: SourceFacts): Field[][] => {
  const lacks = kpi.needs.map((fields) => fields.filter((field) => !facts.mapped(field)));
  const fewest = Math.min(...lacks.map(({ length }) => length));
  const ways = new Map(lacks.filter(({ length }) => length === fewest && length > 0).map((fields) => [fields.join(), fields]));
  return [...ways.values()];
};

/** The field whose column is there but holds nothing usable in every way to the KPI; null = some way has values. */
const blankField = (kpi: Kpi, source: Source, facts: SourceFacts): Field | null => {
  const has = (field: Field): boolean => facts.has(field) || (isLongForm(source) && source.scales.has(field as never));
  if (kpi.needs.some((fields) => fields.every(has))) return null;
  const way = kpi.needs.find((fields) => fields.every((field) => facts.mapped(field)));
  return way?.find((field) => !has(field)) ?? null;
};
