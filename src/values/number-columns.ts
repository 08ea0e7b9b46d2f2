import type { RecordBlock } from "../csv/block.ts";
import type { ColumnPlan, NumberStyle } from "./batch.ts";
import { Cell, type ColumnReader, newState, noteUnreadable } from "./column.ts";
import { readDurationBytes } from "./duration.ts";
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
    const { numbers, state } = this;
    const cell = this.#cell;
    for (let row = 0, at = this.plan.column; row < block.count; row++, at += block.width) {
      numbers[row] = Number.NaN;
      if (!cell.load(block, at)) continue;
      const value = this.read(cell);
      if (value >= 0) {
        numbers[row] = value;
        state.readable++;
      } else if (!isNullBytes(cell.bytes, cell.start, cell.end)) noteUnreadable(state.unreadable, block.lines[row], () => cell.text);
    }
  }

  /** The amount in a cell, NaN where there is none. */
  protected abstract read(cell: Cell): number;
}

/** Durations, in seconds. */
export class DurationColumn extends AmountColumn {
  protected read(cell: Cell): number {
    return readDurationBytes(cell.bytes, cell.start, cell.end, this.plan.unit, this.style);
  }
}

/** Counts; a yes stands for one or more, a no for none. */
export class CountColumn extends AmountColumn {
  protected read(cell: Cell): number {
    const number = readNumberBytes(cell.bytes, cell.start, cell.end, this.style);
    if (!Number.isNaN(number) || cell.end - cell.start > 16) return number;
    const flag = readYesNo(cell.text);
    return flag < 0 ? Number.NaN : flag;
  }
}
