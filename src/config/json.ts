import type { Faults } from "./faults.ts";
import { DEEPEST, type MapEntryNode, type Node } from "./node.ts";

/** Ends the reading; what is wrong has been noted. */
class Broken extends Error {}

const BLANK = /[\t\n\r ]*/uy;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/uy;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/uy;
const WORD = /(?:true|false|null)(?!\w)/uy;
/** What stands where something else was expected, as far as it can be shown. */
const PIECE = /[\p{L}\p{N}_.+-]+|\/[/*]|[^]/uy;

/** JSON with the line of every piece: errors are to name lines, which JSON.parse does not. */
class JsonReader {
  readonly #text: string;
  readonly #fault: (line: number, facts: Readonly<Record<string, unknown>>) => void;
  readonly #repeated: (line: number, key: string) => void;
  #at = 0;
  #line = 1;

  constructor(text: string, file: string, faults: Faults) {
    this.#text = text;
    this.#fault = (line, facts) => faults.add({ kind: "file", file, line }, [], "json", facts);
    this.#repeated = (line, key) => faults.add({ kind: "file", file, line }, [key], "repeated-key");
  }

  read(): Node | undefined {
    try {
      this.#skip();
      if (this.#at === this.#text.length) return { kind: "nothing", line: 1 };
      const node = this.#value(0);
      if (this.#at < this.#text.length) this.#stop("the end of the file");
      return node;
    } catch (error) {
      if (error instanceof Broken) return undefined;
      throw error;
    }
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #skip(): void {
    for (const character of this.#match(BLANK)!) if (character === "\n") this.#line++;
  }

  #take(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false;
    this.#at++;
    this.#skip();
    return true;
  }

  #stop(expected: string): never {
    const found = this.#match(PIECE) ?? null;
    this.#fault(this.#line, { expected, found });
    throw new Broken();
  }

  #value(depth: number): Node {
    const line = this.#line;
    if (depth > DEEPEST) {
      this.#fault(line, { expected: null, found: null });
      throw new Broken();
    }
    if (this.#take("{")) return { kind: "map", line, entries: this.#entries(depth) };
    if (this.#take("[")) return { kind: "list", line, items: this.#items(depth) };
    const text = this.#string();
    if (text !== undefined) return { kind: "text", line, text };
    const scalar = this.#match(NUMBER) ?? this.#match(WORD);
    if (scalar === undefined) return this.#stop("a value");
    this.#skip();
    if (scalar === "null") return { kind: "nothing", line };
    return { kind: scalar === "true" || scalar === "false" ? "truth" : "number", line, text: scalar };
  }

  #string(): string | undefined {
    const found = this.#match(STRING);
    if (found === undefined) return undefined;
    this.#skip();
    return JSON.parse(found) as string;
  }

  #items(depth: number): Node[] {
    const items: Node[] = [];
    if (this.#take("]")) return items;
    do items.push(this.#value(depth + 1));
    while (this.#take(","));
    if (!this.#take("]")) this.#stop('a comma or "]"');
    return items;
  }

  #entries(depth: number): MapEntryNode[] {
    const entries = new Map<string, MapEntryNode>();
    if (this.#take("}")) return [];
    do {
      const line = this.#line;
      const key = this.#string() ?? this.#stop("a key between double quotes");
      if (!this.#take(":")) this.#stop("a colon");
      const value = this.#value(depth + 1);
      if (entries.has(key)) this.#repeated(line, key);
      else entries.set(key, { key, line, value });
    } while (this.#take(","));
    if (!this.#take("}")) this.#stop('a comma or "}"');
    return [...entries.values()];
  }
}

/** What a file in JSON holds; undefined where it is none, which is noted. An empty file holds nothing. */
export const parseJson = (text: string, file: string, faults: Faults): Node | undefined => new JsonReader(text, file, faults).read();
