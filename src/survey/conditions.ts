import type { Answer, Answers, Condition } from "./model.ts";

/** Whether one answer fulfils a condition on its question. Nothing answered fulfils none, not even `!=`. */
export const fulfils = ({ operator, value }: Condition, answer: Answer | undefined): boolean => {
  if (answer === undefined || answer === null) return false;
  const isEqual = Array.isArray(answer) ? answer.includes(String(value)) : answer === value;
  if (operator === "=") return isEqual;
  if (operator === "!=") return !isEqual;
  if (typeof answer !== "number" || typeof value !== "number") return false;
  if (operator === "<") return answer < value;
  if (operator === "<=") return answer <= value;
  return operator === ">" ? answer > value : answer >= value;
};

/** Whether all conditions hold. A question that was skipped or not asked fulfils none. */
export const holds = (when: readonly Condition[], answers: Answers): boolean =>
  when.every((condition) => fulfils(condition, answers.get(condition.question)));
