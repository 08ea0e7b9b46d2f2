// Blocks of 64 bytes, in four vectors, as bit masks and counts.

/** Where a byte stands. */
@inline
export function mask(a: v128, b: v128, c: v128, d: v128, wanted: v128): u64 {
  return (
    <u64>i8x16.bitmask(i8x16.eq(a, wanted)) |
    (<u64>i8x16.bitmask(i8x16.eq(b, wanted)) << 16) |
    (<u64>i8x16.bitmask(i8x16.eq(c, wanted)) << 32) |
    (<u64>i8x16.bitmask(i8x16.eq(d, wanted)) << 48)
  );
}

/** The same for either of two bytes. */
@inline
export function maskOfBoth(a: v128, b: v128, c: v128, d: v128, one: v128, other: v128): u64 {
  return (
    <u64>i8x16.bitmask(v128.or(i8x16.eq(a, one), i8x16.eq(a, other))) |
    (<u64>i8x16.bitmask(v128.or(i8x16.eq(b, one), i8x16.eq(b, other))) << 16) |
    (<u64>i8x16.bitmask(v128.or(i8x16.eq(c, one), i8x16.eq(c, other))) << 32) |
    (<u64>i8x16.bitmask(v128.or(i8x16.eq(d, one), i8x16.eq(d, other))) << 48)
  );
}

/** By lane, less by one for each byte that is wanted. */
@inline
export function count(counts: v128, a: v128, b: v128, c: v128, d: v128, wanted: v128): v128 {
  const found = i8x16.add(i8x16.add(i8x16.eq(a, wanted), i8x16.eq(b, wanted)), i8x16.add(i8x16.eq(c, wanted), i8x16.eq(d, wanted)));
  return i8x16.sub(counts, found);
}

/** Each bit is whether an odd number of bits is set up to it. */
@inline
export function parity(bits: u64): u64 {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  return bits ^ (bits << 32);
}

/** Sum of the counts of all lanes. */
@inline
export function sum(counts: v128): u32 {
  const pairs = i16x8.extadd_pairwise_i8x16_u(counts);
  const fours = i32x4.extadd_pairwise_i16x8_u(pairs);
  return i32x4.extract_lane(fours, 0) + i32x4.extract_lane(fours, 1) + i32x4.extract_lane(fours, 2) + i32x4.extract_lane(fours, 3);
}

/** Puts down where the bits of a block at `base` stand, and what has no meaning behind; returns where the last of them ends. */
@inline
export function put(to: usize, base: u32, bits: u64): usize {
  const end = to + (<usize>popcnt(bits) << 2);
  let left = bits;
  for (let at = to; ; ) {
    store<u32>(at, base + <u32>ctz(left), 0);
    left &= left - 1;
    store<u32>(at, base + <u32>ctz(left), 4);
    left &= left - 1;
    store<u32>(at, base + <u32>ctz(left), 8);
    left &= left - 1;
    store<u32>(at, base + <u32>ctz(left), 12);
    left &= left - 1;
    store<u32>(at, base + <u32>ctz(left), 16);
    left &= left - 1;
    store<u32>(at, base + <u32>ctz(left), 20);
    left &= left - 1;
    store<u32>(at, base + <u32>ctz(left), 24);
    left &= left - 1;
    store<u32>(at, base + <u32>ctz(left), 28);
    left &= left - 1;
    at += 32;
    if (at >= end) break;
  }
  return end;
}
