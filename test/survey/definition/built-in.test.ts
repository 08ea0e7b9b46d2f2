import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe as group, expect, test } from "vitest";
import { holds } from "../../../src/survey/conditions.ts";
import { parseSurveyFile } from "../../../src/survey/definition/file.ts";
import {
  type AskedAs,
  fillScore,
  findSurvey,
  inLanguage,
  SURVEY_NAMES,
  type SurveyDefinition,
} from "../../../src/survey/definition/index.ts";
import type { Answer, ScaleQuestion, Survey } from "../../../src/survey/model.ts";
import { ProblemError } from "../../../src/text/problem.ts";
import { describe } from "../../../src/text/problems/index.ts";

const PLAIN: AskedAs = { language: "en", company: "Acme", agent: null, customer: null, ticket: null, aloud: false };

const find = (name: string): SurveyDefinition => {
  const found = findSurvey(name);
  if (found === undefined) throw new Error(`no survey ${name}`);
  return found;
};

const asked = (name: string, as: Partial<AskedAs> = {}): Survey => inLanguage(find(name), { ...PLAIN, ...as });

/** Ids of the questions that somebody is asked who answers so. */
const path = (survey: Survey, given: Readonly<Record<string, Answer>>): string[] => {
  const answers = new Map<string, Answer>();
  for (const { id, when } of survey.questions) if (holds(when, answers)) answers.set(id, given[id] ?? null);
  return [...answers.keys()];
};

const textsOf = ({ title, intro, questions, thanks }: Survey): string[] => [
  title,
  intro,
  ...questions.flatMap((question) => [
    question.ask,
    ...("low" in question ? [question.lowLabel, question.highLabel] : []),
    ...("options" in question ? question.options.map(({ label }) => label) : []),
  ]),
  ...thanks.map(({ text }) => text),
];

test("the built-in surveys", () => {
  expect(SURVEY_NAMES).toEqual(["csat", "nps", "ces", "service-quality", "ticket-review", "staff-pulse"]);
  expect(findSurvey("constructor")).toBeUndefined();
  for (const name of SURVEY_NAMES) expect(find(name)).toMatchObject({ name, languages: ["en", "es"], anonymous: name === "staff-pulse" });
});

const names = fc.option(fc.constantFrom("Acme", "Ñandú & Söhne", "東京"), { nil: null });
const manners = fc.record({
  name: fc.constantFrom(...SURVEY_NAMES),
  language: fc.constantFrom("en", "es"),
  company: names,
  agent: names,
  customer: names,
  ticket: names,
  aloud: fc.boolean(),
});

test("every built-in survey is complete in every language, whatever is known", () => {
  fc.assert(
    fc.property(manners, ({ name, ...as }) => {
      const survey = inLanguage(find(name), as);
      expect(survey.language).toBe(as.language);
      expect(survey.title).not.toBe("");
      for (const { ask } of survey.questions) expect(ask).not.toBe("");
      for (const text of textsOf(survey)) {
        expect(text).toBe(text.trim());
        expect(text.replaceAll(/\{(?:score|high)\}/gu, "")).not.toMatch(/[{}]|null|undefined/u);
      }
      expect(survey.thanks.at(-1)?.when).toEqual([]);
    }),
  );
});

group("the standard questions", () => {
  test.each([
    ["nps", 0, 10, "How likely are you to recommend Acme to a friend or colleague?", "not at all likely", "extremely likely"],
    ["csat", 1, 5, "How satisfied are you with the support you received from Acme?", "very dissatisfied", "very satisfied"],
    ["ces", 1, 7, "Acme made it easy for me to handle my issue.", "strongly disagree", "strongly agree"],
  ])("%s", (name, low, high, ask, lowLabel, highLabel) => {
    const survey = asked(name);
    expect(survey.title).toBe("Acme Support");
    expect(survey.intro).toBe("");
    expect(survey.questions[0]).toEqual({ id: name, type: name, when: [], low, high, ask, lowLabel, highLabel });
  });

  test.each([
    ["nps", "How likely are you to recommend us to a friend or colleague?"],
    ["csat", "How satisfied are you with the support you received from us?"],
    ["ces", "The company made it easy for me to handle my issue."],
    ["staff-pulse", "How likely are you to recommend our company as a place to work?"],
  ])("%s without the company's name", (name, ask) => {
    expect(asked(name, { company: null }).questions[0].ask).toBe(ask);
    expect(asked(name, { company: "  " }).questions[0].ask).toBe(ask);
  });

  test.each([
    ["nps", [0, 6], [7, 8], [9, 10]],
    ["csat", [1, 2], [3, 3], [4, 5]],
    ["ces", [1, 3], [4, 4], [5, 7]],
  ])("%s: one follow-up that fits, and thanks that fit", (name, ...bands) => {
    const survey = asked(name);
    for (const [index, [from, to]] of bands.entries()) {
      for (let score = from; score <= to; score++) {
        expect(path(survey, { [name]: score })).toEqual([name, ["low", "middle", "high"][index]]);
        const thanks = survey.thanks.find(({ when }) => holds(when, new Map([[name, score]])));
        expect(thanks?.text.startsWith("We are sorry")).toBe(index === 0);
      }
    }
    expect(path(survey, {})).toEqual([name]);
    expect(survey.thanks.find(({ when }) => holds(when, new Map([[name, null]])))?.text).toBe("Thank you for taking the time.");
  });

  test("the follow-up speaks of the score", () => {
    const { questions } = asked("nps");
    const scale = questions[0] as ScaleQuestion;
    expect(fillScore(questions[3].ask, scale, 9)).toBe("9 out of 10. Thank you! What did we do well?");
    expect(fillScore(questions[1].ask, scale, 0)).toBe(
      "0 out of 10. Thank you for telling us. We are sorry it was not better. What went wrong?",
    );
    expect(questions[1]).toMatchObject({ type: "text", about: "nps" });
  });
});

