import { Document, isAlias, isMap, isScalar, isSeq, parseDocument, Scalar, type ScalarTag, type Tags, visit, YAMLMap, YAMLSeq } from "yaml";
import { ProblemError } from "../text/problem.ts";
import { escapeUnsafe, sanitize } from "../text/sanitize.ts";
import { printJson } from "./write-json.ts";

/** What a key is to hold. */
export type NewValue = string | readonly string[] | ReadonlyMap<string, NewValue>;

/** A key that is decided. */
export interface NewEntry {
  readonly key: string;
  readonly value: NewValue;
  /** What it says, for formats that have comments. */
  readonly note: string;
}

/** A key that waits for an answer: formats with comments have it as one. */
export interface OpenEntry extends NewEntry {
  /** As it would be if the likeliest answer were right. */
  readonly value: NewValue;
}

/** How some files are read. */
export interface NewItem {
  readonly match: string;
  readonly note: string;
  readonly entries: readonly NewEntry[];
  readonly open: readonly OpenEntry[];
}

/** What a config is to say in addition to what it says. */
export interface NewSettings {
  /** First lines of a new file. */
  readonly head: readonly string[];
  readonly entries: readonly NewEntry[];
  readonly open: readonly OpenEntry[];
  /** Above the list of items, where there is none yet. */
  readonly itemsNote: string;
  readonly items: readonly NewItem[];
}

export type ConfigFormat = "json" | "yaml";

/** Words that are texts here, but not for every reader of YAML. */
const OTHERWISE_READ = /^(?:y|n|yes|no|on|off|[-+.\d:_]+)$/iu;

/** Texts on one line, every character of which can be seen and typed. */
const ownStrings = (tags: Tags): Tags =>
  tags.map((tag) => {
    if (typeof tag === "string" || tag.tag !== "tag:yaml.org,2002:str") return tag;
    const usual = (tag as ScalarTag).stringify!;
    const stringify: ScalarTag["stringify"] = (item, ...rest) => {
      const text = String(item.value);
      const isBlock = item.type === Scalar.BLOCK_LITERAL || item.type === Scalar.BLOCK_FOLDED;
      return isBlock || (sanitize(text) === text && !text.includes("\ufeff")) ? usual(item, ...rest) : escapeUnsafe(JSON.stringify(text));
    };
    return { ...tag, stringify } as ScalarTag;
  });

const OPTIONS = { customTags: ownStrings, uniqueKeys: false } as const;

const textNode = (text: string): Scalar => {
  const node = new Scalar(text);
  if (OTHERWISE_READ.test(text)) node.type = Scalar.QUOTE_DOUBLE;
  return node;
};

const nodeOf = (value: NewValue): Scalar | YAMLSeq | YAMLMap => {
  if (typeof value === "string") return textNode(value);
  if (Array.isArray(value)) {
    const seq = new YAMLSeq<Scalar>();
    for (const item of value as readonly string[]) seq.add(textNode(item));
    return seq;
  }
  const map = new YAMLMap<Scalar>();
  for (const [key, below] of value as ReadonlyMap<string, NewValue>) map.add({ key: textNode(key), value: nodeOf(below) });
  return map;
};

const commentOf = (note: string): string => ` ${note}`;

/** `units` + `response_time: h` as they would stand in the file. */
const exampleLines = ({ key, value }: NewEntry): string[] => {
  const map = new YAMLMap();
  map.add({ key: textNode(key), value: nodeOf(value) });
  return new Document(map, OPTIONS).toString({ lineWidth: 0 }).trimEnd().split("\n").map(commentOf);
};

/** First words of what is said of a key that waits for an answer: found again when there is one. */
const openMark = (path: readonly string[]): string => ` Open (${path.join(", ")}):`;

const openComment = (entry: OpenEntry, path: readonly string[]): string =>
  [`${openMark(path)} ${entry.note}`, ...exampleLines(entry)].join("\n");

/** The comment without what it says of keys that waited for an answer, told by their first line. */
const withoutOpen = (comment: string, isMarked: (line: string) => boolean): string | undefined => {
  const kept: string[] = [];
  let inside: "no" | "begun" | "yes" = "no";
  for (const line of comment.split("\n")) {
    // An example is its key, and what is indented below.
    if (isMarked(line)) inside = "begun";
    else if (inside === "begun" && /^ [^ ]/u.test(line)) inside = "yes";
    else if (inside === "no" || !line.startsWith("   ")) {
      inside = "no";
      kept.push(line);
    }
  }
  const rest = kept.join("\n").replace(/^\n+|\n+$/gu, "");
  return rest === "" ? undefined : rest;
};

