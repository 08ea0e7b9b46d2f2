import type { Messages } from "../messages.ts";
import { quoteArgument, quoteFile } from "../quote.ts";
import { wrapList } from "../wrap.ts";
import { cellsLines, scaleLines } from "./inspect.ts";

/** Lines are indented by two when printed. */
const WIDTH = 76;

/** Column names listed at most; wide exports have hundreds. */
const MOST_COLUMNS = 40;

const NAMES: Readonly<Record<string, string>> = {
  csat: "Satisfied",
  fcr: "Solved at first contact",
  art: "First reply",
  resolution_time: "Solving time",
  aht: "Handling time",
};

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

const at = (line: unknown): string => (line === undefined || line === 0 ? "" : ` (line ${line})`);

interface WhereFact {
  readonly name: string;
  readonly equal: boolean;
  readonly value: string;
}

interface StandOut {
  readonly group: string;
  readonly better: boolean;
  readonly higher: boolean;
  readonly mix: { readonly channel: string; readonly share: number } | null;
}

/** "Mei is clearly faster than the others, Dev clearly slower; but 75% of Dev's work is Email, …" */
const standsOut = (kpi: string, groups: readonly StandOut[]): string => {
  const time = kpi === "art" || kpi === "resolution_time" || kpi === "aht";
  const [up, down] = time ? ["slower", "faster"] : ["higher", "lower"];
  const named = (higher: boolean): string => list(groups.filter((one) => one.higher === higher).map(({ group }) => group));
  const [first, second] = [named(!time), named(time)];
  const better = `clearly ${time ? down : up}`;
  const worse = `clearly ${time ? up : down}`;
  const are = (names: string): string => (names.includes(" and ") ? "are" : "is");
  const verdict =
    first === ""
      ? `${second} ${are(second)} ${worse} than the others`
      : `${first} ${are(first)} ${better} than the others${second === "" ? "" : `, ${second} ${worse}`}`;
  const mixed = groups.filter((one) => one.mix !== null);
  if (mixed.length === 0) return `${NAMES[kpi] ?? kpi}: ${verdict}.`;
  const shares = mixed.map(
    ({ group, mix }, i) => `${Math.round(mix!.share * 100)}% of ${group}'s${i === 0 ? " tickets" : ""} are ${mix!.channel}`,
  );
  const { channel } = mixed[0].mix!;
  return `${NAMES[kpi] ?? kpi}: ${verdict}; but ${list(shares)}, and within ${
    mixed.length === 1 ? "that channel" : "those channels"
  } the difference is not clear. To compare like with like, add --where channel=${quoteArgument(channel)}`;
};

