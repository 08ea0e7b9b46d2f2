import type { RecordBlock } from "../csv/block.ts";
import type { Dictionary } from "../values/dictionary.ts";
import { runOf } from "./id-runs.ts";
import { hashOfText, IdHashes, type SavedOrder } from "./ids.ts";
import { HashSet64, type IdPiece, RepeatFinder, type SavedHashes } from "./repeat-finder.ts";
import { idUse, type Source } from "./source.ts";

/** Ids of an export: their order, and each of them once. */
export interface SavedIds {
  readonly order: SavedOrder;
  readonly hashes: SavedHashes;
}

/** The same in pieces, as another thread hands them over. */
export interface IdsOfPart {
  readonly order: SavedOrder;
  readonly pieces: readonly IdPiece[];
}

/** The ids of the sources of one export. */
class ExportIds {
  readonly hashes = new IdHashes();
  readonly finder = new RepeatFinder();
}

/** The ids of all rows, and those that occur again. */
export class RowIds {
  /** Ids met again that were not known to be. */
  readonly repeated = new HashSet64();
  /** Ids known to occur more than once; null while that is not known. */
  readonly #known: HashSet64 | null;
  /** Where ids met again are noted: those that are known are of no account. */
  readonly #met: HashSet64;
  /** Ids are looked for although it is known which ones are repeated. */
  readonly #keeps: boolean;
  readonly #dictionaries: ReadonlyMap<string, Dictionary>;
  /** By group: ids of different exports have nothing to do with each other. */
  readonly #exports = new Map<number, ExportIds>();
  /** By code of a survey type. */
  readonly #typeNumbers: number[] = [];
  #open!: ExportIds;
  /** The same ids of another vendor are others. */
  #salt = 0;

  constructor(known: HashSet64 | null, keeps: boolean, dictionaries: ReadonlyMap<string, Dictionary>) {
    this.#known = known;
    this.#met = known === null ? this.repeated : new HashSet64();
    this.#keeps = keeps;
    this.#dictionaries = dictionaries;
  }

  open({ group, vendor }: Source): void {
    this.#salt = hashOfText(vendor);
    this.#open = this.#exports.get(group) ?? new ExportIds();
    this.#exports.set(group, this.#open);
    this.#open.hashes.ruined = 0;
  }

  /** Of the block met last, by row, where repeated ids are known. */
  get hashes(): IdHashes {
    return this.#open.hashes;
  }

  /** Hashes the ids of a block and, while repeats are not known, looks for them. In the long form the type of survey is part of an id. */
  meet(block: RecordBlock, source: Source, surveyTypes: Int32Array | null): void {
    const use = idUse(source);
    if (use === undefined) return;
    const { hashes, finder } = this.#open;
    // Nobody asks for the hashes of ids in order, unless some were found to be repeated.
    const run = this.#known === null && finder.isList && surveyTypes === null ? runOf(block, use.column, this.#salt) : null;
    if (run !== null) {
      hashes.pass(block, use.column, { rises: !run.falls || run.count === 1, falls: run.falls || run.count === 1 });
      finder.take(run, hashes.inOrder, this.#met);
      return;
    }
    hashes.compute(block, use.column, surveyTypes === null ? null : this.#numbersOf(surveyTypes), this.#salt);
    if (this.#known === null || this.#keeps) finder.meet(hashes, block.count, this.#met);
  }

  save({ group }: Source): SavedIds {
    const { hashes, finder } = this.#exports.get(group)!;
    return { order: hashes.saveOrder(), hashes: finder.save() };
  }

  /** Of the source that is open. */
  handOver(): IdsOfPart {
    const { hashes, finder } = this.#open;
    return { order: hashes.saveOrder(), pieces: finder.pieces() };
  }

  /** Takes in ids of the source that is open. */
  absorb({ order, pieces }: IdsOfPart): void {
    const { hashes, finder } = this.#open;
    hashes.absorbOrder(order);
    for (const piece of pieces) finder.take(piece, hashes.inOrder, this.#met);
  }

  /** By row a number for its type of survey that is the same in every run. */
  #numbersOf(codes: Int32Array): Int32Array {
    return codes.map((code) =>
      code < 0 ? 0 : (this.#typeNumbers[code] ??= hashOfText(this.#dictionaries.get("survey_type")!.text(code))),
    );
  }
}
