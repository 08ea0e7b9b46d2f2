import type { Messages } from "../messages.ts";
import type { Facts } from "../problem.ts";
import { quoteFile } from "../quote.ts";
import { wrapWords } from "../wrap.ts";

/** Lines are indented by two when printed. */
const WIDTH = 76;

/** Longest piece of the file that is repeated. */
const REPEATED = 60;

const cut = (value: unknown): string => {
  const text = String(value);
  return text.length > REPEATED ? `${text.slice(0, REPEATED)}…` : text;
};

const shown = (value: unknown): string => `"${cut(value)}"`;

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(cut) : []);

/** "a, b or c" */
const listed = (value: unknown, last: string): string => {
  const words = texts(value);
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
};

/** The likely word, else all that are possible. */
const meant = (facts: Facts, all: unknown, title: string): string => {
  if (texts(facts.similar).length > 0) return `Did you mean ${listed(facts.similar, "or")}?`;
  return texts(all).length > 0 ? `${title}: ${texts(all).join(", ")}` : "";
};

const LANGUAGE_KEYS = "Write a language tag such as en, es or pt-BR.";

/** What to do about things the parser stumbles over, by its code. */
const SYNTAX: Readonly<Record<string, readonly [what: string, advice: string]>> = {
  TAB_AS_INDENT: ["a tab stands where blanks are needed", "Indent with blanks only."],
  BLOCK_AS_IMPLICIT_KEY: [
    "a second colon, or an indent that does not fit",
    'A text with a colon in it goes between quotes: ask: "Your view: good or bad?"',
  ],
  BAD_INDENT: ["an indent that does not fit, or a bracket that is not closed", "Keys of one group begin in the same column."],
  MISSING_CHAR: ["something is missing before this: a comma, or the dash of a list", "Items of a list begin with - in the same column."],
  UNEXPECTED_TOKEN: ["this does not belong here", "A comma, a colon or a bracket may be missing before it."],
  BAD_SCALAR_START: ["a text begins with a sign that has another meaning", "Put the text between double quotes."],
  BAD_DQ_ESCAPE: ["a backslash in double quotes that is followed by no known letter", "Write two backslashes, or use single quotes."],
  MULTIPLE_DOCS: ["a second document begins (---)", "A file holds one survey."],
  RESOURCE_EXHAUSTION: ["groups within groups without end", "A survey needs few levels."],
};

type Said = readonly [what: string, advice?: string];

