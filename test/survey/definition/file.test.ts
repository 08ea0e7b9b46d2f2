import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe as group, expect, test } from "vitest";
import type { Fault } from "../../../src/survey/definition/faults.ts";
import { parseSurveyFile } from "../../../src/survey/definition/file.ts";
import type { SurveyDefinition } from "../../../src/survey/definition/index.ts";
import { ProblemError } from "../../../src/text/problem.ts";
import { describe } from "../../../src/text/problems/index.ts";

const FOLDER = "fixtures/survey-files";

const parse = (name: string): SurveyDefinition => parseSurveyFile(readFileSync(`${FOLDER}/${name}`, "utf8"), name);

const refusal = (run: () => unknown): ProblemError => {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
  throw new Error("was not refused");
};

const faultsOf = (name: string): string[] =>
  (refusal(() => parse(name)).problem.facts.faults as Fault[]).map(({ line, key, kind }) => [line, key, kind].filter(Boolean).join(" | "));

/** Every fault of every file: line, key, kind. */
const FAULTS: Readonly<Record<string, readonly string[]>> = {
  "about-later.yaml": ["6 | question 1, about | later-question"],
  "about-no-scale.yaml": ["9 | question 2, about | about-no-scale"],
  "about-of-rating.yaml": ["7 | question 2, about | key-of-others"],
  "about-unknown.yaml": ["7 | question 2, about | unknown-question"],
  "anonymous-maybe.yaml": ["2 | anonymous | no-truth"],
  "ask-empty.yaml": ["5 | question 1, ask | empty-text"],
  "ask-is-list.yaml": ["6 | question 1, ask | not-a-text"],
  "ask-missing.yaml": ["3 | question 1, ask | missing-key"],
  "ask-nothing.yaml": ["5 | question 1, ask | nothing-there"],
  "ask-too-long.yaml": ["5 | question 1, ask | long-text"],
  "bomb.yaml": ["1 | endless"],
  "empty.yaml": ["1 | empty-file"],
  "endless-reference.yaml": ["1 | endless"],
  "id-missing.yaml": ["3 | question 1, id | missing-key"],
  "id-no-word.yaml": ["3 | question 1, id | no-word"],
  "id-of-score.yaml": ["3 | question 1, id | id-of-score"],
  "id-proto.yaml": ["3 | question 1, id | no-word"],
  "id-repeated.yaml": ["6 | question 2, id | repeated-id"],
  "id-reserved.yaml": ["3 | question 1, id | reserved-id"],
  "key-repeated.json": ["4 | name | repeated-key"],
  "key-repeated.yaml": ["6 | id | repeated-key"],
  "label-is-number.yaml": ["4 | question 1, low | label-is-number", "5 | question 1, high | label-is-number"],
  "language-missing.yaml": ["10 | question 2, ask | language-missing"],
  "language-no-tag.yaml": ["6 | question 1, ask, english | no-language"],
  "language-of-no-own-thanks.yaml": ["1 | thanks | words-needed"],
  "language-of-no-own-words.yaml": ["5 | question 1 | words-needed"],
  "language-proto.yaml": ["6 | question 1, ask, __proto__ | no-language"],
  "many-faults.yaml": [
    "1 | name | no-word",
    "3 | question 1, id | reserved-id",
    "5 | question 1, ask | unknown-placeholder",
    "7 | question 2, type | unknown-type",
    "9 | question 3, ask | missing-key",
    "11 | question 3, when | no-such-answer",
    "11 | question 3, when | unknown-question",
  ],
  "name-missing.yaml": ["1 | name | missing-key"],
  "name-no-word.yaml": ["1 | name | no-word"],
  "not-a-survey.yaml": ["1 | not-a-survey"],
  "only-comments.yaml": ["1 | empty-file"],
  "only-text.yaml": ["1 | not-a-survey"],
  "option-by-language.yaml": ["7 | question 1, option 1 | option-by-language"],
  "option-with-semicolon.yaml": ["8 | question 1, option 2 | semicolon"],
  "option-without-value.yaml": ["9 | question 1, option 2, value | missing-key"],
  "options-for-rating.yaml": ["6 | question 1, options | key-of-others"],
  "options-missing.yaml": ["3 | question 1, options | missing-options"],
  "options-no-list.yaml": ["6 | question 1, options | no-list"],
  "options-one.yaml": ["6 | question 1, options | option-count"],
  "options-repeated.yaml": ["9 | question 1, option 3 | repeated-option"],
  "placeholder-score-of-nothing.yaml": ["6 | question 2, ask | score-of-nothing"],
  "placeholder-unknown.yaml": ["5 | question 1, ask | unknown-placeholder"],
  "placeholder-without-words.yaml": ["7 | question 1, ask | name-without-words"],
  "question-is-text.yaml": ["3 | question 1 | not-a-question"],
  "questions-missing.yaml": ["1 | questions | no-questions"],
  "questions-no-list.yaml": ["3 | questions | no-list"],
  "questions-none.yaml": ["2 | questions | no-questions"],
  "questions-too-many.yaml": ["3 | questions | many-questions"],
  "score-twice.yaml": ["5 | question 2, type | repeated-score"],
  "syntax-colon.yaml": ["5 | syntax"],
  "syntax-indent.yaml": ["5 | syntax"],
  "syntax-percent.yaml": ["7 | syntax"],
  "syntax-quote.yaml": ["5 | open-quote"],
  "syntax-star.yaml": ["6 | unknown-reference"],
  "syntax-tab.yaml": ["3 | syntax"],
  "syntax-tag.yaml": ["5 | tag"],
  "syntax.json": ["4 | syntax"],
  "thanks-unknown-key.yaml": ["6 | thanks, if | unknown-key"],
  "thanks-without-text.yaml": ["5 | thanks, text | missing-key"],
  "two-documents.yaml": ["4 | syntax"],
  "type-missing.yaml": ["3 | question 1, type | missing-key"],
  "type-unknown.yaml": ["5 | question 1, type | unknown-type"],
  "unknown-key.yaml": ["4 | question 1, typ | unknown-key"],
  "unknown-top-key.yaml": ["2 | question | unknown-key"],
  "when-double-equals.yaml": ["7 | question 2, when | no-operator"],
  "when-later-question.yaml": ["6 | question 1, when | later-question"],
  "when-never-holds-through-others.yaml": ["11 | question 3, when | never-holds"],
  "when-never-holds.yaml": ["7 | question 2, when | never-holds"],
  "when-no-condition.yaml": ["7 | question 2, when | no-condition"],
  "when-no-option.yaml": ["10 | question 2, when | no-such-answer"],
  "when-not-yes-or-no.yaml": ["9 | question 2, when | no-such-answer"],
  "when-off-scale.yaml": ["9 | question 2, when | no-such-answer"],
  "when-on-text.yaml": ["9 | question 2, when | condition-on-text"],
  "when-own-question.yaml": ["4 | question 1, when | later-question"],
  "when-sign-of-scales.yaml": ["9 | question 2, when | wrong-operator"],
  "when-unknown-question.yaml": ["7 | question 2, when | unknown-question"],
};

