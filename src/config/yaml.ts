import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from "yaml";
import type { Facts } from "../text/problem.ts";
import { DEEPEST, type MapEntryNode, type Node } from "./node.ts";

/** What can be wrong with YAML before anybody knows what it is to say. */
type YamlFaultKind = "syntax" | "open-quote" | "tag" | "endless" | "unknown-reference" | "repeated-key";

/** Takes note of a fault: its line (from 1), the key it belongs to ([] = none), its kind, and what its wording needs. */
export type AddYamlFault = (line: number, path: readonly string[], kind: YamlFaultKind, facts?: Facts) => void;

/** Turns what the parser made of a file into nodes with lines. References are followed so far as the result stays small. */
class YamlReader {
  readonly #document: Document.Parsed;
  readonly #lines: LineCounter;
  readonly #mostPieces: number;
  readonly #add: AddYamlFault;
  /** Pieces that were given a name (`&name`), as far as read: what `*name` stands for. */
  readonly #named = new Map<string, unknown>();
  #pieces = 0;

  constructor(document: Document.Parsed, lines: LineCounter, mostPieces: number, add: AddYamlFault) {
    this.#document = document;
    this.#lines = lines;
    this.#mostPieces = mostPieces;
    this.#add = add;
  }

  /** Undefined where the file is larger inside than it may be. */
  read(): Node | undefined {
    const node = this.#node(this.#document.contents, 1, 0);
    if (this.#pieces <= this.#mostPieces) return node;
    this.#add(1, [], "endless");
    return undefined;
  }

  #lineOf(item: unknown, otherwise: number): number {
    const range = typeof item === "object" && item !== null && "range" in item ? item.range : undefined;
    return Array.isArray(range) ? this.#lines.linePos(Number(range[0])).line : otherwise;
  }

  #node(item: unknown, before: number, depth: number): Node {
    const line = this.#lineOf(item, before);
    this.#pieces += depth > DEEPEST ? this.#mostPieces : 1;
    if (this.#pieces > this.#mostPieces) return { kind: "nothing", line };
    if (isAlias(item)) return this.#reference(item, line, depth);
    if (typeof item === "object" && item !== null && "anchor" in item && typeof item.anchor === "string")
      this.#named.set(item.anchor, item);
    if (isMap(item)) return { kind: "map", line, entries: this.#entries(item, line, depth) };
    if (isSeq(item)) return { kind: "list", line, items: item.items.map((one) => this.#node(one, line, depth + 1)) };
    if (!isScalar(item) || item.value === null || item.value === undefined) return { kind: "nothing", line };
    if (typeof item.value === "string") return { kind: "text", line, text: item.value };
    return { kind: typeof item.value === "boolean" ? "truth" : "number", line, text: item.source ?? String(item.value) };
  }

  #reference(alias: Alias, line: number, depth: number): Node {
    const target = this.#named.get(alias.source);
    if (target !== undefined) return { ...this.#node(target, line, depth + 1), line };
    this.#add(line, [], "unknown-reference", { name: alias.source });
    return { kind: "text", line, text: `*${alias.source}` };
  }

  #entries(map: YAMLMap, line: number, depth: number): MapEntryNode[] {
    const entries = new Map<string, MapEntryNode>();
    for (const { key, value } of map.items) {
      const at = this.#lineOf(key, line);
      const name = isScalar(key) && key.value !== null ? String(key.value) : "?";
      const entry = { key: name, line: at, value: this.#node(value, at, depth + 1) };
      if (entries.has(name)) this.#add(at, [name], "repeated-key");
      else entries.set(name, entry);
    }
    return [...entries.values()];
  }
}

/** Notes what the parser could not read, once a line; a quote without end where it begins. */
const addSyntaxFaults = (document: Document.Parsed, text: string, lines: LineCounter, add: AddYamlFault): void => {
  const seen = new Set<number>();
  for (const { code, message, pos } of document.errors) {
    const quote = /^Missing closing (["'])/u.exec(message)?.[1];
    const { line } = lines.linePos(quote === undefined ? pos[0] : text.lastIndexOf(quote, pos[0] - 1));
    if (seen.has(line)) continue;
    seen.add(line);
    if (quote === undefined) add(line, [], "syntax", { code, message: message.split("\n")[0] });
    else add(line, [], "open-quote");
  }
  for (const { pos } of document.warnings) add(lines.linePos(pos[0]).line, [], "tag");
};

/** What a text in YAML (or JSON) holds; undefined where it cannot be read, which is noted. An empty one holds nothing. */
export const parseYaml = (text: string, mostPieces: number, add: AddYamlFault): Node | undefined => {
  const lines = new LineCounter();
  // Keys that come twice are found here: the parser compares each with each.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "warn", uniqueKeys: false });
  addSyntaxFaults(document, text, lines, add);
  return document.errors.length > 0 ? undefined : new YamlReader(document, lines, mostPieces, add).read();
};
