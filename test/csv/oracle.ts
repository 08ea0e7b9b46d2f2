import { parse } from "csv-parse/sync";
import { isFooter } from "../../src/csv/footer.ts";

export interface Found {
  readonly cells: string[];
}

/** What csv-parse makes of the bytes, or null when it refuses them. */
export function oracle(bytes: Buffer, delimiter: string): Found[] | null {
  const found: Found[] = [];
  try {
    parse(bytes, {
      delimiter,
      bom: true,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: string[]) => {
        found.push({ cells });
        return null;
      },
    });
  } catch {
    return null;
  }
  return found;
}

const isBlankText = (text: string): boolean => /^[\u0000-\u0020\u00a0\u200b-\u200d\ufeff]*$/u.test(text);

/** The rules of the account, applied to the oracle's records. */
export function expected(found: readonly Found[]) {
  const header = found[0].cells;
  const records: string[][] = [];
  let tooLong = 0;
  for (const { cells } of found.slice(1)) {
    const filled = cells.filter((cell) => !isBlankText(cell));
    const footer = filled.length <= 2 && (cells.length < header.length || header.length >= 4) && isFooter(filled[0] ?? "");
    if (filled.length === 0 || footer || (cells.length === header.length && cells.every((cell, index) => cell.trim() === header[index])))
      continue;
    if (cells.slice(header.length).some((cell) => !isBlankText(cell))) tooLong += 1;
    else records.push(header.map((_, index) => cells[index] ?? ""));
  }
  return { header, records, tooLong };
}

/** A line of blanks is a blank line here, and a byte order mark before a later record is dropped: csv-parse has both as text. */
export function isComparable(bytes: Buffer, delimiter: string): boolean {
  const lines = bytes.toString("latin1").split(/\r\n|\r|\n/u);
  const isBlank = (line: string): boolean =>
    line !== "" && !line.includes(delimiter) && /^[\s\u0000\u00a0\u00ef\u00bb\u00bf]*$/u.test(line);
  return !lines.some(isBlank) && bytes.lastIndexOf("\ufeff") <= 0;
}
