import type { Node } from "../../config/node.ts";

/** A survey that stands in this program, in the shape a file would have. */
export type Data = string | boolean | readonly Data[] | { readonly [key: string]: Data };

const isList = (data: Data): data is readonly Data[] => Array.isArray(data);

export const nodeOf = (data: Data): Node => {
  if (typeof data === "string") return { kind: "text", line: 0, text: data };
  if (typeof data === "boolean") return { kind: "truth", line: 0, text: String(data) };
  if (isList(data)) return { kind: "list", line: 0, items: data.map(nodeOf) };
  return { kind: "map", line: 0, entries: Object.entries(data).map(([key, value]) => ({ key, line: 0, value: nodeOf(value) })) };
};
