import { ESCAPED, type RecordBlock } from "../../src/csv/block.ts";

/** A block of records as the tokenizers make it: quoted content without its quotes, doubled quotes left in and marked. */
export const blockOf = (rows: readonly (readonly string[])[], firstLine = 2): RecordBlock => {
  const width = rows[0]?.length ?? 0;
  const parts: Buffer[] = [];
  const starts = new Uint32Array(rows.length * width);
  const ends = new Uint32Array(rows.length * width);
  let at = 0;
  rows.flat().forEach((cell, i) => {
    const quoted = cell.includes('"');
    const content = Buffer.from(cell.replaceAll('"', '""'));
    parts.push(Buffer.from(quoted ? '"' : ","), content, Buffer.from(quoted ? '"' : ""));
    starts[i] = at + 1;
    ends[i] = at + 1 + content.length + (quoted ? ESCAPED : 0);
    at += 1 + content.length + (quoted ? 1 : 0);
  });
  const lines = Uint32Array.from(rows, (_, i) => firstLine + i);
  return { bytes: Buffer.concat(parts), width, count: rows.length, starts, ends, lines };
};
