import { FRENCH } from "./french.ts";
import { GERMAN } from "./german.ts";
import { PORTUGUESE } from "./portuguese.ts";
import { SPANISH } from "./spanish.ts";
import type { Language } from "./types.ts";

/** The languages beside English that exports are read in. */
export const LANGUAGES: readonly Language[] = [SPANISH, PORTUGUESE, GERMAN, FRENCH];

/** The words of a comma list. */
export const listed = (text: string): readonly string[] => (text === "" ? [] : text.replace(/,\s+/gu, ",").split(","));
