import { en } from "./en.ts";
import { es } from "./es.ts";
import type { Wording } from "./wording.ts";

/** Languages with words of our own, by tag. A further language is one file and one line here. */
export const WORDINGS: ReadonlyMap<string, Wording> = new Map([
  ["en", en],
  ["es", es],
]);

/** The same text taken from every language: what a survey file would give as a map. */
export const inAllLanguages = (take: (wording: Wording) => string): Readonly<Record<string, string>> =>
  Object.fromEntries([...WORDINGS].map(([language, wording]) => [language, take(wording)]));
