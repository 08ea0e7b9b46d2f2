import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from "yaml";
import { checkSurvey } from "./check.ts";
import type { SurveyDefinition } from "./definition.ts";
import { Faults } from "./faults.ts";
import type { Node } from "./node.ts";

/** Characters of the largest file that is read, and pieces it may hold with all its references followed. */
const LARGEST = 200_000;
const MOST_PIECES = 20_000;
const DEEPEST = 12;

/** Turns what the parser made of a file into nodes with lines. */
class Reader {
  readonly #document: Document.Parsed;
  readonly #lines: LineCounter;
  readonly #faults: Faults;
  /** Pieces that were given a name (`&name`), as far as read: what `*name` stands for. */
  readonly #named = new Map<string, unknown>();
  #pieces = 0;

  constructor(document: Document.Parsed, lines: LineCounter, faults: Faults) {
    this.#document = document;
    this.#lines = lines;
    this.#faults = faults;
  }

  /** Undefined where the file is larger inside than it may be. */
  read(): Node | undefined {
    const node = this.#node(this.#document.contents, 1, 0);
    if (this.#pieces <= MOST_PIECES) return node;
    this.#faults.add(1, [], "endless");
    return undefined;
  }

  #lineOf(item: unknown, otherwise: number): number {
    const range = typeof item === "object" && item !== null && "range" in item ? item.range : undefined;
    return Array.isArray(range) ? this.#lines.linePos(Number(range[0])).line : otherwise;
  }

  #node(item: unknown, before: number, depth: number): Node {
    const line = this.#lineOf(item, before);
    this.#pieces++;
    if (this.#pieces > MOST_PIECES) return { kind: "nothing", line };
    if (depth > DEEPEST) {
      this.#pieces = MOST_PIECES + 1;
      return { kind: "nothing", line };
    }
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
    this.#faults.add(line, [], "unknown-reference", { name: alias.source });
    return { kind: "text", line, text: `*${alias.source}` };
  }

  #entries(map: YAMLMap, line: number, depth: number): { key: string; line: number; value: Node }[] {
    const entries = new Map<string, { key: string; line: number; value: Node }>();
    for (const { key, value } of map.items) {
      const at = this.#lineOf(key, line);
      const name = isScalar(key) && key.value !== null ? String(key.value) : "?";
      const entry = { key: name, line: at, value: this.#node(value, at, depth + 1) };
      if (entries.has(name)) this.#faults.add(at, [name], "repeated-key");
      else entries.set(name, entry);
    }
    return [...entries.values()];
  }
}

/** Adds what the parser could not read, once a line. */
const addSyntaxFaults = (document: Document.Parsed, text: string, lines: LineCounter, faults: Faults): void => {
  const seen = new Set<number>();
  for (const { code, message, pos } of document.errors) {
    const quote = /^Missing closing (["'])/u.exec(message)?.[1];
    const { line } = lines.linePos(quote === undefined ? pos[0] : text.lastIndexOf(quote, pos[0] - 1));
    if (seen.has(line)) continue;
    seen.add(line);
    if (quote === undefined) faults.add(line, [], "syntax", { code, message: message.split("\n")[0] });
    else faults.add(line, [], "open-quote");
  }
  for (const { pos } of document.warnings) faults.add(lines.linePos(pos[0]).line, [], "tag");
};

const parse = (text: string, faults: Faults): Node | undefined => {
  if (text.length > LARGEST) {
    faults.add(1, [], "too-large", { largest: LARGEST });
    return undefined;
  }
  const lines = new LineCounter();
  // Keys that come twice are found here: the parser compares each with each.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "warn", uniqueKeys: false });
  addSyntaxFaults(document, text, lines, faults);
  return document.errors.length > 0 ? undefined : new Reader(document, lines, faults).read();
};

/**
 * The survey that a file in YAML or JSON describes. `file` names it in messages. Throws exit 3, `survey-file`, with everything that is
 * wrong: `faults`, each with line, key, kind and facts.
 */
export const parseSurveyFile = (text: string, file: string): SurveyDefinition => {
  const faults = new Faults();
  const node = parse(text.replace(/^\ufeff/u, ""), faults);
  return node === undefined ? faults.raise(file) : checkSurvey(node, file, faults);
};
