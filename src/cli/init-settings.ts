import { type Key, KEYS } from "../config/keys.ts";
import type { NewEntry, NewItem, NewSettings, NewValue, OpenEntry } from "../config/write-settings.ts";
import { type MapEntry, namesHeader } from "../interaction/map.ts";
import type { InspectedFile } from "../report/inspect-model.ts";
import { sanitize } from "../text/sanitize.ts";
import type { InitValues } from "./init-flags.ts";
import type { Question, Setting } from "./init-question.ts";
import { columnWith, scaleText } from "./init-words.ts";

/** Files that one item of the config is for. */
export interface Group {
  readonly match: string;
  /** By place among the files inspected. */
  readonly members: readonly number[];
  /** The config has no item for them yet. */
  readonly isNew: boolean;
}

/** What somebody has decided, or the files show beyond doubt. */
export interface Answer extends Setting {
  /** Index of a group; null = all files. */
  readonly group: number | null;
  /** What it rests on, for the comment beside it. */
  readonly why: string | null;
}

const HEAD = [
  "Settings of cs-metrics for this folder and those below it, written by cs-metrics init. Change what you like.",
  "Is everything right? cs-metrics config check    What counts here? cs-metrics config show --origin",
];

/** The first words of a key's help. */
const helpOf = (keys: object, key: string): string => (keys as Readonly<Record<string, Key>>)[key].help.split(/[:;]/u)[0];

const noteOf = (group: number | null, key: string, why: string | null): string => {
  const help = helpOf(group === null ? KEYS : KEYS.files.shape.keys, key);
  return sanitize(why === null ? help : `${help}: ${why}`);
};

const isTable = (value: NewValue): value is ReadonlyMap<string, NewValue> => value instanceof Map;

/** Both values of a key; of two texts the later one. */
const together = (one: NewValue, other: NewValue): NewValue => {
  if (isTable(one) && isTable(other)) {
    const joined = new Map(one);
    for (const [key, value] of other) joined.set(key, joined.has(key) ? together(joined.get(key)!, value) : value);
    return joined;
  }
  return Array.isArray(one) && Array.isArray(other) ? [...new Set([...(one as string[]), ...(other as string[])])] : other;
};

/** The answers of a group, each key once. */
const entriesOf = (answers: readonly Answer[], group: number | null): NewEntry[] => {
  const entries = new Map<string, NewEntry>();
  for (const answer of answers) {
    if (answer.group !== group) continue;
    const { key, value, why } = answer;
    const known = entries.get(key);
    // Groups of keys rest on several answers.
    const reason = known === undefined && !isTable(value) ? why : null;
    entries.set(key, { key, value: known === undefined ? value : together(known.value, value), note: noteOf(group, key, reason) });
  }
  return [...entries.values()];
};

const openOf = (questions: readonly Question[], group: number | null): OpenEntry[] =>
  questions.flatMap(({ group: own, key, ask, example }) =>
    own === group && example !== null ? [{ key, value: example, note: sanitize(ask) }] : [],
  );

/** What a config may say besides, for somebody who looks at a new one. */
const OPTIONAL = ["company", "targets", "businessHours"] as const;

const optional = (entries: readonly NewEntry[]): OpenEntry[] =>
  OPTIONAL.filter((key) => !entries.some((entry) => entry.key === key)).map((key) => ({
    key,
    value: KEYS[key].example,
    note: `if you like; ${KEYS[key].help}`,
  }));

/** What a config is to say: the answers, and for formats with comments what is left open. */
export const settingsFrom = (
  groups: readonly Group[],
  answers: readonly Answer[],
  open: readonly Question[],
  isNewFile: boolean,
): NewSettings => {
  const entries = entriesOf(answers, null);
  const items = groups.map(({ match }, group): NewItem => {
    const note = `${helpOf(KEYS.files.shape.keys, "match")}: * stands for any characters`;
    return { match, note, entries: entriesOf(answers, group), open: openOf(open, group) };
  });
  return {
    head: HEAD,
    entries,
    open: [...openOf(open, null), ...(isNewFile ? optional(entries) : [])],
    itemsNote: helpOf(KEYS, "files"),
    items,
  };
};

const ORDERS: Readonly<Record<string, string>> = { dmy: "D/M/Y", mdy: "M/D/Y", ymd: "Y/M/D" };

/** `FIELD[:HINT]` as in `--map`. */
const mapKey = ({ field, unit, scale, order, zone }: MapEntry): string => {
  const hint = unit ?? (scale === undefined ? undefined : scaleText(scale)) ?? order ?? zone;
  return hint === undefined ? field : `${field}:${hint}`;
};

/** What flags say of how a group of files is read; columns that not all of them have are said of none. */
const readingAnswers = (values: InitValues, files: readonly InspectedFile[], group: number): Answer[] => {
  const answers: Answer[] = [];
  const add = (key: string, value: NewValue | undefined): void => {
    if (value !== undefined) answers.push({ group, key, value, why: null });
  };
  add("profile", values.profile);
  const format = values["date-format"];
  add("dateFormat", format === undefined ? undefined : (ORDERS[format] ?? format));
  add("delimiter", values.delimiter);
  add("encoding", values.encoding);
  for (const [kpi, scale] of values.scale ?? []) add("scale", new Map([[kpi, scaleText(scale)]]));
  const columns = new Map<string, string | string[]>();
  for (const entry of values.map ?? []) {
    if (
      !files.every((file) =>
        namesHeader(
          file.columns.map(({ header }) => header),
          entry.header,
        ),
      )
    )
      continue;
    const key = mapKey(entry);
    const before = columns.get(key);
    // Only verdicts of an SLA stand in several columns.
    columns.set(key, entry.field === "sla" && before !== undefined ? [before, entry.header].flat() : entry.header);
  }
  if (columns.size > 0) add("map", columns);
  return answers;
};

/** The order of day and month that cells of the files prove, so that a month whose dates fit both is read alike; null = none, or two. */
const provenOrder = (files: readonly InspectedFile[], group: number): Answer | null => {
  const dates = files.flatMap((file) => file.dates);
  const proven = dates.filter(({ format, from }) => (from === "cells" || from === "evidence") && (format === "dmy" || format === "mdy"));
  const [first] = proven;
  // Where another column contradicts itself, no order fits.
  if (dates.some(({ format, from }) => format === null && from === null)) return null;
  if (first === undefined || proven.some(({ format }) => format !== first.format)) return null;
  const { header, example, from } = first;
  const cell = columnWith(header, example?.value ?? null, example?.line ?? null);
  const why =
    from === "cells" && example !== null ? `${cell} can be nothing else` : "else dates would lie ahead, or ends before their starts";
  return { group, key: "dateFormat", value: ORDERS[first.format!], why };
};

/** What needs no question: what flags say, and what the files prove. */
export const sureAnswers = (values: InitValues, groups: readonly Group[], files: readonly InspectedFile[]): Answer[] => {
  const general: readonly (readonly [key: string, value: NewValue | undefined])[] = [
    ["company", values.company?.trim()],
    ["timeZone", values.tz],
    ["businessHours", values["business-hours"]?.trim()],
    ["targets", values.target],
  ];
  return [
    ...general.flatMap(([key, value]) => (value === undefined ? [] : [{ group: null, key, value, why: null }])),
    ...groups.flatMap(({ members }, group) => {
      const own = members.map((index) => files[index]);
      const order = values["date-format"] === undefined ? provenOrder(own, group) : null;
      return [...readingAnswers(values, own, group), ...(order === null ? [] : [order])];
    }),
  ];
};
