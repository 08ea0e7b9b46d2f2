import type { Io } from "./io.ts";

/** Milliseconds before anything shows, and between two updates. */
const PATIENCE = 500;
const PAUSE = 100;

export interface Progress {
  /** Bytes read so far, and in all where that is known. */
  report(done: number, total: number | null): void;
  /** Takes the line away. */
  finish(): Promise<void>;
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;

const line = (done: number, total: number | null): string =>
  total === null || total <= 0
    ? `Reading ${megabytes(done)}`
    : `Reading ${Math.min(100, Math.floor((done / total) * 100))}% of ${megabytes(total)}`;

/** One line on stderr for long readings: only on a terminal, not under CI, not when quiet. */
export const makeProgress = (io: Io, quiet: boolean): Progress => {
  if (quiet || (io.env.CI ?? "") !== "" || io.env.TERM === "dumb") {
    return { report: () => undefined, finish: () => Promise.resolve() };
  }
  let next = io.now() + PATIENCE;
  let shown = false;
  const draw = (text: string): Promise<void> => io.stderr.write(`\r\u001b[K${text}`).catch(() => undefined);
  return {
    report(done, total) {
      const now = io.now();
      // Only now: to find out about a terminal takes longer than a small report has.
      if (now < next || !io.stderr.isTTY) return;
      next = now + PAUSE;
      shown = true;
      void draw(line(done, total));
    },
    finish: () => (shown ? draw("") : Promise.resolve()),
  };
};
