import { ces } from "../kpi/ces.ts";
import { csat } from "../kpi/csat.ts";
import { nps } from "../kpi/nps.ts";
import { volume } from "../kpi/volume.ts";
import { foldWord } from "../values/vocabulary.ts";
import type { Contact, Contacts } from "../store/index.ts";
import { MoodReader, type ScoreGiven } from "./answer-moods.ts";
import type { ReportEnv } from "./index.ts";
import type { Report } from "./model.ts";
import type { CountedRows } from "./pass.ts";
import type { ReportRequest } from "./request.ts";
import { contactOf, contactsOf, instantOf, type RowInstant, showRows, textOf } from "./row-facts.ts";

/** A ticket, call or chat of a customer, or an answer to a survey; null = its file does not tell. */
export interface CustomerRow {
  readonly kind: "interaction" | "answer";
  readonly when: RowInstant | null;
  readonly id: string | null;
  readonly status: string | null;
  readonly resolved: RowInstant | null;
  readonly agent: string | null;
  readonly channel: string | null;
  readonly scores: readonly ScoreGiven[];
  readonly comment: string | null;
  readonly contact: Contact | null;
  /** As named on the command line, or the store. */
  readonly file: string;
  /** Physical line; of the store: the number of its row. */
  readonly line: number;
}

/** All that is known of one customer. */
export interface CustomerHistory {
  readonly report: Report;
  /** As asked for. */
  readonly customer: string;
  /** Oldest first; without a date last. */
  readonly rows: readonly CustomerRow[];
}

const NOBODY: Contacts = { byRow: new Map(), byId: new Map() };

const SURVEYS = [csat, nps, ces];

const folded = (name: string): string => foldWord(name.normalize("NFC"));

/** Tells rows of a customer by the whole name, however it is written in capitals, each name looked at once. */
class CustomerMatcher {
  readonly #wanted: string;
  readonly #known = new Map<number, boolean>();

  constructor(customer: string) {
    this.#wanted = folded(customer);
  }

  matches({ batch, dictionaries }: CountedRows, row: number): boolean {
    const code = batch.codes.get("customer")?.[row] ?? -1;
    if (code < 0) return false;
    let verdict = this.#known.get(code);
    if (verdict === undefined) {
      verdict = folded(dictionaries.get("customer")!.text(code)) === this.#wanted;
      this.#known.set(code, verdict);
    }
    return verdict;
  }
}

/** The rows of one customer that count for a report. Throws ProblemError (exit 2, 3, or 4 of the store). */
export const runCustomerHistory = async (customer: string, request: ReportRequest, env: ReportEnv): Promise<CustomerHistory> => {
  const contacts = (await contactsOf(request, env)) ?? NOBODY;
  const readers = SURVEYS.map(({ id }) => new MoodReader(id as ScoreGiven["survey"]));
  const matcher = new CustomerMatcher(customer);
  const rows: CustomerRow[] = [];
  const report = await showRows(request, env, [volume, ...SURVEYS], (counted) => {
    for (const reader of readers) reader.open(counted);
    for (let i = 0; i < counted.length; i++) {
      const row = counted.rows[i];
      if (!matcher.matches(counted, row)) continue;
      const scores = readers.flatMap((reader) => reader.value(row) ?? []);
      rows.push(rowOf(counted, row, scores, contactOf(counted, contacts, row)));
    }
  });
  return { report, customer, rows: rows.toSorted(byDate) };
};

const rowOf = (counted: CountedRows, row: number, scores: readonly ScoreGiven[], contact: Contact | null): CustomerRow => {
  const created = instantOf(counted, ["created"], row);
  return {
    kind: created === null && scores.length > 0 ? "answer" : "interaction",
    when: created ?? instantOf(counted, ["answered_at", "sent"], row),
    id: textOf(counted, "id", row) ?? textOf(counted, "response_id", row),
    status: textOf(counted, "status", row),
    resolved: instantOf(counted, ["resolved", "closed"], row),
    agent: textOf(counted, "agent", row),
    channel: textOf(counted, "channel", row),
    scores,
    comment: textOf(counted, "comment", row),
    contact,
    file: counted.source.input.name,
    line: counted.batch.lines[row],
  };
};

const byDate = (a: CustomerRow, b: CustomerRow): number =>
  (a.when?.at ?? Number.MAX_VALUE) - (b.when?.at ?? Number.MAX_VALUE) || a.line - b.line;
