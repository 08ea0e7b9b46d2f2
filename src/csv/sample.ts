import { isAscii } from "node:buffer";
import { type Dialect, ESCAPED, type RecordAccount, type RecordBlock, type Reject } from "./block.ts";
import { cellEnd, cellText } from "./cell.ts";
import { decoderFor } from "./encoding.ts";
import { Grid } from "./grid.ts";
import type { Input } from "./input.ts";
import { afterLineEnd, lineEnd } from "./pending.ts";
import { tokenizerFor } from "./tokenize.ts";
import { CellStore } from "./tokenizer.ts";

/** A data record as text, for decisions about whole columns. */
export interface SampleRecord {
  readonly cells: string[];
  /** Physical line; 0 where it is not known. */
  readonly line: number;
}

/** All that reading a small file brings, kept so that a look at it is not followed by another. */
export interface WholeFile {
  readonly blocks: readonly RecordBlock[];
  readonly rejects: readonly Reject[];
  readonly account: RecordAccount;
}

interface TableText {
  readonly dialect: Dialect;
  readonly header: readonly string[];
}

const MOST_RECORDS = 4000;
const WINDOWS = 8;
const WINDOW = 16 << 10;
/** An unfinished record longer than this at the end of the head is more likely a stray quote: read on line by line. */
const STRAY = 64 << 10;

/** The data records of the head. `complete`: they are every record of the file. `all`: what the file holds where the head is the `whole` file. */
export async function sampleHead(
  text: Uint8Array,
  table: TableText,
  whole: boolean,
): Promise<{ records: SampleRecord[]; complete: boolean; all: WholeFile | null }> {
  const records: SampleRecord[] = [];
  const blocks: RecordBlock[] = [];
  const rejects: Reject[] = [];
  const collect = (block: RecordBlock): void => {
    collectRecords(block, records, true);
    if (whole) blocks.push(copyOf(block));
  };
  const grid = gridOf(table, collect, (reject) => rejects.push(reject));
  const tokenizer = await tokenizerFor(table.dialect, new CellStore(), grid);
  tokenizer.push(text);
  if (whole || tokenizer.pending > STRAY) tokenizer.end();
  else tokenizer.close?.();
  const { account } = grid;
  const complete = whole && records.length === account.read - account.notData - account.rejected;
  return { records, complete, all: whole ? { blocks, rejects, account } : null };
}

/**
 * Records of stretches spread over a large plain file, each from the line after a seek on. A stretch that begins inside a quoted cell
 * does not fit the header and is dropped.
 */
export async function sampleWindows(input: Input, encoding: string, table: TableText): Promise<SampleRecord[]> {
  const size = input.size ?? 0;
  const from = input.head.length;
  if (input.complete || input.compression !== null || size < from + WINDOW) return [];
  const sample: SampleRecord[] = [];
  for (let index = 0; index < WINDOWS; index++) {
    const last = size - WINDOW;
    const position = from + Math.floor(((last - from) * (index + 1)) / WINDOWS / 2) * 2;
    const stretch = input.window(position, WINDOW);
    if (stretch !== null) sample.push(...(await windowRecords(stretch, encoding, table)));
    if (last <= from) break;
  }
  return sample;
}

async function windowRecords(stretch: Uint8Array, encoding: string, table: TableText): Promise<SampleRecord[]> {
  const text = encoding === "utf-8" ? stretch : decoderFor(encoding).decode(stretch);
  if (text === null) return [];
  const start = afterLineEnd(text, lineEnd(text, 0, text.length), text.length);
  const records: SampleRecord[] = [];
  const collect = (block: RecordBlock): void => collectRecords(block, records, false);
  const grid = gridOf(table, collect).skipLeading();
  const tokenizer = await tokenizerFor(table.dialect, new CellStore(), grid);
  tokenizer.push(text.subarray(start));
  tokenizer.close?.();
  return grid.account.rejected + grid.account.short > 0 ? [] : records;
}

const gridOf = (
  { dialect, header }: TableText,
  collect: (block: RecordBlock) => void,
  reject: (reject: Reject) => void = () => undefined,
): Grid => new Grid({ header, ...dialect }, collect, reject);

const copyOf = (block: RecordBlock): RecordBlock => ({
  ...block,
  columns: undefined,
  // A Buffer's `slice` copies nothing.
  bytes: new Uint8Array(block.bytes),
  starts: block.starts.slice(),
  ends: block.ends.slice(),
  lines: block.lines.slice(),
});

function collectRecords(block: RecordBlock, records: SampleRecord[], numbered: boolean): void {
  const { bytes, width, count, starts, ends, lines } = block;
  // One string cut into cells is many times faster than a string from the bytes of each; it is right for ASCII only.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, cellEnd(block, count * width - 1));
  const latin = text.toString("latin1");
  const isPlain = isAscii(text);
  for (let row = 0; row < count && records.length < MOST_RECORDS; row++) {
    const first = row * width;
    const plain = isPlain || isAscii(bytes.subarray(starts[first], cellEnd(block, first + width - 1)));
    const cells: string[] = [];
    for (let cell = first; cell < first + width; cell++) {
      cells.push(plain && ends[cell] < ESCAPED ? latin.slice(starts[cell], ends[cell]) : cellText(block, cell));
    }
    records.push({ cells, line: numbered ? lines[row] : 0 });
  }
}
