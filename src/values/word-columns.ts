import { ESCAPED, type RecordBlock, type TextCoder } from "../csv/block.ts";
import { ABSENT_CODE, ABSENT_FLAG, type ColumnPlan, OFFERED } from "./batch.ts";
import { Cell, type ColumnReader, newState, noteUnreadable } from "./column.ts";
import { Dictionary } from "./dictionary.ts";
import { isNullWord } from "./null-words.ts";
import { readNumber, readNumberBytes } from "./number.ts";
import { foldWord, type WordTable } from "./vocabulary.ts";
import { YES_NO } from "./words.ts";

const NO_WORDS: WordTable = new Map();
const MOST_DISTINCT_SCORES = 1000;
/** Lines kept for each of them. */
const MOST_LINES = 3;

/** What no word of a column can mean. */
const UNREADABLE = Symbol("unreadable");
type Meaning<Value> = Value | typeof UNREADABLE;
/** The same among codes. */
const UNREADABLE_CODE = -2;

/** Looks the meaning of a text up once; later only its bytes. */
class Meanings<Value> {
  readonly #known = new Dictionary();
  readonly #meanings: Meaning<Value>[] = [];
  readonly #nothing: Value;
  readonly #words: WordTable;
  readonly #nullWords: boolean;
  readonly #read: (text: string) => Meaning<Value>;

  constructor(words: WordTable, nothing: Value, read: (text: string) => Meaning<Value>) {
    this.#words = words;
    this.#nothing = nothing;
    this.#nullWords = [...words.keys()].some(isNullWord);
    this.#read = read;
  }

  of(cell: Cell): Meaning<Value> {
    const code = this.#known.codeOfBytes(cell.bytes, cell.start, cell.end);
    if (code === ABSENT_CODE) {
      // "None" under "Breached events" is a verdict: the column's own words outrank the words for nothing.
      return this.#nullWords && this.#words.has(foldWord(cell.text)) ? this.#read(cell.text) : this.#nothing;
    }
    return (this.#meanings[code] ??= this.#read(this.#known.text(code)));
  }
}

/**
 * Flags: the column's own words, then yes and no in several languages. `plan.invert` turns yes and no round; words that state a verdict by
 * themselves ("met", "breached") keep their meaning, and so does a vocabulary in which yes means no already.
 */
export class FlagColumn implements ColumnReader, TextCoder {
  readonly state;
  flags = new Int8Array(0);
  readonly #column: number;
  readonly #cell = new Cell();
  readonly #meanings: Meanings<number>;

