import { ProblemError } from "../text/problem.ts";
import type { Dialect } from "./block.ts";
import { trimText } from "./cell.ts";
import { delimiterOption, sniffDialect } from "./dialect.ts";
import { decoderFor, detectEncoding, knownEncoding } from "./encoding.ts";
import { isSeparatorLine } from "./grid.ts";
import { extraHeaderRecords, headerIndex } from "./header.ts";
import type { Input } from "./input.ts";
import { type SampleRecord, sampleHead, sampleWindows, type WholeFile } from "./sample.ts";

/** What was decided about the text of a file before it is read. Serialisable but for its size: the sample is not kept. */
export interface TextDecisions {
  /** Name as the WHATWG encoding standard has it: `utf-8`, `utf-16le`, `windows-1252`, … */
  readonly encoding: string;
  /** The file starts with a byte order mark. */
  readonly bom: boolean;
  readonly dialect: Dialect;
  /** Column names as the header record has them, without blanks around them; may repeat or be empty. */
  readonly header: readonly string[];
  /** Physical line of the header record, 1-based. */
  readonly headerLine: number;
  /** Data records in file order, as wide as the header; `line` is 0 for those from the middle of a large file. */
  readonly sample: readonly SampleRecord[];
  /** The sample holds every record of the file. */
  readonly complete: boolean;
  /** The records themselves, where the head is the whole file; else null. */
  readonly all: WholeFile | null;
}

/**
 * Decides encoding, dialect and header from the head of a file (256 KB) and, in a large plain file, some stretches spread over it.
 * Throws exit 2 for an encoding or delimiter that cannot be, exit 3 when there is no record at all.
 */
export async function understandText(
  input: Input,
  options: { delimiter?: string | null; encoding?: string | null },
): Promise<TextDecisions> {
  const asked = options.delimiter == null ? null : delimiterOption(options.delimiter);
  const detected = detectEncoding(input.head, input.complete);
  const encoding = options.encoding == null ? detected.encoding : knownEncoding(options.encoding);
  const { text, clean } = decodeHead(input, encoding);
  const { shape, seen } = await sniffDialect(text, input.complete, asked);
  const separator = isSeparatorLine(seen.rows[0]?.join(shape.delimiter) ?? "") ? 1 : 0;
  const index = headerIndex(seen, separator);
  if (seen.rows[index] === undefined) throw new ProblemError(3, "empty-file", { file: input.name });
  const header = seen.rows[index].map(trimText);
  const dialect = { ...shape, titleRecords: index, extraHeaderRecords: extraHeaderRecords(seen, index) };
  const head = await sampleHead(text, { dialect, header }, input.complete);
  const windows = await sampleWindows(input, encoding, { dialect, header });
  return {
    encoding,
    bom: detected.bom,
    dialect,
    header,
    headerLine: seen.lines[index],
    sample: [...head.records, ...windows],
    complete: head.complete,
    all: clean ? head.all : null,
  };
}

/** UTF-8 of the head; what an encoding asked for cannot read becomes U+FFFD, and then the head is not `clean`. */
function decodeHead(input: Input, encoding: string): { text: Uint8Array; clean: boolean } {
  const decoder = decoderFor(encoding);
  const start = decoder.decode(input.head);
  if (start === null) return { text: Buffer.from(new TextDecoder().decode(input.head)), clean: false };
  const rest = input.complete ? decoder.end() : null;
  const text = rest === null || rest.length === 0 ? start : Buffer.concat([start, rest]);
  const marked = text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf;
  return { text: marked ? text.subarray(3) : text, clean: rest !== null };
}
