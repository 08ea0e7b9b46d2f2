import type { RecordBlock } from "../csv/block.ts";

const CELL = 0x1f;
const ROW = 0x1e;
const ZERO = 0x30;

/** Makes blocks of records out of rows in one piece: the number of each row, then some of its cells. Buffers are used again. */
export class BlockMaker {
  readonly #width: number;
  readonly #columns: readonly number[];
  #starts = new Uint32Array(0);
  #ends = new Uint32Array(0);
  #lines = new Uint32Array(0);

  /** `columns`: of the `width` columns of a record, those that the rows hold, in their order. */
  constructor(width: number, columns: readonly number[]) {
    this.#width = width;
    this.#columns = columns;
  }

  /** `line` of a record is the number of its row. */
  make(bytes: Uint8Array): RecordBlock {
    const width = this.#width;
    let count = 0;
    for (let at = 0; at < bytes.length;) {
      if (count >= this.#lines.length) this.#grow();
      let number = 0;
      for (; at < bytes.length && bytes[at] !== CELL && bytes[at] !== ROW; at++) number = number * 10 + bytes[at] - ZERO;
      this.#lines[count] = number;
      for (const column of this.#columns) {
        at++;
        const cell = count * width + column;
        this.#starts[cell] = at;
        while (at < bytes.length && bytes[at] !== CELL && bytes[at] !== ROW) at++;
        this.#ends[cell] = at;
      }
      at++;
      count++;
    }
    const cells = count * width;
    return {
      bytes,
      width,
      count,
      starts: this.#starts.subarray(0, cells),
      ends: this.#ends.subarray(0, cells),
      lines: this.#lines.subarray(0, count),
    };
  }

  #grow(): void {
    const rows = Math.max(1024, this.#lines.length * 2);
    const larger = (from: Uint32Array<ArrayBuffer>, size: number): Uint32Array<ArrayBuffer> => {
      const to = new Uint32Array(size);
      to.set(from);
      return to;
    };
    this.#lines = larger(this.#lines, rows);
    this.#starts = larger(this.#starts, rows * this.#width);
    this.#ends = larger(this.#ends, rows * this.#width);
  }
}
