import { expect, test } from "vitest";
import { holds } from "../../../src/survey/conditions.ts";
import type { Answer, Condition, Operator } from "../../../src/survey/model.ts";

const answers: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ["nps", 7],
  ["zero", 0],
  ["solved", false],
  ["topic", "Billing"],
  ["used", ["phone", "chat"]],
  ["none", []],
  ["skipped", null],
]);

const one = (question: string, operator: Operator, value: Condition["value"]): boolean => holds([{ question, operator, value }], answers);

test.each<[string, Operator, Condition["value"], boolean]>([
  ["nps", "=", 7, true],
  ["nps", "!=", 7, false],
  ["nps", "<", 7, false],
  ["nps", "<=", 7, true],
  ["nps", ">", 6, true],
  ["nps", ">=", 8, false],
  ["zero", "<=", 6, true],
  ["zero", "=", 0, true],
  ["solved", "=", false, true],
  ["solved", "!=", false, false],
  ["solved", "!=", true, true],
  ["topic", "=", "Billing", true],
  ["topic", "!=", "Delivery", true],
  ["used", "=", "chat", true],
  ["used", "=", "email", false],
  ["used", "!=", "email", true],
  ["used", "!=", "phone", false],
  ["none", "!=", "phone", true],
])("%s %s %s: %s", (question, operator, value, expected) => {
  expect(one(question, operator, value)).toBe(expected);
});

test.each(["skipped", "never-asked"])("a question that was %s fulfils nothing", (question) => {
  for (const operator of ["=", "!=", "<", "<=", ">", ">="] as const) {
    for (const value of [0, true, false, "", "null"]) expect(one(question, operator, value)).toBe(false);
  }
});

test("all have to hold; none always do", () => {
  const seven: Condition = { question: "nps", operator: "=", value: 7 };
  expect(holds([], new Map())).toBe(true);
  expect(holds([seven, { question: "solved", operator: "=", value: false }], answers)).toBe(true);
  expect(holds([seven, { question: "solved", operator: "=", value: true }], answers)).toBe(false);
});