const GOOD = ["good.yaml", "good.json", "shortest.yaml", "german.yaml", "references.yaml"];

test.each(Object.entries(FAULTS))("%s: each fault with its line and key", (name, faults) => {
  expect(faultsOf(name)).toEqual(faults);
});

test("every fixture is looked at", () => {
  expect(readdirSync(FOLDER).toSorted()).toEqual([...Object.keys(FAULTS), ...GOOD].toSorted());
});

test("every kind of fault has words, and its first line names file and line", () => {
  for (const name of Object.keys(FAULTS)) {
    const { exit, problem } = refusal(() => parse(name));
    const lines = describe(problem);
    expect(exit).toBe(3);
    expect(lines[0]).toMatch(FAULTS[name].length === 1 ? /, line \d+[,:].* / : /: \d+ things are wrong$/u);
    expect(lines.at(-1)).toBe(`Then try: cs-metrics survey check ${name}`);
    for (const fault of problem.facts.faults as Fault[]) expect(lines.join("\n")).not.toContain(`: ${fault.kind}\n`);
    expect(lines.join("\n")).not.toMatch(/undefined|null|NaN|\[object/u);
  }
});

test("what a lead reads about a file with several faults", () => {
  expect(describe(refusal(() => parse("many-faults.yaml")).problem).join("\n")).toMatchInlineSnapshot(`
    "many-faults.yaml cannot be used as a survey: 7 things are wrong
    line 1, name: "After the call" is no name for the answers file
      Write one word of letters, digits, - and _, at most 60, that begins with a
      letter or digit.
    line 3, question 1, id: "score" is a column of the answers file
      Choose another id.
    line 5, question 1, ask: nothing is known as {agnet}
      Did you mean {agent}?
    line 7, question 2, type: there is no type "txt"
      Did you mean text?
    line 9, question 3, ask: this key is missing
      Write, for example: ask: How was it?
    line 11, question 3, when: "9" is no answer to "score" (rating)
      Answers: 1 to 5
    line 11, question 3, when: there is no question "nps" before this
      Questions before this one: score
    Then try: cs-metrics survey check many-faults.yaml"
  `);
});

group("a file that can be used", () => {
  test.each(GOOD)("%s", (name) => {
    expect(parse(name).questions.length).toBeGreaterThan(0);
  });

  test("says what it says, in all its languages", () => {
    const { languages, questions, thanks, anonymous } = parse("good.yaml");
    expect({ languages, anonymous }).toEqual({ languages: ["en", "es"], anonymous: false });
    expect(questions.map(({ id, type }) => `${id} ${type}`)).toEqual([
      "csat csat",
      "why text",
      "solved yesno",
      "subject choice",
      "reached_by choices",
      "hold_time rating",
    ]);
    expect(questions[1].when).toEqual([{ question: "csat", operator: "<=", value: 3 }]);
    expect(questions[5].when).toEqual([
      { question: "reached_by", operator: "=", value: "phone" },
      { question: "solved", operator: "!=", value: true },
    ]);
    expect(questions[3].options[1]).toEqual({
      value: "delivery",
      label: new Map([
        ["en", "Delivery"],
        ["es", "Envío"],
      ]),
    });
    expect(thanks).toHaveLength(2);
  });

  test("has the languages of this program where it has no words of its own", () => {
    expect(parse("shortest.yaml").languages).toEqual(["en", "es"]);
    expect(parseSurveyFile("name: x\nlanguage: es\nquestions: [{type: nps}]", "x").languages).toEqual(["es"]);
  });

  test("asks for a comment on a score only where there is a score", () => {
    expect(parse("good.json").questions[1].when).toEqual([{ question: "nps", operator: ">=", value: 0 }]);
  });

  test("shows the same text where it refers to one", () => {
    const [tone, tools] = parse("references.yaml").questions;
    expect([tools.low, tools.high]).toEqual([tone.low, tone.high]);
  });
});

group("whatever a file holds", () => {
  const nps = (extra: string): string => `name: x\nquestions:\n  - type: nps\n${extra}`;

  test("its texts are harmless and on one line", () => {
    const [question] = parseSurveyFile('name: x\nquestions: [{id: a, type: yesno, ask: "Is\\e[2J it\\n\\n\\u202e fine?"}]', "x").questions;
    expect(question.ask?.get("en")).toBe("Is\\x1b[2J it \\u202e fine?");
  });

  test("keys named like parts of objects are keys like others", () => {
    const { problem } = refusal(() => parseSurveyFile(nps("__proto__: { name: y }\nconstructor: 1\n"), "x"));
    expect((problem.facts.faults as Fault[]).map(({ key, kind }) => `${key} ${kind}`)).toEqual([
      "__proto__ unknown-key",
      "constructor unknown-key",
    ]);
    expect(({} as Record<string, unknown>).name).toBeUndefined();
    const { questions } = parseSurveyFile("name: x\nquestions: [{id: constructor, type: yesno, ask: Well?}]", "x");
    expect(questions[0].id).toBe("constructor");
  });

  test.each([
    ["nested lists", "[".repeat(50_000)],
    ["dashes", "- ".repeat(50_000)],
    ["open maps", "{a: ".repeat(20_000)],
    ["names and references", Array.from({ length: 15_000 }, (_, index) => `- &a${index % 7} *a${(index + 1) % 7}`).join("\n")],
    ["references", `a: &a x\nb: [${"*a, ".repeat(40_000)}]`],
    ["blanks", " ".repeat(190_000)],
    ["one long line", `ask: ${"x ".repeat(90_000)}`],
    ["keys", "a:\n".repeat(60_000)],
    ["tags", "- !a b\n".repeat(25_000)],
    ["faults", Array.from({ length: 10_000 }, (_, index) => `k${index}: 1`).join("\n")],
    ["more than a survey", "x".repeat(300_000)],
  ])("%s are refused in good time", (_name, text) => {
    const start = performance.now();
    const { problem } = refusal(() => parseSurveyFile(text, "x.yaml"));
    expect(describe(problem).length).toBeLessThan(500);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test("it is a survey or a refusal, never a crash", () => {
    const text = readFileSync(`${FOLDER}/good.yaml`, "utf8");
    const bits = fc.constantFrom(
      "\t",
      "\n",
      "  ",
      ":",
      "-",
      "{",
      "}",
      "[",
      '"',
      "'",
      "&a",
      "*a",
      "!",
      "\u0000",
      "é",
      "when: ",
      "about: ",
      "null",
      "<<: ",
    );
    const cut = fc.tuple(fc.nat(text.length), fc.nat(20), bits);
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), (cuts) => {
        let changed = text;
        for (const [at, length, bit] of cuts) changed = changed.slice(0, at) + bit + changed.slice(at + length);
        try {
          parseSurveyFile(changed, "x.yaml");
        } catch (error) {
          expect(error).toBeInstanceOf(ProblemError);
          for (const line of describe((error as ProblemError).problem)) expect(line).not.toMatch(/undefined|\[object/u);
        }
      }),
      { numRuns: 300 },
    );
  });
});

test("the examples in docs/surveys.md can be used as they stand", () => {
  const examples = [...readFileSync("docs/surveys.md", "utf8").matchAll(/```yaml\n(.*?)```/gsu)].map(([, text]) =>
    parseSurveyFile(text, "docs/surveys.md"),
  );
  expect(examples.map(({ questions }) => questions.length)).toEqual([1, 6]);
});
