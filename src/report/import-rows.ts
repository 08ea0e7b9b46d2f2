import { cellText } from "../csv/cell.ts";
import type { RecordBlock, RejectReason } from "../csv/block.ts";
import { readRecords } from "../csv/records.ts";
import { VOCABULARIES } from "../interaction/vocabulary.ts";
import { BANDS, dateText, instantText, keptText } from "../store/cells.ts";
import type { Cell } from "../store/driver.ts";
import type { IncomingRow } from "../store/intake.ts";
import { isRecent, type LayoutColumn } from "../store/layout.ts";
import type { Batch, ColumnPlan } from "../values/batch.ts";
import { trimCell } from "../values/bytes.ts";
import { createDecoder } from "../values/decoder.ts";
import { Dictionary } from "../values/dictionary.ts";
import { isNullWord } from "../values/null-words.ts";
import { IdHashes } from "./ids.ts";
import { HashSet64 } from "./repeat-finder.ts";
import { type LeftOut, RowRules } from "./row-rules.ts";
import { idUse, isLongForm, type Source } from "./source.ts";

/** How the rows of a file are made ready for the store. */
export interface RowsToKeep {
  readonly columns: readonly LayoutColumn[];
  /** Zone of times that name none. */
  readonly zone: string;
  readonly asWritten: boolean;
  readonly signal?: AbortSignal;
  readonly put: (row: IncomingRow) => void;
}

/** What was met on the way. */
export interface RowsKept {
  /** Rows left out by what they are: "deleted" → how many. */
  readonly leftOut: ReadonlyMap<string, number>;
  /** Records that cannot be used, by reason. */
  readonly rejected: ReadonlyMap<RejectReason, number>;
  readonly withoutId: number;
}

/** Columns with so few different texts that it pays to know them again. */
const FEW_TEXTS = 4096;

type Read = (row: number) => Cell;
/** Turns to the rows of a batch. */
type Open = (batch: Batch, block: RecordBlock) => Read;

/** Texts of a column as written, without the blanks around them; null words are no texts. */
const textReader = (column: number): Open => {
  const dictionary = new Dictionary(undefined, true);
  const known: string[] = [];
  const read = (block: RecordBlock, cell: number): Cell => {
    const text = trimCell(cellText(block, cell));
    return text === "" || isNullWord(text) ? null : keptText(text);
  };
  return (_, block) => (row) => {
    const cell = row * block.width + column;
    const [start, end] = [block.starts[cell], block.ends[cell]];
    if (start === end) return null;
    if (dictionary.size >= FEW_TEXTS || end > block.bytes.length) return read(block, cell);
    const code = dictionary.codeOfBytes(block.bytes, start, end);
    return code < 0 ? null : (known[code] ??= keptText(dictionary.text(code)));
  };
};

const cellReader = (
  { key, plan }: LayoutColumn,
  column: number,
  context: { asWritten: boolean; isDate: boolean; dictionaries: Map<string, Dictionary> },
): Open => {
  if (plan === null) return textReader(column);
  const { asWritten, isDate, dictionaries } = context;
  switch (plan.kind) {
    case "instant": {
      const text = (ms: number): string => (isDate && asWritten ? dateText(ms) : instantText(ms, asWritten));
      return (batch) => {
        const numbers = batch.numbers.get(key)!;
        return (row) => (Number.isNaN(numbers[row]) ? null : text(numbers[row]));
      };
    }
    case "duration":
    case "count":
      return (batch) => {
        const numbers = batch.numbers.get(key)!;
        return (row) => (Number.isNaN(numbers[row]) ? null : numbers[row]);
      };
    case "flag":
      return (batch) => {
        const flags = batch.flags.get(key)!;
        return (row) => (flags[row] < 0 ? null : flags[row]);
      };
    case "score":
      return (batch) => {
        const [numbers, bands] = [batch.numbers.get(key)!, batch.flags.get(key)!];
        return (row) => (Number.isNaN(numbers[row]) ? (bands[row] < 0 ? null : BANDS[bands[row]]) : numbers[row]);
      };
    case "category": {
      const dictionary = dictionaries.get(plan.field);
      if (dictionary === undefined) return textReader(column);
      const known: string[] = [];
      return (batch) => {
        const codes = batch.codes.get(key)!;
        return (row) => (codes[row] < 0 ? null : (known[codes[row]] ??= keptText(dictionary.text(codes[row]))));
      };
    }
  }
};

