import type { Checks } from "../config/check.ts";
import { delimiterOption } from "../csv/dialect.ts";
import { knownEncoding } from "../csv/encoding.ts";
import { FIELDS, isField } from "../interaction/fields.ts";
import { findProfile, PROFILES } from "../interaction/profiles/index.ts";
import { findKpi, KPIS } from "../kpi/index.ts";
import { parseTarget } from "../report/targets.ts";
import { type Facts, isProblem, ProblemError } from "../text/problem.ts";
import { similar } from "../text/suggest.ts";
import { isCivilDate } from "../values/civil.ts";
import { isZone } from "../values/zone.ts";
import * as parse from "./parse.ts";

const bad = (key: string, value: string, expected: string, words: readonly string[] = []): ProblemError =>
  new ProblemError(2, "bad-value", { flag: key, value, expected, similar: similar(value, words) });

const DURATIONS = Object.entries(FIELDS).flatMap(([field, kind]) => (kind === "duration" ? [field] : []));
const SCORES = ["csat", "nps", "ces"];

const DAY = "(?:mon|tue|wed|thu|fri|sat|sun)";
const TIME = String.raw`(\d{1,2}):(\d\d)`;
const HOURS = new RegExp(String.raw`^${DAY}(?:\s*-\s*${DAY})?\s+${TIME}\s*-\s*${TIME}$`, "iu");

/** `Mon-Fri 09:00-17:00`, several with commas. */
const checkHours = (text: string, key: string): void => {
  for (const part of text.split(",")) {
    const [, ...numbers] = HOURS.exec(part.trim())?.map(Number) ?? [];
    const [fromHour, fromMinute, toHour, toMinute] = numbers;
    const minutes = (hour: number, minute: number): number => (hour <= 24 && minute < 60 ? hour * 60 + minute : Number.NaN);
    const isSpan = minutes(fromHour, fromMinute) < minutes(toHour, toMinute) && minutes(toHour, toMinute) <= 1440;
    if (!isSpan) throw bad(key, part.trim(), 'opening hours such as "Mon-Fri 09:00-17:00, Sat 10:00-14:00"');
  }
};

const checkDate = (text: string, key: string): void => {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(text.trim())?.map(Number) ?? [];
  if (year === undefined || !isCivilDate(year, month, day)) throw bad(key, text, "a date such as 2026-12-25");
};

/** Runs the check of a flag; what it says of flags is said anew, as there are none in a config. */
const anew = (check: () => unknown, key: string, text: string, expected: (facts: Facts) => string | null): void => {
  try {
    check();
  } catch (error) {
    if (!isProblem(error)) throw error;
    const wanted = expected({ code: error.problem.code, ...error.problem.facts });
    throw wanted === null ? error : bad(key, text, wanted);
  }
};

const targetText = ({ code, kpi, statistics }: Facts): string | null => {
  if (code === "unknown-kpi" || code === "bad-value") return null;
  const known = code === "target-statistic" && Array.isArray(statistics) ? statistics.map((name) => `${String(kpi)}.${String(name)}`) : [];
  return known.length > 0 ? `one of ${known.join(", ")}` : "a target with a limit, such as csat>=85 or art<=4h";
};

const mapText = ({ code, field, expected }: Facts): string | null => {
  if (code === "unknown-field") return null;
  return expected === null || code !== "map-hint"
    ? `${String(field)} without a hint`
    : `${String(field)}, or ${String(field)}:HINT with ${String(expected)}`;
};

/** A name of files, or a profile. A bare word that is no profile would never match anything. */
const checkMatch = (text: string, key: string): void => {
  const word = text.trim().toLowerCase();
  const ids = PROFILES.map(({ id }) => id);
  if (text.length > LONGEST_PATTERN) throw bad(key, text, "a short pattern");
  if (/[.*?/\\]/u.test(word) || word === "-" || ids.includes(word)) return;
  throw bad(key, text, 'a file name such as "tickets*.csv", or a profile such as zendesk', ids);
};

const LONGEST_PATTERN = 500;

/** Every look at a value of a config that needs to know more than what a config is. */
export const CHECKS: Checks = {
  language: (text, key) => {
    if (!/^[a-z]{2,3}(?:-[a-z\d]{1,8})*$/iu.test(text.trim())) throw bad(key, text, "a language such as en, es or pt-BR");
  },
  zone: (text, key) => {
    if (!isZone(text.trim())) throw bad(key, text, "a time zone such as Europe/Berlin", Intl.supportedValuesOf("timeZone"));
  },
  hours: checkHours,
  date: checkDate,
  target: (text, key) => anew(() => parseTarget(text), key, text, targetText),
  kpi: (text) => {
    const kpis = KPIS.map(({ id }) => id);
    if (findKpi(text.trim().toLowerCase()) === undefined)
      throw new ProblemError(2, "unknown-kpi", { name: text, similar: similar(text, kpis), kpis });
  },
  map: (text, key) => anew(() => parse.mapEntry(`${text}=column`, key), key, text, mapText),
  header: () => undefined,
  "unit-field": (text, key) => {
    if (!isField(text.trim()) || !DURATIONS.includes(text.trim())) throw bad(key, text, `one of ${DURATIONS.join(", ")}`, DURATIONS);
  },
  unit: (text, key) => {
    if (!parse.UNITS.some((unit) => unit === text.trim().toLowerCase())) throw bad(key, text, "ms, s, min, h, d, hms or mmss", parse.UNITS);
  },
  "date-format": (text, key) => void parse.dateFormat(text.trim(), key),
  score: (text, key) => {
    if (!SCORES.includes(text.trim().toLowerCase())) throw bad(key, text, "csat, nps or ces", SCORES);
  },
  scale: (text, key) =>
    anew(
      () => parse.kpiScale(`${key.trim().toLowerCase() === "nps" ? "nps" : "csat"}=${text.trim()}`, key),
      key,
      text,
      () =>
        key.trim().toLowerCase() === "nps" ? "0-10, as it is asked on no other scale" : "a scale such as 1-5, or 1-7:low where low is good",
    ),
  delimiter: (text, key) =>
    anew(
      () => delimiterOption(text),
      key,
      text,
      () => "one character, or comma, semicolon, tab or pipe",
    ),
  encoding: (text) => void knownEncoding(text),
  profile: (text) => void findProfile(text),
  match: checkMatch,
};
