import type { NewValue } from "../config/write.ts";
import type { Scale } from "../interaction/fields.ts";
import type { Check, InspectedFile } from "../report/inspect-model.ts";
import type { TimeUnit } from "../values/batch.ts";
import { readDuration } from "../values/duration.ts";
import { columnWith, fieldWords, orderWords, quoted, scaleText, scaleWords, unitWords } from "./init-words.ts";

/** What an answer sets. */
export interface Setting {
  readonly key: string;
  readonly value: NewValue;
}

export interface Option {
  readonly label: string;
  /** Empty = it is decided, and nothing is to be written. */
  readonly sets: readonly Setting[];
}

/** An answer of the person's own words. */
export interface Typed {
  /** Behind the last option: "another time zone". */
  readonly label: string;
  readonly ask: string;
  /** Rejects with a ProblemError where the words cannot be an answer. */
  readonly read: (text: string) => Promise<readonly Setting[]>;
}

/** Something undecided, or assumed with consequence. */
export interface Question {
  /** Unique among the questions of a run. */
  readonly id: string;
  /** Index of the files it is about, of those that are read alike; null = all. */
  readonly group: number | null;
  /** The config key that its answer belongs to: `dateFormat`, `units`. */
  readonly key: string;
  /** The question in a sentence or two, which hold a real cell. */
  readonly ask: string;
  /** Without any, there is nothing to choose: `ask` says what to do. */
  readonly options: readonly Option[];
  readonly typed: Typed | null;
  /** What the key could look like. */
  readonly example: NewValue | null;
}

/** Reads what is typed for a key of the config; rejects as the check of a config does. */
export type ReadKey = (key: string, text: string) => Promise<string>;

const table = (key: string, value: NewValue): NewValue => new Map([[key, value]]);

const sets = (key: string, value: NewValue): readonly Setting[] => [{ key, value }];

/** A question that is one choice. */
const choice = (id: string, key: string, ask: string, options: readonly Option[], typed: Typed | null = null): Omit<Question, "group"> => ({
  id,
  key,
  ask,
  options,
  typed,
  example: options.find((option) => option.sets.length > 0)?.sets[0].value ?? null,
});

type Asks = (check: Check, file: InspectedFile, read: ReadKey) => readonly Omit<Question, "group">[];

const factText = (check: Check, name: string): string => String(check.problem.facts[name] ?? "");

const dateOrder: Asks = (check) => {
  const { value, line, header, others, contradictory } = check.problem.facts;
  const also =
    Array.isArray(others) && others.length > 0 ? ` The same holds for ${others.map((one) => quoted(String(one))).join(", ")}.` : "";
  const column = columnWith(String(header), String(value), Number(line) || null);
  if (contradictory === true) {
    const why = `Some dates in ${quoted(String(header))} can only be day first, others only month first: no setting fits both. Export the file anew.`;
    return [choice("dateFormat", "dateFormat", why, [])];
  }
  const [dayFirst, monthFirst] = orderWords(String(value));
  const options = [
    { label: dayFirst, sets: sets("dateFormat", "D/M/Y") },
    { label: monthFirst, sets: sets("dateFormat", "M/D/Y") },
  ];
  return [choice("dateFormat", "dateFormat", `Day or month first in ${column}?${also}`, options)];
};

/** Whether `--map` and the config would find this very column by its name. */
const isNamed = ({ columns }: InspectedFile, header: string): boolean =>
  header.trim() !== "" && columns.filter((column) => column.header === header).length === 1;

const mapTo = (field: string, header: string): Option => ({ label: fieldWords(field), sets: sets("map", table(field, header)) });

const NOT_USED = { label: "something else: it is not used", sets: [] };

const unusedColumn: Asks = (check, file) => {
  const header = factText(check, "column");
  const field = factText(check, "field");
  if (!isNamed(file, header)) return [];
  const { example = null } = file.columns.find((column) => column.header === header) ?? {};
  const fields = field === "score" ? ["csat", "nps", "ces"] : [field];
  const ask = `What is in the column ${columnWith(header, example?.value ?? null, example?.line ?? null)}?`;
  return [choice(`map ${field} ${header}`, "map", ask, [...fields.map((one) => mapTo(one, header)), NOT_USED])];
};

