import { SCALES } from "../bands.ts";
import { fulfils } from "../conditions.ts";
import type { Answer, Condition } from "../model.ts";
import type { QuestionDefinition } from "./definition.ts";

type Questions = ReadonlyMap<string, QuestionDefinition>;

/** Every answer that conditions on the question tell apart. */
const possible = ({ type, options }: QuestionDefinition, conditions: readonly Condition[]): Answer[] => {
  if (type === "yesno") return [true, false];
  if (type === "choice") return options.map(({ value }) => value);
  // Marking all that is asked for serves whatever is asked, but for what must not be marked.
  if (type === "choices") return [conditions.filter(({ operator }) => operator === "=").map(({ value }) => String(value))];
  if (type === "text") return [];
  const { low, high } = SCALES[type];
  return Array.from({ length: high - low + 1 }, (_, index) => low + index);
};

/** The conditions, and those under which the questions they look at are asked. */
const withAllBefore = (when: readonly Condition[], questions: Questions): Condition[] => {
  const all: Condition[] = [];
  const seen = new Set<string>();
  const collect = (conditions: readonly Condition[]): void => {
    all.push(...conditions);
    for (const { question } of conditions) {
      if (seen.has(question)) continue;
      seen.add(question);
      collect(questions.get(question)?.when ?? []);
    }
  };
  collect(when);
  return all;
};

/** Whether there are answers with which the conditions hold. */
export const canHold = (when: readonly Condition[], questions: Questions): boolean => {
  const all = withAllBefore(when, questions);
  return [...new Set(all.map(({ question }) => question))].every((id) => {
    const question = questions.get(id);
    const conditions = all.filter((condition) => condition.question === id);
    return question === undefined || possible(question, conditions).some((answer) => conditions.every((one) => fulfils(one, answer)));
  });
};
