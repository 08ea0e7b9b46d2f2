import { ANSWER_COLUMNS, type AnswerRow } from "./row.ts";

/** A row that only says what was answered before the survey was broken off. */
const isUnfinished = ({ complete }: AnswerRow): boolean => complete === "no";

/** What a row answers; a row that lost its id is known by all its cells. */
const keyOf = (row: AnswerRow): string =>
  row.response_id === null
    ? JSON.stringify(ANSWER_COLUMNS.map((column) => row[column]))
    : JSON.stringify([row.response_id, row.survey_type]);

const counted = (key: string, row: AnswerRow): string => `${isUnfinished(row) ? "-" : "+"}${key}`;

/**
 * The rows of several files, each once although it may stand in more than one of them: after a merge that was cut short, or where a
 * response was set aside both half-finished and whole. A survey may ask two questions of one type, so that rows of one file are never
 * taken for repeats of each other.
 */
export class Gathered {
  private readonly kept: AnswerRow[] = [];
  private readonly counts = new Map<string, number>();

  /** Adds the rows of one file; returns those that were not there yet. */
  add(rows: readonly AnswerRow[]): AnswerRow[] {
    const here = new Map<string, number>();
    const fresh = rows.filter((row) => {
      const key = keyOf(row);
      const count = (here.get(counted(key, row)) ?? 0) + 1;
      here.set(counted(key, row), count);
      return count > (this.counts.get(counted(key, row)) ?? 0) && !(isUnfinished(row) && this.counts.has(`+${key}`));
    });
    for (const [key, count] of here) this.counts.set(key, Math.max(count, this.counts.get(key) ?? 0));
    this.kept.push(...fresh);
    return fresh;
  }

  /** All rows, without those of half-finished responses that were finished later. */
  rows(): AnswerRow[] {
    return this.kept.filter((row) => !(isUnfinished(row) && this.counts.has(`+${keyOf(row)}`)));
  }

  /** Whether any row of this response is there. */
  responses(): Set<string> {
    return new Set(this.kept.map(({ response_id }) => String(response_id)));
  }
}
