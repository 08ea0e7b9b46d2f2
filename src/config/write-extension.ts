import { type Document, isAlias, isMap, isScalar, isSeq, visit, YAMLMap, YAMLSeq } from "yaml";
import { ProblemError } from "../text/problem.ts";
import { commentOf, nodeOf, openComment, openMark, textNode, withoutOpen } from "./write-nodes.ts";
import type { NewEntry, NewItem, NewSettings, NewValue, OpenEntry } from "./write-settings.ts";

/** Adds to a document what it does not say yet; what it does say is never changed. */
export class Extension {
  readonly #document: Document;
  readonly #file: string;
  #isChanged = false;

  constructor(document: Document, file: string) {
    this.#document = document;
    this.#file = file;
  }

  /** Whether there was anything to add. */
  add({ entries, open, itemsNote, items }: NewSettings): boolean {
    const root = this.#root();
    this.#fill(root, entries, []);
    const asked = [...entries, ...open].map(({ key }) => openMark([key]));
    const missing = this.#renew(open, [], (line) => asked.some((mark) => line.startsWith(mark)));
    if (items.length > 0) {
      const list = this.#list(root, itemsNote);
      for (const item of items) this.#addItem(list, item);
    }
    this.#leaveOpenAtTop(root, missing);
    return this.#isChanged;
  }

  #root(): YAMLMap {
    const { contents } = this.#document;
    if (isMap(contents)) {
      if (contents.items.length === 0) contents.flow = false;
      return contents;
    }
    const root = new YAMLMap();
    this.#document.contents = root;
    return root;
  }

  #cannot(path: readonly string[]): never {
    throw new ProblemError(2, "config-not-extended", { file: this.#file, key: path.join(", ") });
  }

  #list(root: YAMLMap, note: string): YAMLSeq {
    const found = root.get("files", true) as unknown;
    if (isSeq(found)) {
      if (found.items.length === 0) found.flow = false;
      return found;
    }
    if (found !== undefined && !(isScalar(found) && found.value === null)) this.#cannot(["files"]);
    root.delete("files");
    const list = new YAMLSeq();
    this.#addPair(root, "files", list, note, true);
    return list;
  }

  #addItem(list: YAMLSeq, { match, note, entries, open }: NewItem): void {
    const isMeant = (one: unknown): one is YAMLMap => isMap(one) && String(one.get("match") ?? "").trim() === match.trim();
    let item = list.items.findLast(isMeant);
    if (item === undefined) {
      item = new YAMLMap();
      item.commentBefore = commentOf(note);
      item.add({ key: textNode("match"), value: textNode(match) });
      list.add(item);
      this.#isChanged = true;
    }
    this.#fill(item, entries, [match]);
    const missing = this.#renew(open, [match], (line) => line.startsWith(openMark([match, ""]).slice(0, -2)));
    if (missing.length > 0) item.comment = [...(item.comment == null ? [] : [item.comment]), ...missing].join("\n");
  }

  #addPair(map: YAMLMap, key: string, value: unknown, note: string, isApart: boolean): void {
    const name = textNode(key);
    name.commentBefore = commentOf(note);
    // A blank line above what stands at the top, unless it is the first.
    name.spaceBefore = isApart && map.items.length > 0;
    map.add({ key: name, value });
    this.#isChanged = true;
  }

  #fill(map: YAMLMap, entries: readonly NewEntry[], path: readonly string[]): void {
    for (const { key, value, note } of entries) {
      const own = [...path, key];
      if (this.#isMissing(map, key)) {
        map.delete(key);
        this.#addPair(map, key, nodeOf(value), note, path.length === 0);
      } else this.#join(map.get(key, true), value, own);
    }
  }

  #isMissing(map: YAMLMap, key: string): boolean {
    const found = map.get(key, true) as unknown;
    return found === undefined || found === null || (isScalar(found) && found.value === null);
  }

  /** Puts a value to what is there already. */
  #join(found: unknown, value: NewValue, path: readonly string[]): void {
    if (isAlias(found)) this.#cannot(path);
    if (typeof value === "string") {
      const said = isScalar(found) ? String(found.value) : isSeq(found) && found.items.length === 1 ? String(found.get(0)) : null;
      if (said?.trim() !== value.trim()) this.#contradict(path, said, value);
    } else if (Array.isArray(value)) {
      const items = value as readonly string[];
      if (!isSeq(found)) {
        const said = isScalar(found) ? String(found.value) : null;
        if (items.length !== 1 || said?.trim() !== items[0].trim()) this.#contradict(path, said, items.join(", "));
        return;
      }
      const known = new Set(found.items.map((item) => (isScalar(item) ? String(item.value).trim() : "")));
      for (const item of items.filter((one) => !known.has(one.trim()))) {
        found.add(textNode(item));
        this.#isChanged = true;
      }
    } else {
      if (!isMap(found)) return this.#cannot(path);
      for (const [key, below] of value as ReadonlyMap<string, NewValue>) {
        if (this.#isMissing(found, key)) {
          found.delete(key);
          found.add({ key: textNode(key), value: nodeOf(below) });
          this.#isChanged = true;
        } else this.#join(found.get(key, true), below, [...path, key]);
      }
    }
  }

  #contradict(path: readonly string[], found: string | null, wanted: string): never {
    throw new ProblemError(2, "config-contradicted", { file: this.#file, key: path.join(", "), found, wanted });
  }

  /** Above the list of items, to whose last one it would seem to belong below it. */
  #leaveOpenAtTop(root: YAMLMap, comments: readonly string[]): void {
    if (comments.length === 0) return;
    const list = root.items.find(({ key }) => isScalar(key) && key.value === "files")?.key;
    const rest = isScalar(list) ? list.commentBefore : this.#document.comment;
    const comment = [...comments, ...(rest == null ? [] : [rest])].join("\n\n");
    if (isScalar(list)) list.commentBefore = comment;
    else this.#document.comment = comment;
  }

  /** Takes away what earlier runs have left as questions, but for those that are open still; gives the comments on the others that are. */
  #renew(open: readonly OpenEntry[], path: readonly string[], isMarked: (line: string) => boolean): string[] {
    const comments = open.map((entry) => openComment(entry, [...path, entry.key]));
    const found: string[] = [];
    this.#changeComments((comment) => {
      found.push(comment);
      return comment;
    });
    const isThere = (comment: string): boolean => found.some((one) => `${one}\n`.includes(`${comment}\n`));
    const kept = new Set(comments.filter(isThere).map((comment) => comment.split("\n", 1)[0]));
    const isOld = (line: string): boolean => isMarked(line) && !kept.has(line);
    this.#changeComments((comment) => (comment.split("\n").some(isOld) ? withoutOpen(comment, isOld) : comment));
    return comments.filter((comment) => !isThere(comment));
  }

  #changeComments(change: (comment: string) => string | undefined): void {
    const changed = (comment: string | null | undefined): string | undefined => (comment == null ? undefined : change(comment));
    const document = this.#document;
    document.commentBefore = changed(document.commentBefore) ?? null;
    document.comment = changed(document.comment) ?? null;
    visit(document, {
      Node: (_key, node) => {
        if (isAlias(node)) return;
        node.comment = changed(node.comment);
        node.commentBefore = changed(node.commentBefore);
      },
    });
  }
}
