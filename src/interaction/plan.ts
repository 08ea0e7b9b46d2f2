import type { ColumnPlan, ColumnShape, DateFormat, TimeUnit } from "../values/batch.ts";
import { vocabularyOf } from "./cells.ts";
import { type ColumnUse, FIELDS, type Field } from "./fields.ts";
import { hint } from "./map.ts";
import { VOCABULARIES } from "./vocabulary.ts";

const SPELLERS: Readonly<Partial<Record<Field, string>>> = { channel: "channel", direction: "direction", survey_type: "survey-type" };

/** How to decode a use of a column, after format, unit and zone are decided. */
export const planOf = (
  use: ColumnUse,
  shape: ColumnShape,
  decided: {
    readonly format: DateFormat | undefined;
    readonly unit: TimeUnit | undefined;
    readonly zone: string | undefined;
    readonly meanings: Readonly<Record<string, number>> | undefined;
  },
): ColumnPlan => {
  const { field, column } = use;
  const kind = FIELDS[field];
  switch (kind) {
    case "instant":
      return {
        field,
        kind,
        column,
        ...hint("timeColumn", use.timeColumn),
        ...hint("format", decided.format),
        ...hint("zone", decided.zone),
      };
    case "duration":
      return { field, kind, column, ...hint("unit", decided.unit), numbers: shape.numberStyle };
    case "count":
      // "Reopened: yes" tells as much as a number.
      return {
        field,
        kind,
        column,
        numbers: shape.numberStyle,
        ...(shape.flags > 0 && shape.numbers < shape.filled ? { words: "yes-no" } : {}),
      };
    case "flag":
      return { field, kind, column, words: vocabularyOf(field, use.invert === true), ...hint("meanings", decided.meanings) };
    case "score":
      return {
        field,
        kind,
        column,
        numbers: shape.numberStyle,
        words: VOCABULARIES.words.has(field) ? field : "csat",
        ...hint("meanings", decided.meanings),
      };
    default:
      return { field, kind, column, ...hint("words", SPELLERS[field]), ...hint("meanings", decided.meanings) };
  }
};
