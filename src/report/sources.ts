import { type Input, openInputs } from "../csv/input.ts";
import { type TextDecisions, understandText } from "../csv/understand.ts";
import { type DecideOptions, type Decisions, decideSource } from "../interaction/decide.ts";
import { type MapEntry, namesHeader } from "../interaction/map.ts";
import { detectProfile, takeOwnProfiles } from "../interaction/profiles/index.ts";
import type { SampleRow } from "../interaction/sample.ts";
import { takeOwnWords } from "../interaction/vocabulary.ts";
import type { Store, StoredTable } from "../store/index.ts";
import { ProblemError } from "../text/problem.ts";
import { isZone } from "../values/zone.ts";
import type { ReportEnv } from "./index.ts";
import { expectParts } from "./part.ts";
import type { PassPlan, PassResult } from "./pass.ts";
import { parseInstantFlag } from "./period.ts";
import { refuseContradictedText, refuseMissingColumns } from "./pinned.ts";
import { type Reading, readingOf } from "./reading.ts";
import type { ReportRequest } from "./request.ts";
import { sampleOf, shareOf } from "./sample.ts";
import type { Histogram } from "./scores.ts";
import type { Source, SourceReading } from "./source.ts";
import { type Revision, revisions } from "./verify.ts";

/**
 * Files with one and the same header row are parts of one table, however its records were split: what their columns mean is decided
 * once, from all of them.
 */
interface Table {
  readonly members: readonly Source[];
  /** What reading has shown beyond the samples. */
  revised: Revision;
}

/** The rows known and those that the readings add. */
const withLate = (known: readonly SampleRow[], readings: readonly SourceReading[]): readonly SampleRow[] => {
  const rows = new Map([...known, ...readings.flatMap(({ late }) => late)].map((row) => [JSON.stringify(row), row]));
  return [...rows.values()];
};

/** Whether two decisions read the file in the same way. */
const isSame = (one: Decisions, other: Decisions): boolean =>
  JSON.stringify({ ...one, shapes: [] }) === JSON.stringify({ ...other, shapes: [] });

export const headerKey = (header: readonly string[]): string =>
  JSON.stringify(header.map((name) => name.trim().replace(/\s+/gu, " ").toLowerCase()));

/** What was decided about a file before any column is. */
interface Understood {
  readonly text: TextDecisions;
  readonly reading: Reading;
}

/** Scores given so often as the histograms of a reading; where they stand is not known. */
const histogramsOf = (scores: StoredTable["scores"]): ReadonlyMap<string, Histogram> =>
  new Map([...scores].map(([field, counts]) => [field, new Map([...counts].map(([value, count]) => [value, { count, lines: [] }]))]));

/** Opens the files of a request, has them worked on, and closes them. Throws ProblemError (exit 2 or 3). */
export const withSources = async <Result>(
  request: ReportRequest,
  env: ReportEnv,
  work: (files: Sources) => Promise<Result>,
): Promise<Result> => {
  if (request.tz !== null && !isZone(request.tz)) throw new ProblemError(2, "unknown-zone", { zone: request.tz });
  takeOwnWords(request.reading.words);
  takeOwnProfiles(request.reading.profiles ?? []);
  const sources = new Sources(request, env, await ownOf(request));
  try {
    await sources.open();
    return await work(sources);
  } finally {
    sources.close();
  }
};

/** What the user says of times and targets. */
export type Own = Pick<Source, "hours" | "sla" | "slips">;

const NOTHING: Own = { hours: null, sla: null, slips: null };

/** When the team works, and targets for the SLA. Throws ProblemError (exit 2). */
export const ownOf = async (request: ReportRequest): Promise<Own> => {
  const { schedule = {}, sla } = request.reading;
  const hasHours = request.businessHours != null || schedule.hours !== undefined || (schedule.teams ?? []).length > 0;
  if (!hasHours && sla === undefined) return NOTHING;
  const { Slips } = await import("./slips.ts");
  const slips = new Slips();
  return {
    hours: hasHours ? (await import("./opening-hours.ts")).runHours(request, slips) : null,
    sla: sla === undefined ? null : (await import("./sla-targets.ts")).slaOf(sla, slips),
    slips,
  };
};

