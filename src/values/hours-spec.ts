import { ProblemError } from "../text/problem.ts";
import { isZone } from "./zone.ts";

/** Minutes since midnight: from ≤ t < to, to at most 1440. */
export type Span = readonly [from: number, to: number];

/** When people are at work in an ordinary week. */
export interface WeeklyHours {
  /** Monday first; the spans of each day in order and apart. What goes on after midnight stands with the next day. */
  readonly days: readonly (readonly Span[])[];
  /** IANA zone or offset that the text names at its end; null = none. */
  readonly zone: string | null;
}

const DAY_MINUTES = 1440;
const DAY_NAMES = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY =
  "(?:mo(?:n(?:day)?)?|tu(?:e(?:s(?:day)?)?)?|we(?:d(?:nesday)?)?|th(?:u(?:r(?:s(?:day)?)?)?)?|fr(?:i(?:day)?)?|sa(?:t(?:urday)?)?|su(?:n(?:day)?)?)";
const TIME = String.raw`\d{1,2}(?::\d{2})?\s*(?:am|pm)?`;
const PIECE = new RegExp(
  String.raw`\s*(?:(?<sign>[;,\n])|(?<days>${DAY}(?:\s*-\s*${DAY})?)(?![a-z])[.:]?|(?<times>${TIME}\s*-\s*${TIME})(?![\w:]))`,
  "uy",
);
const ALWAYS = /^24\s*\/\s*7$/u;
const ZONE = /(?:^|[\s;,])(?:in\s+)?([a-z_]+(?:\/[a-z_+\-\d]+)+|utc|gmt|[+-]\d\d:\d\d)\s*$/iu;

/** Why a text is no opening hours; the wording stands in text/problems/hours.ts. */
export type HoursFault = "unknown" | "no-times" | "no-days" | "no-length" | "backwards" | "no-such-time" | "no-such-zone" | "empty";

class Reader {
  readonly #text: string;
  readonly #flag: string;
  readonly #spans: Span[][] = Array.from({ length: 7 }, () => []);

  constructor(text: string, flag: string) {
    this.#text = text;
    this.#flag = flag;
  }

  read(): WeeklyHours {
    const { zone, rest } = this.#zone();
    const plain = rest
      .toLowerCase()
      .replaceAll(/[‐-―−]/gu, "-")
      .replaceAll(/\bto\b/gu, "-")
      .trim();
    if (ALWAYS.test(plain)) return { days: DAY_NAMES.map(() => [[0, DAY_MINUTES]]), zone };
    this.#entries(plain);
    return { days: this.#spans.map(joined), zone };
  }

  #zone(): { zone: string | null; rest: string } {
    const found = ZONE.exec(this.#text);
    if (found === null) return { zone: null, rest: this.#text };
    if (!isZone(found[1])) throw this.#fault("no-such-zone", found[1]);
    return { zone: found[1], rest: this.#text.slice(0, found.index).replace(/[\s;,]+$/u, "") };
  }

  /** Days, then their times; the next days begin another entry, and so does a semicolon. */
  #entries(plain: string): void {
    let days: number[] = [];
    let lastDays = "";
    let isTimed = false;
    let isNamed = false;
    PIECE.lastIndex = 0;
    for (let at = 0; at < plain.length; at = PIECE.lastIndex) {
      PIECE.lastIndex = at;
      const piece = PIECE.exec(plain)?.groups;
      if (piece === undefined)
        throw this.#fault(
          "unknown",
          plain
            .slice(at)
            .trim()
            .split(/[\s;,]/u)[0],
        );
      if (piece.days !== undefined) {
        if (isTimed) days = [];
        isTimed = false;
        isNamed = true;
        lastDays = piece.days.replaceAll(/\b[a-z]/gu, (letter) => letter.toUpperCase());
        days.push(...daysOf(piece.days));
      } else if (piece.times !== undefined) {
        if (days.length === 0 && isNamed) throw this.#fault("no-days", piece.times);
        this.#add(days.length === 0 ? DAY_NAMES.map((_, day) => day) : days, piece.times);
        isTimed = true;
      } else if (piece.sign !== ",") {
        if (days.length > 0 && !isTimed) throw this.#fault("no-times", lastDays);
        days = [];
      }
    }
    if (days.length > 0 && !isTimed) throw this.#fault("no-times", lastDays);
    if (this.#spans.every((spans) => spans.length === 0)) throw this.#fault("empty", "");
  }

  #add(days: readonly number[], times: string): void {
    const [begin, end] = times.split(/\s*-\s*/u);
    const [from, to] = [this.#minutes(begin), this.#minutes(end)];
    if (from === to) throw this.#fault("no-length", times);
    // "9-5" is what people say for a day; only a full time of day says that a night is meant.
    if (to < from && /^\d{1,2}\s*-\s*\d{1,2}$/u.test(times)) throw this.#fault("backwards", times);
    for (const day of days) {
      if (from < to) this.#spans[day].push([from, to]);
      else {
        if (from < DAY_MINUTES) this.#spans[day].push([from, DAY_MINUTES]);
        if (to > 0) this.#spans[(day + 1) % 7].push([0, to]);
      }
    }
  }

  #minutes(text: string): number {
    const [, hours, minutes = "0", half] = /^(\d+)(?::(\d+))?\s*(am|pm)?$/u.exec(text.trim())!;
    const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half === "pm" ? 12 : 0);
    const isTime = (half === undefined || (Number(hours) >= 1 && Number(hours) <= 12)) && Number(minutes) < 60;
    const time = hour * 60 + Number(minutes);
    if (!isTime || time > DAY_MINUTES) throw this.#fault("no-such-time", text.trim());
    return time;
  }

  #fault(reason: HoursFault, part: string): ProblemError {
    return new ProblemError(2, "bad-hours", { flag: this.#flag, value: this.#text, reason, part });
  }
}

const dayOf = (text: string): number => DAY_NAMES.findIndex((name) => name.startsWith(text.trim().slice(0, 2)));

/** `mon-fri` → 0 … 4; `fri-mon` goes round the end of the week. */
const daysOf = (text: string): number[] => {
  const [first, last = first] = text.split("-");
  const from = dayOf(first);
  const count = ((dayOf(last) - from + 7) % 7) + 1;
  return Array.from({ length: count }, (_, i) => (from + i) % 7);
};

/** Spans in order, those that touch or overlap made one. */
const joined = (spans: readonly Span[]): Span[] => {
  const result: [number, number][] = [];
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
};

/**
 * Reads opening hours: `Mon-Fri 09:00-17:00; Sat 10:00-14:00`, several spans of a day with commas (`Mon-Fri 09:00-12:00, 13:00-17:00`), days
 * one by one (`Mon,Wed`), hours beyond midnight (`22:00-06:00`, of every day where none is named), `24/7`; a time zone may follow. `flag`
 * names it in messages. Throws exit 2: "bad-hours".
 */
export const parseHours = (text: string, flag: string): WeeklyHours => new Reader(text, flag).read();
