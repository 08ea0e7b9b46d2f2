import { type Key, typedCharacter } from "./keys.ts";
import { characters } from "./layout.ts";

/** A line of text being written. */
export interface Line {
  readonly text: string;
  /** Where the next character goes: an index of `text` between two characters as readers see them. */
  readonly cursor: number;
}

export const EMPTY_LINE: Line = { text: "", cursor: 0 };

/** Longest text, in code points. */
export const LONGEST = 2000;

const LINE_ENDS = /\s*[\n\r\u0085\u2028\u2029]+\s*/gu;

/** Controls, marks that turn the reading direction, and halves of characters. The joiners of emoji and scripts are no controls. */
const DROPPED = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Typed or pasted text as it may stand in a line: line ends and tabs become blanks, control characters go. */
export const asLine = (text: string): string => text.replace(LINE_ENDS, " ").replaceAll("\t", " ").replace(DROPPED, "");

const boundaries = (text: string): number[] => [...Array.from(characters(text), ({ index }) => index), text.length];

const before = ({ text, cursor }: Line): number => boundaries(text).findLast((index) => index < cursor) ?? 0;

const after = ({ text, cursor }: Line): number => boundaries(text).find((index) => index > cursor) ?? text.length;

/** The beginning of the word before the cursor. */
const wordBefore = ({ text, cursor }: Line): number => {
  const start = text.slice(0, cursor).trimEnd().search(/\S+$/u);
  return boundaries(text).findLast((index) => index <= start) ?? 0;
};

/** The end of the word after the cursor. */
const wordAfter = ({ text, cursor }: Line): number => {
  const end = cursor + (/^\s*\S*/u.exec(text.slice(cursor))?.[0].length ?? 0);
  return boundaries(text).find((index) => index >= end) ?? text.length;
};

const without = ({ text }: Line, from: number, to: number): Line => ({ text: text.slice(0, from) + text.slice(to), cursor: from });

/** The line with a text put in at the cursor, as much of it as there is room for. */
export const insert = (line: Line, text: string): Line => {
  const room = LONGEST - [...line.text].length;
  let added = asLine(text);
  if ([...added].length > room) {
    added = "";
    for (const { segment } of characters(asLine(text))) {
      if ([...added].length + [...segment].length > room) break;
      added += segment;
    }
  }
  if (added === "") return line;
  const whole = line.text.slice(0, line.cursor) + added + line.text.slice(line.cursor);
  const end = line.cursor + added.length;
  // What was put in may join with what follows; the cursor then goes behind both.
  return { text: whole, cursor: boundaries(whole).find((index) => index >= end) ?? whole.length };
};

const CONTROL: Readonly<Record<string, string>> = { a: "home", b: "left", e: "end", f: "right", h: "backspace" };

/** The line after a key; the same one where the key means nothing. */
export const edit = (line: Line, key: Key): Line => {
  const { text, cursor } = line;
  const byWord = key.ctrl || key.meta;
  switch (key.ctrl ? (CONTROL[key.name ?? ""] ?? key.name) : key.name) {
    case "left":
      return { text, cursor: byWord && key.name === "left" ? wordBefore(line) : before(line) };
    case "right":
      return { text, cursor: byWord && key.name === "right" ? wordAfter(line) : after(line) };
    case "home":
      return { text, cursor: 0 };
    case "end":
      return { text, cursor: text.length };
    case "backspace":
      return without(line, byWord && key.meta ? wordBefore(line) : before(line), cursor);
    case "delete":
      return without(line, cursor, after(line));
    case "u":
      if (key.ctrl) return without(line, 0, cursor);
      break;
    case "k":
      if (key.ctrl) return without(line, cursor, text.length);
      break;
    case "w":
      if (key.ctrl) return without(line, wordBefore(line), cursor);
      break;
    default:
  }
  return typedCharacter(key) === null ? line : insert(line, key.sequence);
};
