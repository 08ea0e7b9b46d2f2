/** Ties: tables as likely as the observed one but for rounding count as extreme, as in R. */
const TIE = 1 + 1e-7;

/**
 * Fisher's exact test, two-sided: p value of "the share of hits is the same" for two groups with `hits` of `n` each. Walks outward from
 * the most likely table, so that the work grows with √n only.
 */
export function fisherExact(hits1: number, n1: number, hits2: number, n2: number): number {
  const hits = hits1 + hits2;
  const lowest = Math.max(0, hits - n2);
  const highest = Math.min(hits, n1);
  if (lowest === highest) return 1;
  /** How much likelier x + 1 hits in group 1 are than x. */
  const ratio = (x: number): number => ((n1 - x) * (hits - x)) / ((x + 1) * (n2 - hits + x + 1));
  const mode = Math.min(highest, Math.max(lowest, Math.floor(((n1 + 1) * (hits + 1)) / (n1 + n2 + 2))));

  let observed = 1;
  for (let x = mode; x < hits1; x += 1) observed *= ratio(x);
  for (let x = mode; x > hits1; x -= 1) observed /= ratio(x - 1);
  const limit = observed * TIE;
  const negligible = Math.min(1, observed) * 1e-17;

  let all = 0;
  let extreme = 0;
  const count = (weight: number): void => {
    all += weight;
    if (weight <= limit) extreme += weight;
  };
  for (let x = mode, weight = 1; x <= highest && weight > negligible; x += 1) {
    count(weight);
    weight *= ratio(x);
  }
  for (let x = mode - 1, weight = mode > lowest ? 1 / ratio(mode - 1) : 0; x >= lowest && weight > negligible; x -= 1) {
    count(weight);
    weight /= ratio(x - 1);
  }
  return Math.min(1, extreme / all);
}
