import { candidatesOf } from "../interaction/candidates.ts";
import { type ColumnUse, type Field, type Scale } from "../interaction/fields.ts";
import { normaliseHeader } from "../interaction/headers.ts";
import { namedColumns } from "../interaction/map.ts";
import { profileColumn } from "../interaction/match.ts";
import { findProfile } from "../interaction/profiles/index.ts";
import type { ColumnPlan } from "../values/batch.ts";
import { isNullWord } from "../values/null-words.ts";
import { foldWord } from "../values/vocabulary.ts";
import type { Example, InspectedColumn, Word } from "./inspect-model.ts";
import { cut, type Read, type ReadRow } from "./inspect-sample.ts";
import { SCORE_FIELDS, type ScoreField } from "./scores.ts";
import { isLongForm, type Source, type SourceReading } from "./source.ts";

/** Words listed of one column. */
const MOST_WORDS = 20;

/** Needed whatever figures a file supports: what tells rows apart, dates them, and what they are compared by most. */
const ALWAYS: ReadonlySet<Field> = new Set(["id", "response_id", "created", "answered_at", "survey_type", "score", "channel", "agent"]);

export interface ColumnsInput {
  readonly source: Source;
  readonly reading: SourceReading;
  readonly rows: readonly ReadRow[];
  /** Fields that the figures of the default report are made of. */
  readonly needed: ReadonlySet<Field>;
}

/** A column of which something is known, still without a judgement on it. */
export type KnownColumn = Omit<InspectedColumn, "doubtful">;

/** What became of each column of a file, in file order. */
export const inspectColumns = (input: ColumnsInput): KnownColumn[] => {
  const { source } = input;
  const example = exampleRow(input);
  const uses = new Map(source.decisions.uses.flatMap((use) => [use.column, use.timeColumn ?? use.column].map((at) => [at, use] as const)));
  return source.text.header.map((header, column) => {
    const use = uses.get(column);
    const decoded = use === undefined || use.column !== column ? -1 : planIndex(input.reading, use);
    return use === undefined || decoded === -1
      ? unread(input, { header, column, use: use ?? null }, example)
      : used(input, use, decoded, example);
  });
};

const planIndex = ({ columns }: SourceReading, { field, column }: ColumnUse): number =>
  columns.findIndex(({ plan }) => plan.field === field && plan.column === column);

const rowsOf = ({ account }: SourceReading): number => account.read - account.rejected - account.notData;

const used = (input: ColumnsInput, use: ColumnUse, decoded: number, example: ReadRow | undefined): KnownColumn => {
  const { source, reading, rows, needed } = input;
  const { plan, readable } = reading.columns[decoded];
  const isUnusable = source.unusableScores.has(use.field as ScoreField);
  const scales = scalesOf(source, use.field);
  const shown = [...(example === undefined ? [] : [example]), ...rows].find(({ reads }) => isUsable(reads[decoded], use.field, scales));
  return {
    column: use.column,
    header: use.header,
    timeHeader: use.timeHeader ?? null,
    use,
    usable: isUnusable ? 0 : readable - outside(reading, use.field),
    rows: rowsOf(reading),
    sampled: false,
    scales,
    vocabulary: use.field === "status" && !source.decisions.tellsSolving ? [] : vocabularyOf(plan, decoded, rows),
    example: shown === undefined ? firstFilled(source, use.column) : exampleOf(shown, plan, shown.reads[decoded]),
    needed: needed.has(use.field) || (ALWAYS.has(use.field) && readable > 0),
    couldBe: [],
    ignored: false,
  };
};

/** A column that was not decoded: not used, the time of day of another, or without a unit. Only its sampled cells are known. */
const unread = (
  { source, needed }: ColumnsInput,
  { header, column, use }: Pick<KnownColumn, "header" | "column" | "use">,
  shown: ReadRow | undefined,
): KnownColumn => {
  const { sample, complete } = source.text;
  const filled = sample.filter(({ cells }) => !isNullWord(cells[column])).length;
  const isTime = use !== null && use.column !== column;
  const ignored = use === null && isIgnored(source, column);
  return {
    column,
    header,
    timeHeader: use === null || isTime ? null : (use.timeHeader ?? null),
    use,
    usable: use === null || isTime ? filled : 0,
    rows: sample.length,
    sampled: use === null || isTime ? !complete : false,
    scales: {},
    vocabulary: [],
    example: firstFilled(source, column, shown),
    needed: use !== null && needed.has(use.field),
    couldBe: use === null && !ignored && !isSetAside(source, header) ? couldBe(source, header, column) : [],
    ignored,
  };
};

