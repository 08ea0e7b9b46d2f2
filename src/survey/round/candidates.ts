import type { AnswerRow } from "../../answers/row.ts";
import type { ReportEnv } from "../../report/index.ts";
import { type Interaction, listInteractions, type RowsRequest } from "../../report/interactions.ts";
import { type Problem, ProblemError } from "../../text/problem.ts";
import { foldWord } from "../../values/vocabulary.ts";
import type { Context, Survey } from "../model.ts";
import { surveyType } from "../response.ts";
import { draw } from "./draw.ts";
import { History } from "./history.ts";

/** What dates a ticket, best first. */
const DATES = ["resolved", "closed", "updated", "created"] as const;
const SCORES = ["csat", "nps", "ces"] as const;
const KNOWN = ["id", "customer", "agent", "team", "channel", "topic", "language"] as const;

type Ticket = Interaction<(typeof DATES | typeof SCORES | typeof KNOWN)[number]>;

/** Somebody to ask about a ticket. */
export interface Candidate {
  readonly context: Context;
  /** When the ticket was solved, or the best the export knows in its place; null = it has no dates. */
  readonly date: { readonly field: (typeof DATES)[number]; readonly at: number } | null;
  /** When somebody last tried to reach this customer in vain, epoch milliseconds (NaN = not known); null = nobody has. */
  readonly triedAt: number | null;
}

export interface RoundRequest {
  /** The export and how to read it. */
  readonly rows: RowsRequest;
  readonly survey: Survey;
  /** Ask only so many, drawn from all; null = all. */
  readonly sample: number | null;
  /** Milliseconds in which nobody is asked twice. */
  readonly againAfter: number;
  /** Everything in the answers file. */
  readonly answers: readonly AnswerRow[];
}

/** Whom to ask, in the order to ask them, and what the agent should know first. */
export interface Round {
  readonly candidates: readonly Candidate[];
  /** Zone in which the tickets' dates are shown. */
  readonly zone: string;
  readonly notices: readonly Problem[];
}

/** Whoever was not reached is not tried again within this time: the same working day, in whatever zone. */
const SAME_DAY = 12 * 36e5;

/** Notices on figures, which a round has none of. */
const OF_FIGURES = new Set(["scale-assumed", "scores-unusable", "unit-assumed", "unit-unknown", "unit-suspect"]);

/**
 * Chooses whom to ask: solved tickets that count in a report, without a score of the survey's own kind, the newest one of each customer,
 * newest first. Left out are those asked within `againAfter`, and for the same day those not reached; others not reached come last.
 * Throws ProblemError (exit 2 or 3), among them "round-solved-unknown".
 */
export const chooseCandidates = async (request: RoundRequest, env: ReportEnv): Promise<Round> => {
  const { rows, survey, sample, againAfter, answers } = request;
  const scored = SCORES.filter((type) => survey.questions.some((question) => question.type === type));
  const count = { solved: 0, rated: 0 };
  const listing = await listInteractions(rows, env, {
    fields: [...DATES, ...SCORES, ...KNOWN],
    keep(ticket) {
      if (ticket.isResolved !== true) return false;
      count.solved++;
      const isRated = scored.some((type) => ticket[type] !== null);
      if (isRated) count.rated++;
      return !isRated;
    },
  });
  if (!listing.tellsSolving) throw new ProblemError(3, "round-solved-unknown", { files: rows.files });
  const tickets = onePerCustomer(newestFirst(listing.interactions, rows.files));
  const drawn = sample === null ? tickets : draw(tickets, sample, keyOf);
  const now = env.now();
  const types = new Set(survey.questions.map((question) => foldWord(surveyType(survey, question))));
  const history = new History(
    answers.filter((row) => types.has(foldWord(String(row.survey_type)))),
    now - againAfter,
  );
  const left = leave(drawn, history, now);
  const facts = { ...count, tickets: tickets.length, drawn: drawn.length, asked: left.asked, tried: left.tried, againAfter };
  const notices = listing.notices.filter(({ code }) => !OF_FIGURES.has(code));
  const nameless = left.candidates.filter(({ context }) => context.customer === undefined && context.ticket_id === undefined).length;
  if (left.candidates.length === 0) notices.push({ code: "round-nobody", facts });
  else if (left.asked + left.tried > 0) notices.push({ code: "round-left-out", facts });
  if (survey.anonymous || survey.withoutCustomer) notices.push({ code: "round-anonymous", facts: {} });
  else if (nameless > 0) notices.push({ code: "round-nameless", facts: { count: nameless } });
  return { candidates: left.candidates, zone: listing.zone, notices };
};

const dateOf = (ticket: Ticket): Candidate["date"] => {
  const field = DATES.find((one) => ticket[one] !== null);
  return field === undefined ? null : { field, at: ticket[field]! };
};

/** Tickets without any date come last; of two at one time the one further down in the export is the newer. */
const newestFirst = (tickets: readonly Ticket[], files: readonly string[]): Ticket[] => {
  const dated = tickets.map((ticket) => ({ ticket, at: dateOf(ticket)?.at ?? Number.NEGATIVE_INFINITY, file: files.indexOf(ticket.file) }));
  dated.sort((a, b) => (a.at === b.at ? b.file - a.file || b.ticket.line - a.ticket.line : b.at > a.at ? 1 : -1));
  return dated.map(({ ticket }) => ticket);
};

const onePerCustomer = (tickets: readonly Ticket[]): Ticket[] => {
  const met = new Set<string>();
  return tickets.filter(({ customer }) => {
    if (customer === null) return true;
    const name = foldWord(customer);
    if (met.has(name)) return false;
    met.add(name);
    return true;
  });
};

const keyOf = ({ id, customer, line }: Ticket): string => id ?? customer ?? String(line);

const leave = (
  tickets: readonly Ticket[],
  history: History,
  now: number,
): { readonly candidates: readonly Candidate[]; readonly asked: number; readonly tried: number } => {
  const fresh: Candidate[] = [];
  const again: Candidate[] = [];
  const count = { asked: 0, tried: 0 };
  for (const ticket of tickets) {
    const { asked, tried } = history.of({ customer: ticket.customer, ticket: ticket.id });
    if (asked !== Number.NEGATIVE_INFINITY) count.asked++;
    else if (tried === Number.NEGATIVE_INFINITY) fresh.push(candidateOf(ticket, null));
    else if (tried > now - SAME_DAY) count.tried++;
    else again.push(candidateOf(ticket, tried));
  }
  return { candidates: [...fresh, ...again], ...count };
};

const candidateOf = (ticket: Ticket, triedAt: number | null): Candidate => {
  const { id, agent, team, channel, customer, language, topic } = ticket;
  const known = Object.entries({ ticket_id: id, agent, team, channel, customer, language, topic }).filter(([, value]) => value !== null);
  return { context: Object.fromEntries(known) as Context, date: dateOf(ticket), triedAt };
};
