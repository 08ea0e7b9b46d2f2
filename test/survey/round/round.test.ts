import { describe, expect, it } from "vitest";
import type { AnswerRow } from "../../../src/answers/row.ts";
import { type Answer, type Asker, type Context, type Survey, Stopped } from "../../../src/survey/model.ts";
import type { Candidate } from "../../../src/survey/round/candidates.ts";
import { runRound } from "../../../src/survey/round/round.ts";
import type { Tally } from "../../../src/survey/round/words.ts";
import { choose, NOW, surveyOf } from "./helpers.ts";

/** What a person does in turn: a key (`a`, `n` …; `next` goes on after a survey) or an answer to a question. */
type Deed = string | { readonly answer: Answer };

interface Seen {
  readonly cards: (readonly string[])[];
  readonly said: (readonly string[])[];
  readonly kept: AnswerRow[];
  tally: Tally | null;
}

interface World {
  readonly survey?: Survey;
  readonly about?: Context;
  readonly language?: string;
  readonly candidates?: readonly Candidate[];
}

/** Runs a round with a person who does these things and then presses Ctrl-C. */
const play = async (deeds: readonly Deed[], world: World = {}): Promise<Seen> => {
  const survey = world.survey ?? surveyOf("csat");
  const { candidates, zone } = await choose("fixtures/round/tickets.csv");
  const seen: Seen = { cards: [], said: [], kept: [], tally: null };
  const left = [...deeds];
  const next = (): Deed => {
    const deed = left.shift();
    if (deed === undefined) throw new Stopped();
    return deed;
  };
  const asker: Asker = {
    ask: () => {
      const deed = next();
      if (typeof deed === "string") throw new Error(`a question, but ${deed} was to be pressed`);
      return Promise.resolve(deed.answer as never);
    },
    say: (lines) => Promise.resolve(void seen.said.push(lines)),
    pick: async (lines, keys) => {
      if (keys.length > 0) seen.cards.push(lines);
      const deed = next();
      if (keys.length === 0) expect(deed).toBe("next");
      else expect(keys.map(({ key }) => key)).toContain(deed);
      return String(deed);
    },
    clear: () => Promise.resolve(),
  };
  const keep = (rows: readonly AnswerRow[]): Promise<void> => Promise.resolve(void seen.kept.push(...rows));
  const run = runRound({
    candidates: world.candidates ?? candidates.slice(0, 3),
    zone,
    about: world.about ?? {},
    language: world.language ?? "en",
    sessionOf: (context) => ({
      survey,
      asker,
      screen: { title: survey.title, backstage: [], phrases: survey.phrases, signal: new AbortController().signal },
      context,
      keeping: { keep, draft: () => Promise.resolve() },
      newId: () => `r${seen.kept.length + 1}`,
      now: () => NOW,
    }),
  });
  try {
    seen.tally = await run;
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  expect(left).toEqual([]);
  return seen;
};

const SURVEYED: Deed[] = ["a", { answer: 5 }, { answer: "Quick" }, "next"];

describe("a round", () => {
  it("shows whom to ask, takes what comes of it, and sums up", async () => {
    const { cards, said, kept, tally } = await play([...SURVEYED, "n", "d"]);
    expect(cards[0]).toEqual([
      "1 of 3",
      "",
      "Customer: Fay Wong",
      "Ticket: 109",
      "Agent: Dev Patel",
      "Team: Support",
      "Channel: Email",
      "Topic: Login",
      "Solved: 2026-11-10 10:00",
    ]);
    expect(cards[2]).toEqual(expect.arrayContaining(["3 of 3", "Ticket: 107", "Updated: 2026-11-07 14:00"]));
    expect(cards[2].join("\n")).not.toContain("Customer");
    expect(kept.map(({ ticket_id, customer, score, complete }) => ({ ticket_id, customer, score, complete }))).toEqual(
      [
        { ticket_id: "109", customer: "Fay Wong", score: 5, complete: "yes" },
        { ticket_id: "103", customer: "Cleo Marin", score: null, complete: "not reached" },
        { ticket_id: "107", customer: undefined, score: null, complete: "declined" },
      ].map((row) => ({ ...row, customer: row.customer ?? null })),
    );
    expect(tally).toEqual({ answered: 1, declined: 1, notReached: 1, later: 0, left: 0 });
    expect(said.at(-1)).toEqual([
      "2 asked: 1 answered, 1 declined.",
      "1 not reached.",
      "To go on another time, run the same command again.",
    ]);
  });

  it("keeps an unanswered invitation as a row without score, with the ticket's context", async () => {
    const { kept } = await play(["n", "q"]);
    expect(kept).toEqual([
      {
        response_id: "r1",
        survey_type: "csat",
        sent: "2026-11-21T12:00:00Z",
        complete: "not reached",
        answered_at: null,
        score: null,
        comment: null,
        ticket_id: "109",
        customer: "Fay Wong",
        agent: "Dev Patel",
        team: "Support",
        channel: "Email",
        topic: "Login",
        language: null,
      },
    ]);
  });

  it("brings who was put off up once more at the end", async () => {
    const { cards, kept, tally } = await play(["l", "d", "n", "d"]);
    expect(cards.map(([position]) => position)).toEqual(["1 of 3", "2 of 3", "3 of 3", "1 of 3"]);
    expect(cards[3]).toContain("Put off before");
    expect(kept).toHaveLength(3);
    expect(tally).toMatchObject({ declined: 2, notReached: 1, later: 0, left: 0 });
  });

  it("lets go of who is put off twice, and keeps nothing of them", async () => {
    const { kept, tally } = await play(["l", "l", "l", "l", "l", "l"]);
    expect(kept).toEqual([]);
    expect(tally).toMatchObject({ later: 3, left: 0 });
  });

  it("stops at Q and counts who is left, those put off apart", async () => {
    const { said, tally } = await play(["l", "q"]);
    expect(tally).toEqual({ answered: 0, declined: 0, notReached: 0, later: 1, left: 2 });
    expect(said).toEqual([["Nobody was asked.", "1 put off, 2 left.", "To go on another time, run the same command again."]]);
  });

  it("leaves by Ctrl-C at the card, within a survey and after it, with all that was said kept", async () => {
    expect((await play([])).kept).toEqual([]);
    const within = await play(["d", "a", { answer: 2 }]);
    expect(within.kept.map(({ score, complete }) => [score, complete])).toEqual([
      [null, "declined"],
      [2, "no"],
    ]);
    expect(within.tally).toBeNull();
    expect((await play(["a", { answer: 2 }, { answer: null }])).kept).toMatchObject([{ score: 2, complete: "yes" }]);
  });

  it("keeps neither customer nor ticket of anonymous answers, but shows them to the agent", async () => {
    const { cards, kept } = await play([...SURVEYED, "d", "q"], { survey: surveyOf("csat", { withoutCustomer: true }) });
    expect(cards[0]).toContain("Customer: Fay Wong");
    expect(kept.map(({ customer, ticket_id, agent }) => [customer, ticket_id, agent])).toEqual([
      [null, null, "Dev Patel"],
      [null, null, "Bo Lindqvist"],
    ]);
  });

  it("fills in from flags what a ticket does not say, and only that", async () => {
    const { kept } = await play(["d", "q"], { about: { language: "en", agent: "Caller" } });
    expect(kept[0]).toMatchObject({ language: "en", agent: "Dev Patel" });
  });

  it("speaks Spanish to the agent", async () => {
    const { cards, said } = await play([...SURVEYED, "n", "q"], { language: "es-MX" });
    expect(cards[0]).toEqual(expect.arrayContaining(["1 de 3", "Cliente: Fay Wong", "Resuelto: 2026-11-10 10:00"]));
    expect(said.at(-1)).toEqual([
      "1 persona preguntada: 1 respondió, 0 declinaron.",
      "1 no contestó, 1 pendiente.",
      "Para seguir en otro momento, ejecute el mismo comando.",
    ]);
  });

  it("shows text from the export harmless, days without a time alone, and that somebody was missed before", async () => {
    const candidate: Candidate = {
      context: { customer: "Eve\u001b[2J\u202e" },
      date: { field: "closed", at: Date.UTC(2026, 10, 1) },
      triedAt: Date.UTC(2026, 10, 18, 9),
    };
    const { cards } = await play(["q"], { candidates: [candidate] });
    expect(cards[0]).toEqual(["1 of 1", "", "Customer: Eve\\x1b[2J\\u202e", "Closed: 2026-11-01", "Not reached on 2026-11-18"]);
  });

  it("of nobody shows nothing", async () => {
    expect(await play([], { candidates: [] })).toMatchObject({ cards: [], said: [], kept: [] });
  });
});