const scalesOf = (source: Source, field: Field): Partial<Record<ScoreField, Scale>> => {
  const fields = field === "score" && isLongForm(source) ? SCORE_FIELDS : SCORE_FIELDS.filter((one) => one === field);
  return Object.fromEntries(fields.flatMap((one) => (source.scales.has(one) ? [[one, source.scales.get(one)!]] : [])));
};

/** Scores outside their scale: readable, but of no use. */
const outside = ({ verdicts }: SourceReading, field: Field): number => {
  if (field !== "score") return verdicts.get(field as ScoreField)?.outside.count ?? 0;
  return [...verdicts.values()].reduce((sum, verdict) => sum + verdict.outside.count, 0);
};

const isUsable = (read: Read, field: Field, scales: Readonly<Partial<Record<ScoreField, Scale>>>): boolean => {
  const scale = scales[field as ScoreField];
  return read !== null && (scale === undefined || typeof read === "string" || (read >= scale.low && read <= scale.high));
};

/** The record whose cells serve as examples: of those with the most usable cells one that shows a word of the file in our spelling. */
const exampleRow = ({ source, reading, rows, needed }: ColumnsInput): ReadRow | undefined => {
  const columns = reading.columns.map(({ plan }, i) => ({ plan, i })).filter(({ plan: { field } }) => isShown(field as Field, needed));
  let best: ReadRow | undefined;
  let most = 0;
  for (const row of rows) {
    let points = 0;
    for (const { plan, i } of columns) {
      const read = row.reads[i];
      if (!isUsable(read, plan.field as Field, scalesOf(source, plan.field as Field))) continue;
      points += meaning(row, plan, read) === undefined ? 1 : 1 + 1 / (columns.length + 1);
    }
    if (points > most) [best, most] = [row, points];
  }
  return best;
};

const isShown = (field: Field, needed: ReadonlySet<Field>): boolean => needed.has(field) || ALWAYS.has(field);

/** Our own word for a category's, where it is another one. */
const meaning = ({ row }: ReadRow, { kind, column, field }: ColumnPlan, read: Read): string | undefined => {
  if (kind !== "category" || field === "status" || typeof read !== "string") return undefined;
  return foldWord(read) === foldWord(row.cells[column]) ? undefined : read;
};

const exampleOf = (read: ReadRow, plan: ColumnPlan, value: Read): Example => {
  const { cells, line } = read.row;
  const time = plan.timeColumn === undefined ? "" : ` ${cells[plan.timeColumn].trim()}`;
  const means = meaning(read, plan, value);
  return { line, value: cut(`${cells[plan.column].trim()}${time}`), ...(means === undefined ? {} : { means }) };
};

/** A filled cell, that of the record `shown` if it is one. */
const firstFilled = ({ text }: Source, column: number, shown?: ReadRow): Example | null => {
  const row = [...(shown === undefined ? [] : [shown.row]), ...text.sample].find(({ cells }) => !isNullWord(cells[column]));
  return row === undefined ? null : { line: row.line || null, value: cut(row.cells[column]) };
};

/** The words of a column and what each was taken for, by the sampled records. */
const vocabularyOf = (plan: ColumnPlan, decoded: number, rows: readonly ReadRow[]): Word[] => {
  if (plan.kind !== "flag" && plan.kind !== "score" && plan.field !== "status" && plan.words === undefined) return [];
  const words = new Map<string, { word: string; means: string; count: number }>();
  for (const { row, reads } of rows) {
    const means = reads[decoded];
    if (typeof means !== "string") continue;
    const word = row.cells[plan.column].trim();
    const known = words.get(foldWord(word));
    if (known === undefined) words.set(foldWord(word), { word: cut(word), means, count: 1 });
    else known.count++;
  }
  return [...words.values()]
    .toSorted((a, b) => b.count - a.count)
    .slice(0, MOST_WORDS)
    .map(({ word, means }) => ({ word, means }));
};

/** Whether somebody has decided that the column is not used. */
const isIgnored = ({ reading, text }: Source, column: number): boolean => namedColumns(text.header, reading.ignore).includes(column);

/** Whether the profile says that the column is not used. */
const isSetAside = ({ decisions: { profile } }: Source, header: string): boolean =>
  profile !== null && profileColumn(header, normaliseHeader(header), findProfile(profile))?.column === null;

/** Fields that a column not used could serve as by itself. */
const couldBe = ({ decisions }: Source, header: string, column: number): Field[] => {
  const candidates = candidatesOf(normaliseHeader(header), decisions.shapes[column]).filter(({ clockTimes }) => !clockTimes);
  return [...new Set(candidates.map(({ field }) => field))];
};
