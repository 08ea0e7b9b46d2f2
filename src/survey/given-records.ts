import type { TextTable } from "../csv/table.ts";
import { ProblemError } from "../text/problem.ts";

/** One record of an answers file before it is understood: column or key → value. Lists come from JSON only. */
export interface GivenRecord {
  readonly line: number;
  readonly values: ReadonlyMap<string, unknown>;
}

/** The records of a CSV table. Throws exit 3 where a record cannot be read: answers are never dropped in silence. */
export const tableRecords = ({ header, records, rejects }: TextTable, file: string): GivenRecord[] => {
  if (rejects.length > 0) throw new ProblemError(3, "answers-malformed", { file, line: rejects[0].line, count: rejects.length });
  return records.map(({ line, cells }) => ({ line, values: new Map(header.map((name, column) => [name, cells[column]])) }));
};

/** The records of JSON text: a list of objects, one object, or one object a line. Throws exit 3. */
export const jsonRecords = (text: string, file: string): GivenRecord[] => {
  const toRecord = (value: unknown, line: number): GivenRecord => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new ProblemError(3, "answers-json-shape", { file, line });
    return { line, values: new Map(Object.entries(value)) };
  };
  const parse = (piece: string, line: number): unknown => {
    try {
      return JSON.parse(piece);
    } catch (error) {
      throw new ProblemError(3, "answers-json", { file, line, reason: (error as Error).message }, { cause: error });
    }
  };
  const lines = text.split("\n").map((piece, index) => ({ piece: piece.trim(), line: index + 1 }));
  const filled = lines.filter(({ piece }) => piece !== "");
  const isLines = filled.length > 1 && filled.every(({ piece }) => piece.startsWith("{") && piece.endsWith("}"));
  if (isLines) return filled.map(({ piece, line }) => toRecord(parse(piece, line), line));
  const whole = parse(text, 1);
  return (Array.isArray(whole) ? whole : [whole]).map((value, index) => toRecord(value, index + 1));
};
