import { FIELDS, isField } from "../interaction/fields.ts";
import type { Field, Scale } from "../interaction/fields.ts";
import type { MapEntry } from "../interaction/map.ts";
import type { WhereEntry } from "../report/request.ts";
import { ProblemError } from "../text/problem.ts";
import type { Facts } from "../text/problem.ts";
import { similar } from "../text/suggest.ts";
import type { TimeUnit } from "../values/batch.ts";
import { isZone } from "../values/zone.ts";

/** Parsers of flag values: text as typed and the flag's name (`--map`) → value. All throw exit 2 with what the flag expects. */
export type Parse<T> = (text: string, flag: string) => T;

const badValue = (flag: string, value: string, expected: string, facts: Facts = {}): ProblemError =>
  new ProblemError(2, "bad-value", { flag, value, expected, ...facts });

export const anyText =
  (expected: string): Parse<string> =>
  (text, flag) => {
    if (text.trim() === "") throw badValue(flag, text, expected);
    return text;
  };

/** A file to write that cannot be standard output, which the report has for itself. */
export const fileName =
  (expected: string): Parse<string> =>
  (text, flag) => {
    if (text === "-") throw badValue(flag, text, expected);
    return anyText(expected)(text, flag);
  };

export const oneOf =
  <T extends string>(choices: readonly T[]): Parse<T> =>
  (text, flag) => {
    const found = choices.find((choice) => choice === text.toLowerCase());
    if (found !== undefined) return found;
    const expected = `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`;
    throw badValue(flag, text, expected, { similar: similar(text, choices) });
  };

export const wholeNumber =
  (least: number, expected: string): Parse<number> =>
  (text, flag) => {
    const value = /^\d{1,15}$/u.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least)) throw badValue(flag, text, expected);
    return value;
  };

/** `channel,agent` → its parts, blanks around them and empty ones dropped. */
export const commaList =
  (expected: string): Parse<string[]> =>
  (text, flag) => {
    const parts = text.split(",").map((part) => part.trim());
    const filled = parts.filter((part) => part !== "");
    if (filled.length === 0) throw badValue(flag, text, expected);
    return filled;
  };

/** `ticket,agent` → its parts, each one of the choices. */
export const someOf =
  <T extends string>(choices: readonly T[]): Parse<T[]> =>
  (text, flag) =>
    commaList(`some of ${choices.join(", ")}`)(text, flag).map((part) => oneOf(choices)(part, flag));

const SPAN_UNITS: Readonly<Record<string, number>> = { s: 1e3, min: 6e4, h: 36e5, d: 864e5, w: 6048e5, y: 365.25 * 864e5 };

/** A length of time such as `60s`, `2min`, `12h`, `30d`, `4w`, `2y` → milliseconds, more than none. */
export const span =
  (expected: string): Parse<number> =>
  (text, flag) => {
    const [, count, unit] = /^(\d{1,6}) ?(s|min|h|d|w|y)$/u.exec(text.trim().toLowerCase()) ?? [];
    const value = unit === undefined ? 0 : Number(count) * SPAN_UNITS[unit];
    if (value === 0) throw badValue(flag, text, expected);
    return value;
  };

/** The same where `m` can only mean minutes; of ages it could mean months. */
export const timeLimit =
  (expected: string): Parse<number> =>
  (text, flag) =>
    span(expected)(text.replace(/(?<=\d ?)m$/iu, "min"), flag);

const ORDERS = ["dmy", "mdy", "ymd"] as const;
type Order = (typeof ORDERS)[number];

const dateOrder = (text: string): Order | undefined =>
  ORDERS.find((order) => order === text.toLowerCase().replace(/^(.)([/.-])(.)\2(.)$/u, "$1$3$4"));

const DATE_FORMATS = "dmy, mdy, ymd, D/M/Y, M/D/Y, Y/M/D, unix, unixms, excel or a pattern of YYYY MM DD HH mm ss A Z";

/** A keyword in lower case (`dmy`, `unix` …), or a pattern as typed. */
export const dateFormat: Parse<string> = (text, flag) => {
  const order = dateOrder(text);
  if (order !== undefined) return order;
  const word = text.toLowerCase();
  if (word === "unix" || word === "unixms" || word === "excel") return word;
  const isPattern = text.includes("YY") && text.includes("M") && text.includes("D");
  if (!isPattern) throw badValue(flag, text, DATE_FORMATS);
  return text;
};

