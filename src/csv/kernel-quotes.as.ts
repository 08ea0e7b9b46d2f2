// Quotes around cells and doubled quotes within them, when the cells of many records have been found.

import { ends, ESCAPED, starts } from "./kernel-memory.as";

/** Takes the quotes off listed cells before cell `until`. */
@inline
export function unquote(list: usize, length: usize, until: u32): void {
  for (let at = list; at < list + length; at += 4) {
    const cell = load<u32>(at);
    if (cell == until) break;
    const startAt = starts + (<usize>cell << 2);
    store<u32>(startAt, load<u32>(startAt) + 1);
    const endAt = ends + (<usize>cell << 2);
    store<u32>(endAt, load<u32>(endAt) - 1);
  }
}

/** Takes the quotes off all cells that have some. */
export function unquoteAll(text: usize, quoteByte: u8, from: u32, until: u32): void {
  const toEnd = ends - starts;
  const last = starts + (<usize>until << 2);
  for (let at = starts + (<usize>from << 2); at < last; at += 4) {
    const start = load<u32>(at);
    // Behind an empty cell stands what ends it.
    const isQuoted = <u32>(load<u8>(text + <usize>start) == quoteByte);
    store<u32>(at, start + isQuoted);
    store<u32>(at + toEnd, load<u32>(at + toEnd) - isQuoted);
  }
}

/** Flags listed cells before cell `until` that hold doubled quotes; one that is behind stays in the list. Returns the list's new length. */
@inline
export function flag(list: usize, length: usize, until: u32): usize {
  let open: usize = 0;
  for (let at: usize = 0; at < length; at += 4) {
    const cell = load<u32>(list + at);
    if (cell < until) {
      const endAt = ends + (<usize>cell << 2);
      store<u32>(endAt, load<u32>(endAt) | ESCAPED);
    } else {
      store<u32>(list, cell);
      open = 4;
    }
  }
  return open;
}
