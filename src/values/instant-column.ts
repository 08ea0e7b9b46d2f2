import type { RecordBlock } from "../csv/block.ts";
import type { ColumnPlan } from "./batch.ts";
import { Cell, type ColumnReader, newState, noteUnreadable } from "./column.ts";
import { InstantReader } from "./instant.ts";
import { isNullBytes } from "./null-words.ts";

/** A column of dates, alone or joined with a column of times of day. */
export class InstantColumn implements ColumnReader {
  readonly state;
  numbers = new Float64Array(0);
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
    const { column, timeColumn } = this.#plan;
    const cell = this.#cell;
    for (let row = 0; row < block.count; row++) {
      const first = row * block.width;
      this.numbers[row] = Number.NaN;
      if (!cell.load(block, first + column)) continue;
      const ms =
        timeColumn === undefined
          ? this.#reader.read(cell.bytes, cell.start, cell.end)
          : this.#joined(block, first + timeColumn);
      this.#count(ms, block.lines[row]);
      this.numbers[row] = ms;
    }
    this.state.gaps = this.#reader.shifts.gaps;
    this.state.overlaps = this.#reader.shifts.overlaps;
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
