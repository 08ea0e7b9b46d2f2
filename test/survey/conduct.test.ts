import { describe, expect, it } from "vitest";
import type { AnswerRow } from "../../src/answers/row.ts";
import { conduct, type Session } from "../../src/survey/conduct.ts";
import { findSurvey, inLanguage } from "../../src/survey/definition/index.ts";
import { type Answer, type Asker, type Question, type Screen, Stopped } from "../../src/survey/model.ts";

interface Played {
  readonly asked: Question[];
  readonly screens: Screen[];
  readonly said: string[];
  /** What was put on disk, in order: drafts and kept rows, and what was said in between. */
  readonly log: string[];
  readonly kept: AnswerRow[];
  readonly ended: unknown;
}

/** Conducts a survey with answers by question type; an Error instead of an answer is thrown. */
const play = async (name: string, answers: Partial<Record<string, Answer | Error>>, aloud = false): Promise<Played> => {
  const survey = inLanguage(findSurvey(name)!, { language: "en", company: "Acme", agent: null, customer: null, ticket: null, aloud });
  const screens: Screen[] = [];
  const asked: Question[] = [];
  const said: string[] = [];
  const log: string[] = [];
  const kept: AnswerRow[] = [];
  const asker: Asker = {
    ask: ((question: Question, screen: Screen) => {
      asked.push(question);
      screens.push(screen);
      const answer = answers[question.type];
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? null);
    }) as Asker["ask"],
    say: async (lines) => {
      said.push(...lines);
      log.push("say");
    },
    pick: () => Promise.reject(new Error("nothing to pick")),
    clear: async () => undefined,
  };
  let now = Date.UTC(2026, 10, 22, 12);
  const session: Session = {
    survey,
    asker,
    screen: { title: survey.title, backstage: [], phrases: survey.phrases, signal: new AbortController().signal },
    context: { ticket_id: "47" },
    keeping: {
      draft: async (rows) => void log.push(`draft ${rows.map(({ complete }) => complete).join()}`),
      keep: async (rows) => {
        log.push("keep");
        kept.push(...rows);
      },
    },
    newId: () => "01R",
    now: () => (now += 1000),
  };
  const ended = await conduct(session).catch((error: unknown) => error);
  return { asked, screens, said, log, kept, ended };
};

describe("one respondent", () => {
  it.each([
    [3, "went wrong"],
    [8, "made it better"],
    [9, "do well"],
  ])("after %i of 10 the follow-up fits and names the score", async (score, words) => {
    const { asked } = await play("nps", { nps: score, text: null });
    expect(asked.map(({ type }) => type)).toEqual(["nps", "text"]);
    expect(asked[1].ask).toContain(`${score} out of 10`);
    expect(asked[1].ask).toContain(words);
  });

  it("answers are on disk before the thanks", async () => {
    const { log, kept, said } = await play("nps", { nps: 9, text: "Quick" });
    expect(log).toEqual(["draft no", "draft no", "keep", "say"]);
    expect(kept).toMatchObject([
      { score: 9, comment: "Quick", complete: "yes", sent: "2026-11-22T12:00:01Z", answered_at: "2026-11-22T12:00:03Z" },
    ]);
    expect(said).toEqual(["Saved. Thank you for taking the time."]);
  });

  it("the words that open a survey stand above its first question alone", async () => {
    const { screens } = await play("nps", { nps: 9, text: null }, true);
    expect(screens.map(({ backstage }) => backstage)).toEqual([[expect.stringContaining("Acme")], []]);
  });

  it("a skipped score has no follow-up, and is no zero", async () => {
    const { asked, kept } = await play("nps", { nps: null });
    expect(asked).toHaveLength(1);
    expect(kept).toMatchObject([{ score: null, complete: "yes", answered_at: null }]);
  });

  it("stopped before the first answer: nothing to keep", async () => {
    const { kept, ended, said } = await play("nps", { nps: new Stopped() });
    expect([kept, said]).toEqual([[], []]);
    expect(ended).toBeInstanceOf(Stopped);
  });

  it("stopped at the comment: the score is kept as incomplete, with what stood in the line", async () => {
    const { kept, ended } = await play("nps", { nps: 2, text: new Stopped("It took thr") });
    expect(kept).toMatchObject([{ score: 2, comment: "It took thr", complete: "no" }]);
    expect(ended).toBeInstanceOf(Stopped);
  });

  it("a fault while asking is not taken for a stop", async () => {
    const { ended, kept } = await play("nps", { nps: 2, text: new TypeError("boom") });
    expect(ended).toBeInstanceOf(TypeError);
    expect(kept).toEqual([]);
  });
});
