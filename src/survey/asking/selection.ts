import { type Key, typedCharacter } from "./keys.ts";

/** One of the whole numbers from `low` to `high`, chosen by its digits or by moving. */
export interface Selection {
  /** Null = nothing is chosen. */
  readonly chosen: number | null;
  /** Digits of the choice as typed so far, which a further digit may add to; empty after any other key. */
  readonly typed: string;
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

export const NOTHING: Selection = { chosen: null, typed: "" };

const holds = ({ low, high }: Range, digits: string): boolean =>
  /^(?:0|[1-9]\d*)$/u.test(digits) && Number(digits) >= low && Number(digits) <= high;

/** A digit makes a longer number with those typed before where the range has it, else begins anew; outside the range it does nothing. */
const digit = (selection: Selection, character: string, range: Range): Selection => {
  const typed = [selection.typed + character, character].find((digits) => holds(range, digits));
  return typed === undefined ? selection : { chosen: Number(typed), typed };
};

/** A move from nothing enters at the end that the arrow comes from, so that each end is one key away. */
const move = ({ chosen }: Selection, step: 1 | -1, { low, high }: Range): Selection => {
  if (chosen === null) return { chosen: step === 1 ? low : high, typed: "" };
  return { chosen: Math.min(high, Math.max(low, chosen + step)), typed: "" };
};

/** The selection after a key; the same one where the key means nothing. `up` is the step of the up arrow: 1 on a scale, -1 in a list. */
export const select = (selection: Selection, key: Key, range: Range, up: 1 | -1): Selection => {
  const character = typedCharacter(key);
  if (character !== null && /^\d$/u.test(character)) return digit(selection, character, range);
  switch (key.name) {
    case "left":
      return move(selection, -1, range);
    case "right":
      return move(selection, 1, range);
    case "up":
      return move(selection, up, range);
    case "down":
      return move(selection, up === 1 ? -1 : 1, range);
    case "home":
      return { chosen: range.low, typed: "" };
    case "end":
      return { chosen: range.high, typed: "" };
    case "backspace":
    case "delete":
      return selection.chosen === null ? selection : NOTHING;
    default:
      return selection;
  }
};
