import { Document, Scalar, type ScalarTag, type Tags, YAMLMap, YAMLSeq } from "yaml";
import { escapeUnsafe, sanitize } from "../text/sanitize.ts";
import type { NewEntry, NewValue, OpenEntry } from "./write-settings.ts";

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

export const OPTIONS = { customTags: ownStrings, uniqueKeys: false } as const;

export const textNode = (text: string): Scalar => {
  const node = new Scalar(text);
  if (OTHERWISE_READ.test(text)) node.type = Scalar.QUOTE_DOUBLE;
  return node;
};

export const nodeOf = (value: NewValue): Scalar | YAMLSeq | YAMLMap => {
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

export const commentOf = (note: string): string => ` ${note}`;

/** `units` + `response_time: h` as they would stand in the file. */
const exampleLines = ({ key, value }: NewEntry): string[] => {
  const map = new YAMLMap();
  map.add({ key: textNode(key), value: nodeOf(value) });
  return new Document(map, OPTIONS).toString({ lineWidth: 0 }).trimEnd().split("\n").map(commentOf);
};

/** First words of what is said of a key that waits for an answer: found again when there is one. */
export const openMark = (path: readonly string[]): string => ` Open (${path.join(", ")}):`;

export const openComment = (entry: OpenEntry, path: readonly string[]): string =>
  [`${openMark(path)} ${entry.note}`, ...exampleLines(entry)].join("\n");

/** The comment without what it says of keys that waited for an answer, told by their first line. */
export const withoutOpen = (comment: string, isMarked: (line: string) => boolean): string | undefined => {
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
