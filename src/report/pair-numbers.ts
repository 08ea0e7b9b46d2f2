/** Most codes that a key of the map can tell apart. */
const RADIX = 2 ** 26;
/** A table may have so many cells, and so many for each pair in it. */
const CELLS = 1 << 14;
const CELLS_A_PAIR = 16;

/**
 * The numbers given to pairs of a number (from 0) and a code (from −1): in a table while the pairs stand close together, as categories
 * and calendar codes do, else in a map.
 */
export class PairNumbers {
  size = 0;
  /** A row for each number of pairs, in it a cell for −1 and one for each code from `#least` on: what was given plus 1, 0 = nothing. */
  #table = new Int32Array(0);
  #width = 1;
  #least = 0;
  #map: Map<number, number> | null = null;

  /** −1 when the pair has none. */
  get(number: number, code: number): number {
    if (this.#map !== null) return this.#map.get(number * RADIX + code + 1) ?? -1;
    const place = code < 0 ? 0 : code - this.#least + 1;
    if (place >= this.#width || (place <= 0 && code >= 0)) return -1;
    const at = number * this.#width + place;
    return at < this.#table.length ? this.#table[at] - 1 : -1;
  }

  /**
   * Looks pairs up: `numbers[i]` and `codes[rows[i]]`, for i below `length`. What they were given takes the place of `numbers[i]`, or the
   * bits of that are turned over where they were given nothing, which makes it negative. Returns whether some were given nothing.
   */
  replace(numbers: Int32Array, codes: Int32Array, rows: Int32Array, length: number): boolean {
    if (this.#map !== null) return this.#replaceByMap(numbers, codes, rows, length);
    const [table, width, least] = [this.#table, this.#width, this.#least];
    let isNew = false;
    for (let i = 0; i < length; i += 1) {
      const number = numbers[i];
      const code = codes[rows[i]];
      const place = code < 0 ? 0 : code - least + 1;
      const at = number * width + place;
      const given = place < width && (place > 0 || code < 0) && at < table.length ? table[at] : 0;
      if (given === 0) isNew = true;
      numbers[i] = given === 0 ? ~number : given - 1;
    }
    return isNew;
  }

  #replaceByMap(numbers: Int32Array, codes: Int32Array, rows: Int32Array, length: number): boolean {
    let isNew = false;
    for (let i = 0; i < length; i += 1) {
      const given = this.get(numbers[i], codes[rows[i]]);
      if (given < 0) isNew = true;
      numbers[i] = given < 0 ? ~numbers[i] : given;
    }
    return isNew;
  }

  /** Gives a number to a pair that has none. */
  set(number: number, code: number, given: number): void {
    this.size += 1;
    if (this.#map === null) this.#reach(number, code);
    if (this.#map !== null) this.#map.set(number * RADIX + code + 1, given);
    else this.#table[number * this.#width + (code < 0 ? 0 : code - this.#least + 1)] = given + 1;
  }

  /** Makes a cell for the pair, or the map where the table would be too large. */
  #reach(number: number, code: number): void {
    const [table, width, least] = [this.#table, this.#width, this.#least];
    const rows = table.length / width;
    const isFirst = width === 1;
    const greatest = isFirst ? code : Math.max(code, least + width - 2);
    if (code >= 0 && (isFirst || code < least)) this.#least = code;
    const wanted = code < 0 && isFirst ? 1 : greatest - this.#least + 2;
    if (wanted <= width && number < rows) return;
    // What grows grows by half, so that it does so rarely.
    this.#width = wanted <= width ? width : Math.max(wanted, Math.min(2 * width, 64 + width + (width >>> 1)));
    const newRows = number < rows ? rows : number + 1 + (number >>> 1);
    if (newRows * this.#width > Math.max(CELLS, CELLS_A_PAIR * this.size)) {
      this.#map = new Map();
      this.#table = new Int32Array(0);
    } else this.#table = new Int32Array(newRows * this.#width);
    const shift = least - this.#least;
    for (let row = 0, at = 0; row < rows; row += 1) {
      for (let place = 0; place < width; place += 1, at += 1) {
        if (table[at] === 0) continue;
        if (this.#map === null) this.#table[row * this.#width + (place === 0 ? 0 : place + shift)] = table[at];
        else this.#map.set(row * RADIX + (place === 0 ? 0 : place + least), table[at] - 1);
      }
    }
  }
}
