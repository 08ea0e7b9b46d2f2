import { sanitize } from "../../text/sanitize.ts";
import type { ScaleQuestion } from "../model.ts";
import type { Wording } from "../wording/wording.ts";

/** What may stand in braces in every text. */
export const NAMES = ["company", "agent", "customer", "ticket"] as const;
type Name = (typeof NAMES)[number];

/** What is known by name; null = not known. */
export type Named = Readonly<Record<Name, string | null>>;

const PLACEHOLDER = /\{([^{}|]*)(?:\|([^{}]*))?\}/gu;

/** The placeholders of a text: `{agent}`, or `{agent|our team}` with what to say where the name is not known. */
export const placeholders = (text: string): { name: string; instead: string | null }[] =>
  [...text.matchAll(PLACEHOLDER)].map(([, name, instead]) => ({ name: name.trim(), instead: instead?.trim() ?? null }));

const BEGINS_SENTENCE = /(?:^|[.?!]\s+)["'“«¿¡(]*$/u;

const capitalised = (text: string): string => text.replace(/^./u, (letter) => letter.toLocaleUpperCase());

const isName = (name: string): name is Name => NAMES.some((known) => known === name);

/** Fills in names; those not known get the text's own words instead, else the language's. `{score}` and the like stay. */
export const fillNames = (text: string, named: Named, unnamed: Wording["unnamed"]): string =>
  text.replace(PLACEHOLDER, (whole, inner: string, instead: string | undefined, at: number) => {
    const name = inner.trim();
    if (!isName(name)) return whole;
    const known = sanitize(named[name] ?? "").trim();
    if (known !== "") return known;
    const words = instead?.trim() ?? unnamed[name];
    return BEGINS_SENTENCE.test(text.slice(0, at)) ? capitalised(words) : words;
  });

/** Fills values into a pattern of our own, such as `{low}` and `{lowLabel}`. */
export const fillPattern = (pattern: string, values: Readonly<Record<string, string | number>>): string =>
  pattern.replaceAll(/\{(\w+)\}/gu, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole));

/** The words of a question about a score, with the score in them. */
export const fillScore = (text: string, { high }: Pick<ScaleQuestion, "high">, score: number): string => fillPattern(text, { score, high });
