import type { Field } from "../interaction/fields.ts";
import { FieldReader, type ScoreValue } from "./interaction-values.ts";
import { basisField } from "./needs.ts";
import type { CountedRows } from "./pass.ts";
import type { Disguise } from "./pseudonyms.ts";
import type { RowFigure } from "./rows-behind-figures.ts";
import { judged, partsOf, type RowOrder, type RowPart, type RowsAsked } from "./rows-behind-parts.ts";
import { SCORE_FIELDS } from "./scores.ts";
import { factsOf, type Source } from "./source.ts";

/** Fields shown of each row, where its file has them. */
export const SHOWN: readonly Field[] = ["id", "response_id", "created", "answered_at", "sent", "resolved", "closed", "channel", "agent"];

/** One row behind a figure; null = its file does not tell. */
export interface RowBehind {
  /** Which group of the report it stands in; 0 = the total. */
  place: number;
  /** Index of its file among the report's sources; of the newest row where its id is repeated. */
  readonly source: number;
  /** Physical line on which it starts. */
  readonly line: number;
  readonly id: string | null;
  /** Epoch milliseconds: created, else answered, else sent. */
  readonly created: number | null;
  /** Epoch milliseconds: resolved, else closed. */
  readonly resolved: number | null;
  readonly channel: string | null;
  readonly agent: string | null;
  /** Its score as given, or its time in seconds. */
  readonly value: ScoreValue | null;
  /** How the figure judges it, or why it is listed. */
  readonly verdict: string | null;
  /** Undefined = customers are not what is counted. */
  readonly customer: string | null | undefined;
  /** Undefined = not asked for. */
  readonly comment: string | null | undefined;
  /** Rows of less come first; Infinity where there is nothing to go by. */
  readonly rank: number;
}

/** The fields that stand as dates of a file's rows, and which of them carry no time of day. */
export interface RowDates {
  readonly created: Field | null;
  readonly resolved: Field | null;
  readonly dateOnly: readonly Field[];
}

export const datesOf = (source: Source): RowDates => {
  const facts = factsOf(source);
  return { created: basisField(facts, "created"), resolved: basisField(facts, "resolved"), dateOnly: source.decisions.dateOnly };
};

/** A row looked at: its rank and place in the files, and all of it when it is to be kept. */
export interface Looked {
  readonly rank: number;
  readonly source: number;
  readonly line: number;
  /** Tells the rows of a run apart. */
  readonly key: unknown;
  take(): RowBehind;
}

const known = (values: Float64Array | undefined, row: number): number | null =>
  values === undefined || Number.isNaN(values[row]) ? null : values[row];

/** Reads rows of whatever batch they stand in. */
export class RowReader {
  readonly #asked: RowsAsked;
  readonly #parts: readonly RowPart[];
  readonly #customers: boolean;
  readonly #channel = new FieldReader("channel");
  readonly #agent = new FieldReader("agent");
  readonly #score: FieldReader | null;
  readonly #comments: boolean;
  readonly #disguise: Disguise | null;
  readonly #dates = new Map<Source, RowDates>();
  #counted!: CountedRows;

  constructor(asked: RowsAsked, comments: boolean, disguise: Disguise | null) {
    this.#asked = asked;
    this.#comments = comments;
    this.#disguise = disguise;
    this.#parts = partsOf(asked.kpi);
    this.#customers = asked.kpi.entity === "customer";
    const score = SCORE_FIELDS.find((field) => field === asked.kpi.id);
    this.#score = score === undefined ? null : new FieldReader(score);
  }

  /** Turns to the rows of another batch. */
  open(counted: CountedRows): void {
    this.#counted = counted;
    for (const reader of [this.#channel, this.#agent, this.#score]) reader?.open(counted);
  }

  /** Looks at a row of the batch at hand, and what it comes to. What is returned is valid until the next batch. */
  look(row: number, figure: RowFigure): Looked {
    const { source, batch } = this.#counted;
    const { created } = this.#datesOf(source);
    const time = this.#asked.kpi.unit === "seconds" ? figure.alone.value : null;
    const instant = created === null ? null : known(batch.numbers.get(created), row);
    const rank = rankOf(this.#asked.part.order, instant, time);
    const line = batch.lines[row];
    return { rank, source: source.index, line, key: batch, take: () => this.#read(row, figure, { rank, created: instant, time, line }) };
  }

  #read(
    row: number,
    figure: RowFigure,
    { rank, created, time, line }: { rank: number; created: number | null; time: number | null; line: number },
  ): RowBehind {
    const { source, batch } = this.#counted;
    const { resolved } = this.#datesOf(source);
    return {
      place: 0,
      source: source.index,
      line,
      id: this.#text("id", row) ?? this.#text("response_id", row),
      created,
      resolved: resolved === null ? null : known(batch.numbers.get(resolved), row),
      channel: this.#channel.value(row) as string | null,
      agent: this.#named("agent", this.#agent.value(row) as string | null),
      value: this.#score === null ? time : (this.#score.value(row) as ScoreValue | null),
      verdict: judged(this.#parts, figure),
      customer: this.#customers ? this.#named("customer", this.#text("customer", row)) : undefined,
      comment: this.#comments ? this.#text("comment", row) : undefined,
      rank,
    };
  }

  /** As the name may be shown. */
  #named(field: Field, name: string | null): string | null {
    return this.#disguise === null ? name : this.#disguise.field(field, name);
  }

  /** Of fields whose texts are so many that they are not to be kept. */
  #text(field: Field, row: number): string | null {
    const { batch, dictionaries } = this.#counted;
    const code = batch.codes.get(field)?.[row] ?? -1;
    return code < 0 ? null : dictionaries.get(field)!.text(code);
  }

  #datesOf(source: Source): RowDates {
    let dates = this.#dates.get(source);
    if (dates === undefined) this.#dates.set(source, (dates = datesOf(source)));
    return dates;
  }
}

const rankOf = (order: RowOrder, created: number | null, time: number | null): number => {
  const by = order === "newest" || order === "oldest" ? created : time;
  if (by === null) return Number.POSITIVE_INFINITY;
  return order === "newest" || order === "slowest" ? -by : by;
};
