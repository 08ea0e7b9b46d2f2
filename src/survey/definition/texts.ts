import { sanitize } from "../../text/sanitize.ts";
import { similar } from "../../text/suggest.ts";
import type { Texts } from "./definition.ts";
import type { Faults, Path } from "./faults.ts";
import { languageTag, wordingFor } from "./language.ts";
import { NAMES, placeholders } from "./names.ts";
import type { Node, ScalarNode } from "../../config/node.ts";
import { kindOf } from "./place.ts";

/** Characters that fit on a small screen with room for the answer. */
const LONGEST = 500;

/** Reads texts given plainly or by language, and remembers them all: only after the last one it is known which languages there are. */
export class TextReader {
  readonly #plain: string;
  readonly #faults: Faults;
  readonly #read: { readonly texts: Texts; readonly line: number; readonly path: Path }[] = [];

  /** `plain` is the language of texts given without one. */
  constructor(plain: string, faults: Faults) {
    this.#plain = plain;
    this.#faults = faults;
  }

  /** `withScore`: the text speaks of a score, so that `{score}` may stand in it. Null, with a fault, for what is no text. */
  read(node: Node, path: Path, withScore = false): Texts | null {
    const texts = new Map<string, string>();
    if (node.kind === "map") {
      for (const { key, line, value } of node.entries) {
        const language = languageTag(key);
        if (language === null) this.#faults.add(line, [...path, key], "no-language", { name: key });
        else if ("text" in value) this.#keep(texts, language, value, [...path, key], withScore);
        else this.#faults.add(value.line, [...path, key], "not-a-text", { found: kindOf(value) });
      }
      if (node.entries.length === 0) this.#faults.add(node.line, path, "empty-text");
    } else if ("text" in node) this.#keep(texts, this.#plain, node, path, withScore);
    else this.#faults.add(node.line, path, "not-a-text", { found: kindOf(node) });
    if (texts.size === 0) return null;
    this.#read.push({ texts, line: node.line, path });
    return texts;
  }

  /** Languages of the texts read so far, in the order they came but for that of plain texts, which leads. */
  languages(): string[] {
    const languages = new Set(this.#read.flatMap(({ texts }) => [...texts.keys()]));
    return languages.delete(this.#plain) ? [this.#plain, ...languages] : [...languages];
  }

  /** Every text has to be there in every language. */
  checkLanguages(languages: readonly string[]): void {
    for (const { texts, line, path } of this.#read) {
      const missing = languages.filter((language) => !texts.has(language));
      if (missing.length > 0) this.#faults.add(line, path, "language-missing", { languages: missing, given: [...texts.keys()] });
    }
  }

  #keep(texts: Map<string, string>, language: string, { line, text }: ScalarNode, path: Path, withScore: boolean): void {
    const clean = sanitize(text).replaceAll(/ {2,}/gu, " ").trim();
    const length = [...clean].length;
    if (clean === "") this.#faults.add(line, path, "empty-text");
    else if (length > LONGEST) this.#faults.add(line, path, "long-text", { length, longest: LONGEST });
    this.#checkPlaceholders(clean, language, line, path, withScore);
    // Empty ones are kept too: a fault is enough, and the language is there.
    texts.set(language, clean);
  }

  #checkPlaceholders(text: string, language: string, line: number, path: Path, withScore: boolean): void {
    for (const { name, instead } of placeholders(text)) {
      const isScore = name === "score" || name === "high";
      if (isScore && !withScore) this.#faults.add(line, path, "score-of-nothing", { name });
      else if (!isScore && !NAMES.some((known) => known === name)) {
        const known = withScore ? [...NAMES, "score", "high"] : NAMES;
        this.#faults.add(line, path, "unknown-placeholder", { name, similar: similar(name, known), known });
      } else if (!isScore && instead === null && wordingFor(language) === undefined) {
        this.#faults.add(line, path, "name-without-words", { name, language });
      }
    }
  }
}
