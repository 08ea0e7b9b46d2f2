import type { TextDecisions } from "../csv/understand.ts";
import type { SampleRow } from "../interaction/sample.ts";

/** Most sampled rows that one table is decided from, shared by its files. */
const MOST_ROWS = 8000;
const FEWEST_ROWS_A_FILE = 20;

/** Most sampled rows of each file that a table of so many files is decided from. */
export const shareOf = (files: number): number =>
  files === 1 ? Number.POSITIVE_INFINITY : Math.max(FEWEST_ROWS_A_FILE, Math.ceil(MOST_ROWS / files));

/** The sampled rows of a file that its table is decided from. */
export const sampleOf = (text: TextDecisions, share: number): readonly SampleRow[] => text.sample.slice(0, share);
