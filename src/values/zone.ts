import { civilFromDays, daysFromCivil, MS_PER_DAY } from "./civil.ts";

/** Counts local times that a change of the clocks makes special. */
export interface ShiftCounts {
  /** Local times that do not exist; moved forward. */
  gaps: number;
  /** Local times that exist twice; the first is taken. */
  overlaps: number;
}

/** The offsets of one year, with two days more on either side: offsets[i] holds from starts[i] (UTC) until starts[i + 1]. */
interface YearRules {
  /** First moment of the year and of the next. */
  readonly from: number;
  readonly to: number;
  readonly starts: readonly number[];
  readonly offsets: readonly number[];
}

const PROBE_STEP = 5 * MS_PER_DAY;
/** Before this year clocks ran on local mean time; one offset serves. */
const FIRST_YEAR = 1900;

/** One time zone. Offsets are asked of Intl a few times a year of data; everything between comes from the last stretch used. */
export class Zone {
  readonly name: string;
  readonly #format: Intl.DateTimeFormat | null;
  readonly #years = new Map<number, YearRules>();
  #lastRules: YearRules | null = null;
  #localFrom = Number.POSITIVE_INFINITY;
  #localTo = Number.NEGATIVE_INFINITY;
  #localOffset = 0;
  #utcFrom = Number.POSITIVE_INFINITY;
  #utcTo = Number.NEGATIVE_INFINITY;
  #utcOffset = 0;

  /** `fixed` in milliseconds, or null for a zone that Intl knows. */
  constructor(name: string, fixed: number | null) {
    this.name = name;
    this.#format = fixed === null ? new Intl.DateTimeFormat("en-US", { timeZone: name, timeZoneName: "longOffset" }) : null;
    if (fixed === null) return;
    this.#localFrom = this.#utcFrom = Number.NEGATIVE_INFINITY;
    this.#localTo = this.#utcTo = Number.POSITIVE_INFINITY;
    this.#localOffset = this.#utcOffset = fixed;
  }

