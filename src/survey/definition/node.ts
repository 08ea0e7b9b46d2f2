/** What a survey file holds, whatever it was written in: each piece with the line it begins on (from 1; 0 = not from a file). */
export type Node = ScalarNode | ListNode | MapNode | NothingNode;

export interface ScalarNode {
  readonly kind: "text" | "number" | "truth";
  readonly line: number;
  /** As it was written. */
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

export interface MapNode {
  readonly kind: "map";
  readonly line: number;
  readonly entries: readonly { readonly key: string; readonly line: number; readonly value: Node }[];
}

/** A survey that stands in this program, in the shape a file would have. */
export type Data = string | boolean | readonly Data[] | { readonly [key: string]: Data };

const isList = (data: Data): data is readonly Data[] => Array.isArray(data);

export const nodeOf = (data: Data): Node => {
  if (typeof data === "string") return { kind: "text", line: 0, text: data };
  if (typeof data === "boolean") return { kind: "truth", line: 0, text: String(data) };
  if (isList(data)) return { kind: "list", line: 0, items: data.map(nodeOf) };
  return { kind: "map", line: 0, entries: Object.entries(data).map(([key, value]) => ({ key, line: 0, value: nodeOf(value) })) };
};
