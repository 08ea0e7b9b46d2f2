import type { Completion } from "../answers/row.ts";
import type { Answer, Question } from "./model.ts";

const INSTANT = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: ?(?:Z|[+-]\d\d:?\d\d))?)?$/u;

/** An ISO date or date and time → epoch milliseconds; without offset it is UTC. NaN = unreadable. */
export const instantOf = (text: string): number => {
  if (!INSTANT.test(text)) return Number.NaN;
  const [, date, time = "00:00", zone = "Z"] = /^(\S{10})(?:[T ](\d\d:\d\d\S*?))? ?(Z|[+-]\d\d:?\d\d)?$/u.exec(text)!;
  const value = Date.parse(`${date}T${time}${zone.replace(/^(...)(\d\d)$/u, "$1:$2")}`);
  // Date.parse lets 30 February roll over into March.
  return Number.isNaN(value) || new Date(Date.parse(`${date}T00:00Z`)).toISOString().slice(0, 10) !== date ? Number.NaN : value;
};

const YES = new Set(["yes", "y", "true", "1", "si", "sí", "ja", "oui"]);
const NO = new Set(["no", "n", "false", "0", "nein", "non"]);

export const COMPLETIONS: readonly Completion[] = ["yes", "no", "declined", "not reached"];

/** Longest comment or other text that is kept, in characters. */
export const LONGEST = 10_000;

/** Null = blank; undefined = no answer to this question can look like that. */
export const answerOf = (question: Question, value: unknown): Answer | undefined => {
  if (value === null || value === undefined) return null;
  if (question.type === "choices" && Array.isArray(value)) return optionsOf(question, value.map(String));
  if (typeof value === "object") return undefined;
  const text = String(value).trim();
  if (text === "") return null;
  switch (question.type) {
    case "text":
      return text.length > LONGEST ? undefined : text;
    case "yesno":
      return YES.has(text.toLowerCase()) ? true : NO.has(text.toLowerCase()) ? false : undefined;
    case "choice":
      return optionsOf(question, [text])?.[0];
    case "choices":
      return optionsOf(question, text.split(";"));
    default: {
      const score = /^\d{1,2}(?:\.0+)?$/u.test(text) ? Number(text) : Number.NaN;
      return score >= question.low && score <= question.high ? score : undefined;
    }
  }
};

const optionsOf = (question: Question & { type: "choice" | "choices" }, texts: readonly string[]): string[] | undefined => {
  const named = texts.map((text) => text.trim().toLowerCase()).filter((text) => text !== "");
  const found = named.map((name) =>
    question.options.find(({ value, label }) => value.toLowerCase() === name || label.toLowerCase() === name),
  );
  return found.includes(undefined) ? undefined : found.map((option) => option!.value);
};

/** What an answer to the question looks like, for people. */
export const expectedAnswer = (question: Question): string => {
  if ("low" in question) return `a whole number from ${question.low} to ${question.high}`;
  if (question.type === "yesno") return "yes or no";
  return "options" in question ? `one of ${question.options.map(({ value }) => value).join(", ")}` : `at most ${LONGEST} characters`;
};
