import type { TimeUnit } from "../values/batch.ts";

const table = (units: Readonly<Partial<Record<TimeUnit, string>>>): ReadonlyMap<string, TimeUnit> =>
  new Map(Object.entries(units).flatMap(([unit, words]) => words.split(" ").map((word) => [word, unit as TimeUnit] as const)));

/** Words of headers that are units wherever they stand: in English, Spanish, Portuguese, German and French. */
export const UNITS = table({
  ms: "ms msec msecs millis millisecond milliseconds milisegundos milissegundos millisekunden millisecondes",
  s: "sec secs seconds segundos seg segs sekunden sek secondes",
  min: "min mins minutes minutos minuten",
  h: "hr hrs hours horas stunden std heures",
  d: "days dias tage tagen jours",
});

/** Words that are units only where nothing else can be meant: in brackets or after "in". */
export const SHORT_UNITS = table({
  s: "s second segundo sekunde seconde",
  min: "m minute minuto mn",
  h: "h hour hora hs stunde heure",
  d: "d day dia tag jour",
});

/** What stands before a unit. */
export const IN: ReadonlySet<string> = new Set(["in", "en", "em"]);

export const unitOf = (word: string): TimeUnit | undefined => UNITS.get(word) ?? SHORT_UNITS.get(word);
