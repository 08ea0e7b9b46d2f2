import type { Field } from "../interaction/fields.ts";
import type { Kpi, SourceFacts } from "./types.ts";

/** Fields that together make one way of knowing something. */
export type Alternative = readonly Field[];

/**
 * Index of the alternative that serves all rows of a source: the first whose fields have readable values; where none has any, the first
 * whose columns are there at all. −1 = none.
 */
export function serving(facts: SourceFacts, alternatives: readonly Alternative[]): number {
  const filled = alternatives.findIndex((fields) => fields.every((field) => facts.has(field)));
  return filled >= 0 ? filled : alternatives.findIndex((fields) => fields.every((field) => facts.mapped(field)));
}

/** Whether a source has the columns of at least one alternative. */
export const anyMapped = (facts: SourceFacts, alternatives: readonly Alternative[]): boolean =>
  alternatives.some((fields) => fields.every((field) => facts.mapped(field)));

/** Fields that the figure of a KPI comes from in a source; none where it has no such columns. */
export const servingFields = (kpi: Kpi, facts: SourceFacts): readonly Field[] =>
  (kpi.serves === undefined ? kpi.needs[serving(facts, kpi.needs)] : kpi.serves(facts)) ?? [];
