import { ProblemError } from "../text/problem.ts";
import type { Dialect } from "./block.ts";
import { delimiterOption, sniffDialect } from "./dialect.ts";
import { decoderFor, detectEncoding, type Encoding, knownEncoding, markBefore } from "./encoding.ts";
import { isSeparatorLine } from "./grid.ts";
import { extraHeaderRecords, hasComments, headerIndex, headerNames } from "./header.ts";
import type { Input } from "./input.ts";
import { type SampleRecord, sampleHead, sampleWindows, type WholeFile } from "./sample.ts";

/** What was decided about the text of a file before it is read. Serialisable but for its size: the sample is not kept. */
export interface TextDecisions {
  /** Name as the WHATWG encoding standard has it: `utf-8`, `utf-16le`, `windows-1252`, …; or `cp437`, `cp850`. */
  readonly encoding: string;
  /** Whether the encoding was asked for, is certain from the bytes, or is what is left when the bytes are no UTF-8. */
  readonly encodingBy: "asked" | "bytes" | "guess";
  /** The file starts with a byte order mark. */
  readonly bom: boolean;
  readonly dialect: Dialect;
  /** Column names as the header record has them, without blanks around them; may repeat or be empty. */
  readonly header: readonly string[];
  /** Physical line of the header record, 1-based. */
  readonly headerLine: number;
  /** The header breaks the rules of quoting: the names are what stands between its delimiters. */
  readonly headerMalformed: boolean;
  /** Data records in file order, as wide as the header; `line` is 0 for those from the middle of a large file. */
  readonly sample: readonly SampleRecord[];
  /** The sample holds every record of the file. */
  readonly complete: boolean;
  /** The records themselves, where the head is the whole file; else null. */
  readonly all: WholeFile | null;
}

/**
 * Decides encoding, dialect and header from the head of a file (256 KB) and, in a large plain file, some stretches spread over it.
 * `contradicted` is the encoding that reading showed to be the right one. Throws exit 2 for an encoding or delimiter that cannot be, exit 3 when there is no record at all.
 */
export async function understandText(
  input: Input,
  options: { delimiter?: string | null; encoding?: string | null; contradicted?: string | null },
): Promise<TextDecisions> {
  const asked = options.delimiter == null ? null : delimiterOption(options.delimiter);
  const detected = detectEncoding(input.head, input.complete);
  const { encoding, encodingBy } = encodingOf(options, detected);
  const { text, clean } = decodeHead(input, encoding, encodingBy === "asked");
  const { shape, seen } = await sniffDialect(text, input.complete, asked);
  const separator = isSeparatorLine(seen.rows[0]?.join(shape.delimiter) ?? "") ? 1 : 0;
  const index = headerIndex(seen, separator);
  if (seen.rows[index] === undefined) throw new ProblemError(3, "empty-file", { file: input.name });
  const header = headerNames(seen.rows[index]);
  const dialect = {
    ...shape,
    titleRecords: index,
    extraHeaderRecords: extraHeaderRecords(seen, index),
    comments: hasComments(seen, index),
  };
  const head = await sampleHead(text, { dialect, header }, input.complete);
  const windows = await sampleWindows(input, encoding, { dialect, header });
  return {
    encoding,
    encodingBy,
    bom: detected.bom,
    dialect,
    header,
    headerLine: seen.lines[index],
    headerMalformed: seen.counts[index] === 0,
    sample: [...head.records, ...windows],
    complete: head.complete,
    all: clean ? head.all : null,
  };
}

/** What was asked for counts, but for marks at the beginning of UTF-16, which nothing else has. */
function encodingOf(
  { encoding, contradicted }: { encoding?: string | null; contradicted?: string | null },
  detected: Encoding,
): Pick<TextDecisions, "encoding" | "encodingBy"> {
  if (contradicted != null) return { encoding: contradicted, encodingBy: "guess" };
  const asked = encoding == null ? null : knownEncoding(encoding);
  const isMarked = detected.bom && detected.encoding !== "utf-8";
  if (asked !== null && !isMarked) return { encoding: asked, encodingBy: "asked" };
  const isCertain = detected.encoding === "utf-8" || detected.encoding.startsWith("utf-16");
  return { encoding: detected.encoding, encodingBy: isCertain ? "bytes" : "guess" };
}

/** UTF-8 of the head; what an encoding asked for cannot read becomes U+FFFD, and then the head is not `clean`. */
function decodeHead(input: Input, encoding: string, forgiving: boolean): { text: Uint8Array; clean: boolean } {
  const decoder = decoderFor(encoding, forgiving);
  const start = decoder.decode(input.head.subarray(markBefore(input.head, encoding)));
  if (start === null) return { text: Buffer.from(new TextDecoder().decode(input.head)), clean: false };
  const rest = input.complete ? decoder.end() : null;
  const text = rest === null || rest.length === 0 ? start : Buffer.concat([start, rest]);
  const marked = text[0] === 0xef && text[1] === 0xbb && text[2] === 0xbf;
  return { text: marked ? text.subarray(3) : text, clean: rest !== null };
}
