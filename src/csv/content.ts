import { ProblemError } from "../text/problem.ts";
import { decoderFor, detectEncoding, oddEncoding } from "./encoding.ts";

/** What a file turns out to be instead of CSV, by its first bytes. */
const SIGNATURES: readonly { readonly bytes: string; readonly kind: string }[] = [
  { bytes: "\u00ff\u00fe\u0000\u0000", kind: "utf32" },
  { bytes: "\u0000\u0000\u00fe\u00ff", kind: "utf32" },
  { bytes: "PK\u0003\u0004", kind: "zip" },
  { bytes: "PK\u0005\u0006", kind: "zip" },
  { bytes: "\u00d0\u00cf\u0011\u00e0", kind: "excel" },
  { bytes: "%PDF-", kind: "pdf" },
  { bytes: "{\\rtf", kind: "word" },
  { bytes: "\u0089PNG", kind: "image" },
  { bytes: "\u00ff\u00d8\u00ff", kind: "image" },
  { bytes: "GIF8", kind: "image" },
  { bytes: "7z\u00bc\u00af\u0027\u001c", kind: "archive" },
  { bytes: "Rar!\u001a", kind: "archive" },
  { bytes: "BZh9", kind: "archive" },
  { bytes: "\u00fd7zXZ\u0000", kind: "archive" },
  { bytes: "\u0028\u00b5\u002f\u00fd", kind: "archive" },
  { bytes: "SQLite format 3\u0000", kind: "database" },
  { bytes: "PAR1", kind: "parquet" },
  { bytes: "\u007fELF", kind: "program" },
];

/** Entries of a zip that tell what it is. */
const ZIP_ENTRIES: readonly { readonly entry: string; readonly kind: string }[] = [
  { entry: "xl/workbook", kind: "excel" },
  { entry: "xl/worksheets/", kind: "excel" },
  { entry: "application/vnd.oasis.opendocument.spreadsheet", kind: "opendocument" },
  { entry: "Index/Document.iwa", kind: "numbers" },
  { entry: "Index.zip", kind: "numbers" },
  { entry: "word/document", kind: "word" },
];

const NAMES: readonly { readonly suffix: RegExp; readonly kind: string }[] = [
  { suffix: /\.xls[xmb]?$/i, kind: "excel" },
  { suffix: /\.ods$/i, kind: "opendocument" },
  { suffix: /\.numbers$/i, kind: "numbers" },
];

const WORKBOOKS = new Set(NAMES.map(({ kind }) => kind));

/** Blanks, line ends, and the marks and NULs of the Unicode encodings. */
const BLANK = /^[\s\u0000\u00ef\u00bb\u00bf\u00fe\u00ff]*$/u;

const LOOKED_AT = 64 << 10;
/** More control characters than this share of the bytes is no text. */
const CONTROL_SHARE = 0.02;
/** Markup shows in as many bytes. */
const MARKUP = 2048;

/** Whether a file that starts with these bytes is a zip, as workbooks are too. */
export const isZip = (head: Uint8Array): boolean =>
  head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));

/** What a zip is, by the names of its entries or by its first bytes, else by its own name: a workbook, a document, or a mere `zip`. */
export const zipKind = (name: string, text: string): string =>
  ZIP_ENTRIES.find(({ entry }) => text.includes(entry))?.kind ?? NAMES.find(({ suffix }) => suffix.test(name))?.kind ?? "zip";

/** The problem of a file that is something else than CSV. */
export const notCsv = (file: string, kind: string): ProblemError =>
  new ProblemError(3, WORKBOOKS.has(kind) ? "workbook" : "not-csv", { file, kind });

/**
 * Throws exit 3 when the bytes at the start of a file cannot be a table of text: nothing in it, binary, a workbook, an archive, a web page.
 * With `takesJson` JSON is fine.
 */
export function checkContent(name: string, head: Uint8Array, complete: boolean, takesJson: boolean): void {
  const latin = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, LOOKED_AT)).toString("latin1");
  const signature = SIGNATURES.find(({ bytes }) => latin.startsWith(bytes));
  if (signature !== undefined) throw notCsv(name, signature.kind === "zip" ? zipKind(name, latin) : signature.kind);
  const { encoding, bom } = detectEncoding(head, complete);
  if (complete && BLANK.test(latin) && BLANK.test(Buffer.from(head).toString("latin1")))
    throw new ProblemError(3, "empty-file", { file: name });
  if (!bom && !encoding.startsWith("utf-16")) {
    const kind = oddEncoding(head) ?? (isBinary(latin) ? "binary" : null);
    if (kind !== null) throw notCsv(name, kind);
  }
  const start = decoderFor(encoding).decode(head.subarray(0, MARKUP));
  const kind = start === null ? null : markupKind(Buffer.from(start).toString("utf8"));
  if (kind !== null && !(kind === "json" && takesJson)) throw notCsv(name, kind);
}

/** NUL and other control characters that no text editor writes, in more than a stray place; NULs that fill up the end do no harm. */
function isBinary(latin: string): boolean {
  let end = latin.length;
  while (end > 0 && latin.charCodeAt(end - 1) === 0) end -= 1;
  const control = latin.slice(0, end).match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/gu);
  return control !== null && control.length > end * CONTROL_SHARE;
}

function markupKind(text: string): string | null {
  const start = text.replace(/^[\s\ufeff]+/u, "");
  if (/^<\?xml/i.test(start)) return /urn:schemas-microsoft-com:office:spreadsheet/i.test(start) ? "excel" : "xml";
  if (/^<(!doctype html|html|head|body|table|meta)\b/i.test(start)) return "html";
  return /^(\[\s*)?\{\s*"[^"]*"\s*:/u.test(start) ? "json" : null;
}
