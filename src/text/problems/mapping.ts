import type { Messages } from "../messages.ts";
import type { Facts } from "../problem.ts";
import { quoteArgument, quoteFile } from "../quote.ts";
import { wrapList } from "../wrap.ts";
import { unitLines } from "./inspect.ts";

/** Lines are indented by two when printed. */
const WIDTH = 76;

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const UNITS: Readonly<Record<string, string>> = {
  ms: "milliseconds",
  s: "seconds",
  min: "minutes",
  h: "hours",
  d: "days",
  hms: "HH:MM:SS",
  mmss: "MM:SS",
};

const unit = (value: unknown): string => UNITS[String(value)] ?? String(value);

/** What the two orders, day first and month first, make of a date such as `03/04/2026`: 3 April, 4 March. */
export const bothReadings = (value: string): readonly [string, string] | null => {
  const parts = /^\D*(\d{1,2})\D(\d{1,2})\D/u.exec(value);
  const [first, second] = [Number(parts?.[1]), Number(parts?.[2])];
  if (parts === null || !(first >= 1 && first <= 12 && second >= 1 && second <= 12)) return null;
  return [`${first} ${MONTHS[second - 1]}`, `${second} ${MONTHS[first - 1]}`];
};

const fits = ({ count, complete }: Facts): string => {
  if (complete !== true) return "The dates looked at fit both.";
  return count === 1 ? "It is the only such date." : `All ${String(count)} dates fit both.`;
};

const list = (title: string, words: unknown): string[] => wrapList(title, Array.isArray(words) ? words.map(String) : [], WIDTH);

/** `--map` hint to type after having learned what a column means. */
const mapHint = (facts: Facts, hint: string): string => `--map ${String(facts.field)}:${hint}=${quoteArgument(String(facts.column))}`;

/** What a column means, and where that could not be told. */
export const mappingMessages: Messages = {
  "ambiguous-dates": (facts) => {
    const value = String(facts.value);
    const both = bothReadings(value);
    const named = Array.isArray(facts.files) ? facts.files : [facts.file];
    const files = named.map((file) => quoteFile(String(file))).join(" ");
    const others = Array.isArray(facts.others) ? facts.others.map((header) => `"${String(header)}"`) : [];
    const why = facts.contradictory === true ? "Some dates of the column can only be day first, others only month first." : fits(facts);
    const first =
      facts.line === 0 || value === ""
        ? why
        : `Line ${String(facts.line)} has ${value}${both === null ? "." : `: ${both.join(" or ")}?`} ${why}`;
    return [
      `cannot tell day from month in column "${String(facts.header)}" of ${String(facts.file)}`,
      first,
      ...(others.length === 0 ? [] : [`Nor in ${others.join(", ")}.`]),
      `Day first:   cs-metrics report ${files} --date-format D/M/Y`,
      `Month first: cs-metrics report ${files} --date-format M/D/Y`,
      ...(named.includes("-") ? [] : [`To be asked only once: cs-metrics init ${files}`]),
    ];
  },
  "dates-undecided": (facts) => [
    `column "${String(facts.column)}" is not used as a date: day and month cannot be told apart (line ${String(facts.line)}: ${String(facts.value)})`,
    "Add --date-format D/M/Y or --date-format M/D/Y",
  ],
  "unknown-header": (facts) => [
    `--map ${String(facts.field)}: there is no column "${String(facts.header)}"`,
    ...(facts.suggestion === null ? [] : [`Did you mean "${String(facts.suggestion)}"?`]),
    ...list("Columns", facts.headers),
  ],
  "unknown-profile": (facts) => [`there is no profile "${String(facts.profile)}"`, ...list("Profiles", facts.profiles)],
  "unknown-date-format": (facts) => [
    `--date-format cannot be "${String(facts.format)}"`,
    "Write D/M/Y, M/D/Y, Y/M/D, unix, unixms, excel or a pattern such as DD.MM.YYYY HH:mm",
  ],
  "unit-assumed": (facts) => {
    const column = `column "${String(facts.column)}"`;
    if (facts.unit === "mmss")
      return [`${column} was read as minutes and seconds`, `If its times are hours and minutes: ${mapHint(facts, "hms")}`];
    if (facts.unit === "d")
      return [`${column} was read as parts of a day, as spreadsheets keep times`, `If its numbers are hours: ${mapHint(facts, "h")}`];
    return [`${column} names no unit; its numbers were read as ${unit(facts.unit)}`, `If they are minutes: ${mapHint(facts, "min")}`];
  },
  "unit-unknown": (facts) =>
    facts.value === undefined
      ? [
          `column "${String(facts.column)}" names no unit and cannot be checked against other times of the file; its numbers are not used`,
          `If they are hours: ${mapHint(facts, "h")}`,
        ]
      : unitLines(facts),
  "unit-suspect": (facts) => [
    `column "${String(facts.column)}" is said to be in ${unit(facts.unit)}, but by the file's own dates it is in ${unit(facts.fits)}`,
    `It was read as ${unit(facts.unit)}. To correct it: ${mapHint(facts, String(facts.fits))}`,
  ],
  "business-hours-column": (facts) => [`column "${String(facts.column)}" counts business hours only; there is none for all hours`],
  "calendar-hours-column": (facts) => [`column "${String(facts.column)}" counts all hours; there is none for business hours`],
  "repeated-header": (facts) => [
    `${String(facts.count)} columns are called "${String(facts.column)}"; the first with values is used as ${String(facts.field)}`,
  ],
  "people-ruined": (facts) => [
    `column "${String(facts.column)}" has ids that a spreadsheet turned into numbers such as 1.25E+17; it is not used as ${String(facts.field)}`,
    "Different ones have become the same; export the file again and do not save it in the spreadsheet",
  ],
  "rows-are-totals": (facts) => [
    `each row holds figures over many interactions (column "${String(facts.column)}"), so no figure of single interactions is made of them`,
    facts.take === undefined
      ? "Export the single tickets or calls instead"
      : `From ${String(facts.vendor)} take instead: ${String(facts.take)}`,
    "If a column does have one value for each row, name it with --map",
  ],
  "aggregate-column": (facts) => [
    `column "${String(facts.column)}" holds figures over many interactions and is not used as ${String(facts.field)}`,
    `If it has one value for each row: --map ${String(facts.field)}=${quoteArgument(String(facts.column))}`,
  ],
};
