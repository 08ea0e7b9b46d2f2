import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from "yaml";
import type { Faults } from "./faults.ts";
import { DEEPEST, type MapEntryNode, MOST_PIECES, type Node } from "./node.ts";
import type { Origin } from "./origin.ts";

/** Turns what the parser made of a file into nodes with lines. References are followed so far as the result stays small. */
class YamlReader {
  readonly #document: Document.Parsed;
  readonly #lines: LineCounter;
  readonly #faults: Faults;
  readonly #file: string;
  /** Pieces that were given a name (`&name`), as far as read: what `*name` stands for. */
  readonly #named = new Map<string, unknown>();
  #pieces = 0;

  constructor(document: Document.Parsed, lines: LineCounter, file: string, faults: Faults) {
    this.#document = document;
    this.#lines = lines;
    this.#file = file;
    this.#faults = faults;
  }

  read(): Node | undefined {
    const node = this.#node(this.#document.contents, 1, 0);
    if (this.#pieces <= MOST_PIECES) return node;
    this.#faults.add(this.#origin(1), [], "endless");
    return undefined;
  }

  #origin(line: number): Origin {
    return { kind: "file", file: this.#file, line };
  }

  #lineOf(item: unknown, otherwise: number): number {
    const range = typeof item === "object" && item !== null && "range" in item ? item.range : undefined;
    return Array.isArray(range) ? this.#lines.linePos(Number(range[0])).line : otherwise;
  }

  #node(item: unknown, before: number, depth: number): Node {
    const line = this.#lineOf(item, before);
    this.#pieces += depth > DEEPEST ? MOST_PIECES : 1;
    if (this.#pieces > MOST_PIECES) return { kind: "nothing", line };
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
    this.#faults.add(this.#origin(line), [], "unknown-reference", { name: alias.source });
    return { kind: "text", line, text: `*${alias.source}` };
  }

  #entries(map: YAMLMap, line: number, depth: number): MapEntryNode[] {
    const entries = new Map<string, MapEntryNode>();
    for (const { key, value } of map.items) {
      const at = this.#lineOf(key, line);
      const name = isScalar(key) && key.value !== null ? String(key.value) : "?";
      const entry = { key: name, line: at, value: this.#node(value, at, depth + 1) };
      if (entries.has(name)) this.#faults.add(this.#origin(at), [name], "repeated-key");
      else entries.set(name, entry);
    }
    return [...entries.values()];
  }
}

/** Notes what the parser could not read, once a line. */
const addSyntaxFaults = (document: Document.Parsed, lines: LineCounter, file: string, faults: Faults): void => {
  const seen = new Set<number>();
  for (const { code, message, pos } of document.errors) {
    const { line } = lines.linePos(pos[0]);
    if (seen.has(line)) continue;
    seen.add(line);
    faults.add({ kind: "file", file, line }, [], "yaml", { code, message: message.split("\n")[0] });
  }
  for (const { pos } of document.warnings) faults.add({ kind: "file", file, line: lines.linePos(pos[0]).line }, [], "tag");
};

/** What a file in YAML holds; undefined where it cannot be read, which is noted. An empty file holds nothing. */
export const parseYaml = (text: string, file: string, faults: Faults): Node | undefined => {
  const lines = new LineCounter();
  // Keys that come twice are found here: the parser compares each with each.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "warn", uniqueKeys: false });
  addSyntaxFaults(document, lines, file, faults);
  return document.errors.length > 0 ? undefined : new YamlReader(document, lines, file, faults).read();
};
