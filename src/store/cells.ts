import { MS_PER_DAY, civilFromDays } from "../values/civil.ts";
import type { Cell } from "./driver.ts";

/** How scores in words are kept, by their band. */
export const BANDS = ["bad", "neutral", "good", "offered"] as const;

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

let lastDay = Number.NaN;
let lastText = "";

const dayText = (day: number): string => {
  if (day !== lastDay) {
    const { year, month, day: date } = civilFromDays(day);
    lastDay = day;
    lastText = `${String(year).padStart(4, "0")}-${two(month)}-${two(date)}`;
  }
  return lastText;
};

/** `T09:48` and `:00` for every minute of a day and every second of a minute. */
const MINUTES = Array.from({ length: 1440 }, (_, minute) => `T${two(Math.floor(minute / 60))}:${two(minute % 60)}`);
const SECONDS = Array.from({ length: 60 }, (_, second) => `:${two(second)}`);

/** `2026-10-01T09:48:00`, with milliseconds only where there are some; epoch milliseconds of any clock. */
const timeText = (ms: number): string => {
  const day = Math.floor(ms / MS_PER_DAY);
  const rest = ms - day * MS_PER_DAY;
  const seconds = Math.floor(rest / 1000);
  const millis = Math.floor(rest - seconds * 1000);
  const clock = MINUTES[Math.floor(seconds / 60)] + SECONDS[seconds % 60];
  return `${dayText(day)}${clock}${millis === 0 ? "" : `.${String(millis).padStart(3, "0")}`}`;
};

/** How instants of a source are kept: in UTC, or as written where nobody knows their zone. */
export const instantText = (ms: number, asWritten: boolean): string => (asWritten ? timeText(ms) : `${timeText(ms)}Z`);

/** A date without a time of day, as written. */
export const dateText = (ms: number): string => dayText(Math.floor(ms / MS_PER_DAY));

/** A text as it is kept: without the characters that part cells and rows while they are read back. */
export const keptText = (text: string): string => (/[\u001e\u001f\u0000]/u.test(text) ? text.replace(/[\u001e\u001f\u0000]/gu, " ") : text);

const mix = (hash: number): number => {
  const h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
};

/** Marks behind a text, a number, and nothing. */
const [TEXT, NUMBER, NOTHING] = [0x10001, 0x10002, 0x10003];

/** 53 bits that tell contents apart. */
export const hashOf = (cells: readonly Cell[]): number => {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (const cell of cells) {
    let end = NOTHING;
    if (cell !== null) {
      const text = typeof cell === "string" ? cell : String(cell as number);
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        a = Math.imul(a ^ code, 0x01000193);
        b = (Math.imul(b, 31) + code) | 0;
      }
      end = typeof cell === "string" ? TEXT : NUMBER;
    }
    a = Math.imul(a ^ end, 0x01000193);
    b = (Math.imul(b, 0x85ebca6b) + end) | 0;
  }
  return (mix(a) & 0x1f_ffff) * 2 ** 32 + mix(b);
};
