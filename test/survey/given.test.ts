import { describe, expect, it } from "vitest";
import { findSurvey, inLanguage } from "../../src/survey/definition/index.ts";
import { onlyScore, understandGiven } from "../../src/survey/given.ts";
import { type GivenRecord, jsonRecords } from "../../src/survey/given-records.ts";
import type { Survey } from "../../src/survey/model.ts";
import { ProblemError } from "../../src/text/problem.ts";

const survey = (name: string): Survey =>
  inLanguage(findSurvey(name)!, { language: "en", company: null, agent: null, customer: null, ticket: null, aloud: false });

const nps = survey("nps");

const record = (values: Record<string, unknown>, line = 2): GivenRecord => ({ line, values: new Map(Object.entries(values)) });

const faultsOf = (records: readonly GivenRecord[], of = nps): unknown => {
  try {
    understandGiven(records, of, "a.csv");
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  return null;
};

describe("answers given in a file", () => {
  it.each(["score", "Score", "NPS", "nps", "Rating"])("takes the score from a column named %s", (column) => {
    const { responses } = understandGiven([record({ [column]: "0" })], nps, "a.csv");
    expect(responses[0].answers.get("nps")).toBe(0);
    expect(responses[0].complete).toBe("yes");
  });

  it("keeps the comment with the score, whichever follow-up would have been asked", () => {
    const { responses } = understandGiven([record({ score: "3", Feedback: " late, \n twice " })], nps, "a.csv");
    expect([...responses[0].answers.values()]).toEqual([3, "late, \n twice"]);
  });

  it("takes context, id and times by their usual names", () => {
    const { responses, ignored } = understandGiven(
      [
        record({
          score: 9,
          "Ticket ID": "47",
          Agent: "Ana",
          "answered at": "2026-11-20 10:00",
          sent: "2026-11-19",
          response_id: "x1",
          Mood: "fine",
        }),
      ],
      nps,
      "a.csv",
    );
    expect(responses[0]).toMatchObject({
      id: "x1",
      sent: Date.UTC(2026, 10, 19),
      answeredAt: Date.UTC(2026, 10, 20, 10),
      context: { ticket_id: "47", agent: "Ana" },
    });
    expect(ignored).toEqual(["Mood"]);
  });

  it("an invitation without an answer is a response without score; a row of blanks is none", () => {
    const { responses } = understandGiven([record({ score: "", sent: "2026-11-19" }), record({ score: " ", sent: "" })], nps, "a.csv");
    expect(responses).toHaveLength(1);
    expect(responses[0]).toMatchObject({ complete: "no", answeredAt: null });
  });

  it.each([
    [{ score: "11" }, "score", "a whole number from 0 to 10"],
    [{ score: "-1" }, "score", "a whole number from 0 to 10"],
    [{ score: "8.5" }, "score", "a whole number from 0 to 10"],
    [{ score: "nine" }, "score", "a whole number from 0 to 10"],
    [{ score: "9", sent: "20/11/2026" }, "sent", "a date such as 2026-11-22 or 2026-11-22 14:03"],
    [{ score: "9", sent: "2026-02-30" }, "sent", "a date such as 2026-11-22 or 2026-11-22 14:03"],
    [{ score: "9", type: "csat" }, "type", "nps"],
    [{ score: "9", complete: "perhaps" }, "complete", "one of yes, no, declined, not reached"],
    [{ score: { a: 1 } }, "score", "a whole number from 0 to 10"],
  ])("%j cannot be an answer: line, column and what is expected are named", (values, column, expected) => {
    expect(faultsOf([record({ score: 9 }), record(values, 7)])).toMatchObject({
      code: "answers-faults",
      facts: { count: 1, faults: [{ line: 7, column, expected }] },
    });
  });

  it("names the first ten faults and counts all", () => {
    const records = Array.from({ length: 25 }, (_, index) => record({ score: "x" }, index + 2));
    const problem = faultsOf(records) as { facts: { count: number; faults: unknown[] } };
    expect(problem.facts.count).toBe(25);
    expect(problem.facts.faults).toHaveLength(10);
  });

  it("refuses a file without any column of answers", () => {
    expect(faultsOf([record({ Scor: "9", Name: "Ana" })])).toMatchObject({
      code: "answers-no-column",
      facts: { columns: ["Scor", "Name"], wanted: ["score"], similar: ["score"] },
    });
  });

  it("reads a survey of several questions by their ids", () => {
    const { responses } = understandGiven([record({ empathy: 4, clarity: "", speed: "2" })], survey("service-quality"), "a.csv");
    expect(Object.fromEntries(responses[0].answers)).toEqual({ empathy: 4, clarity: null, speed: 2 });
  });
});

describe("JSON of answers", () => {
  it.each([
    ["a list", '[{"score":9},{"score":0}]'],
    ["one object a line", '{"score":9}\n{"score":0}\n'],
  ])("%s", (_, text) => {
    const { responses } = understandGiven(jsonRecords(text, "a.json"), nps, "a.json");
    expect(responses.map(({ answers }) => answers.get("nps"))).toEqual([9, 0]);
  });

  it("one object over several lines", () => {
    expect(jsonRecords('{\n  "score": 9\n}', "a.json")).toHaveLength(1);
  });

  it.each([["[1]"], ['["a"]'], ["[null]"], ["[[]]"], ["3"]])("%s is no list of answers", (text) => {
    expect(() => jsonRecords(text, "a.json")).toThrow("answers-json-shape");
  });

  it("what is no JSON is named with its line", () => {
    expect(() => jsonRecords('{"score":9}\n{"score":}\n', "a.json")).toThrow(ProblemError);
  });

  it("keys such as __proto__ are keys like any other", () => {
    const { responses } = understandGiven(jsonRecords('[{"__proto__": {"agent": "x"}, "score": 9}]', "a.json"), nps, "a.json");
    expect(responses[0].context).toEqual({});
  });
});

it("--score fits surveys that ask one score", () => {
  expect(["csat", "nps", "ces"].map((name) => onlyScore(survey(name))?.id)).toEqual(["csat", "nps", "ces"]);
  expect(onlyScore(survey("service-quality"))).toBeUndefined();
});
