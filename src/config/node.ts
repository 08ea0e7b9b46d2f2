/**
 * What a file of settings or questions holds, whatever it was written in: each piece with the line it begins on (from 1; 0 = not from a
 * file).
 */
export type Node = ScalarNode | ListNode | MapNode | NothingNode;

export interface ScalarNode {
  readonly kind: "text" | "number" | "truth";
  readonly line: number;
  /** As it was written, without quotes. */
  readonly text: string;
}

export interface NothingNode {
  readonly kind: "nothing";
  readonly line: number;
}

export interface ListNode {
  readonly kind: "list";
  readonly line: number;
  readonly items: readonly Node[];
}

export interface MapEntryNode {
  readonly key: string;
  readonly line: number;
  readonly value: Node;
}

export interface MapNode {
  readonly kind: "map";
  readonly line: number;
  readonly entries: readonly MapEntryNode[];
}

/** Groups within groups up to here; a config or a survey needs four. */
export const DEEPEST = 12;

/** Pieces of the largest config, with all its references followed. */
export const MOST_PIECES = 100_000;
