/** The shares looked at are those within so many standard errors of the one that was seen; beyond are 1 of 100 000 samples. */
const PLAUSIBLE = 4.42;
/** Points looked at in a standard error. */
const FINENESS = 8;
/** Weights below this part of the greatest add nothing. */
const NEGLIGIBLE = 1e-9;
/** Standard errors within which all but the negligible lies. */
const FAR = 5.5;
/** Among more answers the normal approximation is as good as exact. */
const MOST = 20_000;

/** Least and greatest true share (0–1) that fit `hits` of `n`: Wilson's interval, only wider. */
const plausible = (hits: number, n: number): readonly [number, number] => {
  const square = PLAUSIBLE ** 2 / n;
  const share = hits / n;
  const half = PLAUSIBLE * Math.sqrt((share * (1 - share) + square / 4) / n);
  return [Math.max(0, (share + square / 2 - half) / (1 + square)), Math.min(1, (share + square / 2 + half) / (1 + square))];
};

const within = (x: number, lowest: number, highest: number): number => Math.min(highest, Math.max(lowest, x));

/**
 * Part of the tables with `hits` in both samples that have `above` hits or more in the first one, or `below` or fewer. Walks outward from the most
 * likely table, whose weight is 1.
 */
const extremePart = (hits: number, n1: number, n2: number, mode: number, below: number, above: number): number => {
  const lowest = Math.max(0, hits - n2);
  const highest = Math.min(hits, n1);
  let all = 0;
  let extreme = 0;
  for (let x = mode, weight = 1; x <= highest && weight > NEGLIGIBLE; x++) {
    all += weight;
    if (x >= above || x <= below) extreme += weight;
    weight *= ((n1 - x) * (hits - x)) / ((x + 1) * (n2 - hits + x + 1));
  }
  for (let x = mode - 1, weight = 1; x >= lowest; x--) {
    weight *= ((x + 1) * (n2 - hits + x + 1)) / ((n1 - x) * (hits - x));
    if (weight <= NEGLIGIBLE) break;
    all += weight;
    if (x <= below || x >= above) extreme += weight;
  }
  return extreme / all;
};

/** For each number of hits in both samples, `from` to `to`: how often they fall so that the samples are as far apart as `isAsFar` says. */
const partsByHits = (
  n1: number,
  n2: number,
  from: number,
  to: number,
  isAsFar: (hits1: number, hits2: number) => boolean,
): Float64Array => {
  // The nearest such numbers of hits in the first sample on either side of the expected one; from one total to the next they hardly move.
  let below = -1;
  let above = 0;
  const parts = new Float64Array(to - from + 1);
  for (let hits = from; hits <= to; hits++) {
    const lowest = Math.max(0, hits - n2);
    const highest = Math.min(hits, n1);
    const mode = within(Math.floor(((n1 + 1) * (hits + 1)) / (n1 + n2 + 2)), lowest, highest);
    above = within(above, mode, highest + 1);
    while (above <= highest && !isAsFar(above, hits - above)) above++;
    while (above - 1 > mode && isAsFar(above - 1, hits - above + 1)) above--;
    below = within(below, lowest - 1, mode);
    while (below >= lowest && !isAsFar(below, hits - below)) below--;
    while (below + 1 < mode && isAsFar(below + 1, hits - below - 1)) below++;
    parts[hits - from] = extremePart(hits, n1, n2, mode, below, above);
  }
  return parts;
};

/** Mean of `parts`, which begin at `from` hits, by the binomial chances of so many hits among n. */
const binomialMean = (parts: Float64Array, from: number, n: number, share: number): number => {
  const odds = share / (1 - share);
  const to = from + parts.length - 1;
  const mode = within(Math.floor((n + 1) * share), from, to);
  let all = 0;
  let sum = 0;
  for (let hits = mode, weight = 1; hits <= to && weight > NEGLIGIBLE; hits++) {
    all += weight;
    sum += weight * parts[hits - from];
    weight *= ((n - hits) / (hits + 1)) * odds;
  }
  for (let hits = mode - 1, weight = 1; hits >= from; hits--) {
    weight *= (hits + 1) / ((n - hits) * odds);
    if (weight <= NEGLIGIBLE) break;
    all += weight;
    sum += weight * parts[hits - from];
  }
  return sum / all;
};

/**
 * The greatest chance that two samples of one true share come out as far apart as `isAsFar` says, over all true shares that fit `hits` of
 * `n1 + n2`: an exact unconditional p value (Suissa and Shuster 1985; over the shares that fit: Berger and Boos 1994). Null among very many.
 */
export const chanceOfShares = (hits: number, n1: number, n2: number, isAsFar: (hits1: number, hits2: number) => boolean): number | null => {
  const n = n1 + n2;
  if (n > MOST) return null;
  const [least, most] = plausible(hits, n);
  const spread = (share: number): number => FAR * Math.sqrt(n * share * (1 - share)) + FAR;
  const from = Math.max(0, Math.floor(n * least - spread(least)));
  const to = Math.min(n, Math.ceil(n * most + spread(most)));
  const parts = partsByHits(n1, n2, from, to, isAsFar);
  // On this scale the standard error is the same for every share.
  const [start, end] = [least, most].map((share) => Math.asin(Math.sqrt(share)));
  const steps = Math.ceil((end - start) * 2 * Math.sqrt(n) * FINENESS);
  let greatest = 0;
  for (let i = 0; i <= steps; i++) {
    const share = Math.sin(start + ((end - start) * i) / steps) ** 2;
    if (share > 0 && share < 1) greatest = Math.max(greatest, binomialMean(parts, from, n, share));
  }
  return greatest;
};