const SCALE = /^(\d{1,3})-(\d{1,3})(?::(low|high))?$/u;

const scaleOf = (text: string): Scale | undefined => {
  const match = SCALE.exec(text.toLowerCase());
  if (match === null || Number(match[1]) >= Number(match[2])) return undefined;
  return { low: Number(match[1]), high: Number(match[2]), lowIsGood: match[3] === "low" };
};

export type ScoreKpi = "csat" | "nps" | "ces";

/** `csat=1-5` or `ces=1-7:low` (a low score is the good one). */
export const kpiScale: Parse<[ScoreKpi, Scale][]> = (text, flag) => {
  const expected = "KPI=A-B, such as csat=1-5 or ces=1-7:low (low is good)";
  const [name, ...rest] = text.split("=");
  const kpi = name.trim().toLowerCase();
  const scale = scaleOf(rest.join("=").trim());
  if (scale === undefined || (kpi !== "csat" && kpi !== "nps" && kpi !== "ces")) throw badValue(flag, text, expected);
  if (kpi === "nps" && (scale.low !== 0 || scale.high !== 10))
    throw badValue(flag, text, "nps=0-10: a Net Promoter Score is asked on no other scale");
  return [[kpi, scale]];
};

type Hint = Omit<MapEntry, "field" | "header">;

export const UNITS: readonly TimeUnit[] = ["ms", "s", "min", "h", "d", "hms", "mmss"];

const hintOf = (text: string): Hint | undefined => {
  const unit = UNITS.find((one) => one === text.toLowerCase());
  if (unit !== undefined) return { unit };
  const scale = scaleOf(text);
  if (scale !== undefined) return { scale };
  const order = dateOrder(text);
  if (order !== undefined) return { order };
  return isZone(text) ? { zone: text } : undefined;
};

/** What each kind of field can be told with a hint; a kind not listed takes none. */
const HINTS: Readonly<Record<string, { readonly keys: readonly (keyof Hint)[]; readonly expected: string }>> = {
  instant: { keys: ["order", "zone"], expected: "dmy, mdy, ymd or a time zone" },
  duration: { keys: ["unit"], expected: "ms, s, min, h, d, hms or mmss" },
  score: { keys: ["scale"], expected: "a scale such as 1-5, or 1-5:low where low is good" },
};

const checkedHint = (field: Field, text: string, flag: string): Hint => {
  const known = HINTS[FIELDS[field]];
  const hint = hintOf(text);
  if (hint !== undefined && known?.keys.some((key) => key in hint)) return hint;
  throw new ProblemError(2, "map-hint", { flag, field, hint: text, expected: known?.expected ?? null });
};

/** `FIELD[:HINT]=HEADER`, split at the first `=`. */
export const mapEntry: Parse<MapEntry[]> = (text, flag) => {
  const at = text.indexOf("=");
  const header = text.slice(at + 1).trim();
  if (at < 1 || header === "") throw badValue(flag, text, 'FIELD=HEADER, such as resolved="Closed at" or talk:min="Call time"');
  const left = text.slice(0, at).trim();
  const colon = left.indexOf(":");
  const name = (colon < 0 ? left : left.slice(0, colon)).trim().toLowerCase();
  const fields = Object.keys(FIELDS);
  if (!isField(name)) throw new ProblemError(2, "unknown-field", { flag, name, similar: similar(name, fields), fields });
  return [{ field: name, header, ...(colon < 0 ? {} : checkedHint(name, left.slice(colon + 1).trim(), flag)) }];
};

/** `NAME=VALUE` or `NAME!=VALUE`, split at whichever comes first. The name is looked up later, it may be a header of the file. */
export const whereEntry: Parse<WhereEntry[]> = (text, flag) => {
  const at = text.indexOf("=");
  const equal = text[at - 1] !== "!";
  const name = text.slice(0, equal ? at : at - 1).trim();
  if (at < 1 || name === "" || /[<>]$/u.test(name)) throw badValue(flag, text, "FIELD=VALUE or FIELD!=VALUE, such as channel=Email");
  return [{ name, equal, value: text.slice(at + 1).trim() }];
};
