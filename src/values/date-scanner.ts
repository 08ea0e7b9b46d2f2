import { fullYear } from "./civil.ts";
import { BLANK, COLON, DASH, POINT, SLASH, type WrittenDate } from "./common-date.ts";
import { DateCursor } from "./date-cursor.ts";
import { mayBeginDate, WEEKDAYS } from "./date-words.ts";

const COMMA = 0x2c;

const ORDINALS: ReadonlySet<string> = new Set(["st", "nd", "rd", "th", "er"]);
const BEFORE_TIME: ReadonlySet<string> = new Set(["at", "um", "à", "às"]);
const JOINING: ReadonlySet<string> = new Set(["de", "del", "of"]);

const isSeparator = (byte: number): boolean => byte === DASH || byte === POINT || byte === SLASH;

/**
 * Takes the written forms of a date, with or without time and zone, apart. Which of two numbers is the day is left open (`numeric`);
 * whether the calendar has that day is judged by the caller.
 */
export class DateScanner implements WrittenDate {
  numeric = false;
  first = 0;
  second = 0;
  yearDigits = 4;
  year = 0;
  month = 0;
  day = 0;
  timed = false;
  clock = 0;
  offset = Number.NaN;
  readonly #cursor = new DateCursor();

  /** True when the bytes are a date in form; its parts are set. */
  scan(bytes: Uint8Array, start: number, end: number): boolean {
    const cursor = this.#cursor;
    cursor.reset(bytes, start, end);
    this.timed = false;
    this.clock = 0;
    this.offset = Number.NaN;
    this.yearDigits = 0;
    if (cursor.onLetter) {
      const from = cursor.at;
      if (!mayBeginDate(cursor.byte, bytes[from + 1])) return false;
      if (WEEKDAYS.has(cursor.word())) {
        // "segunda-feira"
        if (cursor.take(DASH)) cursor.word();
        cursor.take(POINT);
        cursor.take(COMMA);
        cursor.skipBlanks();
      } else cursor.at = from;
    }
    if (!(cursor.onLetter ? this.#monthFirstByName() : this.#numberFirst())) return false;
    cursor.skipBlanks();
    return this.yearDigits > 0 && cursor.done;
  }

  /** True when the bytes are a time of day alone; `clock` and `offset` are set. */
  scanTime(bytes: Uint8Array, start: number, end: number): boolean {
    const cursor = this.#cursor;
    cursor.reset(bytes, start, end);
    this.offset = Number.NaN;
    if (!cursor.time() || !cursor.zone()) return false;
    this.clock = cursor.clock;
    this.offset = cursor.offset;
    cursor.skipBlanks();
    return cursor.done;
  }

  /** `Apr 14, 2026 10:15 AM`, `Jan 19 11:42:16 EST 2022`. */
  #monthFirstByName(): boolean {
    const cursor = this.#cursor;
    this.numeric = false;
    this.month = cursor.month();
    if (this.month === 0) return false;
    if (cursor.take(DASH) || cursor.take(SLASH)) cursor.skipBlanks();
    else cursor.skipBlanks();
    if (!cursor.number(1, 2)) return false;
    this.day = cursor.value;
    this.#ordinal();
    const comma = cursor.take(COMMA) || cursor.take(DASH) || cursor.take(SLASH);
    if (!cursor.skipBlanks() && !comma) return false;
    if (!this.#namedYear()) {
      // Unix `date` and Java put the year last, after time and zone.
      if (!cursor.time() || !cursor.zone()) return false;
      this.#keepTime();
      cursor.skipBlanks();
      return this.#namedYear();
    }
    return this.#afterDate();
  }

  /** Dates that begin with a number. */
  #numberFirst(): boolean {
    const cursor = this.#cursor;
    if (!cursor.number(1, 8)) return false;
    const first = cursor.value;
    const digits = cursor.digits;
    if (digits > 4) return digits === 8 && this.#compact(first);
    if (digits === 3) return false;
    const separated = isSeparator(cursor.byte);
    if (separated) cursor.at++;
    else this.#ordinal();
    if (cursor.take(COMMA) || !separated || cursor.byte === BLANK) cursor.skipBlanks();
    return cursor.onLetter ? this.#dayThenName(first, digits) : separated && this.#threeNumbers(first, digits);
  }

