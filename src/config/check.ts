import { similar } from "../text/suggest.ts";
import type { Faults, Path } from "./faults.ts";
import {
  type CheckName,
  type Key,
  KEYS,
  type Keys,
  type ListShape,
  type Settings,
  type Shape,
  type TableShape,
  type TextShape,
} from "./keys.ts";
import type { ListNode, MapNode, Node } from "./node.ts";
import type { Origin, Setting } from "./origin.ts";

/** What a node is, in the words of the messages. */
const kindOf = (node: Node): string =>
  ({ text: "a text", number: "a number", truth: "true or false", nothing: "nothing", list: "a list", map: "a group of keys" })[node.kind];

/** Editors look here for what a config may hold; nothing of it is read. */
const SCHEMA = "$schema";

/** `a, b` → its parts; empty ones dropped. */
export const commaParts = (text: string): string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** Turns what a file holds into settings, by the table of keys. */
export class Checker {
  readonly #faults: Faults;
  readonly #origin: (line: number) => Origin;

  constructor(faults: Faults, origin: (line: number) => Origin) {
    this.#faults = faults;
    this.#origin = origin;
  }

  /** The settings that a whole file holds. */
  settings(node: Node): Settings {
    if (node.kind === "nothing") return {};
    if (node.kind === "map") return this.#group(node, [], KEYS, [SCHEMA]) as Settings;
    this.#fault(node.line, [], "no-config", { found: kindOf(node) });
    return {};
  }

  /** One value; undefined where it cannot be used. */
  value(node: Node, path: Path, shape: Shape): unknown {
    switch (shape.kind) {
      case "text":
        return this.#text(node, path, shape);
      case "list":
        return this.#list(node, path, shape);
      case "table":
        return node.kind === "map" ? this.#table(node, path, shape) : this.#wrong(node, path, `a group of keys, each ${shape.keys}`);
      case "group":
        return node.kind === "map" ? this.#group(node, path, shape.keys, []) : this.#wrong(node, path, keysText(shape.keys));
      case "items":
        return node.kind === "list"
          ? this.#items(node, path, shape.keys)
          : this.#wrong(node, path, `a list of groups (${keysText(shape.keys)})`);
    }
  }

  #fault(line: number, path: Path, ...fault: Parameters<Faults["add"]> extends [unknown, unknown, ...infer Rest] ? Rest : never): void {
    this.#faults.add(this.#origin(line), path, ...fault);
  }

  #wrong(node: Node, path: Path, expected: string): undefined {
    this.#fault(node.line, path, "wrong-type", { expected, found: kindOf(node) });
    return undefined;
  }

  #check(line: number, path: Path, check: CheckName | undefined, value: string): void {
    if (check !== undefined) this.#faults.doubt(this.#origin(line), path, check, value);
  }

  #text(node: Node, path: Path, { check, choices, blank }: TextShape): Setting<string> | undefined {
    if (node.kind !== "text") return this.#wrong(node, path, choices === undefined ? "a text" : `one of ${choices.join(", ")}`);
    const { line, text } = node;
    if (text === "" || (text.trim() === "" && blank !== true)) {
      this.#fault(line, path, "empty-text");
      return undefined;
    }
    const value = choices === undefined ? text : choices.find((choice) => choice === text.trim().toLowerCase());
    if (value === undefined) {
      this.#fault(line, path, "no-choice", { text, choices, similar: similar(text, choices!) });
      return undefined;
    }
    this.#check(line, path, check, value);
    return { value, origin: this.#origin(line) };
  }

  #list(node: Node, path: Path, { check }: ListShape): Setting<readonly string[]> | undefined {
    if (node.kind !== "list" && node.kind !== "text") return this.#wrong(node, path, "a text, or a list of texts");
    // A column's name may have a comma in it.
    const isName = check === "header";
    const items: readonly Node[] =
      node.kind === "list" ? node.items : (isName ? [node.text] : commaParts(node.text)).map((text) => ({ ...node, text }));
    const value: string[] = [];
    for (const item of items) {
      const found = this.#text(item, path, { kind: "text", check });
      if (found !== undefined) value.push(found.value.trim());
    }
    if (items.length === 0 && node.kind === "text") this.#fault(node.line, path, "empty-text");
    return { value, origin: this.#origin(node.line) };
  }

  #table(node: MapNode, path: Path, { check, of, several }: TableShape): ReadonlyMap<string, unknown> {
    const table = new Map<string, unknown>();
    for (const { key, line, value } of node.entries) {
      this.#check(line, [...path, key], check, key);
      if (several !== undefined && value.kind === "list" && value.items.length > 1 && key.trim().toLowerCase() !== several)
        this.#fault(line, path, "several-columns", { name: key, several });
      const found = this.value(value, [...path, key], of);
      if (found !== undefined) table.set(key.trim(), found);
    }
    return table;
  }

  #group(node: MapNode, path: Path, keys: Keys, passed: readonly string[]): object {
    const found: Record<string, unknown> = {};
    const known = Object.keys(keys);
    for (const { key, line, value } of node.entries) {
      if (passed.includes(key)) continue;
      if (!Object.hasOwn(keys, key)) {
        this.#fault(line, [...path, key], "unknown-key", { name: key, known, elsewhere: placeOf(key) });
        continue;
      }
      const read = this.value(value, [...path, key], keys[key].shape);
      if (read !== undefined) found[key] = read;
    }
    for (const [name, key] of Object.entries<Key>(keys))
      if (key.needed === true && !node.entries.some((entry) => entry.key === name))
        this.#fault(node.line, path, "missing-key", { name, example: key.example });
    return found;
  }

  #items(node: ListNode, path: Path, keys: Keys): object[] {
    const name = path.at(-1)!;
    return node.items.flatMap((item, index) => {
      const at = [...path.slice(0, -1), `${name} ${index + 1}`];
      if (item.kind === "map") return [this.#group(item, at, keys, [])];
      this.#wrong(item, at, keysText(keys));
      return [];
    });
  }
}

const keysText = (keys: Keys): string => `a group of keys such as ${Object.keys(keys).slice(0, 3).join(", ")}`;

/** The group that a key belongs to, where it stands in another one; null = no group has it. */
const placeOf = (name: string): string | null => {
  for (const [parent, { shape }] of Object.entries<Key>(KEYS))
    if ((shape.kind === "group" || shape.kind === "items") && Object.hasOwn(shape.keys, name)) return parent;
  return null;
};
