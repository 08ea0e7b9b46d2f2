/** Below this the built-in sort is as quick. */
const WORTHWHILE = 4096;
const BITS = 11;
const BUCKETS = 1 << BITS;

/** Sorts numbers ascending in place. Whole numbers, as most times in seconds are, take a radix sort: some five times quicker. */
export function sortValues(values: Float64Array): void {
  if (values.length < WORTHWHILE || !radixSort(values)) values.sort();
}

/** False, and nothing done, when a value is no whole number below 2³². */
function radixSort(values: Float64Array): boolean {
  let from = new Uint32Array(values.length);
  let greatest = 0;
  for (let i = 0; i < values.length; i += 1) {
    const whole = values[i] >>> 0;
    if (whole !== values[i]) return false;
    from[i] = whole;
    if (whole > greatest) greatest = whole;
  }
  let to = new Uint32Array(values.length);
  const next = new Uint32Array(BUCKETS);
  for (let shift = 0; shift < 32 && greatest >>> shift > 0; shift += BITS) {
    next.fill(0);
    for (let i = 0; i < from.length; i += 1) next[(from[i] >>> shift) & (BUCKETS - 1)] += 1;
    for (let bucket = 0, start = 0; bucket < BUCKETS; bucket += 1) {
      const count = next[bucket];
      next[bucket] = start;
      start += count;
    }
    for (let i = 0; i < from.length; i += 1) {
      const bucket = (from[i] >>> shift) & (BUCKETS - 1);
      to[next[bucket]] = from[i];
      next[bucket] += 1;
    }
    [from, to] = [to, from];
  }
  values.set(from);
  return true;
}
