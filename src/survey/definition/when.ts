import type { Facts } from "../../text/problem.ts";
import { similar } from "../../text/suggest.ts";
import type { SurveyFaultKind } from "../../text/problems/survey-file.ts";
import { SCALES } from "../bands.ts";
import type { Condition, Operator, Question } from "../model.ts";
import type { QuestionDefinition } from "./definition.ts";
import type { Faults, Path } from "./faults.ts";
import type { Node } from "../../config/node.ts";
import { itemsOf, kindOf } from "./place.ts";

const CONDITION = /^([\p{L}\p{N}_-]+)\s*([<>=!~]+)\s*(\S.*)$/su;

const OPERATORS = ["=", "!=", "<", "<=", ">", ">="] as const;

/** Slips of the hand, and what other languages write. */
const MEANT: Readonly<Record<string, Operator>> = { "==": "=", "===": "=", "=<": "<=", "=>": ">=", "<>": "!=", "!==": "!=", "=!": "!=" };

const YES_NO: ReadonlyMap<string, boolean> = new Map([
  ["yes", true],
  ["true", true],
  ["no", false],
  ["false", false],
]);

/** What conditions may look at: the questions before. */
export interface Earlier {
  readonly questions: ReadonlyMap<string, QuestionDefinition>;
  /** Ids of questions before that are at fault themselves: nothing more is said of them. */
  readonly broken: ReadonlySet<string>;
  /** Ids of this question and of those to come. */
  readonly later: ReadonlySet<string>;
}

const isOperator = (text: string): text is Operator => OPERATORS.some((operator) => operator === text);

const operatorsFor = (type: Question["type"]): readonly Operator[] => (type in SCALES ? OPERATORS : ["=", "!="]);

const unquoted = (text: string): string => /^(["'])(.*)\1$/su.exec(text)?.[2] ?? text;

/** The value a condition compares with; undefined, with a fault, where the question has no such answer. */
const readValue = (
  question: QuestionDefinition,
  text: string,
  line: number,
  path: Path,
  faults: Faults,
): Condition["value"] | undefined => {
  const { id, type } = question;
  const wrong = (expected: readonly string[]): undefined => {
    faults.add(line, path, "no-such-answer", { id, type, value: text, expected, similar: similar(text, expected) });
  };
  if (type === "yesno") return YES_NO.get(text.toLowerCase()) ?? wrong(["yes", "no"]);
  if (type === "choice" || type === "choices") {
    return question.options.some(({ value }) => value === text) ? text : wrong(question.options.map(({ value }) => value));
  }
  if (type === "text") return undefined;
  const { low, high } = SCALES[type];
  const value = Number(text);
  return /^\d{1,3}$/u.test(text) && value >= low && value <= high ? value : wrong([`${low} to ${high}`]);
};

/** The question named, when it is one that was asked before. */
export const readEarlier = (id: string, line: number, path: Path, earlier: Earlier, faults: Faults): QuestionDefinition | undefined => {
  const question = earlier.questions.get(id);
  if (question !== undefined || earlier.broken.has(id)) return question;
  const known = [...earlier.questions.keys()];
  if (earlier.later.has(id)) faults.add(line, path, "later-question", { id });
  else faults.add(line, path, "unknown-question", { id, similar: similar(id, known), known });
  return undefined;
};

const readCondition = (node: Node, path: Path, earlier: Earlier, faults: Faults): Condition | undefined => {
  const { line } = node;
  const add = (kind: SurveyFaultKind, facts: Facts): undefined => {
    faults.add(line, path, kind, facts);
  };
  if (!("text" in node)) return add("not-a-text", { found: kindOf(node) });
  const [, id, operator, value] = CONDITION.exec(node.text.trim()) ?? [];
  if (id === undefined) return add("no-condition", { text: node.text.trim() });
  if (!isOperator(operator)) return add("no-operator", { operator, meant: MEANT[operator] ?? null, operators: OPERATORS });
  const question = readEarlier(id, line, path, earlier, faults);
  if (question === undefined) return undefined;
  if (question.type === "text") return add("condition-on-text", { id });
  const operators = operatorsFor(question.type);
  if (!operators.includes(operator)) return add("wrong-operator", { id, type: question.type, operator, operators });
  const read = readValue(question, unquoted(value), line, path, faults);
  return read === undefined ? undefined : { question: id, operator, value: read };
};

/** The conditions under a `when`: one, or a list of which all have to hold. Those at fault are left out. */
export const readWhen = (node: Node | undefined, path: Path, earlier: Earlier, faults: Faults): Condition[] =>
  itemsOf(node).flatMap((item) => readCondition(item, path, earlier, faults) ?? []);