const timeOfDay: Asks = (check, file) => {
  const { column, field, date } = check.problem.facts;
  const [time, day] = [String(column), String(date)];
  if (date === null || !isNamed(file, time) || !isNamed(file, day)) return [];
  const ask = `${quoted(time)} holds times of day. Do they belong to the dates in ${quoted(day)}, as ${fieldWords(String(field))}?`;
  const yes = { label: "yes", sets: sets("map", table(String(field), `${day} + ${time}`)) };
  return [choice(`map ${String(field)} ${time}`, "map", ask, [yes, { label: "no: they are not used", sets: [] }])];
};

const LENGTHS: readonly TimeUnit[] = ["s", "min", "h", "d", "ms"];

const unitOf: Asks = (check, file) => {
  const { field, column, unit, fits } = check.problem.facts;
  const example = file.columns.find(({ use }) => use?.field === field && use?.header === column)?.example ?? null;
  const cell = example?.value || null;
  const ask = `In which unit is ${columnWith(String(column), cell, example?.line ?? null)}?`;
  const option = (one: TimeUnit): Option => ({ label: unitWords(one, cell), sets: sets("units", table(String(field), one)) });
  const id = `units ${String(field)}`;
  if (fits !== undefined) {
    // A unit that the file's own dates speak against cannot be kept: it would be refused.
    const named = { label: `${unitWords(unit as TimeUnit, cell)}; left as its name says`, sets: [] };
    return [choice(id, "units", `${ask} Its name says one thing, the file's own dates another.`, [option(fits as TimeUnit), named])];
  }
  // A cell such as 12:30 is no number: the question is what its parts are.
  const isClock = cell !== null && cell.includes(":") && readDuration(cell, undefined, "point") >= 0;
  const all: readonly TimeUnit[] = isClock ? ["hms", "mmss"] : LENGTHS;
  const units = new Set([...(unit === undefined ? [] : [unit as TimeUnit]), ...all]);
  return [choice(id, "units", ask, [...units].map(option))];
};

const upTo = (high: number, low = 1): Scale => ({ low, high, lowIsGood: false });

/** The scales a score is asked on, the smallest first. */
const SCALES: Readonly<Record<string, readonly Scale[]>> = { csat: [upTo(5), upTo(7), upTo(10), upTo(10, 0)], ces: [upTo(7)] };

const scaleOf: Asks = (check, _file, read) => {
  const { field, column, scale, lowest, highest } = check.problem.facts;
  const [kpi, header] = [String(field), String(column)];
  if (kpi === "nps") {
    const ask = `The scores in ${quoted(header)} run from ${String(lowest)} to ${String(highest)}, which no NPS does. Are they ratings?`;
    return [choice(`map csat ${header}`, "map", ask, [mapTo("csat", header), NOT_USED])];
  }
  const judged = scale as Scale | undefined;
  const [least, most] = judged === undefined ? [Number(lowest), Number(highest)] : [judged.low, judged.high];
  const [smallest, ...larger] = (SCALES[kpi] ?? []).filter(({ low, high }) => low <= least && high >= most);
  const fitting = smallest === undefined ? [] : [smallest, { ...smallest, lowIsGood: true }, ...larger];
  const option = (one: Scale): Option => ({ label: scaleWords(one), sets: sets("scale", table(kpi, scaleText(one))) });
  const typed: Typed = {
    label: "another scale",
    ask: "Which? Such as 1-5, or 1-5:low where 1 is best",
    read: async (text) => sets("scale", table(kpi, await read("scale", text))),
  };
  const ask =
    judged === undefined
      ? `The scores in ${quoted(header)} run from ${String(lowest)} to ${String(highest)}: on which scale?`
      : `By its values, ${quoted(header)} has scores ${judged.low}–${judged.high}. Is that the scale, and which end is good?`;
  return [choice(`scale ${kpi}`, "scale", ask, fitting.map(option), typed)];
};

/** Words asked about at most; more than these are no statuses. */
const MOST_WORDS = 8;

/** What inspecting cuts longer words to: the config would not find them again. */
const WHOLE = 80;

