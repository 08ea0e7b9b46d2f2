import { fullYear } from "./civil.ts";
import { DateCursor } from "./date-cursor.ts";

const TOKEN = /YYYY|YY|MMMM|MMM|MM|M|DD|D|HH|H|hh|h|mm|m|ss|s|S+|A|a|Z+|\s+|[^]/gu;

type Step = { readonly token: string; readonly fixed: boolean };

const isNumeric = (token: string | undefined): boolean => token !== undefined && /^(?:YYYY|YY|MM?|DD?|HH?|hh?|mm?|ss?|S+)$/u.test(token);

/** Reads dates written in one explicit pattern of YYYY YY MM M DD D HH H mm ss SSS A Z; month names as MMM. */
export class DatePattern {
  year = 0;
  month = 0;
  day = 0;
  clock = 0;
  offset = Number.NaN;
  /** The pattern has a time of day. */
  readonly timed: boolean;
  readonly #steps: readonly Step[];
  readonly #cursor = new DateCursor();
  #hour = 0;
  #half = 0;
  #rest = 0;

  constructor(pattern: string) {
    const tokens = pattern.trim().match(TOKEN) ?? [];
    // Numbers that touch have the width they are written in; others may lack leading zeros.
    this.#steps = tokens.map((token, i) => ({ token, fixed: isNumeric(tokens[i - 1]) || isNumeric(tokens[i + 1]) }));
    this.timed = tokens.some((token) => /^[Hh]/u.test(token));
  }

  /** Whether a pattern names year, month and day, and minutes only with hours. */
  static isUsable(pattern: string): boolean {
    const tokens = new Set(pattern.match(TOKEN) ?? []);
    const has = (...wanted: string[]): boolean => wanted.some((token) => tokens.has(token));
    const hours = has("HH", "H", "hh", "h");
    return has("YYYY", "YY") && has("MM", "M", "MMM", "MMMM") && has("DD", "D") && (hours || !has("mm", "m", "ss", "s", "A", "a"));
  }

  /** True when the bytes fit the pattern; the parts are set. */
  scan(bytes: Uint8Array, start: number, end: number): boolean {
    const cursor = this.#cursor;
    cursor.reset(bytes, start, end);
    this.#hour = this.#half = this.#rest = 0;
    for (const step of this.#steps) if (!this.#take(step)) return false;
    cursor.skipBlanks();
    const hour = this.#half === 0 ? this.#hour : this.#hour === 12 ? (this.#half - 1) * 12 : this.#hour + (this.#half - 1) * 12;
    this.clock = hour * 3_600_000 + this.#rest;
    this.offset = cursor.offset;
    return cursor.done && hour <= 23 && (this.#half !== 1 || this.#hour <= 12);
  }

  #take({ token, fixed }: Step): boolean {
    const cursor = this.#cursor;
    const letter = token[0];
    if (token === "A" || token === "a") {
      this.#half = cursor.halfDay();
      return this.#half > 0;
    }
    if (letter === "Z") return cursor.zone() && !Number.isNaN(cursor.offset);
    if (letter === " " || token.trim() === "") return cursor.skipBlanks();
    if (token.startsWith("MMM")) {
      this.month = cursor.month();
      return this.month > 0;
    }
    if (!isNumeric(token)) {
      for (const byte of Buffer.from(token)) if (!cursor.take(byte)) return false;
      return true;
    }
    const width = token.length;
    if (width === 1 && fixed) return false;
    const read = fixed || width > 2 || letter === "Y" ? cursor.fixedNumber(width) : cursor.number(1, 2);
    return read && this.#keep(token, cursor.value);
  }

  #keep(token: string, value: number): boolean {
    if (token === "YYYY") this.year = value;
    else if (token === "YY") this.year = fullYear(value);
    else if (token[0] === "M") this.month = value;
    else if (token[0] === "D") this.day = value;
    else if (token[0] === "H" || token[0] === "h") this.#hour = value;
    else if (token[0] === "m") this.#rest += value * 60_000;
    else if (token[0] === "s") this.#rest += value * 1000;
    else this.#rest += Math.floor((value * 1000) / 10 ** token.length);
    return (token[0] !== "m" && token[0] !== "s") || value <= 59;
  }
}