  constructor(plan: ColumnPlan, words: WordTable = NO_WORDS) {
    this.#column = plan.column;
    this.state = newState(plan);
    const turned = plan.invert === true && words.get("yes") !== 0;
    this.#meanings = new Meanings(words, ABSENT_FLAG, (text) => {
      const word = foldWord(text.normalize("NFC"));
      const value = words.get(word) ?? YES_NO.get(word);
      if (value === undefined) return UNREADABLE;
      return turned && value !== ABSENT_FLAG && YES_NO.has(word) ? 1 - value : value;
    });
  }

  decode(block: RecordBlock): void {
    const { count, width, columns } = block;
    if (this.flags.length < count) this.flags = new Int8Array(count);
    const { flags, state } = this;
    const codes = columns?.codes(this.#column, block, this) ?? null;
    let unreadable = 0;
    if (codes === null || columns === undefined) {
      for (let row = 0; row < count; row++) {
        const flag = this.codeOf(block, row * width + this.#column);
        flags[row] = flag;
        if (flag >= 0) state.readable++;
        else if (flag === UNREADABLE_CODE) unreadable++;
      }
    } else {
      flags.set(codes.subarray(0, count));
      unreadable = columns.having(UNREADABLE_CODE, block);
      state.readable += count - unreadable - columns.having(ABSENT_FLAG, block);
    }
    if (unreadable > 0) this.#passUnreadable(block);
  }

  codeOf(block: RecordBlock, at: number): number {
    if (!this.#cell.load(block, at)) return ABSENT_FLAG;
    const meaning = this.#meanings.of(this.#cell);
    return meaning === UNREADABLE ? UNREADABLE_CODE : meaning;
  }

  #passUnreadable(block: RecordBlock): void {
    for (let row = 0; row < block.count; row++) {
      if (this.flags[row] !== UNREADABLE_CODE) continue;
      this.flags[row] = ABSENT_FLAG;
      this.#cell.load(block, row * block.width + this.#column);
      noteUnreadable(this.state.unreadable, block.lines[row], () => this.#cell.text);
    }
  }
}

interface Score {
  readonly value: number;
  readonly band: number;
}

const NO_SCORE: Score = { value: Number.NaN, band: ABSENT_FLAG };

const OUT_OF = /^([+-]?\d+(?:[.,]\d+)?)\s*(?:\/|out of|of)\s*(\d+)$/i;
const STARS = /^(\d+(?:[.,]\d+)?)\s*(?:stars?|points?)$/i;
/** `4 - Good`, `4: Good`, `4 (Good)`: one number, then only words. */
export const LABELLED = /^(\d{1,3})\s*(?:[-–—:=.]\s*|\()(\p{L}\D*?)\)?$/u;

/** Scores: numbers in `numbers`, words as bands in `flags`. */
export class ScoreColumn implements ColumnReader, TextCoder {
  readonly state;
  numbers = new Float64Array(0);
  flags = new Int8Array(0);
  readonly #plan: ColumnPlan;
  readonly #cell = new Cell();
  readonly #words: WordTable;
  /** Some word of the vocabulary is a number, as in vendors' codes. */
  readonly #numericWords: boolean;
  readonly #meanings: Meanings<Score>;
  /** By code, and the codes of numbers and of meanings. */
  readonly #scores: Score[] = [];
  readonly #codes = new Map<number | Score, number>();
  /** Entries of the histogram by code, those with all the lines they keep. */
  readonly #counted: ({ count: number } | undefined)[] = [];
  #outOf: string | undefined;

  constructor(plan: ColumnPlan, words: WordTable = NO_WORDS) {
    this.#plan = plan;
    this.#words = words;
    this.state = newState(plan);
    this.#numericWords = [...words.keys()].some((word) => !Number.isNaN(readNumber(word, "point")));
    this.#meanings = new Meanings(words, NO_SCORE, (text) => this.#meaning(text));
  }

  decode(block: RecordBlock): void {
    if (this.numbers.length < block.count) {
      this.numbers = new Float64Array(block.count);
      this.flags = new Int8Array(block.count);
    }
    const codes = block.columns?.codes(this.#plan.column, block, this) ?? null;
    if (codes !== null) {
      this.#takeAll(block, codes);
      return;
    }
    const cell = this.#cell;
    for (let row = 0, at = this.#plan.column; row < block.count; row++, at += block.width) {
      this.numbers[row] = Number.NaN;
      this.flags[row] = ABSENT_FLAG;
      if (!cell.load(block, at)) continue;
      const number = this.#number();
      if (!Number.isNaN(number)) this.#keepNumber(row, block.lines[row], number);
      else {
        const meaning = this.#meanings.of(cell);
        if (meaning === UNREADABLE) this.#noteUnreadable(block, row);
        else this.#keep(row, block.lines[row], meaning);
      }
    }
  }

  codeOf(block: RecordBlock, at: number): number {
    if (!this.#cell.load(block, at)) return ABSENT_CODE;
    const number = this.#number();
    const meaning = Number.isNaN(number) ? this.#meanings.of(this.#cell) : number;
    if (meaning === UNREADABLE) return UNREADABLE_CODE;
    if (meaning === NO_SCORE) return ABSENT_CODE;
    const known = this.#codes.get(meaning);
    if (known !== undefined) return known;
    const code = this.#scores.push(typeof meaning === "number" ? { value: meaning, band: ABSENT_FLAG } : meaning) - 1;
    this.#codes.set(meaning, code);
    return code;
  }

  #takeAll(block: RecordBlock, codes: Int32Array): void {
    const { numbers, flags, state } = this;
    const { lines, count } = block;
    const scores = this.#scores;
    const counted = this.#counted;
    let readable = 0;
    for (let row = 0; row < count; row++) {
      const code = codes[row];
      numbers[row] = Number.NaN;
      flags[row] = ABSENT_FLAG;
      if (code < 0) {
        if (code === UNREADABLE_CODE) this.#noteUnreadable(block, row);
        continue;
      }
      const known = counted[code];
      if (known === undefined) counted[code] = this.#keep(row, lines[row], scores[code]);
      else {
        numbers[row] = scores[code].value;
        known.count++;
        readable++;
      }
    }
    state.readable += readable;
  }

  /** The number in the cell; NaN where it may be a word. */
  #number(): number {
    const { bytes, start, end } = this.#cell;
    return this.#numericWords ? Number.NaN : readNumberBytes(bytes, start, end, this.#plan.numbers ?? "point");
  }

  #noteUnreadable(block: RecordBlock, row: number): void {
    this.#cell.load(block, row * block.width + this.#plan.column);
    noteUnreadable(this.state.unreadable, block.lines[row], () => this.#cell.text);
  }

  /** Returns the entry of the histogram that lacks nothing but to be counted up. */
  #keep(row: number, line: number, { value, band }: Score): { count: number } | undefined {
    const { state } = this;
    if (!Number.isNaN(value)) return this.#keepNumber(row, line, value);
    if (band !== ABSENT_FLAG) {
      this.flags[row] = band;
      state.words.set(band, (state.words.get(band) ?? 0) + 1);
      // Asked is not answered.
      if (band !== OFFERED) state.readable++;
    }
    return undefined;
  }

  #keepNumber(row: number, line: number, value: number): { count: number } | undefined {
    const { state } = this;
    this.numbers[row] = value;
    state.readable++;
    const known = state.histogram.get(value);
    if (known !== undefined) {
      known.count++;
      if (known.lines.length === MOST_LINES) return known;
      known.lines.push(line);
    } else if (state.histogram.size < MOST_DISTINCT_SCORES) state.histogram.set(value, { count: 1, lines: [line] });
    return undefined;
  }

  #meaning(text: string): Meaning<Score> {
    const band = this.#words.get(foldWord(text.normalize("NFC")));
    if (band !== undefined) return { value: Number.NaN, band };
    const style = this.#plan.numbers ?? "point";
    const outOf = OUT_OF.exec(text);
    if (outOf !== null) {
      // Scores out of different totals are no scores of one column.
      this.#outOf ??= outOf[2];
      if (this.#outOf !== outOf[2]) return UNREADABLE;
    }
    const number = readNumber((outOf ?? STARS.exec(text) ?? LABELLED.exec(text))?.[1] ?? text, style);
    return Number.isNaN(number) ? UNREADABLE : { value: number, band: ABSENT_FLAG };
  }
}