  /** The instant of a local time (epoch milliseconds as if UTC); NaN stays NaN. */
  toUtc(local: number, counts?: ShiftCounts): number {
    if (local >= this.#localFrom && local < this.#localTo) return local - this.#localOffset;
    if (Number.isNaN(local)) return local;
    const { starts, offsets } = this.#rulesAt(local);
    let from = Number.NEGATIVE_INFINITY;
    for (let i = 0; ; i++) {
      const before = offsets[i];
      const after = offsets[i + 1] ?? before;
      const change = starts[i + 1] ?? Number.POSITIVE_INFINITY;
      const to = change + Math.min(before, after);
      if (local < to) {
        // The outermost stretches end where the year's rules are known to hold.
        this.#localFrom = Math.max(from, starts[0] + before);
        this.#localTo = Math.min(to, starts[0] + 368 * MS_PER_DAY + before);
        this.#localOffset = before;
        return local - before;
      }
      from = change + Math.max(before, after);
      if (local < from) {
        if (counts !== undefined) {
          if (after > before) counts.gaps++;
          else counts.overlaps++;
        }
        return local - before;
      }
    }
  }

  /** The local time (epoch milliseconds as if UTC) of an instant; NaN stays NaN. */
  toLocal(utc: number): number {
    if (utc >= this.#utcFrom && utc < this.#utcTo) return utc + this.#utcOffset;
    if (Number.isNaN(utc)) return utc;
    const { starts, offsets } = this.#rulesAt(utc);
    let i = offsets.length - 1;
    while (i > 0 && utc < starts[i]) i--;
    this.#utcFrom = starts[i];
    this.#utcTo = starts[i + 1] ?? starts[0] + 368 * MS_PER_DAY;
    this.#utcOffset = offsets[i];
    return utc + offsets[i];
  }

  /** The rules of the year that a time (local or UTC, they know two days more) lies in. */
  #rulesAt(ms: number): YearRules {
    const last = this.#lastRules;
    if (last !== null && ms >= last.from && ms < last.to) return last;
    const { year } = civilFromDays(Math.floor(ms / MS_PER_DAY));
    let rules = this.#years.get(year);
    if (rules === undefined) {
      rules = this.#probe(year);
      this.#years.set(year, rules);
    }
    this.#lastRules = rules;
    return rules;
  }

  #probe(year: number): YearRules {
    const from = daysFromCivil(year, 1, 1) * MS_PER_DAY;
    const to = daysFromCivil(year + 1, 1, 1) * MS_PER_DAY;
    const start = from - 2 * MS_PER_DAY;
    if (year < FIRST_YEAR) return { from, to, starts: [start], offsets: [this.#offsetAt(daysFromCivil(FIRST_YEAR, 1, 1) * MS_PER_DAY)] };
    const end = to + 2 * MS_PER_DAY;
    const starts = [start];
    const offsets = [this.#offsetAt(start)];
    for (let at = start; at < end; at += PROBE_STEP) {
      const before = offsets[offsets.length - 1];
      let high = Math.min(at + PROBE_STEP, end);
      const after = this.#offsetAt(high);
      if (after === before) continue;
      let low = at;
      while (high - low > 1000) {
        const middle = low + Math.floor((high - low) / 2000) * 1000;
        if (this.#offsetAt(middle) === before) low = middle;
        else high = middle;
      }
      starts.push(high);
      offsets.push(after);
    }
    return { from, to, starts, offsets };
  }

  #offsetAt(utc: number): number {
    // "10/1/2026, GMT+02:00"; plain "GMT" is zero, and local mean times carry seconds.
    const match = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/u.exec(this.#format!.format(utc));
    if (match === null) return 0;
    const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0);
    return (match[1] === "-" ? -seconds : seconds) * 1000;
  }
}

const FIXED = /^(?:(?:UTC|GMT)\s?([+-]\d{1,2})|([+-]\d{2}))(?::?(\d{2}))?$/i;

/** Milliseconds of `+02:00`, `-0530`, `UTC+2`, `UTC`, `Z`; null for everything else. */
const fixedOffset = (name: string): number | null => {
  if (/^(?:UTC|GMT|Z|Etc\/UTC|Etc\/GMT)$/i.test(name)) return 0;
  const match = FIXED.exec(name);
  if (match === null) return null;
  const hours = match[1] ?? match[2];
  const minutes = Math.abs(Number(hours)) * 60 + Number(match[3] ?? 0);
  if (minutes > 14 * 60 || Number(match[3] ?? 0) > 59) return null;
  return (hours.startsWith("-") ? -minutes : minutes) * 60_000 + 0;
};

const zones = new Map<string, Zone | null>();

const findZone = (name: string): Zone | null => {
  let zone = zones.get(name);
  if (zone === undefined) {
    const fixed = fixedOffset(name);
    try {
      zone = new Zone(name, fixed);
    } catch {
      zone = null;
    }
    zones.set(name, zone);
  }
  return zone;
};

/** Whether a name is an IANA zone or a fixed offset (`+02:00`, `UTC+2`). */
export const isZone = (name: string): boolean => findZone(name) !== null;

/** The zone of a name that `isZone` accepts; RangeError otherwise. */
export const zoneOf = (name: string): Zone => {
  const zone = findZone(name);
  if (zone === null) throw new RangeError(`no such time zone: ${name}`);
  return zone;
};

/** The instant of a local time in a zone; inside a gap it moves forward, inside an overlap it is the first. Both are counted. */
export const localToUtc = (local: number, zone: string, counts?: ShiftCounts): number => zoneOf(zone).toUtc(local, counts);

/** The local time (epoch milliseconds as if UTC) of an instant in a zone. */
export const utcToLocal = (utc: number, zone: string): number => zoneOf(zone).toLocal(utc);
