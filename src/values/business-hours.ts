import { civilFromDays, daysFromCivil, MS_PER_DAY } from "./civil.ts";
import type { WeeklyHours } from "./hours-spec.ts";
import { type Zone, zoneOf } from "./zone.ts";

/** One year of opening hours on the clock of UTC, epoch milliseconds. Day d is from `starts[d]` until `starts[d + 1]`. */
interface YearTable {
  readonly starts: Float64Array;
  /** Open milliseconds of the year before each day; behind the last day those of the whole year. */
  readonly before: Float64Array;
  /** Spans of day d: those from `first[d]` until `first[d + 1]`. */
  readonly first: Int32Array;
  readonly opens: readonly number[];
  readonly closes: readonly number[];
}

const MS_PER_MINUTE = 60_000;
/** A longer time is a slip, such as 9999-12-31 for "never": nobody wants the years between worked out. */
const MOST_YEARS = 200;

/**
 * Opening hours through the years, in a time zone, without holidays: the time that passes while the team is at work. Opening and closing
 * go by the clock on the wall, time passes as it does: a night on which clocks go forward is an hour shorter. A time that clocks skip is
 * the moment of the change, one that they show twice the first of the two.
 */
export class BusinessHours {
  readonly #hours: WeeklyHours;
  readonly #zone: Zone;
  readonly #holidays: ReadonlySet<number>;
  readonly #years = new Map<number, YearTable>();
  #last: YearTable | null = null;
  #lastYear = Number.NaN;

  /** `zone` is one that isZone accepts; `holidays` are days since 1970-01-01, closed from midnight to midnight. */
  constructor(hours: WeeklyHours, zone: string, holidays: ReadonlySet<number>) {
    this.#hours = hours;
    this.#zone = zoneOf(zone);
    this.#holidays = holidays;
  }

  /** Whether the team is at work at an instant (epoch milliseconds). */
  isOpen(instant: number): boolean {
    const table = this.#tableAt(instant);
    const day = dayIn(table, instant);
    for (let i = table.first[day]; i < table.first[day + 1]; i++) if (instant >= table.opens[i] && instant < table.closes[i]) return true;
    return false;
  }

  /** Seconds at work from one instant to another, epoch milliseconds; negative backwards. NaN for NaN, or where they lie 200 years apart. */
  seconds(from: number, to: number): number {
    if (Number.isNaN(from) || Number.isNaN(to)) return Number.NaN;
    const start = openBefore(this.#tableAt(from), from);
    const startYear = this.#lastYear;
    const end = openBefore(this.#tableAt(to), to);
    const years = this.#lastYear - startYear;
    if (years === 0) return (end - start) / 1000;
    if (Math.abs(years) > MOST_YEARS) return Number.NaN;
    let between = 0;
    for (let year = Math.min(startYear, startYear + years); year < Math.max(startYear, startYear + years); year++) {
      between += this.#table(year).before.at(-1)!;
    }
    return (end - start + (years > 0 ? between : -between)) / 1000;
  }

  #tableAt(instant: number): YearTable {
    const last = this.#last;
    if (last !== null && instant >= last.starts[0] && instant < last.starts[last.starts.length - 1]) return last;
    let { year } = civilFromDays(Math.floor(instant / MS_PER_DAY));
    let table = this.#table(year);
    // In the zone the year begins some hours earlier or later.
    if (instant < table.starts[0]) table = this.#table(--year);
    else if (instant >= table.starts[table.starts.length - 1]) table = this.#table(++year);
    this.#last = table;
    this.#lastYear = year;
    return table;
  }

  #table(year: number): YearTable {
    let table = this.#years.get(year);
    if (table === undefined) {
      table = this.#build(year);
      this.#years.set(year, table);
    }
    return table;
  }

  #build(year: number): YearTable {
    const firstDay = daysFromCivil(year, 1, 1);
    const days = daysFromCivil(year + 1, 1, 1) - firstDay;
    const starts = new Float64Array(days + 1);
    const before = new Float64Array(days + 1);
    const first = new Int32Array(days + 1);
    const opens: number[] = [];
    const closes: number[] = [];
    for (let d = 0; d <= days; d++) starts[d] = this.#instantOf((firstDay + d) * MS_PER_DAY);
    for (let d = 0; d < days; d++) {
      const day = firstDay + d;
      let open = 0;
      // 1970-01-01 was a Thursday.
      const spans = this.#holidays.has(day) ? [] : this.#hours.days[(((day + 3) % 7) + 7) % 7];
      for (const [from, to] of spans) {
        const opening = Math.max(starts[d], this.#instantOf(day * MS_PER_DAY + from * MS_PER_MINUTE));
        const closing = Math.min(starts[d + 1], this.#instantOf(day * MS_PER_DAY + to * MS_PER_MINUTE));
        if (closing <= opening) continue;
        opens.push(opening);
        closes.push(closing);
        open += closing - opening;
      }
      before[d + 1] = before[d] + open;
      first[d + 1] = opens.length;
    }
    return { starts, before, first, opens, closes };
  }

  /** When clocks show a local time first; the moment they change where they skip it. */
  #instantOf(local: number): number {
    const zone = this.#zone;
    const moved = zone.toUtc(local);
    const skipped = zone.toLocal(moved) - local;
    if (skipped <= 0) return moved;
    const offset = zone.toLocal(moved) - moved;
    let [before, after] = [moved - skipped, moved];
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (zone.toLocal(middle) - middle === offset) after = middle;
      else before = middle;
    }
    return after;
  }
}

/** The day of the table that an instant lies in. */
const dayIn = ({ starts }: YearTable, instant: number): number => {
  // Days are about as long as each other: the guess is right, or next to it.
  let day = Math.min(starts.length - 2, Math.max(0, Math.floor((instant - starts[0]) / MS_PER_DAY)));
  while (instant < starts[day]) day--;
  while (instant >= starts[day + 1]) day++;
  return day;
};

/** Open milliseconds of the table's year before an instant of it. */
const openBefore = (table: YearTable, instant: number): number => {
  const day = dayIn(table, instant);
  let open = table.before[day];
  for (let i = table.first[day]; i < table.first[day + 1]; i++) {
    if (instant <= table.opens[i]) break;
    open += Math.min(instant, table.closes[i]) - table.opens[i];
  }
  return open;
};
