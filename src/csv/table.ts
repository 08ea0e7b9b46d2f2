import type { Reject } from "./block.ts";
import { cellText } from "./cell.ts";
import type { Input } from "./input.ts";
import { readRecords } from "./records.ts";
import { understandText } from "./understand.ts";

export interface TextRecord {
  /** Physical line it starts on, 1-based. */
  readonly line: number;
  /** As wide as the header. */
  readonly cells: readonly string[];
}

/** A small file as text, whatever its encoding and dialect. */
export interface TextTable {
  readonly encoding: string;
  readonly bom: boolean;
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly records: readonly TextRecord[];
  readonly rejects: readonly Reject[];
}

/** Reads a whole file into memory: for answers and other small inputs, never for exports. Throws exit 2 or 3 as reading any file does. */
export const readTable = async (
  input: Input,
  options: { readonly delimiter?: string | null; readonly encoding?: string | null },
): Promise<TextTable> => {
  const text = await understandText(input, options);
  const records: TextRecord[] = [];
  const rejects: Reject[] = [];
  const { contradiction } = await readRecords(input, text, {
    block(block) {
      for (let row = 0; row < block.count; row++) {
        const first = row * block.width;
        records.push({ line: block.lines[row], cells: Array.from({ length: block.width }, (_, i) => cellText(block, first + i)) });
      }
    },
    reject: (reject) => rejects.push(reject),
  });
  if (contradiction !== null) return readTable(input, { ...options, encoding: contradiction.encoding });
  const { encoding, bom, dialect, header } = text;
  return { encoding, bom, delimiter: dialect.delimiter, header, records, rejects };
};
