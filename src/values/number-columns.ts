import type { FastColumn, RecordBlock } from "../csv/block.ts";
import { type ColumnPlan, type NumberStyle, SECONDS } from "./batch.ts";
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
    const { count } = block;
    if (this.numbers.length < count) this.numbers = new Float64Array(count);
    if (this.takesNumbers && block.columns !== undefined) {
      this.#takeAll(block, block.columns.amounts(this.plan.column, block, this.style === "comma" ? 0x2c : 0x2e, this.factor));
    } else for (let row = 0; row < count; row++) this.#read(block, row);
  }

  /** Takes plain numbers as they were read at once, and reads what is left over. */
  #takeAll(block: RecordBlock, { values, blanks, left, others }: FastColumn): void {
    const { count } = block;
    this.numbers.set(values.subarray(0, count));
    this.ofNumbers(this.numbers, count);
    for (let i = 0; i < others; i++) this.#read(block, left[i]);
    this.state.readable += count - blanks - others;
  }

  #read(block: RecordBlock, row: number): void {
    const { state, numbers } = this;
    const cell = this.#cell;
    numbers[row] = Number.NaN;
    if (!cell.load(block, row * block.width + this.plan.column)) return;
    const value = this.read(cell.bytes, cell.start, cell.end);
    if (value >= 0) {
      numbers[row] = value;
      state.readable++;
    } else if (!isNullBytes(cell.bytes, cell.start, cell.end)) {
      noteUnreadable(state.unreadable, block.lines[row], () => cell.text);
    }
  }

  /** Whether bare numbers are amounts. */
  protected abstract readonly takesNumbers: boolean;

  /** What bare numbers are multiplied by, unless there is more to do. */
  protected abstract readonly factor: number;

  /** Makes the first `count` numbers, or NaN, the amounts they are. */
  protected abstract ofNumbers(numbers: Float64Array, count: number): void;

  /** The amount in a cell, NaN where there is none. */
  protected abstract read(bytes: Uint8Array, start: number, end: number): number;
}

/** Durations, in seconds. */
export class DurationColumn extends AmountColumn {
  protected readonly takesNumbers;
  protected readonly factor;

  constructor(plan: ColumnPlan) {
    super(plan);
    this.takesNumbers = !Number.isNaN(inUnit(0, plan.unit));
    this.factor = plan.unit === "min" || plan.unit === "h" ? SECONDS[plan.unit] : 1;
  }

  protected ofNumbers(numbers: Float64Array, count: number): void {
    const { unit } = this.plan;
    if (unit === "s" || unit === "min" || unit === "h") return;
    for (let row = 0; row < count; row++) numbers[row] = inUnit(numbers[row], unit);
  }

  protected read(bytes: Uint8Array, start: number, end: number): number {
    return readDurationBytes(bytes, start, end, this.plan.unit, this.style);
  }
}

/** Counts; a yes stands for one or more, a no for none. */
export class CountColumn extends AmountColumn {
  protected readonly takesNumbers = true;
  protected readonly factor = 1;

  protected ofNumbers(): void {
    // A number is the count it is.
  }

  protected read(bytes: Uint8Array, start: number, end: number): number {
    const number = readNumberBytes(bytes, start, end, this.style);
    if (!Number.isNaN(number) || end - start > 16) return number;
    const flag = readYesNo(decodeText(bytes, start, end));
    return flag < 0 ? Number.NaN : flag;
  }
}
