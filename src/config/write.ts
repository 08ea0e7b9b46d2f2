import { Document, isMap, parseDocument } from "yaml";
import { Extension } from "./write-extension.ts";
import { printJson } from "./write-json.ts";
import { commentOf, OPTIONS } from "./write-nodes.ts";
import type { NewSettings } from "./write-settings.ts";

export type ConfigFormat = "json" | "yaml";

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
