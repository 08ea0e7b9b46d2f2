import { bytes, ends, ESCAPED, starts, values } from "./kernel-memory.as";

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
  let before: u64 = 0;
  let falls = false;
  let at = values;
  for (let record: u32 = 0, cell = column; record < count; record += 1, cell += wide) {
    const start = load<u32>(starts + (<usize>cell << 2));
    const end = load<u32>(ends + (<usize>cell << 2));
    if (end >= ESCAPED || end - start != digits) return -1;
    const p = bytes + <usize>start;
    let number: u64 = 0;
    for (let i: u32 = 0; i < digits; i += 1) {
      const digit = <u32>load<u8>(p + <usize>i) - 48;
      if (digit > 9) return -1;
      number = number * 10 + <u64>digit;
    }
    if (record > 0) {
      if (number == before) return -1;
      if (record == 1) falls = number < before;
      else if (falls != number < before) return -1;
      let step = falls ? before - number : number - before;
      for (; step >= 0x80; step >>= 7, at += 1) store<u8>(at, <u8>(0x80 | (step & 0x7f)));
      store<u8>(at, <u8>step);
      at += 1;
    }
    before = number;
  }
  return <i32>(at - values);
}
