import { ESCAPED, type RecordBlock } from "../csv/block.ts";
import { ABSENT_CODE, ABSENT_FLAG, type ColumnPlan, OFFERED } from "./batch.ts";
import { Cell, type ColumnReader, newState, noteUnreadable } from "./column.ts";
import { Dictionary } from "./dictionary.ts";
import { isNullWord } from "./null-words.ts";
import { readNumber, readNumberBytes } from "./number.ts";
import { foldWord, type WordTable } from "./vocabulary.ts";
import { YES_NO } from "./words.ts";

const NO_WORDS: WordTable = new Map();
const MOST_DISTINCT_SCORES = 1000;

/** What no word of a column can mean. */
const UNREADABLE = Symbol("unreadable");
type Meaning<Value> = Value | typeof UNREADABLE;

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
export class FlagColumn implements ColumnReader {
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
    if (this.flags.length < block.count) this.flags = new Int8Array(block.count);
    const { flags, state } = this;
    const cell = this.#cell;
    for (let row = 0, at = this.#column; row < block.count; row++, at += block.width) {
      flags[row] = ABSENT_FLAG;
      if (!cell.load(block, at)) continue;
      const meaning = this.#meanings.of(cell);
      if (meaning === UNREADABLE) noteUnreadable(state.unreadable, block.lines[row], () => cell.text);
      else if (meaning !== ABSENT_FLAG) {
        flags[row] = meaning;
        state.readable++;
      }
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
export class ScoreColumn implements ColumnReader {
  readonly state;
  numbers = new Float64Array(0);
  flags = new Int8Array(0);
  readonly #plan: ColumnPlan;
  readonly #cell = new Cell();
  readonly #words: WordTable;
  /** Some word of the vocabulary is a number, as in vendors' codes. */
  readonly #numericWords: boolean;
  readonly #meanings: Meanings<Score>;
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
    const style = this.#plan.numbers ?? "point";
    const cell = this.#cell;
    for (let row = 0, at = this.#plan.column; row < block.count; row++, at += block.width) {
      this.numbers[row] = Number.NaN;
      this.flags[row] = ABSENT_FLAG;
      if (!cell.load(block, at)) continue;
      const number = this.#numericWords ? Number.NaN : readNumberBytes(cell.bytes, cell.start, cell.end, style);
      if (Number.isNaN(number)) this.#keep(row, block.lines[row], this.#meanings.of(cell));
      else this.#keepNumber(row, block.lines[row], number);
    }
  }

  #keep(row: number, line: number, meaning: Meaning<Score>): void {
    const { state } = this;
    if (meaning === UNREADABLE) noteUnreadable(state.unreadable, line, () => this.#cell.text);
    else if (!Number.isNaN(meaning.value)) this.#keepNumber(row, line, meaning.value);
    else if (meaning.band !== ABSENT_FLAG) {
      this.flags[row] = meaning.band;
      state.words.set(meaning.band, (state.words.get(meaning.band) ?? 0) + 1);
      // Asked is not answered.
      if (meaning.band !== OFFERED) state.readable++;
    }
  }

  #keepNumber(row: number, line: number, value: number): void {
    const { state } = this;
    this.numbers[row] = value;
    state.readable++;
    const known = state.histogram.get(value);
    if (known !== undefined) {
      known.count++;
      if (known.lines.length < 3) known.lines.push(line);
    } else if (state.histogram.size < MOST_DISTINCT_SCORES) state.histogram.set(value, { count: 1, lines: [line] });
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
export class CategoryColumn implements ColumnReader {
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
    if (this.codes.length < block.count) this.codes = new Int32Array(block.count);
    const { bytes, starts, ends, width, count } = block;
    const { codes } = this;
    const dictionary = this.#dictionary;
    const cell = this.#cell;
    let readable = 0;
    for (let row = 0, at = this.#column; row < count; row++, at += width) {
      const start = starts[at];
      const end = ends[at];
      let code = ABSENT_CODE;
      if (end >= ESCAPED) {
        cell.load(block, at);
        code = dictionary.codeOfBytes(cell.bytes, cell.start, cell.end);
      } else if (start < end) code = dictionary.codeOfBytes(bytes, start, end);
      codes[row] = code;
      if (code !== ABSENT_CODE) readable++;
    }
    this.state.readable += readable;
  }
}
