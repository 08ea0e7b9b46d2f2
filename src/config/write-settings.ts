/** What a key is to hold. */
export type NewValue = string | readonly string[] | ReadonlyMap<string, NewValue>;

/** A key that is decided. */
export interface NewEntry {
  readonly key: string;
  readonly value: NewValue;
  /** What it says, for formats that have comments. */
  readonly note: string;
}

/** A key that waits for an answer: formats with comments have it as one. */
export interface OpenEntry extends NewEntry {
  /** As it would be if the likeliest answer were right. */
  readonly value: NewValue;
}

/** How some files are read. */
export interface NewItem {
  readonly match: string;
  readonly note: string;
  readonly entries: readonly NewEntry[];
  readonly open: readonly OpenEntry[];
}

/** What a config is to say in addition to what it says. */
export interface NewSettings {
  /** First lines of a new file. */
  readonly head: readonly string[];
  readonly entries: readonly NewEntry[];
  readonly open: readonly OpenEntry[];
  /** Above the list of items, where there is none yet. */
  readonly itemsNote: string;
  readonly items: readonly NewItem[];
}
