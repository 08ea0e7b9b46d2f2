import type { RecordAccount, RecordBlock, Reject } from "./block.ts";
import { decoderFor, markBefore, singleByteEncoding } from "./encoding.ts";
import { Grid } from "./grid.ts";
import type { Input } from "./input.ts";
import type { WholeFile } from "./sample.ts";
import { tokenizerFor } from "./tokenize.ts";
import { CellStore } from "./tokenizer.ts";
import type { TextDecisions } from "./understand.ts";

/** A part of a plain file: bytes `from` … `to`, which begins and ends between two records. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What takes the records of one file. */
export interface BlockSink {
  /** A block is valid only until this returns. */
  block(block: RecordBlock): void;
  reject?(reject: Reject): void;
  /** Stored bytes read so far. */
  progress?(consumedBytes: number): void;
  readonly signal?: AbortSignal;
}

export interface Reading {
  readonly account: RecordAccount;
  /** The bytes are not what was decided: read again with this encoding; what was handed out so far is void. */
  readonly contradiction: null | { readonly encoding: string };
  /** Of the account's records, those that were not handed out because they lie outside the wanted time. */
  readonly beyond?: number;
}

/** What came of a stretch. */
export interface StretchReading extends Reading {
  /** Physical lines in it. */
  readonly lines: number;
  /** It ends where a record does. */
  readonly isWhole: boolean;
}

/** What is asked of records that need not be handed out whole. */
export interface WantedRecords {
  /** Columns whose cells are looked at. */
  readonly columns: ReadonlySet<number>;
  /**
   * Records of this time (epoch milliseconds, half-open, null = open), those without a date, and so many of the newest; more may come.
   * Null = all.
   */
  readonly span: { readonly since: number | null; readonly until: number | null; readonly newest: number } | null;
}

/**
 * Reads all records of a file after its header, as decided. Throws exit 3 when the file cannot be read to its end, and the signal's
 * reason when aborted.
 */
export async function readRecords(
  input: Input,
  decisions: Pick<TextDecisions, "encoding" | "dialect" | "header"> & Partial<Pick<TextDecisions, "all" | "encodingBy">>,
  sink: BlockSink,
  wanted: WantedRecords | null = null,
): Promise<Reading> {
  if (input.records !== undefined && wanted !== null) return input.records(sink, wanted);
  if (decisions.all) {
    const account = handOut(decisions.all, sink);
    sink.progress?.(input.size ?? 0);
    return { account, contradiction: null };
  }
  return readStretch(input, decisions, sink, { from: 0, to: input.size ?? 0 });
}

/** Reads the records of a stretch of a plain file, lines counted from its beginning; or all there are, of whatever file. Throws like `readRecords`. */
export async function readStretch(
  input: Input,
  {
    dialect,
    header,
    encoding,
    encodingBy,
  }: Pick<TextDecisions, "encoding" | "dialect" | "header"> & Partial<Pick<TextDecisions, "encodingBy">>,
  sink: BlockSink,
  stretch: Stretch,
): Promise<StretchReading> {
  const isFirst = stretch.from === 0;
  const isLast = stretch.to === (input.size ?? 0);
  const grid = new Grid(
    { header, ...dialect },
    (block) => sink.block(block),
    (reject) => sink.reject?.(reject),
  );
  if (!isFirst) grid.skipLeading();
  const tokenizer = await tokenizerFor(dialect, new CellStore(), grid);
  const decoder = decoderFor(encoding, encodingBy === "asked");
  let mark = isFirst ? markBefore(input.head, encoding) : 0;
  const outcome = (contradiction: Reading["contradiction"]): StretchReading => {
    const isWhole = isLast || tokenizer.pending === 0;
    tokenizer.close?.();
    return { account: grid.account, contradiction, lines: tokenizer.line - 1, isWhole };
  };
  const room = tokenizer.room?.bind(tokenizer);
  for await (const chunk of input.chunks(sink.signal, isFirst && isLast ? undefined : stretch, room)) {
    const skipped = Math.min(mark, chunk.length);
    mark -= skipped;
    const text = decoder.decode(skipped === 0 ? chunk : chunk.subarray(skipped));
    if (text === null) return outcome({ encoding: singleByteEncoding(chunk) });
    tokenizer.push(text);
    sink.progress?.(input.consumed());
  }
  const rest = decoder.end();
  if (rest === null) return outcome({ encoding: "windows-1252" });
  if (rest.length > 0) tokenizer.push(rest);
  if (isLast) tokenizer.end();
  return outcome(null);
}

/** What a small file holds is known from the look at its head. */
function handOut({ blocks, rejects, account }: WholeFile, sink: BlockSink): RecordAccount {
  sink.signal?.throwIfAborted();
  for (const reject of rejects) sink.reject?.(reject);
  for (const block of blocks) sink.block(block);
  return account;
}
