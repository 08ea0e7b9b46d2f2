import { type BlockSink, readStretch, type Stretch, type StretchReading } from "../csv/records.ts";
import { StoredInput } from "../csv/stored-input.ts";
import { stretchesOf } from "../csv/stretches.ts";
import type { Input } from "../csv/input.ts";
import type { Reject } from "../csv/block.ts";
import { type OwnWords, takeOwnWords } from "../interaction/vocabulary.ts";
import { findKpi } from "../kpi/index.ts";
import { HashSet64, type SavedHashes } from "./repeat-finder.ts";
import type { PassPlan } from "./pass.ts";
import { RowTaker } from "./rows.ts";
import type { SavedRows } from "./saved-rows.ts";
import type { Source } from "./source.ts";

/** Reads parts of files at the same time as the caller reads another. */
export interface Readers {
  /** Most parts that a file is read in, the caller's included. */
  readonly count: number;
  /** Fewest bytes that are worth a part. */
  readonly least: number;
  /** Tells that a file of so many parts is about to be read, so that those who read them can begin. */
  expect(parts: number): void;
  /** `progress`: bytes of it read so far. Null where the system has nobody to read it. */
  read(part: Part, progress: (bytes: number) => void): Promise<ReadPart | null>;
}

type PlainPlan = Omit<PassPlan, "sources" | "kpis" | "repeated" | "list" | "signal" | "progress" | "readers">;

/** A part of a file and everything that is known about its run, as plain data. */
export interface Part {
  readonly stretch: Stretch;
  /** Index of the source. */
  readonly source: number;
  readonly sources: readonly (Omit<Source, "input" | "hours" | "sla" | "slips"> & Pick<Input, "name" | "size">)[];
  /** The descriptor of the file, which threads of a process share. */
  readonly file: number;
  readonly plan: PlainPlan & { readonly kpis: readonly string[]; readonly repeated: SavedHashes | null };
  readonly words: OwnWords | null;
}

/** What is known of a part that was read: lines are counted from its beginning. */
export interface ReadPart extends StretchReading {
  readonly rows: SavedRows;
  readonly rejects: readonly Reject[];
  readonly firstReject: Reject | null;
}

/** Files in which a cut fell within a record: they are read in one piece. */
const uncut = new WeakSet<Input>();

/** Into how many parts a file of this size would be cut. */
const partsIn = (input: Input, { count, least }: Readers): number =>
  input.file === undefined || input.size === null ? 1 : Math.min(count, Math.floor(input.size / least));

/** Lets those begin who are going to read parts of a file. */
export const expectParts = (input: Input, readers: Readers): void => {
  const parts = partsIn(input, readers);
  if (parts > 1) readers.expect(parts);
};

/** The parts in which a source is to be read, the first by the caller; null = in one piece. */
export const partsOf = (plan: PassPlan, source: Source, readers: Readers): readonly [Stretch, ...Part[]] | null => {
  const { input, hours, sla, slips, text } = source;
  // Opening hours and targets of one's own are more than plain data.
  const isPlain = plan.list === undefined && hours === null && sla === null && slips === null && !uncut.has(input);
  const most = isPlain ? partsIn(input, readers) : 1;
  const stretches = most < 2 ? null : stretchesOf(input, text, most);
  if (stretches === null) return null;
  const { sources, kpis, repeated, list: _list, signal: _signal, progress: _progress, readers: _readers, ...rest } = plan;
  const common = {
    source: source.index,
    sources: sources.map(({ input: { name, size }, hours: _hours, sla: _sla, slips: _slips, text: known, ...one }) => {
      return { ...one, name, size, text: { ...known, sample: [], all: null } };
    }),
    file: input.file!,
    plan: { ...rest, kpis: kpis.map(({ id }) => id), repeated: repeated?.save() ?? null },
    words: plan.words,
  };
  const [first, ...others] = stretches;
  return [first, ...others.map((stretch): Part => ({ ...common, stretch }))];
};

/**
 * The parts, or null where they do not fit together: a cut fell within a record, the file is in another encoding, or a part could not be read.
 * From then on the file is read in one piece.
 */
export const fitting = (source: Source, parts: readonly (ReadPart | null)[], own: StretchReading): readonly ReadPart[] | null => {
  const fits = [own, ...parts].every((part) => part !== null && part.isWhole && part.contradiction === null);
  if (!fits) uncut.add(source.input);
  return fits ? (parts as readonly ReadPart[]) : null;
};

/** Reads a part of a file. Throws ProblemError (exit 3). */
export const readPart = async (part: Part, progress: (bytes: number) => void): Promise<ReadPart> => {
  takeOwnWords(part.words);
  const sources = part.sources.map(({ name, size, ...one }): Source => {
    return { ...one, input: new StoredInput(name, part.file, size ?? 0), hours: null, sla: null, slips: null };
  });
  const source = sources[part.source];
  const { repeated: saved, ...rest } = part.plan;
  const repeated = saved === null ? null : new HashSet64();
  if (saved !== null) repeated!.absorb(saved);
  const plan: PassPlan = { ...rest, sources, kpis: part.plan.kpis.map((id) => findKpi(id)!), repeated };
  const rows = new RowTaker(plan);
  const sink = sinkOf(plan, rows, progress);
  rows.open(source);
  const reading = await readStretch(source.input, source.text, sink, part.stretch);
  return { ...reading, rows: rows.save(), rejects: sink.rejects, firstReject: sink.firstReject };
};

interface Sink extends BlockSink {
  readonly rejects: Reject[];
  firstReject: Reject | null;
}

/** Hands records on and keeps those that cannot be used: all where they are asked for, else the first. */
export const sinkOf = ({ keepRejects, signal }: PassPlan, rows: RowTaker, progress: (bytes: number) => void): Sink => {
  const sink: Sink = {
    rejects: [],
    firstReject: null,
    block: (block) => rows.block(block),
    reject(reject) {
      sink.firstReject ??= reject;
      if (keepRejects) sink.rejects.push(reject);
    },
    progress,
    signal,
  };
  return sink;
};
