import { blankWidth, decodeText } from "./bytes.ts";
import { MONTHS, ZONE_LETTERS } from "./date-words.ts";

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
const isLetter = (byte: number): boolean => (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || byte >= 0xc3;

/** English month by its first three letters, packed; the common case needs no string. */
const SHORT_MONTHS = new Map(
  ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].map((name, i) => [
    pack(Buffer.from(name), 0),
    i + 1,
  ]),
);

/** What some languages put behind a time of day. */
const HOUR_WORDS: ReadonlySet<string> = new Set(["uhr", "hs"]);

function pack(bytes: Uint8Array, at: number): number {
  return ((bytes[at] | 0x20) << 16) | ((bytes[at + 1] | 0x20) << 8) | (bytes[at + 2] | 0x20);
}

/** A place in a stretch of bytes and the small steps that dates and times are made of. A step that fails leaves the place as it was. */
export class DateCursor {
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;
  end = 0;
  /** Of the last number read: its value and how many digits it had. */
  value = 0;
  digits = 0;
  /** Of the last time read: milliseconds since midnight. */
  clock = 0;
  /** Of the last zone read: minutes east of Greenwich, NaN where there was none. */
  offset = Number.NaN;

  reset(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
    this.offset = Number.NaN;
    this.skipBlanks();
  }

  get done(): boolean {
    return this.at >= this.end;
  }

  /** The byte at the cursor, 0 at the end. */
  get byte(): number {
    return this.at < this.end ? this.bytes[this.at] : 0;
  }

  get onDigit(): boolean {
    return isDigit(this.byte);
  }

  get onLetter(): boolean {
    return isLetter(this.byte);
  }

  skipBlanks(): boolean {
    const { byte } = this;
    if (byte > 0x20 && byte < 0x80) return false;
    const from = this.at;
    for (let width = blankWidth(this.bytes, this.at, this.end); width > 0; width = blankWidth(this.bytes, this.at, this.end))
      this.at += width;
    return this.at > from;
  }

  /** Steps over one given byte. */
  take(byte: number): boolean {
    if (this.byte !== byte) return false;
    this.at++;
    return true;
  }

  /** A whole run of digits, its length within bounds. */
  number(least: number, most: number): boolean {
    const from = this.at;
    let at = from;
    let value = 0;
    while (at < this.end && isDigit(this.bytes[at])) value = value * 10 + this.bytes[at++] - 0x30;
    if (at - from < least || at - from > most) return false;
    this.value = value;
    this.digits = at - from;
    this.at = at;
    return true;
  }

  /** Exactly so many digits, whatever follows. */
  fixedNumber(count: number): boolean {
    let value = 0;
    for (let i = 0; i < count; i++) {
      const byte = this.at + i < this.end ? this.bytes[this.at + i] : 0;
      if (!isDigit(byte)) return false;
      value = value * 10 + byte - 0x30;
    }
    this.value = value;
    this.digits = count;
    this.at += count;
    return true;
  }

  /** A run of letters, lower case; "" where there is none. */
  word(): string {
    const from = this.at;
    let at = from;
    while (at < this.end && (isLetter(this.bytes[at]) || (at > from && this.bytes[at] >= 0x80))) at++;
    this.at = at;
    return decodeText(this.bytes, from, at).normalize("NFC").toLowerCase();
  }

  /** A month by name, 1–12; 0 where there is none. */
  month(): number {
    const from = this.at;
    if (from + 3 <= this.end && (from + 3 === this.end || !isLetter(this.bytes[from + 3]))) {
      const month = SHORT_MONTHS.get(pack(this.bytes, from));
      if (month !== undefined) {
        this.at = from + 3;
        this.take(0x2e);
        return month;
      }
    }
    const month = MONTHS.get(this.word());
    if (month === undefined) {
      this.at = from;
      return 0;
    }
    this.take(0x2e);
    return month;
  }

  /**
   * `H`, `HH:MM`, `HH:MM:SS`, with a fraction of seconds, AM or PM; without minutes only with AM or PM. `behindDate`: also `HH.MM.SS` and
   * `10h15`, which alone would be a number or a length. False where it is no time of day.
   */
  time(behindDate = false): boolean {
    if (!this.number(1, 2)) return false;
    const hour = this.value;
    let rest = 0;
    const mark = behindDate && (this.byte === 0x2e || (this.byte | 0x20) === 0x68) ? this.byte : 0x3a;
    const minutes = this.take(mark);
    if (minutes) {
      if (!this.number(2, 2) || this.value > 59) return false;
      rest = this.value * 60_000;
      if (this.take(mark)) {
        if (!this.number(2, 2) || this.value > 59) return false;
        rest += this.value * 1000 + this.#fraction();
      }
    }
    return this.#finishTime(hour, rest, this.halfDay(), minutes);
  }

