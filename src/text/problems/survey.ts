import type { Messages } from "../messages.ts";
import { quoteFile } from "../quote.ts";
import { wrapList } from "../wrap.ts";

/** Lines are indented by two when printed. */
const WIDTH = 76;

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const didYouMean = (similar: unknown): string[] => (texts(similar).length === 0 ? [] : [`Did you mean ${texts(similar).join(" or ")}?`]);

const shownFile = (file: unknown): string => (file === "-" ? "standard input" : String(file));

interface Fault {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly expected: string;
}

const answers = (count: unknown): string => (count === 1 ? "1 answer" : `${String(count)} answers`);

/** What can go wrong when a survey is asked for or answered. */
export const surveyMessages: Messages = {
  "survey-which": ({ surveys }) => [
    "survey needs to know what to ask",
    "Try: cs-metrics survey nps",
    ...wrapList("Ready to ask", texts(surveys), WIDTH),
    "A survey of your own: cs-metrics survey my-questions.yaml",
  ],
  "unknown-survey": ({ name, similar, surveys }) => [
    `there is no survey "${String(name)}"`,
    ...didYouMean(similar),
    ...wrapList("Ready to ask", texts(surveys), WIDTH),
    "A survey of your own: cs-metrics survey my-questions.yaml",
  ],
  "survey-file-needed": ({ verb }) => [
    `survey ${String(verb)} needs one survey`,
    `Write: cs-metrics survey ${String(verb)} my-questions.yaml`,
  ],
  "survey-one": ({ words }) => [
    `survey asks one survey at a time, but ${texts(words).join(" ")} follows`,
    "All flags: cs-metrics survey --help",
  ],
  "survey-too-large": ({ file }) => [
    `${String(file)} is larger than 1 MB, which no survey is`,
    "Give a file that describes the questions: docs/surveys.md",
  ],
  "survey-no-text": ({ file }) => [`${String(file)} is no text in UTF-8`, "Save it as UTF-8 in your editor."],
  "survey-needs-terminal": ({ survey }) => [
    "survey needs a terminal to ask in, and there is none here",
    `One answer:   cs-metrics survey ${String(survey)} --score 9 --comment "Quick answer"`,
    `Many answers: cs-metrics survey ${String(survey)} --answers answers.csv   (- for standard input)`,
  ],
  "survey-stopped": ({ count, file }) => [
    count === 0 ? "stopped; nothing was answered" : `stopped; ${answers(count)} kept in ${String(file)}`,
  ],
  "flags-exclude": ({ flags }) => [`${texts(flags).join(" and ")} do not go together`, "Give one of them."],
  "flag-needs-flag": ({ flag, needed }) => [
    `${String(flag)} is for ${String(needed)}, which is missing`,
    `Add ${String(needed)}, or leave ${String(flag)} out.`,
  ],
  "score-of-several": ({ survey }) => [
    `--score answers one question, but ${String(survey)} asks other ones`,
    `Give all answers in a file: cs-metrics survey ${quoteFile(String(survey))} --answers answers.csv`,
  ],
  "score-outside": ({ score, survey, expected }) => [
    `--score ${String(score)} is no answer to ${String(survey)}`,
    `Give ${String(expected)}.`,
  ],
  "answers-no-column": ({ file, columns, wanted, similar }) => [
    `no column of ${shownFile(file)} holds answers`,
    ...wrapList("Columns there", texts(columns), WIDTH),
    ...didYouMean(similar),
    ...wrapList("Wanted", texts(wanted), WIDTH),
  ],
  "answers-faults": ({ file, count, faults }) => [
    `${answers(count)} in ${shownFile(file)} cannot be read; nothing was kept`,
    ...(faults as readonly Fault[]).map(({ line, column, value, expected }) => `line ${line}, ${column}: "${value}" should be ${expected}`),
    ...(Number(count) > (faults as readonly Fault[]).length ? [`and ${Number(count) - (faults as readonly Fault[]).length} more`] : []),
    "Correct them and give the file again.",
  ],
  "answers-malformed": ({ file, line, count }) => [
    `${shownFile(file)}, line ${String(line)}: this record cannot be read; nothing was kept`,
    `${count === 1 ? "Its quotes or its number of cells are" : `It and ${Number(count) - 1} more have quotes or cells that are`} not as CSV has them.`,
  ],
  "answers-json": ({ file, line, reason }) => [
    `${shownFile(file)} is not JSON: ${String(reason)}`,
    ...(Number(line) > 1 ? [`in line ${String(line)}`] : []),
  ],
  "answers-json-shape": ({ file, line }) => [
    `${shownFile(file)}: answer ${String(line)} is no object`,
    'Write a list such as [{"score": 9, "comment": "Quick answer"}].',
  ],
  "answers-ignored": ({ file, columns }) => [`${shownFile(file)}: these columns are not for this survey: ${texts(columns).join(", ")}`],
  "answers-already": ({ count, file }) => [`${answers(count)} left out: already in ${String(file)}`],
  "responses-one": ({ words }) => [
    `responses shows one file at a time, but ${texts(words).join(" ")} follows`,
    "All flags: cs-metrics responses --help",
  ],
  "no-responses": ({ file, some }) => [
    some === true ? `no answer in ${String(file)} fits these flags` : `${String(file)} holds no answers yet`,
    ...(some === true ? [] : ["To collect some: cs-metrics survey nps"]),
  ],
  "responses-cut": ({ shown, all }) => [`the newest ${String(shown)} of ${String(all)} are shown; all: --limit 0, or -o answers.csv`],
  "responses-aside": ({ file, files }) => [
    `shown with those that were set aside in ${texts(files).join(" and ")}`,
    `To bring them together: cs-metrics responses merge ${quoteFile(String(file))}`,
  ],
  "responses-withheld": ({ type, count }) => [`${String(type)}: ${answers(count)}; shown from 5 on, so that nobody can tell who said what`],
  "drafts-recovered": ({ count, file }) => [
    `${answers(count)} of a run that was cut off ${count === 1 ? "was" : "were"} taken into ${String(file)} as incomplete`,
  ],
};
