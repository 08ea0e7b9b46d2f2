/** Edits (insert, delete, replace, swap neighbours) that turn one word into the other. */
const distance = (from: string, to: string): number => {
  let before: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let cost = Math.min(above[column - 1] + (same ? 0 : 1), above[column] + 1, current[column - 1] + 1);
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) cost = Math.min(cost, before[column - 2] + 1);
      current.push(cost);
    }
    before = above;
    above = current;
  }
  return above[to.length];
};

/** Words longer than this are no slip of the finger; comparing them would cost time. */
const LONGEST = 100;

/** The candidates close enough to `word` to be what was meant, best first, at most three. Case does not count. */
export const similar = (word: string, candidates: Iterable<string>): string[] => {
  const typed = word.slice(0, LONGEST).toLowerCase();
  if (typed === "") return [];
  const found: { candidate: string; score: number }[] = [];
  for (const candidate of candidates) {
    const known = candidate.slice(0, LONGEST).toLowerCase();
    const edits = distance(typed, known);
    const longer = Math.max(typed.length, known.length);
    const begins = typed.length >= 3 && (known.startsWith(typed) || typed.startsWith(known));
    if (edits <= Math.max(1, Math.floor(longer * 0.35)) && edits < longer) found.push({ candidate, score: edits });
    else if (begins) found.push({ candidate, score: longer });
  }
  found.sort((a, b) => a.score - b.score);
  return found.slice(0, 3).map(({ candidate }) => candidate);
};
