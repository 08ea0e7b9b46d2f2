import { isUtf8 } from "node:buffer";
import { readFile } from "node:fs/promises";
import { openInput } from "../csv/input.ts";
import { readTable } from "../csv/table.ts";
import type { AnswersEnv } from "./env.ts";
import { readStretch, sizeOf } from "./disk.ts";
import { HEADER, type LineEnd, rowOf } from "./format.ts";
import { HEAD, lookAtBeginning, lookAtEnd, splitRecords } from "./inspect.ts";
import type { AnswerRow } from "./row.ts";

/** A whole file of answers, its cells as they stand in it. */
export interface Loaded {
  /** Line end of a file in our form; null = another form. */
  readonly ours: LineEnd | null;
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly records: readonly (readonly string[])[];
  /** Text of what could not be read as records. */
  readonly rejects: readonly string[];
}

const COLUMNS = HEADER.split(",");

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** Reads a file of answers whatever its form. Throws exit 3 for what is no table of text. */
export const loadForeign = async (path: string, { cwd, tmpdir }: AnswersEnv): Promise<Loaded> => {
  const input = await openInput(path, { cwd, tmpdir, stdin: nothing() });
  try {
    const { delimiter, header, records, rejects } = await readTable(input, {});
    return {
      ours: null,
      delimiter,
      header,
      records: records.map(({ cells }) => cells),
      rejects: rejects.map(({ raw }) => raw),
    };
  } finally {
    input.close();
  }
};

/**
 * Reads a file of answers in our form or in any that a spreadsheet saved it in. In ours, what a killed process left of a row is passed
 * over. Throws exit 3 for what is no table of text, and the system's error when there is no file or it cannot be read.
 */
export const loadAnswers = async (path: string, env: AnswersEnv): Promise<Loaded> => {
  const size = (await sizeOf(path)) ?? 0;
  const beginning = lookAtBeginning(await readStretch(path, 0, Math.min(size, HEAD)), size);
  if (beginning.kind === "foreign") return loadForeign(path, env);
  const empty: Loaded = { ours: "\n", delimiter: ",", header: COLUMNS, records: [], rejects: [] };
  if (beginning.kind === "empty") return empty;
  const bytes = await readFile(path);
  const { whole } = await splitRecords(bytes, false);
  const end = await lookAtEnd(bytes.subarray(whole));
  const good = end === "open" ? bytes : bytes.subarray(0, whole);
  if (end === "damaged" || !isUtf8(good)) return loadForeign(path, env);
  const { records, malformed } = await splitRecords(good, true);
  return { ...empty, ours: beginning.lineEnd, records: records.slice(1), rejects: malformed };
};

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === "");

/** The rows of a loaded file, in its order. */
export const rowsIn = ({ header, records }: Loaded): AnswerRow[] =>
  records.filter((cells) => !isBlank(cells)).map((cells) => rowOf(header, cells));
