import { type Input, openInput } from "../csv/input.ts";
import { type TextDecisions, understandText } from "../csv/understand.ts";
import { type DecideOptions, type Decisions, decideSource } from "../interaction/decide.ts";
import { namesHeader } from "../interaction/map.ts";
import type { ReportEnv } from "./index.ts";
import type { PassPlan, PassResult } from "./pass.ts";
import { parseInstantFlag } from "./period.ts";
import type { ReportRequest } from "./request.ts";
import type { Source } from "./source.ts";
import { type Revision, revisions } from "./verify.ts";

/** Most sampled rows that one table is decided from, shared by its files. */
const MOST_ROWS = 8000;
const FEWEST_ROWS_A_FILE = 20;

/**
 * Files with one and the same header row are parts of one table, however its records were split: what their columns mean is decided
 * once, from all of them.
 */
interface Table {
  readonly members: readonly Source[];
  /** What reading has shown beyond the samples. */
  revised: Revision;
}

const headerKey = (header: readonly string[]): string =>
  JSON.stringify(header.map((name) => name.trim().replace(/\s+/gu, " ").toLowerCase()));

/** The input files of a run and what is decided about them. */
export class Sources {
  readonly list: Source[] = [];
  readonly #inputs: Input[] = [];
  #tables: Table[] = [];
  #headers: readonly (readonly string[])[] = [];
  readonly #request: ReportRequest;
  readonly #env: ReportEnv;

  constructor(request: ReportRequest, env: ReportEnv) {
    this.#request = request;
    this.#env = env;
  }

  /** Opens the files and decides them from samples. Throws ProblemError (exit 2 or 3). */
  async open(): Promise<void> {
    const texts: TextDecisions[] = [];
    for (const file of this.#request.files) {
      const input = await openInput(file, this.#env);
      this.#inputs.push(input);
      texts.push(await this.#understand(input, this.#request.encoding));
    }
    this.#arrange(texts);
  }

  async close(): Promise<void> {
    await Promise.all(this.#inputs.map((input) => input.close()));
  }

  /** Takes up what a pass found against the decisions; true when everything has to be read again. */
  async revise(plan: PassPlan, result: PassResult): Promise<boolean> {
    if (result.encoding !== null) {
      const texts = this.list.map(({ text }) => text);
      const { source, encoding } = result.encoding;
      texts[source] = await this.#understand(this.#inputs[source], encoding);
      this.#arrange(texts);
      return true;
    }
    let news = false;
    for (const table of this.#tables) {
      const { members } = table;
      const found = revisions(
        members[0].decisions,
        plan.columns[members[0].index],
        members.map(({ index }) => result.readings[index]),
        table.revised,
      );
      if (found === null) continue;
      table.revised = found;
      const decisions = this.#decide(
        members.map(({ text }) => text),
        found,
      );
      for (const source of members) source.decisions = decisions;
      news = true;
    }
    return news;
  }

  #understand(input: Input, encoding: string | null): Promise<TextDecisions> {
    return understandText(input, { delimiter: this.#request.delimiter, encoding });
  }

  /** Puts the files together by their header rows and decides each table. */
  #arrange(texts: readonly TextDecisions[]): void {
    const keys = texts.map(({ header }) => headerKey(header));
    const tables = [...new Set(keys)];
    this.#headers = texts.map(({ header }) => header);
    const decisions = tables.map((key) =>
      this.#decide(
        texts.filter((_, i) => keys[i] === key),
        {},
      ),
    );
    // Repeated tickets are looked for within one vendor's exports, and within files of one header row.
    const vendors = tables.map((key, table) => decisions[table].profile ?? key);
    this.list.length = 0;
    texts.forEach((text, index) => {
      const table = tables.indexOf(keys[index]);
      this.list.push({
        index,
        input: this.#inputs[index],
        text,
        decisions: decisions[table],
        table,
        group: vendors.indexOf(vendors[table]),
        scales: new Map(),
        unusableScores: new Set(),
      });
    });
    this.#tables = tables.map((_, table) => ({ members: this.list.filter((source) => source.table === table), revised: {} }));
  }

  #decide(texts: readonly TextDecisions[], revised: Revision): Decisions {
    const [text] = texts;
    const options = this.#options(text.header, revised);
    if (texts.length === 1) return decideSource(text, options);
    const share = Math.max(FEWEST_ROWS_A_FILE, Math.ceil(MOST_ROWS / texts.length));
    const sample = texts.flatMap((one) => one.sample.slice(0, share));
    const complete = texts.every((one) => one.complete && one.sample.length <= share);
    return decideSource({ ...text, sample, complete }, options);
  }

  #options(header: readonly string[], revised: Revision): DecideOptions {
    const { map, profile, dateFormat, scales, clock, tz, asOf } = this.#request;
    return {
      // With several files, a header that only some of them have is no mistake.
      map: map.filter((entry) => namesHeader(header, entry.header) || !this.#headers.some((other) => namesHeader(other, entry.header))),
      profile,
      dateFormat,
      scales,
      clock,
      zone: tz,
      asOf: asOf === null ? this.#env.now() : parseInstantFlag(asOf, tz ?? "UTC"),
      revised,
    };
  }
}
