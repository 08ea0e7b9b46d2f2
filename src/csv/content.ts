import { ProblemError } from "../text/problem.ts";
import { decoderFor, detectEncoding } from "./encoding.ts";

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
  { entry: "xl/", kind: "excel" },
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

/** More control characters than this share of the bytes is no text. */
const CONTROL_SHARE = 0.02;
/** Markup shows in as many bytes. */
const MARKUP = 2048;

/**
 * Throws exit 3 when the bytes at the start of a file cannot be a table of text: nothing in it, binary, a workbook, an archive, a web page.
 * `tail` is the end of a zip, where its list of entries stands. With `takesJson` JSON is fine.
 */
export function checkContent(name: string, head: Uint8Array, complete: boolean, tail: Uint8Array, takesJson: boolean): void {
  const latin = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 1 << 16)).toString("latin1");
  const signature = SIGNATURES.find(({ bytes }) => latin.startsWith(bytes));
  if (signature !== undefined) {
    const kind = signature.kind === "zip" ? zipKind(name, latin + Buffer.from(tail).toString("latin1")) : signature.kind;
    throw new ProblemError(3, kind === "excel" || kind === "opendocument" || kind === "numbers" ? "workbook" : "not-csv", {
      file: name,
      kind,
    });
  }
  const { encoding, bom } = detectEncoding(head, complete);
  // Blanks, line ends, and the marks and NULs of the Unicode encodings.
  if (complete && /^[\s\u0000\u00ef\u00bb\u00bf\u00fe\u00ff]*$/u.test(latin)) throw new ProblemError(3, "empty-file", { file: name });
  if (!bom && !encoding.startsWith("utf-16") && isBinary(latin)) throw new ProblemError(3, "not-csv", { file: name, kind: "binary" });
  const start = decoderFor(encoding).decode(head.subarray(0, MARKUP));
  const kind = start === null ? null : markupKind(Buffer.from(start).toString("utf8"));
  if (kind !== null && !(kind === "json" && takesJson)) throw new ProblemError(3, kind === "excel" ? "workbook" : "not-csv", { file: name, kind });
}

function zipKind(name: string, text: string): string {
  return ZIP_ENTRIES.find(({ entry }) => text.includes(entry))?.kind ?? NAMES.find(({ suffix }) => suffix.test(name))?.kind ?? "zip";
}

/** NUL and other control characters that no text editor writes, in more than a stray place. */
function isBinary(latin: string): boolean {
  const control = latin.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/gu);
  return control !== null && control.length > latin.length * CONTROL_SHARE;
}

function markupKind(text: string): string | null {
  const start = text.replace(/^[\s\ufeff]+/u, "");
  if (/^<\?xml/i.test(start)) return /urn:schemas-microsoft-com:office:spreadsheet/i.test(start) ? "excel" : "xml";
  if (/^<(!doctype html|html|head|body|table|meta)\b/i.test(start)) return "html";
  return /^(\[\s*)?\{\s*"[^"]*"\s*:/u.test(start) ? "json" : null;
}