/** Above all ranks of rows without a date of their last change, and of rows that are not preferred: instants are below. */
const DATED = 1e15;
const PREFERRED = 4e15;

/** Tells which of two rows of an interaction counts: a preferred one, the greatest `updated`, else the latest instant. */
const rankReader = (columns: readonly LayoutColumn[], batch: Batch, rules: RowRules | null): ((row: number) => number) => {
  const updated = batch.numbers.get("updated");
  const recent = columns.filter(isRecent).map(({ key }) => batch.numbers.get(key)!);
  return (row) => {
    const preference = rules?.prefers(row) === true ? PREFERRED : 0;
    const change = updated === undefined ? Number.NaN : updated[row];
    if (!Number.isNaN(change)) return preference + DATED + change;
    let latest = -DATED;
    for (const numbers of recent) if (numbers[row] > latest) latest = numbers[row];
    return preference + latest;
  };
};

/** Texts that the rules of rows or the kinds of survey need to be decoded; all others are taken from the cells as they are. */
const isDecoded = ({ kind, field }: ColumnPlan, emptied: ReadonlySet<string>): boolean =>
  kind !== "category" || field === "survey_type" || emptied.has(field);

/** Reads a file once more, all decided, and hands its rows over one by one. Throws what reading throws. */
export const readRowsToKeep = async (source: Source, { columns, zone, asWritten, signal, put }: RowsToKeep): Promise<RowsKept> => {
  const { decisions, text, input } = source;
  const emptied = new Set<string>(decisions.rowRules.flatMap(({ fields }) => fields ?? []));
  const plans = columns.flatMap(({ plan }) => (plan !== null && isDecoded(plan, emptied) ? [plan] : []));
  for (const { header, index } of decisions.rowRules) plans.push({ field: `header:${header}`, kind: "category", column: index });
  const dictionaries = new Map<string, Dictionary>();
  const decoder = createDecoder(plans, { source: source.index, dictionaries, vocabularies: VOCABULARIES, zone, header: text.header });
  const rules = decisions.rowRules.length === 0 ? null : new RowRules(decisions.rowRules, dictionaries);
  const places = columns.map(({ plan, header }) => plan?.column ?? text.header.indexOf(header));
  const readers = columns.map((column, i) =>
    cellReader(column, places[i], { asWritten, isDate: decisions.dateOnly.includes(column.plan?.field as never), dictionaries }),
  );
  const id = idUse(source);
  const hashes = new IdHashes();
  const seen = new HashSet64();
  const idText = id === undefined ? null : textReader(id.column);
  const isLong = isLongForm(source);
  const left: LeftOut = { filtered: { status: 0 }, filteredStatus: new Map() };
  const rejected = new Map<RejectReason, number>();
  let withoutId = 0;
  let rows = new Int32Array(0);
  await readRecords(input, text, {
    signal,
    reject: ({ reason }) => rejected.set(reason, (rejected.get(reason) ?? 0) + 1),
    block(block) {
      const batch = decoder.decode(block);
      rules?.apply(batch);
      if (rows.length < batch.rows) rows = new Int32Array(batch.rows);
      for (let row = 0; row < batch.rows; row++) rows[row] = row;
      const length = rules === null ? batch.rows : rules.keep(rows, batch.rows, left);
      const types = isLong ? (batch.codes.get("survey_type") ?? null) : null;
      if (id !== undefined) hashes.compute(block, id.column, types, 0);
      const read = readers.map((open) => open(batch, block));
      const idOf = idText?.(batch, block);
      const rankOf = rankReader(columns, batch, rules);
      for (let i = 0; i < length; i++) {
        const row = rows[i];
        const hasId = idOf !== undefined && hashes.present[row] === 1;
        const isRepeat = hasId && !seen.add(hashes.high[row], hashes.low[row]);
        const type = types === null ? "" : types[row] < 0 ? "/" : `${dictionaries.get("survey_type")!.text(types[row]).toLowerCase()}/`;
        const name = hasId ? idOf(row) : null;
        const key = name === null ? null : `${type}${String(name)}`;
        if (key === null) withoutId++;
        put({ key, line: block.lines[row], rank: rankOf(row), cells: read.map((one) => one(row)), isRepeat });
      }
    },
  });
  return { leftOut: left.filteredStatus, rejected, withoutId };
};
