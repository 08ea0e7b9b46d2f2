import { ces } from "../kpi/ces.ts";
import { csat } from "../kpi/csat.ts";
import { nps } from "../kpi/nps.ts";
import { share } from "../kpi/rate.ts";
import { medianInterval, quantile } from "../stats/quantile.ts";
import type { Contact, Contacts } from "../store/index.ts";
import { type Mood, MoodReader, type ScoreGiven } from "./answer-moods.ts";
import type { ReportEnv } from "./index.ts";
import type { Report } from "./model.ts";
import type { CountedRows } from "./pass.ts";
import type { ReportRequest } from "./request.ts";
import { contactOf, contactsOf, instantOf, type RowInstant, showRows, textOf } from "./row-facts.ts";

/** Unhappy: below the middle of the scale, or 0–6 of NPS. Happy: a positive rating, or 9–10 of NPS. */
export const KINDS = ["unhappy", "happy"] as const;

export type FollowUpOrder = "newest" | "oldest" | "score";

/** Which customers to contact. */
export interface FollowUpsRequest {
  readonly report: ReportRequest;
  readonly kind: (typeof KINDS)[number];
  /** Those who were contacted, too. */
  readonly all: boolean;
  /** By the date of the answer; `score`: the worst first, of happy customers the best; then the newest. */
  readonly order: FollowUpOrder;
  /** Most answers; Infinity = all. */
  readonly limit: number;
}

/** An answer whose customer is to be contacted; null = its file does not tell. */
export interface FollowUp extends ScoreGiven {
  /** When it was answered, else when its ticket was created. */
  readonly when: RowInstant | null;
  readonly id: string | null;
  readonly customer: string | null;
  readonly agent: string | null;
  readonly channel: string | null;
  readonly comment: string | null;
  /** As named on the command line, or the store. */
  readonly file: string;
  /** Physical line; of the store: the number of its row. */
  readonly line: number;
  /** Null = nobody has contacted the customer about it, as far as is known. */
  readonly contact: Contact | null;
}

/** How many were contacted, and how long it took them to be. */
export interface ClosedLoop {
  /** Answers of the kind. */
  readonly n: number;
  readonly contacted: number;
  /** Percent, with Wilson's interval; null without answers. */
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Seconds from the date of the answer to the contact; the interval needs 6 of them. `n`: contacted answers that have such a time. */
  readonly time: { readonly median: number | null; readonly n: number; readonly low: number | null; readonly high: number | null };
}

export interface FollowUps {
  /** The report of the scores alone: n, period, account of rows, notices. */
  readonly report: Report;
  readonly request: FollowUpsRequest;
  /** How many there are to list, whatever the limit. */
  readonly count: number;
  readonly rows: readonly FollowUp[];
  /** Null = there is no store, and nobody knows. */
  readonly loop: ClosedLoop | null;
}

const NOBODY: Contacts = { byRow: new Map(), byId: new Map() };

/** Answers of unhappy (or happy) customers, one by one. Throws ProblemError (exit 2, 3, or 4 of the store). */
export const runFollowUps = async (request: FollowUpsRequest, env: ReportEnv): Promise<FollowUps> => {
  const known = await contactsOf(request.report, env);
  const contacts = known ?? NOBODY;
  const mood: Mood = request.kind === "happy" ? "high" : "low";
  // Something that was easy is no reason to be thanked.
  const kpis = request.kind === "happy" ? [csat, nps] : [csat, nps, ces];
  const readers = kpis.map(({ id }) => new MoodReader(id as ScoreGiven["survey"]));
  const found: FollowUp[] = [];
  const report = await showRows(request.report, env, kpis, (counted) => {
    for (const reader of readers) reader.open(counted);
    for (let i = 0; i < counted.length; i++) {
      const row = counted.rows[i];
      for (const reader of readers) {
        const given = reader.value(row);
        if (given?.mood === mood) found.push(followUp(counted, row, given, contactOf(counted, contacts, row)));
      }
    }
  });
  const wanted = request.all ? found : found.filter(({ contact }) => contact === null);
  const rows = wanted.toSorted(compareBy(request)).slice(0, request.limit);
  return { report, request, count: wanted.length, rows, loop: known === null ? null : loopOf(found) };
};

const followUp = (counted: CountedRows, row: number, given: ScoreGiven, contact: Contact | null): FollowUp => ({
  survey: given.survey,
  score: given.score,
  mood: given.mood,
  height: given.height,
  when: instantOf(counted, ["answered_at", "created", "sent"], row),
  id: textOf(counted, "id", row) ?? textOf(counted, "response_id", row),
  customer: textOf(counted, "customer", row),
  agent: textOf(counted, "agent", row),
  channel: textOf(counted, "channel", row),
  comment: textOf(counted, "comment", row),
  file: counted.source.input.name,
  line: counted.batch.lines[row],
  contact,
});

/** Answers without a date stand last. */
const compareBy = ({ order, kind }: FollowUpsRequest): ((a: FollowUp, b: FollowUp) => number) => {
  const byDate = (a: FollowUp, b: FollowUp): number => {
    if (a.when === null || b.when === null) return Number(a.when === null) - Number(b.when === null);
    return order === "oldest" ? a.when.at - b.when.at : b.when.at - a.when.at;
  };
  if (order !== "score") return byDate;
  return (a, b) => (kind === "happy" ? b.height - a.height : a.height - b.height) || byDate(a, b);
};

const loopOf = (found: readonly FollowUp[]): ClosedLoop => {
  const contacted = found.filter(({ contact }) => contact !== null);
  const seconds = contacted.flatMap(({ when, contact }) => {
    const time = when === null ? Number.NaN : (contact!.at - when.at) / 1000;
    return time >= 0 ? [time] : [];
  });
  const sorted = Float64Array.from(seconds).sort();
  const { value, low, high } = share(contacted.length, found.length);
  const { low: from = null, high: to = null } = medianInterval(sorted) ?? {};
  return {
    n: found.length,
    contacted: contacted.length,
    share: value,
    low,
    high,
    time: { median: quantile(sorted, 0.5), n: sorted.length, low: from, high: to },
  };
};
