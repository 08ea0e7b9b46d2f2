import type { TimeUnit } from "../values/batch.ts";
import { ProblemError } from "../text/problem.ts";
import { similar } from "../text/suggest.ts";
import type { ColumnUse, Field, Scale } from "./fields.ts";
import { isInverted, normaliseHeader } from "./headers.ts";

/** One `--map FIELD[:HINT]=HEADER`, not yet checked against a file. */
export interface MapEntry {
  readonly field: Field;
  readonly header: string;
  readonly unit?: TimeUnit;
  readonly scale?: Scale;
  readonly order?: "dmy" | "mdy" | "ymd";
  readonly zone?: string;
  /** Where a config file says it; undefined = the flag. */
  readonly origin?: string;
}

const loose = (text: string): string => text.normalize("NFC").trim().replace(/\s+/gu, " ").toLowerCase();

/** Index of the leftmost column with this header: exactly, else but for case and blanks; −1 = none. */
const findHeader = (headers: readonly string[], wanted: string): number => {
  const exact = headers.indexOf(wanted);
  if (exact !== -1) return exact;
  const folded = loose(wanted);
  return headers.findIndex((header) => loose(header) === folded);
};

/** The columns with any of these headers, all of them where several have the same. */
export const namedColumns = (headers: readonly string[], wanted: readonly string[]): number[] => {
  const names = new Set(wanted.map(loose));
  return names.size === 0 ? [] : headers.flatMap((header, column) => (names.has(loose(header)) ? [column] : []));
};

/** Column, and the column of the time of day where `A + B` joins two. */
const locate = (headers: readonly string[], wanted: string): { column: number; timeColumn?: number } | null => {
  const column = findHeader(headers, wanted);
  if (column !== -1) return { column };
  for (let at = wanted.indexOf(" + "); at !== -1; at = wanted.indexOf(" + ", at + 1)) {
    const date = findHeader(headers, wanted.slice(0, at));
    const time = findHeader(headers, wanted.slice(at + 3));
    if (date !== -1 && time !== -1) return { column: date, timeColumn: time };
  }
  return null;
};

/** Whether a file has the header, or the two joined by ` + `, that a `--map` entry names. */
export const namesHeader = (headers: readonly string[], wanted: string): boolean => locate(headers, wanted) !== null;

/**
 * Uses of the columns that `--map` names. The last entry of a field counts, except that `sla` may have several columns. Throws
 * ProblemError(2, "unknown-header") with the file's headers and the nearest of them.
 */
export const mappedUses = (headers: readonly string[], map: readonly MapEntry[]): ColumnUse[] => {
  const uses: ColumnUse[] = [];
  for (const entry of map) {
    const place = locate(headers, entry.header);
    if (place === null) {
      const named = headers.filter((header) => header.trim() !== "");
      const facts = { field: entry.field, header: entry.header, headers: named, suggestion: similar(entry.header, named)[0] ?? null };
      throw new ProblemError(2, "unknown-header", facts);
    }
    const header = headers[place.column];
    const name = normaliseHeader(header);
    const earlier = uses.findIndex((use) => use.field === entry.field && (entry.field !== "sla" || use.column === place.column));
    if (earlier !== -1) uses.splice(earlier, 1);
    const business = name.business === true;
    uses.push({
      field: entry.field,
      column: place.column,
      header,
      ...(place.timeColumn === undefined ? {} : { timeColumn: place.timeColumn, timeHeader: headers[place.timeColumn] }),
      evidence: entry.origin === undefined ? "flag" : "config",
      ...hint("unit", entry.unit ?? name.unit),
      ...hint("zone", entry.zone ?? name.zone),
      ...hint("scale", entry.scale ?? name.scale),
      ...hint("order", entry.order),
      ...(entry.field === "sla" && isInverted(name) ? { invert: true } : {}),
      ...(business ? { clock: "business" as const } : {}),
    });
  }
  return uses;
};

/** An optional property only where it has a value, so that the plain data stays without `undefined`. */
export const hint = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