const statuses: Asks = (check) => {
  const { column, words } = check.problem.facts;
  const known = (words as readonly string[]).filter((word) => word.length < WHOLE).slice(0, MOST_WORDS);
  return known.map((word) => {
    const as = (kind: string): readonly Setting[] => sets("vocabulary", table("status", table(kind, [word])));
    const options = [
      { label: "not solved", sets: as("open") },
      { label: "solved", sets: as("resolved") },
      { label: "does not count, as spam and tests do not", sets: as("excluded") },
    ];
    return choice(`vocabulary ${word}`, "vocabulary", `What does ${quoted(word)} in ${quoted(String(column))} say of a ticket?`, options);
  });
};

const ENCODINGS: Readonly<Record<string, string>> = { "windows-1252": "Windows-1252 (Latin-1)", cp850: "CP850 (DOS)" };

const encodingOf: Asks = (check, file, read) => {
  const encoding = factText(check, "encoding");
  const isTelling = (text: string): boolean => /[^\0-\u007f]/u.test(text);
  const shown = [...file.columns.map(({ header }) => header), ...file.columns.map(({ example }) => example?.value ?? "")].find(isTelling);
  if (shown === undefined) return [];
  const typed: Typed = {
    label: "no, another encoding",
    ask: "Which? Such as windows-1252, cp850, iso-8859-15, macintosh",
    read: async (text) => sets("encoding", await read("encoding", text)),
  };
  const ask = `The file is no UTF-8; read as ${ENCODINGS[encoding] ?? encoding} it says ${quoted(shown)}. Are the letters right?`;
  return [choice("encoding", "encoding", ask, [{ label: "yes", sets: sets("encoding", encoding) }], typed)];
};

/** What is asked about each check, in the order of asking: the answers to the first may decide the others. */
const ASKED: readonly (readonly [codes: readonly string[], asks: Asks])[] = [
  [["encoding-guessed"], encodingOf],
  [["ambiguous-dates"], dateOrder],
  [["column-not-used"], unusedColumn],
  [["time-without-date"], timeOfDay],
  [["unit-unknown", "unit-assumed", "unit-suspect"], unitOf],
  [["scale-assumed", "scores-unusable"], scaleOf],
  [["statuses-unknown"], statuses],
];

/** Whether the times of a file are of a place that it does not name. */
const lacksZone = ({ zone, dates }: InspectedFile): boolean =>
  zone.from === null &&
  dates.some(({ dateOnly, example, format }) => !dateOnly && example !== null && format !== "unix" && format !== "unixms");

const zoneOf = (file: InspectedFile, systemZone: string, read: ReadKey): Question => {
  const date = file.dates.find(({ dateOnly, example }) => !dateOnly && example !== null)!;
  const zones = [...new Set([systemZone, "UTC"])];
  const label = (zone: string): string => (zone === systemZone && zone !== "UTC" ? `${zone}, as this computer` : zone);
  const ask = `Of which time zone are times such as ${columnWith(date.header, date.example!.value, date.example!.line)}? The file names none.`;
  const typed: Typed = {
    label: "another time zone",
    ask: "Which? Such as Europe/Berlin or America/New_York",
    read: async (text) => sets("timeZone", await read("timeZone", text)),
  };
  const options = zones.map((zone) => ({ label: label(zone), sets: sets("timeZone", zone) }));
  return { ...choice("timeZone", "timeZone", ask, options, typed), group: null };
};

/**
 * What is undecided in files, or assumed with consequence, in the order in which it is best asked. `groupOf` tells which files are read
 * alike, by their place.
 */
export const questionsOf = (
  files: readonly InspectedFile[],
  groupOf: (index: number) => number,
  { systemZone, read }: { readonly systemZone: string; readonly read: ReadKey },
): Question[] => {
  const questions = new Map<string, Question>();
  for (const [codes, asks] of ASKED) {
    for (const [index, file] of files.entries()) {
      // Words of a status are of all files, as their vocabulary is.
      const group = codes[0] === "statuses-unknown" ? null : groupOf(index);
      for (const check of file.checks.filter(({ problem }) => codes.includes(problem.code))) {
        for (const question of asks(check, file, read)) {
          const id = `${group ?? "all"} ${question.id}`;
          if (!questions.has(id)) questions.set(id, { ...question, id, group });
        }
      }
    }
  }
  const unzoned = files.find(lacksZone);
  return [...questions.values(), ...(unzoned === undefined ? [] : [zoneOf(unzoned, systemZone, read)])];
};
