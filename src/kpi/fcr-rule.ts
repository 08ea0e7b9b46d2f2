import type { Field } from "../interaction/fields.ts";
import { RESOLVED_FIELDS } from "./resolved.ts";
import type { Alternative } from "./serving.ts";
import type { FcrRule, SourceFacts } from "./types.ts";

type Holds = (field: Field) => boolean;

/** The rules by preference, and what each needs of a source. */
export const FCR_NEEDS: Readonly<Record<FcrRule, readonly Alternative[]>> = {
  flag: [["fcr"]],
  "one-touch": RESOLVED_FIELDS.map((field) => ["replies", field] as const),
  "no-repeat-contact": RESOLVED_FIELDS.map((field) => ["customer", "created", field] as const),
};

const RULES = Object.keys(FCR_NEEDS) as FcrRule[];

const supports = (holds: Holds, rule: FcrRule): boolean => FCR_NEEDS[rule].some((fields) => fields.every(holds));

/** Whether the columns of a source allow any of the rules. */
export const allowsAnyRule = (facts: SourceFacts): boolean => RULES.some((rule) => supports((field) => facts.mapped(field), rule));

/**
 * The one rule of a report: the first that every source supports that supports any; null when there is none. Columns must have values;
 * only where no source has any do empty columns count, so that the figure is there without data. `wanted`: this rule or none.
 */
export function chooseFcrRule(sources: readonly SourceFacts[], wanted: FcrRule | null = null): FcrRule | null {
  const choose = (of: (facts: SourceFacts) => Holds): FcrRule | null => commonRule(sources.map(of), wanted === null ? RULES : [wanted]);
  return choose((facts) => (field) => facts.has(field)) ?? choose((facts) => (field) => facts.mapped(field));
}

function commonRule(sources: readonly Holds[], rules: readonly FcrRule[]): FcrRule | null {
  const able = sources.filter((holds) => RULES.some((rule) => supports(holds, rule)));
  if (able.length === 0) return null;
  return rules.find((rule) => able.every((holds) => supports(holds, rule))) ?? null;
}
