import { wrap } from "../render/wrap.ts";
import { padStart } from "../text/width.ts";
import { indented, paragraph } from "./asking/layout.ts";
import { choiceLines, listLines, yesNoLines } from "./asking/list-view.ts";
import { scaleRows } from "./asking/scale-view.ts";
import { fulfils } from "./conditions.ts";
import { fillScore } from "./definition/index.ts";
import type { Condition, Question, ScaleQuestion, Survey } from "./model.ts";

/** Before lines about the survey, and before what a question is shown with, which has a margin of its own. */
const MARGIN = "  ";
const INDENT = "     ";
const SCREEN = "   ";

/** Columns of a screen narrower than which nothing is laid out. */
const NARROWEST = 30;

const TYPE_NAMES: Readonly<Record<Question["type"], string>> = {
  csat: "satisfaction",
  nps: "net promoter score",
  ces: "effort",
  enps: "net promoter score of staff",
  rating: "rating",
  choice: "one of the options",
  choices: "any of the options",
  yesno: "yes or no",
  text: "text",
};

const scores = ({ low, high }: ScaleQuestion): number[] => Array.from({ length: high - low + 1 }, (_, index) => low + index);

/** "0 to 6, 9 or 10" */
const ranges = (values: readonly number[]): string => {
  const runs: [from: number, to: number][] = [];
  for (const value of values) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] === value - 1) run[1] = value;
    else runs.push([value, value]);
  }
  const parts = runs.flatMap(([from, to]) => (to - from < 2 ? [...new Set([from, to])].map(String) : [`${from} to ${to}`]));
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} or ${parts.at(-1)}`;
};

const labelOf = (question: Question, value: Condition["value"]): string => {
  if (typeof value === "boolean") return value ? "yes" : "no";
  const option = "options" in question ? question.options.find((option) => option.value === value) : undefined;
  return `"${option?.label ?? String(value)}"`;
};

/** The conditions on one question in words: "nps is 0 to 6". */
const onQuestion = (question: Question, conditions: readonly Condition[]): string => {
  if ("low" in question) {
    const all = scores(question);
    const fitting = all.filter((score) => conditions.every((condition) => fulfils(condition, score)));
    return fitting.length === all.length ? `${question.id} was answered` : `${question.id} is ${ranges(fitting)}`;
  }
  const verb = question.type === "choices" ? ["includes", "does not include"] : ["is", "is not"];
  const parts = conditions.map(({ operator, value }) => `${verb[operator === "=" ? 0 : 1]} ${labelOf(question, value)}`);
  return `${question.id} ${parts.join(" and ")}`;
};

const inWords = (when: readonly Condition[], { questions }: Survey): string => {
  const parts = questions.flatMap((question) => {
    const conditions = when.filter((condition) => condition.question === question.id);
    return conditions.length === 0 ? [] : [onQuestion(question, conditions)];
  });
  return parts.join(", and ");
};

/** "rating, 1 to 5" */
const kindOf = (question: Question): string => {
  const name = TYPE_NAMES[question.type];
  if ("low" in question) return `${question.type === "rating" ? name : `${question.type}, ${name}`}, ${question.low} to ${question.high}`;
  return question.type === "text" && question.about !== null ? `text, the comment on ${question.about}` : name;
};

/** What is answered on, as the prompts draw it with nothing chosen. */
const drawAnswer = (question: Question, { phrases }: Survey, columns: number): string[] => {
  if ("low" in question) return scaleRows(question, null, columns);
  if (question.type === "yesno") return yesNoLines([phrases.yes, phrases.no], null);
  if (question.type === "text") return [...paragraph(phrases.textHelp, columns), "", indented("›")];
  const labels = question.options.map(({ label }) => label);
  if (question.type === "choice") return choiceLines(labels, null, columns, Infinity);
  return listLines(labels, (index) => `  [ ] ${index + 1}  `, 0, columns, Infinity);
};

/** The words of a question; a score in them stands at the lowest with which it is asked. */
const wordsOf = (question: Question, { questions }: Survey): string => {
  const about = question.type === "text" && question.about !== null ? questions.find(({ id }) => id === question.about) : undefined;
  if (about === undefined || !("low" in about)) return question.ask;
  const own = question.when.filter((condition) => condition.question === about.id);
  const first = scores(about).find((score) => own.every((condition) => fulfils(condition, score)));
  return fillScore(question.ask, about, first ?? about.low);
};

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

/** A survey on paper, for `survey preview`: every question as it will look, with its type and, in words, when it is asked. */
export const previewText = (survey: Survey, width: number): string => {
  const columns = Math.max(NARROWEST, width);
  const room = columns - SCREEN.length;
  const block = (text: string, indent: string): string[] => wrap(text, columns - indent.length - 1).map((line) => indent + line);
  const facts = [plural(survey.questions.length, "question"), `language ${survey.language}`, ...(survey.anonymous ? ["anonymous"] : [])];
  const lines = [...block(`${survey.name}: ${facts.join(", ")}`, MARGIN), ""];
  if (survey.title !== "") lines.push(...block(survey.title, INDENT), "");
  if (survey.intro !== "") lines.push(...block(survey.intro, INDENT), "");
  for (const [index, question] of survey.questions.entries()) {
    const number = padStart(String(index + 1), 2);
    const when = question.when.length === 0 ? "" : `, asked when ${inWords(question.when, survey)}`;
    const [head, ...rest] = block(`${question.id} (${kindOf(question)})${when}`, INDENT);
    lines.push(`${MARGIN}${number} ${head.trimStart()}`, ...rest, "");
    const screen = [...paragraph(wordsOf(question, survey), room), "", ...drawAnswer(question, survey, room)];
    lines.push(...screen.map((line) => (SCREEN + line).trimEnd()), "");
  }
  for (const { text, when } of survey.thanks) {
    const head = when.length === 0 ? "at the end" : `at the end, when ${inWords(when, survey)}`;
    lines.push(...block(survey.thanks.length > 1 && when.length === 0 ? "at the end, otherwise" : head, MARGIN));
    lines.push(...block(text, INDENT), "");
  }
  return `${lines.join("\n").trimEnd()}\n`;
};