/** The input files of a run and what is decided about them. */
export class Sources {
  readonly list: Source[] = [];
  readonly #inputs: Input[] = [];
  #tables: Table[] = [];
  #headers: readonly (readonly string[])[] = [];
  /** Of a store; they stand before the files, which are newer. */
  #stored: readonly StoredTable[] = [];
  #store: Store | null = null;
  readonly #request: ReportRequest;
  readonly #env: ReportEnv;
  readonly #own: Own;

  constructor(request: ReportRequest, env: ReportEnv, own: Own) {
    this.#request = request;
    this.#env = env;
    this.#own = own;
  }

  /** Opens the files and decides them from samples. Throws ProblemError (exit 2 or 3). */
  async open(): Promise<void> {
    const { store } = this.#request;
    if (store != null) {
      const { openToRead, storedTables } = await import("../store/index.ts");
      this.#store = openToRead(store, this.#env);
      this.#stored = storedTables(this.#store, this.#request.clock);
      if (this.#stored.length === 0 && this.#request.files.length === 0) throw new ProblemError(4, "store-empty", { file: store.name });
    }
    const texts: Understood[] = [];
    for (const file of this.#request.files) {
      const inputs = await openInputs(file, this.#env);
      this.#inputs.push(...inputs);
      if (this.#env.readers !== undefined) for (const input of inputs) expectParts(input, this.#env.readers);
      for (const input of inputs) texts.push(await this.#understand(input, null));
    }
    this.#arrange(texts);
  }

  close(): void {
    for (const input of this.#inputs) input.close();
    this.#store?.close();
  }

  /** Takes up what a pass found against the decisions; true when everything has to be read again. */
  async revise(plan: PassPlan, result: PassResult): Promise<boolean> {
    if (result.encoding !== null) {
      const texts: Understood[] = this.list.slice(this.#stored.length);
      const { encoding } = result.encoding;
      const source = result.encoding.source - this.#stored.length;
      texts[source] = await this.#understand(this.#inputs[source], encoding);
      this.#arrange(texts);
      return true;
    }
    let news = false;
    for (const table of this.#tables) {
      const { members } = table;
      const readings = members.map(({ index }) => result.readings[index]);
      const before = members[0].decisions;
      const found = revisions(before, plan.columns[members[0].index], readings, table.revised);
      const rows = withLate(table.revised.rows ?? [], readings);
      if (found === null && rows.length === (table.revised.rows?.length ?? 0)) continue;
      const isLate = rows.length > (table.revised.rows?.length ?? 0);
      // What the sample now shows itself need not be told it.
      const revised = isLate ? { orderProof: (found ?? table.revised).orderProof, rows } : { ...found, rows };
      const decisions = this.#decide(members, revised);
      if (found === null && isSame(before, decisions)) continue;
      table.revised = revised;
      for (const source of members) source.decisions = decisions;
      news = true;
    }
    return news;
  }

  /** `contradicted`: the encoding that reading showed to be the right one. */
  async #understand(input: Input, contradicted: string | null): Promise<Understood> {
    const readingFor = (profile: string | null): Reading => readingOf(this.#request, input.name, this.#env.cwd, profile);
    const understand = ({ delimiter, encoding }: Reading): Promise<TextDecisions> =>
      understandText(input, { delimiter, encoding, contradicted });
    let reading = readingFor(null);
    let text = await understand(reading);
    if (this.#request.reading.rules.length > 0) {
      const profile = reading.profile ?? detectProfile(text.header)?.id ?? null;
      const { delimiter, encoding } = reading;
      reading = readingFor(profile);
      if (reading.delimiter !== delimiter || reading.encoding !== encoding) text = await understand(reading);
      refuseContradictedText(input, text, reading);
    }
    return { text, reading };
  }

  /** Puts the files together by their header rows and decides each table. */
  #arrange(texts: readonly Understood[]): void {
    const headers = texts.map(({ text }) => headerKey(text.header));
    const keys = texts.map(({ reading }, i) => `${reading.key} ${headers[i]}`);
    const tables = [...new Set(keys)];
    this.#headers = texts.map(({ text }) => text.header);
    texts.forEach(({ text, reading }, i) => refuseMissingColumns(this.#inputs[i].name, text.header, reading, this.#headers));
    const decisions = tables.map((key) =>
      this.#decide(
        texts.filter((_, i) => keys[i] === key),
        {},
      ),
    );
    // Repeated tickets are looked for within one vendor's exports, and within files of one header row.
    const stored = this.#stored;
    const first = stored.length;
    const vendors = [
      ...stored.map(({ vendor }) => vendor),
      ...tables.map((key, table) => decisions[table].profile ?? headers[keys.indexOf(key)]),
    ];
    // How it was read was decided by import; only the scale of scores can be chosen anew.
    const { scales } = this.#request;
    const plain = { rules: [], words: null };
    const asked = { ...this.#request, map: [], dateFormat: null, delimiter: null, encoding: null, profile: null, reading: plain };
    const reading = readingOf(asked, "", this.#env.cwd, null);
    this.list.length = 0;
    stored.forEach(({ input, text, decisions: known, scores }, index) => {
      const allScores = histogramsOf(scores);
      const group = vendors.indexOf(vendors[index]);
      const kept = { ...known, scaleHints: { ...known.scaleHints, ...scales } };
      const own = { decisions: kept, allScores, table: index, share: Number.POSITIVE_INFINITY, group, vendor: vendors[index] };
      this.list.push({ index, input, text, reading, ...own, ...this.#undecided() });
    });
    texts.forEach(({ text, reading }, file) => {
      const index = first + file;
      const table = first + tables.indexOf(keys[file]);
      this.list.push({
        index,
        input: this.#inputs[file],
        text,
        reading,
        decisions: decisions[table - first],
        table,
        share: shareOf(keys.filter((key) => key === keys[file]).length),
        group: vendors.indexOf(vendors[table]),
        vendor: vendors[table],
        ...this.#undecided(),
      });
    });
    this.#tables = tables.map((_, table) => ({ members: this.list.filter((source) => source.table === first + table), revised: {} }));
  }

  /** What a source has before it is read, and what the user says of all. */
  #undecided(): Pick<Source, "scales" | "unusableScores" | "clocks" | keyof Own> {
    return { scales: new Map(), unusableScores: new Set(), clocks: { scheduled: new Set(), otherClock: new Map() }, ...this.#own };
  }

  /** Decides the files anew; these entries say what the request's own leave open. */
  decideAgain(map: readonly MapEntry[]): void {
    const files = this.list.slice(this.#stored.length);
    this.#arrange(files.map(({ text, reading }) => ({ text, reading: { ...reading, map: [...map, ...reading.map] } })));
  }

  /** What would have been decided about a file had times of this clock been asked for. */
  decidedBy(source: Source, clock: ReportRequest["clock"]): Decisions {
    const { members, revised } = this.#tables.find((table) => table.members.includes(source))!;
    return this.#decide(members, revised, clock);
  }

  #decide(understood: readonly Understood[], revised: Revision, clock = this.#request.clock): Decisions {
    const texts = understood.map(({ text }) => text);
    const [text] = texts;
    const options = { ...this.#options(text.header, understood[0].reading, revised), clock };
    const share = shareOf(texts.length);
    const sample = texts.flatMap((one) => sampleOf(one, share));
    const complete = texts.every((one) => one.complete && one.sample.length <= share);
    return decideSource({ ...text, sample, complete }, options);
  }

  #options(header: readonly string[], reading: Reading, revised: Revision): DecideOptions {
    const { clock, tz, asOf } = this.#request;
    const { map, pinned, profile, dateFormat, scales } = reading;
    // With several files, a header that only some of them have is no mistake, unless it was named for these files.
    const isElsewhere = ({ header: wanted }: MapEntry): boolean => this.#headers.some((other) => namesHeader(other, wanted));
    return {
      map: map.filter((entry) => reading.needed.has(entry) || namesHeader(header, entry.header) || !isElsewhere(entry)),
      ignore: reading.ignore,
      profile,
      dateFormat,
      scales,
      units: Object.fromEntries(Object.entries(pinned.units).map(([field, { value }]) => [field, value])),
      sourceZone: pinned.zone?.value ?? null,
      clock,
      zone: tz,
      asOf: asOf === null ? this.#env.now() : parseInstantFlag(asOf, tz ?? "UTC"),
      revised,
    };
  }
}
