import type { Field } from "../interaction/fields.ts";
import { RESOLVED_FIELDS } from "./resolved.ts";
import type { FcrRule, SourceFacts } from "./types.ts";

type Holds = (field: Field) => boolean;

/** The rules by preference, and what each needs of a source. */
const RULES: readonly { readonly rule: FcrRule; supported(holds: Holds): boolean }[] = [
  { rule: "flag", supported: (holds) => holds("fcr") },
  { rule: "one-touch", supported: (holds) => holds("replies") && RESOLVED_FIELDS.some(holds) },
  { rule: "no-repeat-contact", supported: (holds) => holds("customer") && holds("created") && RESOLVED_FIELDS.some(holds) },
];

/** Whether the columns of a source allow any of the rules. */
export const allowsAnyRule = (facts: SourceFacts): boolean => RULES.some(({ supported }) => supported((field) => facts.mapped(field)));

/**
 * The one rule of a report: the first that every source supports that supports any; null when there is none. Columns must have values;
 * only where no source has any do empty columns count, so that the figure is there without data.
 */
export function chooseFcrRule(sources: readonly SourceFacts[]): FcrRule | null {
  return (
    commonRule(sources.map((facts) => (field) => facts.has(field))) ?? commonRule(sources.map((facts) => (field) => facts.mapped(field)))
  );
}

function commonRule(sources: readonly Holds[]): FcrRule | null {
  const able = sources.filter((holds) => RULES.some(({ supported }) => supported(holds)));
  if (able.length === 0) return null;
  return RULES.find(({ supported }) => able.every((holds) => supported(holds)))?.rule ?? null;
}