/** Categories: codes into the run's dictionary of the field. */
export class CategoryColumn implements ColumnReader, TextCoder {
  readonly state;
  codes = new Int32Array(0);
  readonly #column: number;
  readonly #dictionary: Dictionary;
  readonly #cell = new Cell();

  constructor(plan: ColumnPlan, dictionary: Dictionary) {
    this.#column = plan.column;
    this.#dictionary = dictionary;
    this.state = newState(plan);
  }

  decode(block: RecordBlock): void {
    const { count, columns } = block;
    if (this.codes.length < count) this.codes = new Int32Array(count);
    const codes = columns?.codes(this.#column, block, this) ?? null;
    if (codes === null || columns === undefined) this.#readAll(block);
    else {
      this.codes.set(codes.subarray(0, count));
      this.state.readable += count - columns.having(ABSENT_CODE, block);
    }
  }

  codeOf(block: RecordBlock, at: number): number {
    const cell = this.#cell;
    return cell.load(block, at) ? this.#dictionary.codeOfBytes(cell.bytes, cell.start, cell.end) : ABSENT_CODE;
  }

  #readAll(block: RecordBlock): void {
    const { bytes, starts, ends, width, count } = block;
    const { codes } = this;
    const dictionary = this.#dictionary;
    let readable = 0;
    for (let row = 0, at = this.#column; row < count; row++, at += width) {
      const start = starts[at];
      const end = ends[at];
      if (end >= ESCAPED) codes[row] = this.codeOf(block, at);
      else codes[row] = start < end ? dictionary.codeOfBytes(bytes, start, end) : ABSENT_CODE;
      if (codes[row] !== ABSENT_CODE) readable++;
    }
    this.state.readable += readable;
  }
}
