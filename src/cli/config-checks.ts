import type { Checks } from "../config/faults.ts";
import { FIELDS, isField } from "../interaction/fields.ts";
import type { Facts } from "../text/problem.ts";
import { isCivilDate } from "../values/civil.ts";
import { parseHours } from "../values/hours-spec.ts";
import { isZone } from "../values/zone.ts";
import type * as More from "./config-checks-more.ts";
import { badSetting, saidAnew } from "./config-problems.ts";
import * as parse from "./parse.ts";

const DURATIONS = Object.entries(FIELDS).flatMap(([field, kind]) => (kind === "duration" ? [field] : []));
const SCORES = ["csat", "nps", "ces"];

const checkDate = (text: string, key: string): void => {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(text.trim())?.map(Number) ?? [];
  if (year === undefined || !isCivilDate(year, month, day)) throw badSetting(key, text, "a date such as 2026-12-25");
};

const mapText = ({ code, field, expected }: Facts): string | null => {
  if (code === "unknown-field") return null;
  return expected === null || code !== "map-hint"
    ? `${String(field)} without a hint`
    : `${String(field)}, or ${String(field)}:HINT with ${String(expected)}`;
};

const LONGEST_PATTERN = 500;

const more = (): Promise<typeof More> => import("./config-checks-more.ts");

/** A name of files, or a profile. */
const checkMatch = async (text: string, key: string): Promise<void> => {
  if (text.length > LONGEST_PATTERN) throw badSetting(key, text, "a short pattern");
  if (!/[.*?/\\]/u.test(text) && text.trim() !== "-") (await more()).checkProfileMatch(text, key);
};

/** Every look at a value of a config that needs to know more than what a config is. */
export const CHECKS: Checks = {
  language: (text, key) => {
    if (!/^[a-z]{2,3}(?:-[a-z\d]{1,8})*$/iu.test(text.trim())) throw badSetting(key, text, "a language such as en, es or pt-BR");
  },
  zone: (text, key) => {
    if (!isZone(text.trim())) throw badSetting(key, text, "a time zone such as Europe/Berlin", Intl.supportedValuesOf("timeZone"));
  },
  hours: (text, key) => void parseHours(text, key),
  "sla-rows": async (text, key) => void (await more()).parseRows(text, key),
  length: async (text, key) => void (await more()).parseLength(text, key),
  date: checkDate,
  target: async (text, key) => (await more()).checkTarget(text, key),
  kpi: async (text) => (await more()).checkKpi(text),
  map: (text, key) => saidAnew(() => parse.mapEntry(`${text}=column`, key), key, text, mapText),
  header: () => undefined,
  "unit-field": (text, key) => {
    if (!isField(text.trim()) || !DURATIONS.includes(text.trim())) throw badSetting(key, text, `one of ${DURATIONS.join(", ")}`, DURATIONS);
  },
  unit: (text, key) => {
    if (!parse.UNITS.some((unit) => unit === text.trim().toLowerCase()))
      throw badSetting(key, text, "ms, s, min, h, d, hms or mmss", parse.UNITS);
  },
  "date-format": (text, key) => void parse.dateFormat(text.trim(), key),
  score: (text, key) => {
    if (!SCORES.includes(text.trim().toLowerCase())) throw badSetting(key, text, "csat, nps or ces", SCORES);
  },
  scale: (text, key) =>
    saidAnew(
      () => parse.kpiScale(`${key.trim().toLowerCase() === "nps" ? "nps" : "csat"}=${text.trim()}`, key),
      key,
      text,
      () =>
        key.trim().toLowerCase() === "nps" ? "0-10, as it is asked on no other scale" : "a scale such as 1-5, or 1-7:low where low is good",
    ),
  delimiter: async (text, key) => (await more()).checkDelimiter(text, key),
  encoding: async (text) => (await more()).checkEncoding(text),
  profile: async (text) => (await more()).checkProfile(text),
  match: checkMatch,
};
