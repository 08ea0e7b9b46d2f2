import type { Messages } from "../messages.ts";
import type { Problem } from "../problem.ts";
import { sanitize } from "../sanitize.ts";
import { answersMessages } from "./answers.ts";
import { columnMessages } from "./columns.ts";
import { configMessages } from "./config.ts";
import { followUpMessages } from "./follow-ups.ts";
import { historyMessages } from "./history.ts";
import { hoursMessages } from "./hours.ts";
import { initMessages } from "./init.ts";
import { inputMessages } from "./input.ts";
import { inspectMessages } from "./inspect.ts";
import { mappingMessages } from "./mapping.ts";
import { mergeMessages } from "./merge.ts";
import { profileMessages } from "./profiles.ts";
import { pseudonymMessages } from "./pseudonyms.ts";
import { reportMessages } from "./report.ts";
import { importMessages } from "./import.ts";
import { roundMessages } from "./round.ts";
import { storeMessages } from "./store.ts";
import { surveyMessages } from "./survey.ts";
import { surveyFileMessages } from "./survey-file.ts";
import { targetMessages } from "./targets.ts";
import { usageMessages } from "./usage.ts";

/** Wording of every problem, by code. */
export const MESSAGES: Messages = {
  ...inputMessages,
  ...columnMessages,
  ...answersMessages,
  ...mappingMessages,
  ...mergeMessages,
  ...usageMessages,
  ...reportMessages,
  ...inspectMessages,
  ...initMessages,
  ...importMessages,
  ...storeMessages,
  ...roundMessages,
  ...surveyMessages,
  ...surveyFileMessages,
  ...configMessages,
  ...profileMessages,
  ...pseudonymMessages,
  ...targetMessages,
  ...hoursMessages,
  ...historyMessages,
  ...followUpMessages,
};

/** A code without wording is shown with its facts, so that nothing is lost. */
const plain = ({ code, facts }: Problem): string[] => {
  const listed = Object.entries(facts).map(
    ([name, value]) => `${name}: ${typeof value === "object" ? JSON.stringify(value) : String(value)}`,
  );
  return [listed.length === 0 ? code.replaceAll("-", " ") : `${code.replaceAll("-", " ")} (${listed.join(", ")})`];
};

/** Texts of facts longer than this come from hostile files or slips of the hand; nobody reads them to their end. */
const LONGEST = 300;

const brief = (fact: unknown): unknown => {
  if (typeof fact === "string") return fact.length > LONGEST ? `${fact.slice(0, LONGEST)}…` : fact;
  return Array.isArray(fact) ? fact.map(brief) : fact;
};

/** The lines of a problem, safe to print; the first is complete by itself. Never empty. */
export const describe = ({ code, facts }: Problem): string[] => {
  const problem = { code, facts: Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, brief(fact)])) };
  const message = Object.hasOwn(MESSAGES, problem.code) ? MESSAGES[problem.code] : undefined;
  const lines = message?.(problem.facts) ?? [];
  return (lines.length === 0 ? plain(problem) : lines).map(sanitize);
};
