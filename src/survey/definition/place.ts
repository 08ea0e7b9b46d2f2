import { similar } from "../../text/suggest.ts";
import type { SurveyFaultKind } from "../../text/problems/survey-file.ts";
import type { Faults, Path } from "./faults.ts";
import type { MapNode, Node } from "../../config/node.ts";

/** What a node is, in the words of the messages. */
export const kindOf = (node: Node): string =>
  ({ text: "a text", number: "a number", truth: "true or false", nothing: "nothing", list: "a list", map: "a group of keys" })[node.kind];

/** A group of keys under a path; says which of them are not known. */
export class Place {
  readonly node: MapNode;
  readonly path: Path;
  readonly faults: Faults;

  constructor(node: MapNode, path: Path, known: readonly string[], faults: Faults) {
    this.node = node;
    this.path = path;
    this.faults = faults;
    for (const { key, line } of node.entries) {
      if (!known.includes(key)) faults.add(line, [...path, key], "unknown-key", { name: key, similar: similar(key, known), known });
    }
  }

  /** The value under a key; undefined where the key is not given. A key with nothing after it is a fault. */
  get(key: string): Node | undefined {
    const entry = this.node.entries.find((entry) => entry.key === key);
    if (entry === undefined) return undefined;
    if (entry.value.kind !== "nothing") return entry.value;
    this.fault(entry.line, key, "nothing-there");
    return undefined;
  }

  has(key: string): boolean {
    return this.node.entries.some((entry) => entry.key === key);
  }

  /** Line of a key, or where the group begins. */
  lineOf(key: string): number {
    return this.node.entries.find((entry) => entry.key === key)?.line ?? this.node.line;
  }

  fault(line: number, key: string, kind: SurveyFaultKind, facts: Readonly<Record<string, unknown>> = {}): void {
    this.faults.add(line, [...this.path, key], kind, facts);
  }

  /** A scalar's text, trimmed. Undefined, with a fault unless the key is not given, for anything else. */
  word(key: string): string | undefined {
    const node = this.get(key);
    if (node === undefined) return undefined;
    if ("text" in node) return node.text.trim();
    this.fault(node.line, key, "not-a-text", { found: kindOf(node) });
    return undefined;
  }
}

/** The items of a list, or the one that stands there by itself. */
export const itemsOf = (node: Node | undefined): readonly Node[] => {
  if (node === undefined) return [];
  return node.kind === "list" ? node.items : [node];
};
