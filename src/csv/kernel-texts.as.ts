// Codes of the texts of a column, by their bytes: a table for each column, in memory of the caller's, that knows what the caller has taught it.

import { bytes, ends, starts, values } from "./kernel-memory.as";

/**
 * One place of a table: the first 16 bytes of the text (0 behind a shorter one), its length (0 = free), its code, where the whole of a longer
 * text stands, and its hash.
 */
const SLOT = 5;
const LENGTH = 16;
const CODE = 20;
const TEXT = 24;
const HASH = 28;
/** Bytes of a text in its place. */
const HEAD: u32 = 16;
/** A text further from where it belongs is not looked for. */
const NEAR: u32 = 32;
/** Bytes that no cell has; where one is `ESCAPED` it seems to have more. */
const MOST: u32 = 0x4000_0000;

/** The bytes of a text from `p` on, up to 16 of them, and 0 behind. */
@inline
function head(p: usize, length: u32): v128 {
  const order = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  return v128.and(v128.load(p), i8x16.gt_s(i8x16.splat(<i8>min(length, HEAD)), order));
}

@inline
function hashOf(first: v128, p: usize, length: u32): u32 {
  let a = i64x2.extract_lane(first, 0);
  let b = i64x2.extract_lane(first, 1);
  // The last 16 bytes overlap those before them.
  for (let at = HEAD; at < length; at += HEAD) {
    const from = p + <usize>min(at, length - HEAD);
    a = rotl(a, 23) * 0x9e37_79b9_7f4a_7c15 + load<u64>(from);
    b = rotl(b, 23) * 0xc2b2_ae3d_27d4_eb4f + load<u64>(from, 8);
  }
  const mixed = (<u64>a * 0x9e37_79b9_7f4a_7c15) ^ (<u64>b * 0xc2b2_ae3d_27d4_eb4f);
  return <u32>(mixed >> 32);
}

/** Whether all behind the first 16 bytes is the same. */
@inline
function sameRest(p: usize, q: usize, length: u32): bool {
  for (let at = HEAD; at < length; at += HEAD) {
    const from = <usize>min(at, length - HEAD);
    if (v128.any_true(v128.xor(v128.load(p + from), v128.load(q + from)))) return false;
  }
  return true;
}

/**
 * Codes of a column from record `from` on, −1 for cells without bytes. Returns the first record whose cell the table does not know, or that
 * holds doubled quotes; `count` where there is none.
 */
export function codes(column: u32, wide: u32, from: u32, count: u32, table: usize, mask: u32): u32 {
  // Globals are memory; these stay in registers.
  const text = bytes;
  const toEnd = ends - starts;
  const step = <usize>wide << 2;
  const to = values;
  for (let record = from, at = starts + (<usize>(column + from * wide) << 2); record < count; record += 1, at += step) {
    const start = load<u32>(at);
    const length = load<u32>(at + toEnd) - start;
    let code = -1;
    if (length != 0) {
      if (length >= MOST) return record;
      const p = text + <usize>start;
      const first = head(p, length);
      const hash = hashOf(first, p, length);
      for (let tries: u32 = 0; ; tries += 1) {
        const slot = table + (<usize>((hash + tries) & mask) << SLOT);
        const had = load<u32>(slot, LENGTH);
        if (
          had == length &&
          i8x16.bitmask(i8x16.eq(first, v128.load(slot))) == 0xffff &&
          (length <= HEAD || sameRest(p, <usize>load<u32>(slot, TEXT), length))
        ) {
          code = load<i32>(slot, CODE);
          break;
        }
        if (had == 0 || tries == NEAR) return record;
      }
    }
    store<i32>(to + (<usize>record << 2), code);
  }
  return count;
}

/** How many of the codes of `count` records are this one. */
export function having(code: i32, count: u32): u32 {
  const wanted = i32x4.splat(code);
  let all = i32x4.splat(0);
  const whole = count & ~3;
  for (let record: u32 = 0; record < whole; record += 4) all = i32x4.sub(all, i32x4.eq(v128.load(values + (<usize>record << 2)), wanted));
  let sum = i32x4.extract_lane(all, 0) + i32x4.extract_lane(all, 1) + i32x4.extract_lane(all, 2) + i32x4.extract_lane(all, 3);
  for (let record = whole; record < count; record += 1) sum += <i32>(load<i32>(values + (<usize>record << 2)) == code);
  return sum;
}

/** A free place for a text with this hash; 0 where there is none near. */
@inline
function free(hash: u32, table: usize, mask: u32): usize {
  for (let tries: u32 = 0; tries < NEAR; tries += 1) {
    const slot = table + (<usize>((hash + tries) & mask) << SLOT);
    if (load<u32>(slot, LENGTH) == 0) return slot;
  }
  return 0;
}

/** Puts a cell that a table does not know, and that is neither empty nor `ESCAPED`, into it; a text longer than 16 bytes is copied to `text`. */
export function teach(cell: u32, code: i32, table: usize, mask: u32, text: usize): void {
  const start = load<u32>(starts + (<usize>cell << 2));
  const p = bytes + <usize>start;
  const length = load<u32>(ends + (<usize>cell << 2)) - start;
  const first = head(p, length);
  const hash = hashOf(first, p, length);
  const slot = free(hash, table, mask);
  if (slot == 0) return;
  if (length > HEAD) memory.copy(text, p, <usize>length);
  v128.store(slot, first);
  store<u32>(slot, length, LENGTH);
  store<i32>(slot, code, CODE);
  store<u32>(slot, <u32>text, TEXT);
  store<u32>(slot, hash, HASH);
}

/** Frees all places of a table, and takes over those of another, if its `had` is not 0. */
export function table(to: usize, mask: u32, had: usize, hadMask: u32): void {
  memory.fill(to, 0, (<usize>mask + 1) << SLOT);
  if (had == 0) return;
  for (let slot = had; slot <= had + (<usize>hadMask << SLOT); slot += 1 << SLOT) {
    if (load<u32>(slot, LENGTH) == 0) continue;
    const place = free(load<u32>(slot, HASH), to, mask);
    if (place == 0) continue;
    v128.store(place, v128.load(slot));
    v128.store(place, v128.load(slot, 16), 16);
  }
}
