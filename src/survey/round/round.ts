import type { Completion } from "../../answers/row.ts";
import { sanitize } from "../../text/sanitize.ts";
import { zoneOf } from "../../values/zone.ts";
import { conduct, type Session } from "../conduct.ts";
import { contextLabels } from "../context-labels.ts";
import type { Context } from "../model.ts";
import { rowsOf } from "../response.ts";
import type { Candidate, Round } from "./candidates.ts";
import { KEYS, roundWords, type RoundWords, type Tally } from "./words.ts";

export interface RoundOptions extends Pick<Round, "candidates" | "zone"> {
  /** What is known of all of them beside their tickets, from flags. A ticket's own words go before it. */
  readonly about: Context;
  /** Language tag of the agent's screens. */
  readonly language: string;
  /** The survey, the asker and where answers are kept, for one conversation. */
  readonly sessionOf: (context: Context) => Session;
}

/** Somebody in the queue. */
interface Call {
  readonly candidate: Candidate;
  readonly context: Context;
  readonly session: Session;
  /** "3 of 41" */
  readonly position: string;
  readonly isPutOff: boolean;
}

/**
 * Leads an agent through the queue: shows whom to ask, asks, or keeps that somebody declined or was not reached. Who is put off comes up
 * once more at the end. Ends with a summary, and resolves to it. Rejects with `Stopped` as the surveys do; all that was said is kept.
 */
export const runRound = async (options: RoundOptions): Promise<Tally> => {
  const { candidates, about, language, sessionOf } = options;
  const words = roundWords(language);
  const count = { answered: 0, declined: 0, notReached: 0, later: 0 };
  const queue = candidates.map((candidate, i) => ({ candidate, position: words.position(i + 1, candidates.length), isPutOff: false }));
  let done = 0;
  for (; done < queue.length; done++) {
    const context = { ...about, ...queue[done].candidate.context };
    const call: Call = { ...queue[done], context, session: sessionOf(context) };
    const key = await pick(call, options, words);
    if (key === KEYS.ask) {
      await ask(call, words);
      count.answered++;
    } else if (key === KEYS.declined) {
      await keepUnasked(call, "declined");
      count.declined++;
    } else if (key === KEYS.notReached) {
      await keepUnasked(call, "not reached");
      count.notReached++;
    } else if (key === KEYS.later) {
      if (call.isPutOff) count.later++;
      else queue.push({ ...queue[done], isPutOff: true });
    } else break;
  }
  const rest = queue.slice(done);
  const putOff = rest.filter(({ isPutOff }) => isPutOff).length;
  const tally = { ...count, later: count.later + putOff, left: rest.length - putOff };
  if (candidates.length === 0) return tally;
  const { asker, screen } = sessionOf(about);
  await asker.clear();
  await asker.say(
    words.summary(tally).filter((line) => line !== ""),
    { ...screen, backstage: [] },
  );
  return tally;
};

/** Shows the agent whom to ask; resolves to the key of what came of it. */
const pick = async ({ session, ...call }: Call, { language, zone }: RoundOptions, words: RoundWords): Promise<string> => {
  const { asker, screen } = session;
  const keys = (Object.keys(KEYS) as (keyof typeof KEYS)[]).map((name) => ({ key: KEYS[name], label: words.keys[name] }));
  await asker.clear();
  return asker.pick(cardOf(call, words, language, zone), keys, { ...screen, backstage: [] });
};

const COLUMNS = ["customer", "ticket_id", "agent", "team", "channel", "topic", "language"] as const;

/** What the agent has to know of the person to ask, a line each. */
const cardOf = (
  { candidate, context, position, isPutOff }: Omit<Call, "session">,
  words: RoundWords,
  language: string,
  zone: string,
): string[] => {
  const labels = contextLabels(language);
  const known = COLUMNS.flatMap((column) => (context[column] === undefined ? [] : [`${labels[column]}: ${sanitize(context[column])}`]));
  const { date, triedAt } = candidate;
  return [
    position,
    "",
    ...known,
    ...(date === null ? [] : [`${words.date[date.field]}: ${timeText(date.at, zone)}`]),
    ...(triedAt === null ? [] : [words.triedBefore(Number.isNaN(triedAt) ? null : timeText(triedAt, zone).slice(0, "YYYY-MM-DD".length))]),
    ...(isPutOff ? [words.putOff] : []),
  ];
};

/** `2026-10-01 04:35`; at midnight, which is where dates without a time stand, the day alone. */
const timeText = (at: number, zone: string): string =>
  new Date(zoneOf(zone).toLocal(at))
    .toISOString()
    .slice(0, "YYYY-MM-DDTHH:mm".length)
    .replace("T", " ")
    .replace(/ 00:00$/u, "");

/** The thanks stay in view until the agent goes on: whoever is on the phone is still to hear them. */
const ask = async ({ session }: Call, words: RoundWords): Promise<void> => {
  const { asker, screen } = session;
  await asker.clear();
  await conduct(session);
  await asker.pick([words.goOn], [], screen);
};

/** An invitation that led to no answer is a row of its own, so that response rates count it. */
const keepUnasked = async ({ session }: Call, complete: Completion): Promise<void> => {
  const { survey, context, keeping, newId, now } = session;
  await keeping.keep(rowsOf(survey, { id: newId(), sent: now(), answeredAt: null, answers: new Map(), complete, context }));
};
