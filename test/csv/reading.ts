import type { RecordAccount, Reject } from "../../src/csv/block.ts";
import { cellText } from "../../src/csv/cell.ts";
import { Grid } from "../../src/csv/grid.ts";
import type { Input } from "../../src/csv/input.ts";
import { readRecords } from "../../src/csv/records.ts";
import { type Shape, tokenizerFor } from "../../src/csv/tokenize.ts";
import { CellStore } from "../../src/csv/tokenizer.ts";
import { type TextDecisions, understandText } from "../../src/csv/understand.ts";

export interface Table {
  readonly decisions: TextDecisions;
  readonly records: string[][];
  readonly lines: number[];
  readonly rejects: Reject[];
  readonly account: RecordAccount;
  readonly contradiction: null | { readonly encoding: string };
}

/** An input held in memory, in pieces of a given size. */
export function memoryInput(content: string | Uint8Array, piece = 1 << 20): Input {
  const bytes = Buffer.from(content as Uint8Array);
  return {
    name: "memory.csv",
    size: bytes.length,
    compression: null,
    head: bytes.subarray(0, 256 << 10),
    complete: bytes.length <= 256 << 10,
    async *chunks() {
      for (let at = 0; at < bytes.length; at += piece) yield Buffer.from(bytes.subarray(at, at + piece));
    },
    consumed: () => bytes.length,
    window: (position, length) => bytes.subarray(position, position + length),
    sha256: async () => "",
    close: () => {},
  };
}

/** Understands and reads a whole input, as strings. */
export async function readTable(input: Input, options: { delimiter?: string; encoding?: string } = {}): Promise<Table> {
  const decisions = await understandText(input, options);
  const records: string[][] = [];
  const lines: number[] = [];
  const rejects: Reject[] = [];
  const reading = await readRecords(input, decisions, {
    block(block) {
      for (let row = 0; row < block.count; row++) {
        records.push(Array.from({ length: block.width }, (_, column) => cellText(block, row * block.width + column)));
        lines.push(block.lines[row]);
      }
    },
    reject: (reject) => void rejects.push(reject),
  });
  return { decisions, records, lines, rejects, ...reading };
}

export const rfc4180: Shape = { delimiter: ",", quote: '"', escape: '"' };

/** Records after a known header, without anything being decided; `cuts` are lengths of the pieces, used in turn. */
export async function scanTable(
  bytes: Uint8Array,
  header: readonly string[],
  shape: Shape = rfc4180,
  cuts: readonly number[] = [bytes.length],
) {
  const records: string[][] = [];
  const lines: number[] = [];
  const rejects: Reject[] = [];
  const grid = new Grid(
    { header, titleRecords: 0, extraHeaderRecords: 0, comments: false },
    (block) => {
      for (let row = 0; row < block.count; row++) {
        records.push(Array.from({ length: block.width }, (_, column) => cellText(block, row * block.width + column)));
        lines.push(block.lines[row]);
      }
    },
    (reject) => void rejects.push(reject),
  );
  const tokenizer = await tokenizerFor(shape, new CellStore(), grid);
  let at = 0;
  for (let turn = 0; at < bytes.length; turn++) {
    const piece = Math.max(1, cuts[turn % cuts.length]);
    tokenizer.push(Buffer.from(bytes.subarray(at, at + piece)));
    at += piece;
  }
  tokenizer.end();
  return { records, lines, rejects, account: grid.account };
}
