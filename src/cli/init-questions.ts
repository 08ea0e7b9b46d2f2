import type { Check, InspectedFile } from "../report/inspect-model.ts";
import { scaleOf, unitOf } from "./init-numbers.ts";
import { type Asks, choice, mapTo, notUsed, type Question, type ReadKey, type Setting, sets, table, type Typed } from "./init-question.ts";
import { columnWith, fieldWords, orderWords, quoted } from "./init-words.ts";

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

const unusedColumn: Asks = (check, file) => {
  const header = factText(check, "column");
  const field = factText(check, "field");
  if (!isNamed(file, header)) return [];
  const { example = null } = file.columns.find((column) => column.header === header) ?? {};
  const fields = field === "score" ? ["csat", "nps", "ces"] : [field];
  const ask = `What is in the column ${columnWith(header, example?.value ?? null, example?.line ?? null)}?`;
  return [choice(`map ${field} ${header}`, "map", ask, [...fields.map((one) => mapTo(one, header)), notUsed(header)])];
};

const timeOfDay: Asks = (check, file) => {
  const { column, field, date } = check.problem.facts;
  const [time, day] = [String(column), String(date)];
  if (date === null || !isNamed(file, time) || !isNamed(file, day)) return [];
  const ask = `${quoted(time)} holds times of day. Do they belong to the dates in ${quoted(day)}, as ${fieldWords(String(field))}?`;
  const yes = { label: "yes", sets: sets("map", table(String(field), `${day} + ${time}`)) };
  return [choice(`map ${String(field)} ${time}`, "map", ask, [yes, notUsed(time, "no: they are not used")])];
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
