import type { Problem } from "../text/problem.ts";
import { candidatesOf } from "./candidates.ts";
import { NO_CELLS } from "./cells.ts";
import { type ColumnUse, FIELDS, type Field, isGiven } from "./fields.ts";
import { withoutMean } from "./header-words.ts";
import type { HeaderName } from "./headers.ts";

/** What the reader should know of the matching: a clock not asked for, a name used twice, a column of averages left out. */
export const notesOn = (
  uses: readonly ColumnUse[],
  headers: readonly string[],
  names: readonly HeaderName[],
  clock: "calendar" | "business",
): Problem[] => {
  const notes: Problem[] = [];
  for (const use of uses) {
    const isTicketTime = use.field === "response_time" || use.field === "resolution_time";
    if (isTicketTime && !isGiven(use) && (use.clock ?? "calendar") !== clock) {
      notes.push({ code: `${use.clock ?? "calendar"}-hours-column`, facts: { field: use.field, column: use.header } });
    }
    const same = headers.filter((header) => header === use.header).length;
    if (same > 1) notes.push({ code: "repeated-header", facts: { field: use.field, column: use.header, count: same } });
  }
  for (const [column, name] of names.entries()) {
    const field = name.aggregate === true ? aggregatedField(name) : undefined;
    if (field !== undefined && !uses.some((use) => use.field === field || use.column === column)) {
      notes.push({ code: "aggregate-column", facts: { field, column: headers[column] } });
    }
  }
  return notes;
};

/** The duration or score that "Avg …" or "… (AVG)" is the mean of. */
export const aggregatedField = (name: HeaderName): Field | undefined => {
  const words = name.words.split(" ");
  for (const rest of [withoutMean(name.words).split(" "), words.slice(1), words.slice(0, -1)]) {
    if (rest.length === words.length) continue;
    const found = candidatesOf({ words: rest.join(" "), variants: [] }, NO_CELLS)[0]?.field;
    if (found !== undefined && (FIELDS[found] === "duration" || FIELDS[found] === "score")) return found;
  }
  return undefined;
};