  /** `27 Oct 2016`, `25/Feb/26`, `14-Apr-2026`, `2026-Apr-14`, `1 January, 2021`, `3 de marzo de 2026`. */
  #dayThenName(first: number, digits: number): boolean {
    const cursor = this.#cursor;
    this.numeric = false;
    this.#of();
    this.month = cursor.month();
    if (this.month === 0) return false;
    if (isSeparator(cursor.byte) || cursor.byte === COMMA) cursor.at++;
    cursor.skipBlanks();
    this.#of();
    if (digits === 4) {
      if (!cursor.number(1, 2)) return false;
      this.day = cursor.value;
      this.year = first;
      this.yearDigits = 4;
    } else {
      this.day = first;
      if (!this.#namedYear()) return false;
    }
    return this.#afterDate();
  }

  #threeNumbers(first: number, digits: number): boolean {
    const cursor = this.#cursor;
    if (!cursor.number(1, 2)) return false;
    this.second = cursor.value;
    if (!isSeparator(cursor.byte)) return false;
    cursor.at++;
    cursor.skipBlanks();
    this.numeric = digits !== 4;
    if (!this.numeric) {
      if (!cursor.number(1, 2)) return false;
      this.year = first;
      this.month = this.second;
      this.day = cursor.value;
      this.yearDigits = 4;
    } else {
      if (!cursor.number(2, 4) || cursor.digits === 3) return false;
      this.first = first;
      this.year = cursor.value;
      this.yearDigits = cursor.digits;
    }
    return this.#afterDate();
  }

  /** `20261001T094800Z`; eight digits alone could be anything. */
  #compact(value: number): boolean {
    const cursor = this.#cursor;
    if ((cursor.byte | 0x20) !== 0x74) return false;
    cursor.at++;
    this.numeric = false;
    this.year = Math.floor(value / 10_000);
    this.month = Math.floor(value / 100) % 100;
    this.day = value % 100;
    this.yearDigits = 4;
    if (!cursor.compactTime() || !cursor.zone()) return false;
    this.#keepTime();
    return true;
  }

  /** A year of four or two digits, which is not the hour of a clock. */
  #namedYear(): boolean {
    const cursor = this.#cursor;
    const from = cursor.at;
    if (!cursor.number(2, 4) || cursor.digits === 3 || (cursor.digits === 2 && cursor.byte === COLON)) {
      cursor.at = from;
      return false;
    }
    this.yearDigits = cursor.digits;
    this.year = cursor.digits === 2 ? fullYear(cursor.value) : cursor.value;
    return true;
  }

  /** `1st`, `2nd`, `3rd`, `14th`, `1er`. */
  #ordinal(): void {
    this.#skipWord(ORDINALS);
  }

  /** What joins day, month and year in some languages. */
  #of(): void {
    if (this.#skipWord(JOINING)) this.#cursor.skipBlanks();
  }

  #skipWord(words: ReadonlySet<string>): boolean {
    const cursor = this.#cursor;
    const from = cursor.at;
    if (cursor.onLetter && words.has(cursor.word())) return true;
    cursor.at = from;
    return false;
  }

  /** Nothing, or a time of day with or without a zone. */
  #afterDate(): boolean {
    const cursor = this.#cursor;
    cursor.take(POINT);
    if ((cursor.byte | 0x20) === 0x74 && cursor.at + 1 < cursor.end) cursor.at++;
    else {
      const marked = cursor.take(COMMA) || cursor.take(0x5f) || cursor.take(COLON);
      const blank = cursor.skipBlanks();
      if (cursor.done) return !marked;
      if (!marked && !blank) return false;
      if (cursor.onLetter && !BEFORE_TIME.has(cursor.word())) return false;
      if (cursor.take(DASH) && !blank) return false;
      cursor.skipBlanks();
    }
    if (!cursor.time(true) || !cursor.zone()) return false;
    this.#keepTime();
    return true;
  }

  #keepTime(): void {
    this.timed = true;
    this.clock = this.#cursor.clock;
    this.offset = this.#cursor.offset;
  }
}