/** Wording for what the report says about its rows, names and groups. */
export const reportMessages: Messages = {
  "unknown-name": ({ name, flag, similar, dimensions, headers }) => {
    const close = similar as string[];
    const columns = headers as string[];
    return [
      `there is no field or column "${name}" for ${flag}`,
      ...(close.length > 0 ? [`Did you mean ${list(close.map((one) => `"${one}"`))}?`] : []),
      ...wrapList("Fields", dimensions as string[], WIDTH),
      ...wrapList("Columns", columns.length > MOST_COLUMNS ? [...columns.slice(0, MOST_COLUMNS), "…"] : columns, WIDTH),
    ];
  },
  "times-rounded": ({ kpis, most, error }) => [
    `${list(kpis as string[])}: more than ${Number(most).toLocaleString("en-US")} different times, so each was rounded, by ${(Number(error) * 100).toFixed(4)} % at most (≈)`,
  ],
  "unknown-zone": ({ zone }) => [
    `there is no time zone "${zone}"`,
    "Write it like --tz Europe/Berlin, --tz America/New_York, --tz UTC or --tz +02:00",
  ],
  "encoding-guessed": ({ file, encoding }) => [
    `${file} is not UTF-8; it was read as ${encoding === "cp850" ? "CP850 (DOS)" : "Windows-1252 (Latin-1)"}`,
    "If letters look wrong, name the encoding: --encoding",
  ],
  "header-malformed": ({ file, line }) => [
    `the column names of ${file}${at(line)} hold a quote that is not closed as it should be; they were read between the delimiters`,
  ],
  "records-rejected": ({ file, count, line, reason, inspected }) => [
    `${plural(count as number, "record", "records")} of ${file} could not be used${at(line)}: ${
      reason === "too-long" ? "more cells than the header" : "a quote that is not closed as it should be"
    }`,
    `To keep them for a look: ${inspected === undefined ? "" : `cs-metrics report ${quoteFile(String(inspected))} `}--rejects rejects.csv`,
  ],
  "records-short": ({ file, count, line }) => [
    `${plural(count as number, "record", "records")} of ${file} ${count === 1 ? "has" : "have"} fewer cells than the header${at(line)}; the missing ones count as blank`,
  ],
  "ids-ruined": ({ file, count, line, column }) => [
    `${plural(count as number, "id", "ids")} in column "${column}" of ${file} ${count === 1 ? "was" : "were"} turned into numbers such as 1.25E+17 by a spreadsheet${at(line)}`,
    "Repeated tickets cannot be told by them; export the file again and do not save it in the spreadsheet",
  ],
  "cells-unreadable": (facts) =>
    facts.examples === undefined
      ? [
          `${plural(facts.count as number, "value", "values")} in column "${facts.column}" could not be right${at(facts.line)}: ${facts.value}`,
        ]
      : cellsLines(facts),
  "scores-unusable": (facts) =>
    facts.lowest === undefined
      ? [
          `the scores in column "${facts.column}" of ${facts.file} fit no scale that ${String(facts.field).toUpperCase()} can have`,
          `If you know the scale: --scale ${facts.field}=1-5`,
        ]
      : scaleLines(facts),
  "scale-assumed": ({ column, scale, field }) => {
    const { low, high } = scale as { low: number; high: number };
    return [
      `column "${column}" was read as scores ${low}–${high}, judging by its values`,
      `Another scale: --scale ${field}=${high === 10 ? "1-5" : "1-10"}`,
    ];
  },
  "dst-gap": ({ count, column }) => [
    `${plural(count as number, "time", "times")} in column "${column}" fell into the hour that clocks skip in spring; read one hour later`,
  ],
  "dst-overlap": ({ count, column }) => [
    `${plural(count as number, "time", "times")} in column "${column}" fell into the hour that clocks repeat in autumn; read as the first`,
  ],
  "no-rows": ({ file }) => [`${file} has column names but no rows`],
  "nothing-left": ({ where, dated }) => {
    const conditions = (where as WhereFact[]).map(({ name, equal, value }) => `${name}${equal ? "=" : "!="}${value}`);
    if (conditions.length === 0) return ["no row is left: none lies in the period", "To see which periods have rows: --by month"];
    const names = [...new Set((where as WhereFact[]).map(({ name }) => name))];
    return [
      `no row is left: none matches --where ${list(conditions)}${dated === true ? " in the period" : ""}`,
      `To see which values there are: --by ${quoteArgument(names.join(","))} without --where`,
    ];
  },
  "nothing-recognised": ({ file, headers }) => {
    const columns = headers as string[];
    return [
      `no column of ${file} is one that figures can be made of`,
      ...wrapList("Columns", columns.length > MOST_COLUMNS ? [...columns.slice(0, MOST_COLUMNS), "…"] : columns, WIDTH),
      'If these are no column names, try --delimiter or --encoding; else name them: --map created="Header"',
    ];
  },
  "too-long-for-json": ({ rows }) => [
    `${rows} rows are too many for one JSON text`,
    "Write them as --format csv, ask for fewer figures with --kpi, or keep fewer rows with --where or --period",
  ],
  "rows-undated": ({ count, basis }) => [
    `${plural(count as number, "row", "rows")} without a date were left out, since a period is asked for (date basis: ${basis})`,
  ],
  "until-excludes-day": ({ count, until }) => [
    `--until ${until} ends at the start of that day: ${plural(count as number, "row", "rows")} of the day itself ${count === 1 ? "is" : "are"} left out`,
  ],
  "dimension-unmapped": ({ name }) => [`no column of the input is read as "${name}"`, `Name one with --map ${name}="Header"`],
  "kpi-unavailable": ({ kpi, reason, needs }) => [
    `${kpi} is not available: ${reason}`,
    ...((needs as string[]).length === 0 ? [] : [`It needs ${(needs as string[]).join(", ")}; name a column with --map`]),
    ...(kpi === "after_hours_share" && (needs as string[]).length === 0
      ? ['Say when the team works: --business-hours "Mon-Fri 09:00-17:00"']
      : []),
  ],
  "unknown-part": ({ kpi, part, similar, parts }) => {
    const close = similar as string[];
    return [
      `--rows: ${kpi} has no part "${part}"`,
      ...(close.length > 0 ? [`Did you mean ${close.map((one) => `${kpi}:${one}`).join(" or ")}?`] : []),
      ...wrapList("It has", parts as string[], WIDTH),
    ];
  },
  "rows-alone": ({ flag }) => [
    `--rows lists the rows behind a figure; ${flag} does not go with it`,
    "With it go --by, --where, --period and their kin, --comments and --limit.",
  ],
  "explain-which": ({ file }) => [
    "explain needs to know which figure",
    `For example: cs-metrics explain csat --file ${quoteFile(String(file))}`,
    "All of them: cs-metrics explain",
  ],
  "rows-format": ({ format }) => [`rows can be written as a table, CSV or JSON, not as ${format}`, "Write: --format csv"],
  "comments-without-rows": () => ["--comments shows the comments of rows, but none are listed", "Add: --rows csat:negative"],
  strict: ({ first }) => [`stopped by --strict: ${first}`],
  "nobody-stands-out": ({ kpis }) => {
    const names = (kpis as string[]).map((kpi, i) => (i === 0 ? (NAMES[kpi] ?? kpi) : (NAMES[kpi] ?? kpi).toLowerCase()));
    return [`${list(names)}: nobody stands out; chance alone makes differences of this size.`];
  },
  "stands-out": ({ kpi, groups }) => [standsOut(kpi as string, groups as StandOut[])],
};
