import type { GroupReport } from "../report/model.ts";
import { sanitize } from "../text/sanitize.ts";
import type { Column } from "./grid.ts";
import { capitalised } from "./units.ts";

/** How a group without a value is called, in every format. */
export const NONE = "(none)";

const PEOPLE = new Set(["agent", "customer"]);
const TIMES = new Set(["hour", "weekday", "day", "week", "month", "quarter", "year"]);
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** More dimensions than this share one column, or no figure would fit. */
const OWN_COLUMNS = 3;
/** Columns to which names are cut before a figure has to go: one dimension, several. */
const LEAST_ALONE = 16;
const LEAST_SHARED = 12;

/** The row of all groups together. */
export const totalName = (dimensions: readonly string[]): string =>
  dimensions.length === 1 && PEOPLE.has(dimensions[0]) ? "Everyone" : "All";

/** Columns that name the groups, made safe to be measured. The total, where `total` is its name, comes first. */
export const nameColumns = (dimensions: readonly string[], groups: readonly GroupReport[], total: string | null): Column[] => {
  const columns: { head: string; texts: string[] }[] =
    dimensions.length <= OWN_COLUMNS
      ? dimensions.map((name) => ({ head: capitalised(name), texts: groups.map((group) => group.by[name]) }))
      : [
          {
            head: dimensions.map(capitalised).join(" · "),
            texts: groups.map((group) => dimensions.map((name) => group.by[name]).join(" · ")),
          },
        ];
  return columns.map(({ head, texts }, index) => {
    const all = total === null ? texts : [index === 0 ? total : "", ...texts];
    return {
      head: [sanitize(head)],
      align: "left",
      least: columns.length === 1 ? LEAST_ALONE : LEAST_SHARED,
      ideal: index === 0 ? 13 : 0,
      cells: all.map((text) => ({ text: sanitize(text) })),
    };
  });
};

/** Whether the last values of a time dimension are the latest ones; hours and weekdays come round again. */
export const hasLatest = (dimension: string): boolean => isTime(dimension) && dimension !== "hour" && dimension !== "weekday";

export const isTime = (dimension: string): boolean => TIMES.has(dimension);

/** Order of the values of a time dimension; `(none)` is last. */
export const compareTimes = (a: string, b: string): number => {
  if (a === NONE || b === NONE) return Number(a === NONE) - Number(b === NONE);
  const [left, right] = [WEEKDAYS.indexOf(a), WEEKDAYS.indexOf(b)];
  if (left !== -1 && right !== -1) return left - right;
  return a < b ? -1 : Number(a > b);
};
