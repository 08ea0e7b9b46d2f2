import { FIELDS } from "../interaction/fields.ts";
import { ProblemError } from "../text/problem.ts";
import type { CountedRows } from "./pass.ts";
import type { Source, SourceReading } from "./source.ts";

/** What a file must be like, so that an old or a cut one is not taken for today's. */
export interface Demands {
  /** Milliseconds that the newest instant of a file may be old; null = any age. */
  readonly fresh: number | null;
  /** Least number of rows. */
  readonly minRows: number | null;
}

/** Instants ahead of the clock by more than this are slips, and no sign of a fresh file. */
const AHEAD = 86_400_000;

/** What time it is at least. */
export interface Clock {
  /** Epoch milliseconds. */
  readonly now: number;
  /** The machine's clock says an earlier time than when the last import was made. */
  readonly isBehind: boolean;
}

/** The machine's clock; or, where that was set back since, when the last import was made, lest an old file is taken for a fresh one. */
export const clockOf = (now: number, lastImport: number | undefined): Clock =>
  lastImport !== undefined && lastImport > now ? { now: lastImport, isBehind: true } : { now, isBehind: false };

/** The newest instants of files, time limits left out. */
export class Newest {
  readonly #latest: number[] = [];
  readonly #now: number;

  constructor(now: number) {
    this.#now = now;
  }

  take({ batch, rows, length, source }: CountedRows): void {
    let latest = this.#latest[source.index] ?? Number.NEGATIVE_INFINITY;
    for (const [field, values] of batch.numbers) {
      if (FIELDS[field as keyof typeof FIELDS] !== "instant" || field === "due") continue;
      for (let i = 0; i < length; i++) {
        const instant = values[rows[i]];
        if (instant > latest && instant <= this.#now + AHEAD) latest = instant;
      }
    }
    this.#latest[source.index] = latest;
  }

  /** ISO 8601; null where a file has no instant. */
  of({ index }: Source): string | null {
    const latest = this.#latest[index] ?? Number.NEGATIVE_INFINITY;
    return latest === Number.NEGATIVE_INFINITY ? null : new Date(latest).toISOString();
  }
}

/** Fails (exit 3) where a file is too old or too short. */
export const checkFile = (
  { input }: Source,
  { account }: SourceReading,
  newest: string | null,
  { fresh, minRows }: Demands,
  clock: Clock,
): void => {
  const rows = account.read - account.rejected - account.notData;
  if (minRows !== null && rows < minRows) throw new ProblemError(3, "import-short", { file: input.name, rows, least: minRows });
  if (fresh === null) return;
  if (newest === null) throw new ProblemError(3, "import-undated", { file: input.name });
  const age = clock.now - Date.parse(newest);
  const last = clock.isBehind ? new Date(clock.now).toISOString() : null;
  if (age > fresh) throw new ProblemError(3, "import-stale", { file: input.name, newest, age, most: fresh, last });
};