  /** `HHMM` or `HHMMSS` as in `20261001T094800`. */
  compactTime(): boolean {
    if (!this.number(4, 6) || this.digits === 5) return false;
    const value = this.digits === 4 ? this.value * 100 : this.value;
    const minute = Math.floor(value / 100) % 100;
    const second = value % 100;
    if (minute > 59 || second > 59) return false;
    return this.#finishTime(Math.floor(value / 10_000), minute * 60_000 + second * 1000 + this.#fraction(), 0, true);
  }

  #finishTime(hour: number, rest: number, half: number, minutes: boolean): boolean {
    const whole = hourOfDay(hour, half);
    if (whole < 0 || (half === 0 && !minutes)) return false;
    this.clock = whole * 3_600_000 + rest;
    return true;
  }

  /** A fraction of a second after `.` or `,`, in milliseconds (cut, not rounded); 0 where there is none. */
  #fraction(): number {
    if ((this.byte !== 0x2e && this.byte !== 0x2c) || !isDigit(this.bytes[this.at + 1]) || this.at + 1 >= this.end) return 0;
    this.at++;
    let millis = 0;
    for (let scale = 100; this.onDigit; scale = Math.floor(scale / 10)) millis += scale * (this.bytes[this.at++] - 0x30);
    return millis;
  }

  /** AM (1) or PM (2), `a.m.` and `p. m.` too, after blanks or none; 0 where there is neither. */
  halfDay(): number {
    const from = this.at;
    this.skipBlanks();
    const letter = this.byte | 0x20;
    this.at++;
    this.take(0x2e);
    this.skipBlanks();
    const meridiem = (letter === 0x61 || letter === 0x70) && (this.byte | 0x20) === 0x6d && this.at < this.end;
    this.at++;
    if (!meridiem || this.onLetter) {
      this.at = from;
      return 0;
    }
    this.take(0x2e);
    return letter === 0x61 ? 1 : 2;
  }

  /** Zone letters, an offset or both, in brackets or not; sets `offset`. False for something else, true where there is nothing. */
  zone(): boolean {
    this.skipBlanks();
    if (this.done) return true;
    const bracket = this.take(0x28);
    if (this.onLetter) {
      const from = this.at;
      const word = this.word();
      const minutes = ZONE_LETTERS.get(word);
      if (minutes === undefined) {
        if (HOUR_WORDS.has(word) && this.done) return true;
        this.at = from;
        return false;
      }
      this.offset = minutes;
    }
    const signed = this.byte === 0x2b || this.byte === 0x2d;
    if (signed && !this.#offset()) return false;
    if (bracket && !this.take(0x29)) return false;
    // "GMT+0200 (Central European Summer Time)", "+02:00[Europe/Berlin]", "+0000 UTC": the name adds nothing.
    if (!Number.isNaN(this.offset)) {
      this.skipBlanks();
      const from = this.at;
      if (signed && this.onLetter && !ZONE_LETTERS.has(this.word())) this.at = from;
      const close = this.byte === 0x28 ? 0x29 : this.byte === 0x5b ? 0x5d : 0;
      if (close !== 0) while (!this.done && this.bytes[this.at++] !== close);
    }
    return true;
  }

  /** `±hh`, `±hhmm`, `±hh:mm`, added to zone letters before it. */
  #offset(): boolean {
    const sign = this.byte === 0x2d ? -1 : 1;
    this.at++;
    if (!this.number(1, 4)) return false;
    let minutes = this.digits > 2 ? Math.floor(this.value / 100) * 60 + (this.value % 100) : this.value * 60;
    if (this.digits <= 2 && this.take(0x3a)) {
      if (!this.number(2, 2) || this.value > 59) return false;
      minutes += this.value;
    }
    this.offset = sign * minutes + (Number.isNaN(this.offset) ? 0 : this.offset);
    return minutes <= 14 * 60;
  }
}

/** Hour 0–23 of an hour and its half of the day (0 none, 1 AM, 2 PM); −1 where they contradict each other. */
const hourOfDay = (hour: number, half: number): number => {
  if (half === 0) return hour <= 23 ? hour : -1;
  if (half === 1) return hour <= 12 ? hour % 12 : -1;
  // `13:45 PM` says the same thing twice.
  if (hour > 12) return hour <= 23 ? hour : -1;
  return hour === 0 ? -1 : (hour % 12) + 12;
};
