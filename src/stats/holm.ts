/** Holm's adjustment of p values for so many comparisons; in the order given. */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => pValues[a] - pValues[b] || a - b);
  const adjusted = [...pValues];
  let greatest = 0;
  order.forEach((index, position) => {
    greatest = Math.max(greatest, Math.min(1, (pValues.length - position) * pValues[index]));
    adjusted[index] = greatest;
  });
  return adjusted;
}
