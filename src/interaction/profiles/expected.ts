import { NO_CELLS } from "../cells.ts";
import { type ColumnUse, FIELDS, type Field, type Scale } from "../fields.ts";
import { foldName } from "../headers.ts";
import { matchHeaders } from "../match.ts";
import type { Meaning, Profile } from "./types.ts";

/** What one header of an export is read as. */
export interface ExpectedColumn {
  readonly header: string;
  /** Null = it serves nothing. */
  readonly field: Field | null;
  readonly unit?: ColumnUse["unit"];
  readonly zone?: string;
  readonly scale?: Scale;
  /** Used only where times are to be counted in business hours. */
  readonly business?: boolean;
  readonly words?: Readonly<Record<string, Meaning>>;
}

/** What the headers of a profile are read as, by its own word or the general rules, before any cell is seen; each header once. */
export const expectedColumns = (profile: Profile): ExpectedColumn[] => {
  const headers = [...new Set(profile.headers)];
  const shapes = headers.map(() => NO_CELLS);
  const usesOn = (clock: "calendar" | "business"): ColumnUse[] => matchHeaders(headers, shapes, { map: [], profile, clock }).uses;
  const [calendar, business] = [usesOn("calendar"), usesOn("business")];
  return headers.map((header, column) => {
    const isHere = (use: ColumnUse): boolean => use.column === column;
    const use = calendar.find(isHere) ?? business.find((one) => isHere(one) && FIELDS[one.field] === "duration");
    if (use === undefined) return { header, field: null };
    const { field, unit, zone, scale, clock } = use;
    const words = profile.columns[foldName(header)]?.words;
    return {
      header,
      field,
      ...(unit === undefined ? {} : { unit }),
      ...(zone === undefined ? {} : { zone }),
      ...(scale === undefined ? {} : { scale }),
      ...(clock === "business" ? { business: true } : {}),
      ...(words === undefined ? {} : { words }),
    };
  });
};
