import { NO_NUMBER, upToEight } from "./kernel-columns.as";
import { bytes, ends, starts, values } from "./kernel-memory.as";

/** Numbers of more digits are not told apart. */
const MOST_DIGITS: u32 = 15;

/**
 * How much further than the one before it each but the first number of a column is, where all have as many digits and come in order: in bytes
 * of 7 bits as values, the lowest first, the highest bit of each tells that more follow. Returns how many bytes; −1 where the cells are
 * anything else.
 */
export function steps(column: u32, wide: u32, count: u32): i32 {
  const digits = load<u32>(ends + (<usize>column << 2)) - load<u32>(starts + (<usize>column << 2));
  if (digits - 1 >= MOST_DIGITS) return -1;
  const lower = min(digits, 8);
  const upper = digits - lower;
  // Globals are memory; these stay in registers.
  const text = bytes;
  const toEnd = ends - starts;
  const step = <usize>wide << 2;
  let before: u64 = 0;
  let falls = false;
  let at = values;
  for (let record: u32 = 0, cell = starts + (<usize>column << 2); record < count; record += 1, cell += step) {
    const start = load<u32>(cell);
    // As many bytes as no number has where the cell is `ESCAPED`.
    if (load<u32>(cell + toEnd) - start != digits) return -1;
    const p = text + <usize>start;
    let number = upToEight(p + <usize>upper, lower);
    if (number == NO_NUMBER) return -1;
    if (upper != 0) {
      const high = upToEight(p, upper);
      if (high == NO_NUMBER) return -1;
      number += high * 100_000_000;
    }
    if (record > 0) {
      if (number == before) return -1;
      if (record == 1) falls = number < before;
      else if (falls != number < before) return -1;
      let further = falls ? before - number : number - before;
      for (; further >= 0x80; further >>= 7, at += 1) store<u8>(at, <u8>(0x80 | (further & 0x7f)));
      store<u8>(at, <u8>further);
      at += 1;
    }
    before = number;
  }
  return <i32>(at - values);
}
