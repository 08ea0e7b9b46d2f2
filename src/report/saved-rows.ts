import type { ColumnState } from "../values/column.ts";
import type { SavedTexts } from "../values/dictionary.ts";
import type { SavedCounts } from "./collector.ts";
import type { SavedHashes } from "./repeat-finder.ts";
import type { LateRow } from "./late-rows.ts";
import type { SavedRepeats } from "./repeats.ts";
import type { IdsOfPart, SavedIds } from "./row-ids.ts";
import type { LongForm } from "./scores.ts";
import type { OpenReading } from "./source.ts";

/** The texts of each field of categories; their codes are their places. */
export type SavedDictionaries = readonly (readonly [field: string, texts: SavedTexts])[];

/** Codes here of codes elsewhere, by field. */
export type CodesHere = ReadonlyMap<string, Int32Array>;

/** What was met while reading a part of a source. */
export type SavedReading = Pick<OpenReading, "filtered" | "filteredStatus" | "used" | "duplicates" | "ruinedIds"> & {
  readonly columns: readonly ColumnState[];
  readonly impossible: OpenReading["impossible"];
  readonly longForm: LongForm["histograms"] | null;
  readonly late: readonly LateRow[];
};

/** All that is known of the rows of a part of a source. */
export interface SavedRows {
  readonly dictionaries: SavedDictionaries;
  readonly reading: SavedReading;
  readonly ids: IdsOfPart;
  /** Ids met again; with any of them the rest is void. */
  readonly repeated: SavedHashes;
  readonly aside: SavedRepeats;
  readonly counts: SavedCounts;
}

/** Everything that a run has collected. */
export interface SavedRun {
  readonly dictionaries: SavedDictionaries;
  /** By source. */
  readonly readings: readonly SavedReading[];
  /** By export: the index of its first source, and its ids. */
  readonly ids: readonly (readonly [source: number, ids: SavedIds])[];
  readonly counts: SavedCounts;
}