group("read aloud", () => {
  test("the customer is greeted and told who asks, and hears the ends of the scale", () => {
    const survey = asked("nps", { aloud: true, customer: "Maria Lopez", agent: "Ana" });
    expect(survey.intro).toBe("Hello Maria Lopez. This is Acme Support. May I ask you one short question about the help you received?");
    expect(survey.questions[0].ask).toBe(
      "On a scale from 0 to 10, where 0 means not at all likely and 10 extremely likely, how likely are you to recommend Acme to a friend or colleague?",
    );
    expect(asked("service-quality", { aloud: true, company: null }).intro).toBe(
      "Hello. This is customer support. May I ask you a few short questions about the help you received?",
    );
  });

  test("in Spanish", () => {
    const survey = asked("csat", { aloud: true, customer: "María", language: "es-MX" });
    expect(survey.intro).toBe(
      "Hola, María. Le habla el equipo de atención al cliente de Acme. ¿Me permite hacerle una breve pregunta sobre la atención que recibió?",
    );
    expect(survey.questions[0].ask).toBe(
      "En una escala del 1 al 5, donde 1 significa muy insatisfecho y 5 muy satisfecho, ¿cuál es su grado de satisfacción con la atención que recibió de Acme?",
    );
  });

  test("ratings and choices are read with what can be answered", () => {
    const [empathy] = asked("service-quality", { aloud: true }).questions;
    expect(empathy.ask).toBe(
      "How well did we understand your situation? Please give a number from 1 to 5, where 1 means not at all well and 5 means extremely well.",
    );
    const improve = asked("ticket-review", { aloud: true, language: "es" }).questions.find(({ id }) => id === "improve");
    expect(improve?.ask).toBe(
      "¿Qué convendría mejorar primero? Puede elegir entre estas respuestas: La comprensión de la pregunta, La exactitud de la respuesta, La claridad de la redacción, El tono, La rapidez o Nada, buen trabajo.",
    );
  });

  test("nobody is called by name in an anonymous survey", () => {
    expect(asked("staff-pulse", { aloud: true, customer: "Maria" }).intro).toBe(asked("staff-pulse").intro);
  });
});

group("a file of one's own", () => {
  const good = parseSurveyFile(readFileSync("fixtures/survey-files/good.yaml", "utf8"), "good.yaml");
  const german = parseSurveyFile(readFileSync("fixtures/survey-files/german.yaml", "utf8"), "german.yaml");

  test("names that are not known are left to its own words", () => {
    expect(inLanguage(good, PLAIN).questions[1].ask).toBe("{score} out of {high}. What should we have done differently?");
    expect(inLanguage(good, { ...PLAIN, agent: "Ana\u001b[2J" }).questions[1].ask).toBe(
      "{score} out of {high}. What should Ana\\x1b[2J have done differently?",
    );
    const bare = parseSurveyFile('name: x\nquestions: [{id: a, type: yesno, ask: "{agent} solved it. {company} too?"}]', "x");
    expect(inLanguage(bare, { ...PLAIN, company: null }).questions[0].ask).toBe("Our agent solved it. Our company too?");
  });

  test("what it gives to read aloud is read aloud, and nothing added", () => {
    const survey = inLanguage(good, { ...PLAIN, aloud: true, customer: "Maria" });
    expect(survey.questions[3].ask).toBe("Is it about billing, delivery or something else?");
    expect(survey.questions[4].ask).toBe("How did you try to reach us? You can name more than one: Phone, Email, and Chat.");
    expect(survey.intro).toBe("Hello Maria. Two minutes, please. Your answers go to the whole team.");
  });

  test("in a language that this program has no words in, its own words do", () => {
    const survey = inLanguage(german, { ...PLAIN, company: null, language: "de-AT", aloud: true, customer: "Eva" });
    expect(textsOf(survey)).toEqual([
      "",
      "",
      "Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen? (0 = sehr unwahrscheinlich, 10 = sehr wahrscheinlich)",
      "sehr unwahrscheinlich",
      "sehr wahrscheinlich",
      "Worum ging es? (Rechnung / Lieferung)",
      "Rechnung",
      "Lieferung",
      "Vielen Dank.",
    ]);
    expect(survey.phrases.saved).toBe("Saved.");
  });

  test("a language it has no words in is refused, with those it has", () => {
    try {
      inLanguage(good, { ...PLAIN, language: "fr" });
      throw new Error("was not refused");
    } catch (error) {
      expect(error).toBeInstanceOf(ProblemError);
      expect((error as ProblemError).exit).toBe(2);
      expect(describe((error as ProblemError).problem)).toEqual([
        'the survey "after-call" has no words in "fr"',
        "Write: --language en, or --language es",
      ]);
    }
  });
});
