import { expect, it } from "vitest";
import { spellChannel, statusClass, surveyType, VOCABULARIES } from "../../src/interaction/vocabulary.ts";
import {
  ABSENT_FLAG,
  NEGATIVE,
  NEUTRAL,
  OFFERED,
  POSITIVE,
  STATUS_EXCLUDED,
  STATUS_OPEN,
  STATUS_RESOLVED,
} from "../../src/values/batch.ts";
import { foldWord } from "../../src/values/vocabulary.ts";

it.each([
  ["Solved", STATUS_RESOLVED],
  ["Closed", STATUS_RESOLVED],
  ["Done", STATUS_RESOLVED],
  ["3 - Closed", STATUS_RESOLVED],
  ["Completed", STATUS_RESOLVED],
  ["Geschlossen", STATUS_RESOLVED],
  ["Unresolved", STATUS_OPEN],
  ["Not resolved", STATUS_OPEN],
  ["Reopened", STATUS_OPEN],
  ["Snoozed", STATUS_OPEN],
  ["Pending Customer Response", STATUS_OPEN],
  ["Waiting on third party", STATUS_OPEN],
  ["Spam", STATUS_EXCLUDED],
  ["Deleted", STATUS_EXCLUDED],
  ["Merged", STATUS_EXCLUDED],
  ["Survey Preview", STATUS_EXCLUDED],
])("status %s", (word, expected) => {
  expect(statusClass(foldWord(word))).toBe(expected);
});

it.each([
  ["Mail", "Email"],
  ["e-mail", "Email"],
  ["Live Chat", "Chat"],
  ["VOICE", "Phone"],
  ["web_form", "Web"],
  ["Social media", "Social"],
  ["Walk-in", "In person"],
  ["Citizens Connect App", "Citizens Connect App"],
])("channel %s", (word, expected) => {
  expect(spellChannel(word)).toBe(expected);
});

it.each([
  ["sla", "ONTIME", 1],
  ["sla", "Not Violated", 1],
  ["sla", "Within SLA", 1],
  ["sla", "OVERDUE", 0],
  ["sla", "SLA Violated", 0],
  ["sla", "Active", ABSENT_FLAG],
  ["sla-breach", "Yes", 0],
  ["sla-breach", "false", 1],
  ["sla-breach", "Not Violated", 1],
  ["csat", "Good", POSITIVE],
  ["csat", "Okay", NEUTRAL],
  ["csat", "Not Good", NEGATIVE],
  ["csat", "Extremely Unhappy", NEGATIVE],
  ["csat", "Offered", OFFERED],
  ["csat", "Unoffered", ABSENT_FLAG],
  ["nps", "Detractor", NEGATIVE],
])("%s: %s", (vocabulary, word, expected) => {
  expect(VOCABULARIES.words.get(vocabulary)!.get(foldWord(word))).toBe(expected);
});

it("never takes one survey type for another", () => {
  expect([surveyType("net promoter score"), surveyType("customer effort score"), surveyType("csat"), surveyType("pmf")]).toEqual([
    "nps",
    "ces",
    "csat",
    undefined,
  ]);
});
