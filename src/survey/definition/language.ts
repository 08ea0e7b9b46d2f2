import { WORDINGS } from "../wording/index.ts";
import type { Wording } from "../wording/wording.ts";

const TAG = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/iu;

/** The tag as it is usually written (`pt-BR`); null where it is none. */
export const languageTag = (text: string): string | null => {
  if (!TAG.test(text)) return null;
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    return null;
  }
};

/**
 * The one of `available` that serves who asks for `wanted`: itself, else without its region (`es-MX` → `es`), else, for a bare language,
 * the first with a region (`pt` → `pt-BR`). Takes tags as systems write them, too (`es_MX.UTF-8`).
 */
export const matchLanguage = (wanted: string, available: readonly string[]): string | undefined => {
  const tag = wanted.replace(/\..*$/u, "").replaceAll("_", "-").toLowerCase();
  for (let rest = tag; rest !== ""; rest = rest.slice(0, Math.max(0, rest.lastIndexOf("-")))) {
    const found = available.find((language) => language.toLowerCase() === rest);
    if (found !== undefined) return found;
  }
  return available.find((language) => language.toLowerCase().startsWith(`${tag}-`));
};

/** Our own words for texts of that language; undefined where there are none. */
export const wordingFor = (language: string): Wording | undefined => {
  const match = matchLanguage(language, [...WORDINGS.keys()]);
  return match === undefined ? undefined : WORDINGS.get(match);
};
