import type { Looked, RowBehind } from "./rows-behind-row.ts";

type Placed = Pick<RowBehind, "rank" | "source" | "line">;

/** Which of two rows stands first. */
const compare = (a: Placed, b: Placed): number => {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
  return a.source - b.source || a.line - b.line;
};

/** The rows of one group that are kept. */
interface Kept {
  rows: RowBehind[];
  count: number;
  /** The last that is still of the first `limit`; null while there are fewer. */
  last: RowBehind | null;
}

/** The first `limit` rows of each group, whatever their number is in all. */
export class KeptRows {
  readonly #limit: number;
  readonly #groups: Kept[] = [];
  /** Rows met, each once however many groups it stands in. */
  #count = 0;
  #key: unknown = null;
  #line = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Takes a row of a group; the same row comes for all its groups one after the other. */
  offer(group: number, looked: Looked): void {
    if (looked.key !== this.#key || looked.line !== this.#line) this.#count++;
    this.#key = looked.key;
    this.#line = looked.line;
    const kept = (this.#groups[group] ??= { rows: [], count: 0, last: null });
    kept.count++;
    if (kept.last !== null && compare(looked, kept.last) > 0) return;
    kept.rows.push(looked.take());
    if (kept.rows.length >= 2 * this.#limit) this.#cut(kept);
  }

  /** What was kept; `places` tells where in the report each group stands. */
  by(places: readonly number[]): { readonly rows: readonly RowBehind[]; readonly counts: readonly number[] } {
    const counts: number[] = [];
    const groups: { readonly place: number; readonly rows: RowBehind[] }[] = [];
    this.#groups.forEach((kept, group) => {
      const place = places[group];
      this.#cut(kept);
      for (const row of kept.rows) row.place = place;
      counts[place] = kept.count;
      groups.push({ place, rows: kept.rows });
    });
    counts[0] = this.#count;
    groups.sort((a, b) => a.place - b.place);
    return { rows: groups.flatMap(({ rows }) => rows), counts: Array.from(counts, (count = 0) => count) };
  }

  #cut(kept: Kept): void {
    kept.rows.sort(compare);
    if (kept.rows.length < this.#limit) return;
    kept.rows.length = this.#limit;
    kept.last = kept.rows[this.#limit - 1] ?? null;
  }
}
