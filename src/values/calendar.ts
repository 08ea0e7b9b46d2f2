import { ABSENT_CODE } from "./batch.ts";
import { civilFromDays, daysFromCivil, MS_PER_DAY } from "./civil.ts";
import { zoneOf } from "./zone.ts";

/** Stretches of the calendar that rows are grouped by. */
export type BucketUnit = "hour" | "weekday" | "day" | "week" | "month" | "quarter" | "year";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Days count from 0000-01-01, a Saturday, so that codes are never negative; weeks from the Monday after. */
const DAY_ZERO = -daysFromCivil(0, 1, 1);
const FIRST_MONDAY = 2;

const ofDay = (day: number, unit: Exclude<BucketUnit, "hour">): number => {
  if (unit === "day") return day;
  if (unit === "weekday") return (day + 7 - FIRST_MONDAY) % 7;
  if (unit === "week") return Math.floor((day - FIRST_MONDAY) / 7) + 1;
  const { year, month } = civilFromDays(day - DAY_ZERO);
  if (unit === "year") return year;
  return unit === "quarter" ? year * 4 + Math.floor((month - 1) / 3) : year * 12 + month - 1;
};

const ofLocal = (local: number, unit: BucketUnit): number => {
  const day = Math.floor(local / MS_PER_DAY);
  if (unit === "hour") return Math.floor((local - day * MS_PER_DAY) / 3_600_000);
  return day + DAY_ZERO < 0 ? ABSENT_CODE : ofDay(day + DAY_ZERO, unit);
};

/** Code of the bucket an instant (epoch ms) falls into in a zone; codes ascend with time (weekdays from Monday). −1 for NaN. */
export const bucketCode = (ms: number, unit: BucketUnit, zone: string): number => {
  const local = zoneOf(zone).toLocal(ms);
  return Number.isNaN(local) ? ABSENT_CODE : ofLocal(local, unit);
};

/** `bucketCode` of the first `rows` instants, written to `codes`. */
export const fillBuckets = (instants: Float64Array, rows: number, unit: BucketUnit, zone: string, codes: Int32Array): void => {
  const rules = zoneOf(zone);
  // Rows of one day follow each other, so the calendar is asked once a day.
  let knownDay = Number.NaN;
  let known = ABSENT_CODE;
  for (let row = 0; row < rows; row++) {
    const local = rules.toLocal(instants[row]);
    if (Number.isNaN(local)) codes[row] = ABSENT_CODE;
    else if (unit === "hour") codes[row] = ofLocal(local, unit);
    else {
      const day = Math.floor(local / MS_PER_DAY);
      if (day !== knownDay) {
        knownDay = day;
        known = ofLocal(local, unit);
      }
      codes[row] = known;
    }
  }
};

const pad = (value: number, width: number): string => String(value).padStart(width, "0");

/** What a bucket is called: `2026-11-21`, `2026-W47` (ISO year), `2026-11`, `2026-Q4`, `2026`, `00`–`23`, `Mon`–`Sun`. */
export const bucketLabel = (code: number, unit: BucketUnit): string => {
  switch (unit) {
    case "hour":
      return pad(code, 2);
    case "weekday":
      return WEEKDAYS[code];
    case "day": {
      const { year, month, day } = civilFromDays(code - DAY_ZERO);
      return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
    }
    case "week": {
      // A week belongs to the year of its Thursday.
      const thursday = (code - 1) * 7 + FIRST_MONDAY + 3 - DAY_ZERO;
      const { year } = civilFromDays(thursday);
      return `${pad(year, 4)}-W${pad(Math.floor((thursday - daysFromCivil(year, 1, 1)) / 7) + 1, 2)}`;
    }
    case "month":
      return `${pad(Math.floor(code / 12), 4)}-${pad((code % 12) + 1, 2)}`;
    case "quarter":
      return `${pad(Math.floor(code / 4), 4)}-Q${(code % 4) + 1}`;
    case "year":
      return pad(code, 4);
  }
};