/** Each kind of fault in a survey file: what is wrong, and what to do. */
const FAULTS = {
  syntax: ({ code, message }) =>
    SYNTAX[String(code)] ?? [`this cannot be read: ${cut(message)}`, "Put texts with : # { } [ ] & * ! % @ in them between double quotes."],
  "repeated-key": () => ["this key is there twice", "Remove one of them."],
  tag: () => ["a word with ! in front, which has a meaning of its own here", "Put the text between double quotes."],
  "open-quote": () => ["a quote that begins here has no end", "Close it on the same line."],
  "unknown-reference": ({ name }) => [`*${cut(name)} refers to nothing before it`, "Put a text that begins with * between double quotes."],
  "too-large": ({ largest }) => ["the file is too large for a survey", `At most ${Number(largest) / 1000} KB.`],
  endless: () => ["groups within groups, or references to them, without end", "A survey needs few levels, and its texts written out."],
  "empty-file": () => ["the file is empty", "Write at least a name and one question; docs/surveys.md has an example to copy."],
  "not-a-survey": ({ found }) => [`a survey begins with keys such as name and questions, not with ${found}`],
  "unknown-key": (facts) => [`there is no key ${shown(facts.name)} here`, meant(facts, facts.known, "Keys")],
  "missing-key": ({ name, example, choices }) => [
    "this key is missing",
    texts(choices).length > 0 ? `Write one of: ${texts(choices).join(", ")}` : `Write, for example: ${name}: ${cut(example)}`,
  ],
  "nothing-there": () => ["nothing stands after this key", "Write something after it, or remove the key."],
  "empty-text": () => ["the text is empty", "Write a text, or remove the key."],
  "not-a-text": ({ found }) => [`a text is needed, not ${found}`],
  "long-text": ({ length, longest }) => [`the text has ${length} characters`, `At most ${longest} fit on the screen.`],
  "no-list": ({ found }) => [`a list is needed, not ${found}`, "Begin each item with - on a line of its own."],
  "no-truth": ({ text }) => [`yes or no is needed, not ${shown(text)}`],
  "no-word": ({ text }) => [
    `${shown(text)} is no name for the answers file`,
    "Write one word of letters, digits, - and _, at most 60, that begins with a letter or digit.",
  ],
  "no-language": ({ name }) => [`${shown(name)} is no language`, LANGUAGE_KEYS],
  "no-questions": () => ["the survey asks nothing", "Add at least one question: - type: nps"],
  "many-questions": ({ count, most }) => [`${count} questions are too many`, `At most ${most}; people answer 3 to 5.`],
  "not-a-question": ({ found }) => [`a question is a group of keys such as id, type and ask, not ${found}`],
  "unknown-type": (facts) => [`there is no type ${shown(facts.type)}`, meant(facts, facts.types, "Types")],
  "reserved-id": ({ id }) => [`${shown(id)} is a column of the answers file`, "Choose another id."],
  "id-of-score": ({ id, type }) => [`${shown(id)} is the name of a score, but the type is ${type}`, "Choose another id."],
  "repeated-id": ({ id, line }) => [`${shown(id)} is the id of the question on line ${line}, too`, "Choose another id."],
  "repeated-score": ({ type, line }) => [
    `there is a question of type ${type} already, on line ${line}`,
    `A survey has one ${type}, so that reports know which counts. Make this one a rating.`,
  ],
  "key-of-others": ({ name, type, types }) => [`a question of type ${type} has no ${name}`, `Only for ${listed(types, "and")}. Remove it.`],
  "label-is-number": ({ type, low, high }) => [
    `the words at this end of the scale are needed, not a number`,
    `The scale of ${type} is always ${low} to ${high}.`,
  ],
  "missing-options": ({ type }) => [`a question of type ${type} needs options`, "Write, for example: options: [Phone, Email, Chat]"],
  "option-count": ({ count, fewest, most }) => [`${count === 1 ? "1 option" : `${count} options`}, but ${fewest} to ${most} are possible`],
  "option-by-language": () => [
    "an option in several languages needs a value to be kept under",
    "Write, for example: { value: billing, label: { en: Billing, es: Factura } }",
  ],
  "repeated-option": ({ value }) => [`${shown(value)} is there twice`, "Options differ in value and label, not only in capitals."],
  semicolon: ({ value }) => [
    `${shown(value)} has a semicolon`,
    "Answers of choices are kept with semicolons between them. Give a value without.",
  ],
  "no-condition": ({ text }) => [`${shown(text)} is no condition`, "Write question, sign and answer: nps <= 6, or solved = no"],
  "no-operator": ({ operator, meant, operators }) => [
    `there is no sign ${shown(operator)}`,
    meant === null ? `Signs: ${texts(operators).join(" ")}` : `Did you mean ${cut(meant)}?`,
  ],
  "wrong-operator": ({ id, type, operator, operators }) => [
    `${shown(id)} is of type ${type}, which ${cut(operator)} does not go with`,
    `Signs for ${type}: ${texts(operators).join(" ")}`,
  ],
  "no-such-answer": (facts) => [
    `${shown(facts.value)} is no answer to ${shown(facts.id)} (${facts.type})`,
    texts(facts.similar).length > 0 ? `Did you mean ${listed(facts.similar, "or")}?` : `Answers: ${texts(facts.expected).join(", ")}`,
  ],
  "condition-on-text": ({ id }) => [`${shown(id)} is a text, which no condition can look at`, "Look at a scale, a choice or a yesno."],
  "unknown-question": (facts) => [
    `there is no question ${shown(facts.id)} before this`,
    meant(facts, facts.known, "Questions before this one") || "Nothing is asked before this.",
  ],
  "later-question": ({ id }) => [`${shown(id)} is not asked before this`, "Move that question up, or look at an earlier one."],
  "never-holds": () => ["no answers make this true, so it would never be shown", "Loosen the condition, or remove it."],
  "about-no-scale": ({ id, type }) => [`${shown(id)} is of type ${type}, and only scores have comments`, "Remove about."],
  "language-missing": ({ languages, given }) => [
    `the words in ${listed(languages, "and")} are missing`,
    `They are there in ${listed(given, "and")} only, but other texts have ${listed(languages, "and")}, too.`,
  ],
  "words-needed": ({ keys, languages, known }) => [
    `${listed(keys, "and")} must be given in ${listed(languages, "and")}`,
    `cs-metrics has words of its own in ${listed(known, "and")} only.`,
  ],
  "unknown-placeholder": (facts) => [
    `nothing is known as {${cut(facts.name)}}`,
    texts(facts.similar).length > 0
      ? `Did you mean ${listed(
          texts(facts.similar).map((name) => `{${name}}`),
          "or",
        )}?`
      : `In braces: ${texts(facts.known).join(", ")}`,
  ],
  "score-of-nothing": ({ name }) => [`{${cut(name)}} is known only in a text that is about a score`, "Add, for example: about: nps"],
  "name-without-words": ({ name, language }) => [
    `what to say in ${cut(language)} where {${cut(name)}} is not known?`,
    `Write it after a bar: {${cut(name)}|…}`,
  ],
} satisfies Record<string, (facts: Facts) => Said>;

/** What can be wrong with a survey file. */
export type SurveyFaultKind = keyof typeof FAULTS;

interface Told {
  readonly where: string;
  readonly what: string;
  readonly advice: string;
}

const tell = (fault: unknown): Told => {
  const { line, key, kind, facts } = fault as { line: number; key: string; kind: SurveyFaultKind; facts: Facts };
  const [what, advice = ""]: Said = FAULTS[kind](facts);
  return { where: `line ${line}${key === "" ? "" : `, ${cut(key)}`}`, what, advice };
};

/** A survey file that cannot be used, and a survey that has no words in a language. */
export const surveyFileMessages: Messages = {
  "survey-file": ({ file, faults, count }) => {
    const told = (Array.isArray(faults) ? faults : []).map(tell);
    const check = `Then try: cs-metrics survey check ${quoteFile(String(file))}`;
    if (told.length === 1) {
      const [{ where, what, advice }] = told;
      return [`${String(file)}, ${where}: ${what}`, ...wrapWords(advice.split(" "), WIDTH, 0), check];
    }
    const lines = told.flatMap(({ where, what, advice }) => [
      ...wrapWords(`${where}: ${what}`.split(" "), WIDTH, 2),
      ...wrapWords(advice.split(" "), WIDTH - 2, 0).map((line) => `  ${line}`),
    ]);
    const more = Number(count) > told.length ? [`… and ${Number(count) - told.length} more`] : [];
    return [`${String(file)} cannot be used as a survey: ${String(count)} things are wrong`, ...lines, ...more, check];
  },
  "survey-language": ({ flag, survey, language, languages }) => [
    `${flag === "--language" ? "" : `${String(flag)}: `}the survey ${shown(survey)} has no words in ${shown(language)}`,
    `Write: --language ${texts(languages).join(", or --language ")}`,
  ],
};
