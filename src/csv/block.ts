/**
 * A run of whole records over one stretch of clean UTF-8 bytes. Cells form a regular grid: cell c of record r is number
 * `r * width + c`, whatever the record's own length was (missing cells are empty, blank surplus cells are dropped).
 * No strings. A block is valid only until its consumer returns: buffers are used again.
 */
export interface RecordBlock {
  readonly bytes: Uint8Array;
  /** Cells in each record: the header's width. */
  readonly width: number;
  /** Number of records. */
  readonly count: number;
  /** Byte offset of each cell's content; an enclosing pair of quotes is left outside. */
  readonly starts: Uint32Array;
  /** Byte offset after each cell's content; `ESCAPED` is set where the content still holds escaped (doubled) quotes. */
  readonly ends: Uint32Array;
  /** Physical line, 1-based over the whole file (header and title lines included), on which each record starts. */
  readonly lines: Uint32Array;
  /** Reads whole columns of the block at once, where that can be done. */
  readonly columns?: FastColumns;
}

/** A column read without looking at each cell. */
export interface FastColumn {
  /** By record; NaN where there is no value. */
  readonly values: Float64Array;
  /** Cells without bytes. */
  readonly blanks: number;
  /** Records whose cells are left to be read one by one, the first `others` of the list. */
  readonly left: Uint32Array;
  readonly others: number;
}

/** Columns of a block read without looking at each cell. What a call returns is overwritten by the next. */
export interface FastColumns {
  /**
   * Milliseconds as if UTC of `YYYY-MM-DD HH:MM[:SS[.mmm]]`. By record, `zulu` is 1 where a Z follows, so that the time is UTC; `zulus` of them
   * are.
   */
  instants(column: number, block: RecordBlock): FastColumn & { readonly zulu: Uint8Array; readonly zulus: number };
  /** Numbers of up to 15 digits without sign and blanks, times `factor`. `mark`: byte of the decimal mark. */
  amounts(column: number, block: RecordBlock, mark: number, factor: number): FastColumn;
  /** By record: halves of the hashes of a column of running numbers, and their order; null where a cell is anything but digits. */
  ids(
    column: number,
    block: RecordBlock,
    salt: number,
  ): { readonly low: Uint32Array; readonly high: Uint32Array; readonly rises: boolean; readonly falls: boolean } | null;
  /**
   * How much further than the one before it each but the first number of a column is, where all have as many digits (15 at most) and only
   * rise, or only fall: in bytes of 7 bits, the lowest first, with the highest bit set where more follow. Null where the cells are else.
   */
  steps(column: number, block: RecordBlock): Uint8Array | null;
  /**
   * By record: what the coder says of the cell, −1 for cells without bytes. The coder is asked once for each text, in the order of first sight,
   * and again only for a few; null where it is as well asked for each cell.
   */
  codes(column: number, block: RecordBlock, coder: TextCoder): Int32Array | null;
  /** Of the records that the last call of `codes` gave a code, those with this one. */
  having(code: number, block: RecordBlock): number;
}

/** Gives each text of one column a code: the same bytes always the same. One object serves one column of one file. */
export interface TextCoder {
  /** `cell` has some bytes. */
  codeOf(block: RecordBlock, cell: number): number;
}

/** Flag in `ends`: undo the escapes before use. Blocks stay below 1 GiB. */
export const ESCAPED = 0x8000_0000;

/** What is known about the bytes and the shape of one file before its records are read. */
export interface Dialect {
  readonly delimiter: string;
  readonly quote: string;
  /** Character that escapes a quote inside quotes; the quote itself in RFC 4180. */
  readonly escape: string;
  /** Records are enclosed in quotes as a whole, once more than their cells: `"1,""a, b"",x"`. */
  readonly wrapped: boolean;
  /** Lines that begin with `#` and are no record of the table's width are comments. */
  readonly comments: boolean;
  /** Records before the header that are no data (title lines, comments, `sep=;`). */
  readonly titleRecords: number;
  /** Records right after the header that are no data (Qualtrics question texts, SurveyMonkey options, units, a line of dashes). */
  readonly extraHeaderRecords: number;
}

/** Why a record was set aside. */
export type RejectReason = "malformed" | "too-long" | "unclosed-quote";

/** A record that cannot be used, as it stood in the file. */
export interface Reject {
  readonly line: number;
  readonly reason: RejectReason;
  /** The raw text without its line end. */
  readonly raw: string;
  /** Cells found, for `too-long`. */
  readonly cells?: number;
}

/** The account of one reading. `read` counts records after the header without blank lines, and title lines. */
export interface RecordAccount {
  read: number;
  rejected: number;
  notData: number;
  /** Records with fewer cells than the header (padded with absent, kept). */
  short: number;
  firstShortLine: number;
}
