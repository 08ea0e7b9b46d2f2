import { FIELDS } from "../interaction/fields.ts";
import type { ColumnUse } from "../interaction/fields.ts";
import { instantsOf } from "../values/instant.ts";
import { isNullWord } from "../values/null-words.ts";
import type { Example, InspectedDate, InspectedZone } from "./inspect-model.ts";
import { cut } from "./inspect-sample.ts";
import type { Source, SourceReading } from "./source.ts";

const UTC = { zone: "UTC" };

/** How the file's dates are written and what told it. */
export const inspectDates = (source: Source): InspectedDate[] => {
  const { uses, plans, undecided, formatSources, dateOnly } = source.decisions;
  return uses
    .filter(({ field }) => FIELDS[field] === "instant")
    .map((use): InspectedDate => {
      const open = undecided.find(({ column }) => column === use.column);
      const format = plans.find(({ field, column }) => field === use.field && column === use.column)?.format;
      const from = formatSources[use.field] ?? null;
      const origin = from === "flag" ? orderOrigin(source, use) : null;
      return {
        field: use.field,
        header: use.header,
        format:
          open !== undefined || from === null || from === "blank" ? null : typeof format === "object" ? format.pattern : (format ?? "ymd"),
        from: open === undefined ? (origin === null ? from : "config") : null,
        origin,
        dateOnly: dateOnly.includes(use.field),
        example: open === undefined ? exampleOf(source, use, from === "cells") : { line: open.line || null, value: cut(open.value) },
      };
    });
};

/** Where a config says how the column's dates are written; null = a flag says it. */
const orderOrigin = ({ reading }: Source, { field }: ColumnUse): string | null => {
  const entry = reading.map.find((one) => one.field === field && one.order !== undefined);
  return entry === undefined ? (reading.pinned.dateFormat?.origin ?? null) : (entry.origin ?? null);
};

/** The first date of a column, or the first of which only one order can be right. */
const exampleOf = ({ text }: Source, { column }: ColumnUse, telling: boolean): Example | null => {
  const instantOf = instantsOf({}, UTC);
  const tells = (cell: string): boolean => {
    const { order } = instantOf(cell);
    return order === "day-first" || order === "month-first";
  };
  const found = text.sample.find(({ cells }) => (telling ? tells(cells[column]) : !isNullWord(cells[column])));
  return found === undefined ? null : { line: found.line || null, value: cut(found.cells[column]) };
};

/** The zone of the file's times, and where it is named. `tz` is that of `--tz`. */
export const inspectZone = ({ decisions, reading: { pinned } }: Source, reading: SourceReading, tz: string | null): InspectedZone => {
  if (pinned.zone !== undefined) return { name: pinned.zone.value, from: "config", origin: pinned.zone.origin };
  if (decisions.zone !== null) {
    const from = decisions.uses.some(({ zone }) => zone !== undefined) ? "header" : "profile";
    return { name: decisions.zone, from, origin: null };
  }
  if (reading.columns.some(({ offsets }) => offsets > 0)) return { name: tz, from: "cells", origin: null };
  return { name: tz, from: tz === null ? null : "flag", origin: null };
};
