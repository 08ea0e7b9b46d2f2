import type { Messages } from "../messages.ts";
import { quoteArgument } from "../quote.ts";
import { minuteText } from "./times.ts";

const HOUR = 3_600_000;

const ageText = (ms: unknown): string => {
  const hours = Number(ms) / HOUR;
  return hours < 48 ? `${Math.round(hours * 10) / 10} hours` : `${Math.round(hours / 24)} days`;
};

const zoneText = (zone: unknown): string =>
  zone === null
    ? "times without a zone, kept as written"
    : zone === "offset"
      ? "times that each name their own zone"
      : `times in ${String(zone)}`;

const ORDERS: Readonly<Record<string, string>> = { dmy: "day before month", mdy: "month before day" };

const scaleText = (value: unknown): string => {
  const scale = value as { readonly low: number; readonly high: number; readonly lowIsGood: boolean };
  return `${scale.low}-${scale.high}${scale.lowIsGood ? " where low is good" : ""}`;
};

const understood = (what: unknown, value: unknown): string => {
  if (what === "order") return ORDERS[String(value)] ?? String(value);
  if (what === "scale") return `the scale ${scaleText(value)}`;
  if (what === "unit") return value === null ? "a time of unknown unit" : `a time in ${String(value)}`;
  return String(value);
};

/** Files that the store does not take; all of them are exit 3, and nothing was written. */
export const importMessages: Messages = {
  "import-short": ({ file, rows, least }) => [
    `${String(file)} has ${String(rows)} rows, fewer than --min-rows ${String(least)}`,
    "Nothing was imported. An export that was cut short looks like this.",
  ],
  "import-stale": ({ file, newest, age, most, last }) => [
    `${String(file)} is too old: its newest date is ${minuteText(newest)} UTC, ${ageText(age)} ${last === null ? "ago" : "before the last import"}; --fresh allows ${ageText(most)}`,
    "Nothing was imported. Yesterday's export that was not replaced looks like this.",
    ...(last === null ? [] : [`The last import was at ${minuteText(last)} UTC, which is yet to come by the clock: was it set back?`]),
  ],
  "import-undated": ({ file }) => [`${String(file)} has no date, so that --fresh cannot tell how old it is`, "Nothing was imported."],
  "import-contradicts": ({ file, pinned, column, what, before, now }) => [
    `column "${String(column)}" of ${String(file)} is read otherwise than before: ${understood(what, now)}, but ${understood(what, before)} in ${String(pinned)}`,
    "Nothing was imported: the store would hold a mixture of both.",
    what === "field"
      ? `If the old reading is right: --map ${quoteArgument(`${String(before)}=${String(column)}`)}`
      : `If the old reading is right, say so with --map, --scale or --date-format.`,
    "If the exports have changed for good, keep them apart: --source NAME, or another --db",
  ],
  "import-zone": ({ file, source, before, now }) => [
    `${String(file)} has ${zoneText(now)}, but earlier exports of ${String(source)} have ${zoneText(before)}`,
    "Nothing was imported: times of the two cannot be compared.",
    before !== null && before !== "offset"
      ? `Import it with: --tz ${String(before)}`
      : "Name the zone it was written in with --tz, or keep it apart with --source NAME.",
  ],
};
