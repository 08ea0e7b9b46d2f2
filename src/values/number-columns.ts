import { ESCAPED, type RecordBlock } from "../csv/block.ts";
import type { ColumnPlan, NumberStyle } from "./batch.ts";
import { decodeText } from "./bytes.ts";
import { Cell, type ColumnReader, newState, noteUnreadable } from "./column.ts";
import { inUnit, readDurationBytes } from "./duration.ts";
import { isNullBytes } from "./null-words.ts";
import { readNumberBytes } from "./number.ts";
import { readYesNo } from "./words.ts";

/** A column of amounts that can not be negative. */
abstract class AmountColumn implements ColumnReader {
  readonly state;
  numbers = new Float64Array(0);
  readonly plan: ColumnPlan;
  protected readonly style: NumberStyle;
  readonly #cell = new Cell();

  constructor(plan: ColumnPlan) {
    this.plan = plan;
    this.style = plan.numbers ?? "point";
    this.state = newState(plan);
  }

  decode(block: RecordBlock): void {
    if (this.numbers.length < block.count) this.numbers = new Float64Array(block.count);
    const { bytes, starts, ends, width, count } = block;
    const { numbers, state } = this;
    const cell = this.#cell;
    const amounts = block.columns?.amounts(this.plan.column, block, this.style === "comma" ? 0x2c : 0x2e);
    let readable = 0;
    for (let row = 0, at = this.plan.column; row < count; row++, at += width) {
      const start = starts[at];
      const end = ends[at];
      numbers[row] = Number.NaN;
      if (start === end) continue;
      if (amounts !== undefined) {
        const amount = this.ofNumber(amounts[row]);
        if (amount >= 0) {
          numbers[row] = amount;
          readable++;
          continue;
        }
      }
      const plain = end < ESCAPED;
      if (!plain) cell.load(block, at);
      const value = plain ? this.read(bytes, start, end) : this.read(cell.bytes, cell.start, cell.end);
      if (value >= 0) {
        numbers[row] = value;
        readable++;
      } else if (cell.load(block, at) && !isNullBytes(cell.bytes, cell.start, cell.end)) {
        noteUnreadable(state.unreadable, block.lines[row], () => cell.text);
      }
    }
    state.readable += readable;
  }

  /** The amount that a bare number is, NaN where it is none. */
  protected abstract ofNumber(number: number): number;

  /** The amount in a cell, NaN where there is none. */
  protected abstract read(bytes: Uint8Array, start: number, end: number): number;
}

/** Durations, in seconds. */
export class DurationColumn extends AmountColumn {
  protected ofNumber(number: number): number {
    return inUnit(number, this.plan.unit);
  }

  protected read(bytes: Uint8Array, start: number, end: number): number {
    return readDurationBytes(bytes, start, end, this.plan.unit, this.style);
  }
}

/** Counts; a yes stands for one or more, a no for none. */
export class CountColumn extends AmountColumn {
  protected ofNumber(number: number): number {
    return number;
  }

  protected read(bytes: Uint8Array, start: number, end: number): number {
    const number = readNumberBytes(bytes, start, end, this.style);
    if (!Number.isNaN(number) || end - start > 16) return number;
    const flag = readYesNo(decodeText(bytes, start, end));
    return flag < 0 ? Number.NaN : flag;
  }
}