/** Adds to a document what it does not say yet; what it does say is never changed. */
class Extension {
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
    const asked = new Set([...entries, ...open].map(({ key }) => openMark([key])));
    this.#forget((line) => [...asked].some((mark) => line.startsWith(mark)));
    if (items.length > 0) {
      const list = this.#list(root, itemsNote);
      for (const item of items) this.#addItem(list, item);
    }
    this.#leaveOpenAtTop(root, open);
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
    this.#forget((line) => line.startsWith(openMark([match, ""]).slice(0, -2)));
    if (open.length === 0) return;
    const comments = open.map((entry) => openComment(entry, [match, entry.key]));
    item.comment = [...(item.comment == null ? [] : [item.comment]), ...comments].join("\n");
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
  #leaveOpenAtTop(root: YAMLMap, open: readonly OpenEntry[]): void {
    const comments = open.map((entry) => openComment(entry, [entry.key]));
    if (comments.length === 0) return;
    const list = root.items.find(({ key }) => isScalar(key) && key.value === "files")?.key;
    const rest = isScalar(list) ? list.commentBefore : this.#document.comment;
    const comment = [...comments, ...(rest == null ? [] : [rest])].join("\n\n");
    if (isScalar(list)) list.commentBefore = comment;
    else this.#document.comment = comment;
  }

  /** Takes away what an earlier run has left as questions. */
  #forget(isMarked: (line: string) => boolean): void {
    const clean = (comment: string | null | undefined): string | undefined =>
      comment == null || !comment.split("\n").some(isMarked) ? (comment ?? undefined) : withoutOpen(comment, isMarked);
    this.#document.comment = clean(this.#document.comment) ?? null;
    visit(this.#document, {
      Node: (_key, node) => {
        if (isAlias(node)) return;
        node.comment = clean(node.comment);
        node.commentBefore = clean(node.commentBefore);
      },
    });
  }
}

/** How the file is laid out, so that what stands there stays as it is. */
const layoutOf = (text: string): { indentSeq: boolean; flowCollectionPadding: boolean } => ({
  indentSeq: !/^( *)[^\s#-][^\n]*:[^\S\n]*(?:#[^\n]*)?\n(?:[^\S\n]*(?:#[^\n]*)?\n)*\1- /mu.test(text),
  flowCollectionPadding: !/[[{][^\s\]}]/u.test(text),
});

const onlyComments = (comments: readonly (string | null | undefined)[]): string => {
  const lines = comments.flatMap((comment) => (comment == null ? [] : [...comment.split("\n"), ""]));
  return `${lines
    .map((line) => (line === "" ? "" : `#${line}`))
    .join("\n")
    .trimEnd()}\n`;
};

/**
 * The text of a config that says more: `text` is what it says by now, null = there is none yet; `file` is how people are shown it. What is
 * there stays, comments too. Throws exit 2: "config-contradicted" where it says something else already, "config-not-extended" where it
 * refers to another place for what would have to be added to.
 */
export const writtenConfig = (format: ConfigFormat, text: string | null, file: string, settings: NewSettings): string => {
  const isEmpty = text === null || text.trim() === "";
  if (format === "json") {
    const document: Document = new Document(isEmpty ? {} : (JSON.parse(text) as unknown), { uniqueKeys: false });
    const isMore = new Extension(document, file).add({
      ...settings,
      open: [],
      items: settings.items.map((item) => ({ ...item, open: [] })),
    });
    return text === null || isMore ? printJson(document.toJS(), /^\{\r?\n?([ \t]+)"/u.exec(text ?? "")?.[1]) : text;
  }
  const source = (text ?? "").replaceAll("\r\n", "\n");
  const document: Document = parseDocument(source, OPTIONS);
  const before = isEmpty ? null : document.toString({ lineWidth: 0 });
  if (isEmpty) document.commentBefore = settings.head.map(commentOf).join("\n");
  new Extension(document, file).add(settings);
  if (before !== null && before === document.toString({ lineWidth: 0 })) return text!;
  // Without a key there is nothing but comments.
  if (isMap(document.contents) && document.contents.items.length === 0)
    return onlyComments([document.commentBefore, document.contents.comment, document.comment]);
  // Behind a comment at the end there is no line end.
  const written = `${document.toString({ lineWidth: 0, ...(isEmpty ? {} : layoutOf(source)) }).trimEnd()}\n`;
  return text?.includes("\r\n") === true ? written.replaceAll("\n", "\r\n") : written;
};
