import { ESCAPED, type FastColumns, type RecordBlock } from "../csv/block.ts";
import { ABSENT_FLAG, type ColumnPlan } from "./batch.ts";
import { Cell, type ColumnReader, newState, noteUnreadable } from "./column.ts";
import { InstantReader, LETTER_Z } from "./instant.ts";
import { isNullBytes } from "./null-words.ts";

/** A column of dates, alone or joined with a column of times of day. */
export class InstantColumn implements ColumnReader {
  readonly state;
  numbers = new Float64Array(0);
  /** Where nobody knows the order of day and month: whether a date is there. */
  flags: Int8Array | undefined;
  readonly #plan: ColumnPlan;
  readonly #reader: InstantReader;
  readonly #cell = new Cell();
  readonly #time = new Cell();

  constructor(plan: ColumnPlan, zone: string) {
    this.#plan = plan;
    this.state = newState(plan);
    this.#reader = new InstantReader(plan, { zone });
  }

  decode(block: RecordBlock): void {
    if (this.numbers.length < block.count) this.numbers = new Float64Array(block.count);
    if (this.#plan.format === undefined && (this.flags?.length ?? 0) < block.count) this.flags = new Int8Array(block.count);
    this.flags?.fill(ABSENT_FLAG);
    const { column, timeColumn } = this.#plan;
    const { state } = this;
    const reader = this.#reader;
    if (timeColumn === undefined && reader.readsIso && block.columns !== undefined) {
      this.#takeAll(block, block.columns.instants(column, block));
    } else this.#readAll(block);
    state.gaps = reader.shifts.gaps;
    state.overlaps = reader.shifts.overlaps;
  }

  /** Takes the commonest forms as they were read at once, and reads what is left over. */
  #takeAll(block: RecordBlock, { values, blanks, left, others, zulu, zulus }: ReturnType<FastColumns["instants"]>): void {
    const { numbers } = this;
    const { count } = block;
    const reader = this.#reader;
    numbers.set(values.subarray(0, count));
    if (!reader.isUtc && zulus < count) {
      for (let row = 0; row < count; row++)
        if (zulu[row] === 0 && numbers[row] === numbers[row]) numbers[row] = reader.ofLocal(numbers[row]);
    }
    for (let i = 0; i < others; i++) numbers[left[i]] = this.#read(block, left[i]);
    this.#note(count - blanks - others, zulus);
  }

  #readAll(block: RecordBlock): void {
    const { bytes, starts, ends, width, count } = block;
    const { numbers } = this;
    const { column, timeColumn } = this.#plan;
    const reader = this.#reader;
    let readable = 0;
    let offsets = 0;
    for (let row = 0, at = column; row < count; row++, at += width) {
      const start = starts[at];
      const end = ends[at];
      if (timeColumn === undefined && end < ESCAPED) {
        const ms = start === end ? Number.NaN : reader.readIso(bytes, start, end);
        if (!Number.isNaN(ms)) {
          numbers[row] = ms;
          readable++;
          if (bytes[end - 1] === LETTER_Z) offsets++;
          continue;
        }
      }
      numbers[row] = this.#read(block, row);
    }
    this.#note(readable, offsets);
  }

  /** Counts dates of the commonest forms. */
  #note(readable: number, offsets: number): void {
    this.state.readable += readable;
    this.state.timed += readable;
    this.state.offsets += offsets;
  }

  /** Any form of date, joined with its time where that stands elsewhere; counts what it met. */
  #read(block: RecordBlock, row: number): number {
    const { column, timeColumn } = this.#plan;
    const cell = this.#cell;
    const first = row * block.width;
    if (!cell.load(block, first + column)) return Number.NaN;
    const ms = timeColumn === undefined ? this.#reader.read(cell.bytes, cell.start, cell.end) : this.#joined(block, first + timeColumn);
    if (this.flags !== undefined && this.#reader.order === "either") this.flags[row] = 1;
    this.#count(ms, block.lines[row]);
    return ms;
  }

  #joined(block: RecordBlock, at: number): number {
    const { bytes, start, end } = this.#cell;
    const time = this.#time;
    if (!time.load(block, at) || isNullBytes(time.bytes, time.start, time.end)) time.end = time.start;
    return this.#reader.readJoined(bytes, start, end, time.bytes, time.start, time.end);
  }

  #count(ms: number, line: number): void {
    const { state } = this;
    const reader = this.#reader;
    if (reader.order === "either") state.eitherOrder++;
    else if (reader.order === "day-first") state.dayFirst++;
    else if (reader.order === "month-first") state.monthFirst++;
    if (!Number.isNaN(ms)) {
      state.readable++;
      if (reader.timed) state.timed++;
      if (reader.offset) state.offsets++;
    } else if (!isNullBytes(this.#cell.bytes, this.#cell.start, this.#cell.end)) {
      const joined = this.#plan.timeColumn !== undefined && this.#time.end > this.#time.start;
      noteUnreadable(state.unreadable, line, () => (joined ? `${this.#cell.text} ${this.#time.text}` : this.#cell.text));
    }
  }
}
