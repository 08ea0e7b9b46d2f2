import { textOf } from "../csv/cell.ts";
import { tokenizerFor } from "../csv/tokenize.ts";
import { CellStore } from "../csv/tokenizer.ts";
import { HEADER, isWholeRow, type LineEnd } from "./format.ts";

/** How a file's text differs from ours, so that rows of ours would not fit in. */
export type Form = "encoding" | "delimiter" | "columns" | "damaged";

/** What a file is by its first bytes. `empty`: nothing, or what a killed process wrote of the first line. */
export type Beginning =
  | { readonly kind: "empty" }
  | { readonly kind: "ours"; readonly lineEnd: LineEnd }
  | { readonly kind: "foreign"; readonly form: Form };

/** More than any header of ours needs. */
export const HEAD = 4096;

/** The records of a stretch of a file in our form. */
export interface Records {
  readonly records: readonly (readonly string[])[];
  /** First lines of what is no record. */
  readonly malformed: readonly string[];
  /** Bytes from the start to the end of the last record that is whole, its line end included. */
  readonly whole: number;
}

/**
 * How the file ends: after a whole record, after one that only lacks its line end (editors drop it), amid one that was never written to
 * its end, or amid one that swallows further records, which no killed process leaves.
 */
export type End = "closed" | "open" | "torn" | "damaged";

const bare = (cell: string): string => cell.replace(/^"(.*)"$/u, "$1");

/** `head` is the whole file or its first `HEAD` bytes. */
export const lookAtBeginning = (head: Buffer, size: number): Beginning => {
  const latin = head.toString("latin1");
  const text = latin.replace(/^\u00ef\u00bb\u00bf/u, "");
  const line = /^(.*?)(\r?\n)/su.exec(text);
  if (head.length === size) {
    if (/^\s*$/u.test(text) || (line === null && `${HEADER}\r`.startsWith(text))) return { kind: "empty" };
  }
  if (line !== null && line[1].split(",").map(bare).join(",") === HEADER) return { kind: "ours", lineEnd: line[2] as LineEnd };
  if (/^(\u00ff\u00fe|\u00fe\u00ff)|\u0000/u.test(latin)) return { kind: "foreign", form: "encoding" };
  const first = (/^[^\r\n]*/u.exec(text)?.[0] ?? "").split(/[;\t|]/u).map(bare);
  return { kind: "foreign", form: first.includes("response_id") ? "delimiter" : "columns" };
};

/** Splits whole records off; with `final` what is left is a record too. */
export const splitRecords = async (bytes: Buffer, final: boolean): Promise<Records> => {
  const records: string[][] = [];
  const malformed: string[] = [];
  const tokenizer = await tokenizerFor({ delimiter: ",", quote: '"', escape: '"' }, new CellStore(), {
    record(store, first, count) {
      records.push(Array.from({ length: count }, (_, cell) => textOf(store.bytes, store.starts[first + cell], store.ends[first + cell])));
      store.cells = first;
    },
    malformed: (store, _reason, _line, start, end) => malformed.push(store.bytes.toString("utf8", start, end)),
    flush: (store) => (store.cells = 0),
  });
  if (bytes.length > 0) tokenizer.push(bytes);
  const whole = bytes.length - tokenizer.pending;
  if (final) tokenizer.end();
  return { records, malformed, whole };
};

/** `rest`: what follows the last record that is whole. */
export const lookAtEnd = async (rest: Buffer): Promise<End> => {
  if (rest.length === 0) return "closed";
  const { records, malformed } = await splitRecords(rest, true);
  if (malformed.length > 0) return records.some(isWholeRow) ? "damaged" : "torn";
  return records.length === 1 && isWholeRow(records[0]) ? "open" : "torn";
};
