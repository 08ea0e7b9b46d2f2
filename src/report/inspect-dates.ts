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
      return {
        field: use.field,
        header: use.header,
        format:
          open !== undefined || from === null || from === "blank" ? null : typeof format === "object" ? format.pattern : (format ?? "ymd"),
        from: open === undefined ? from : null,
        dateOnly: dateOnly.includes(use.field),
        example: open === undefined ? exampleOf(source, use, from === "cells") : { line: open.line || null, value: cut(open.value) },
      };
    });
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
export const inspectZone = ({ decisions }: Source, reading: SourceReading, tz: string | null): InspectedZone => {
  if (decisions.zone !== null) {
    return { name: decisions.zone, from: decisions.uses.some(({ zone }) => zone !== undefined) ? "header" : "profile" };
  }
  if (reading.columns.some(({ offsets }) => offsets > 0)) return { name: tz, from: "cells" };
  return { name: tz, from: tz === null ? null : "flag" };
};
