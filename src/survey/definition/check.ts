import { basename, extname } from "node:path";
import { SCALES } from "../bands.ts";
import { WORDINGS } from "../wording/index.ts";
import type { SurveyDefinition, Texts } from "./definition.ts";
import type { Faults } from "./faults.ts";
import { languageTag, wordingFor } from "./language.ts";
import type { MapNode, Node } from "../../config/node.ts";
import { kindOf, Place } from "./place.ts";
import { isScored, isWord } from "./question.ts";
import { readQuestions, type ReadQuestions } from "./questions.ts";
import { TextReader } from "./texts.ts";
import { readThanks } from "./thanks.ts";

const KEYS = ["name", "title", "language", "anonymous", "intro", "questions", "thanks"];

/** A name that could be meant for a file that has none: the file's own, as far as it is a word. */
const nameFor = (file: string): string => {
  const bare = basename(file, extname(file)).replaceAll(/[^\p{L}\p{N}_-]+/gu, "-");
  const trimmed = bare.replaceAll(/^[-_]+|-+$/gu, "");
  return isWord(trimmed) ? trimmed : "my-survey";
};

const readName = (place: Place, file: string): string => {
  const name = place.word("name");
  const line = place.lineOf("name");
  if (name === undefined) {
    if (!place.has("name")) place.fault(line, "name", "missing-key", { name: "name", example: nameFor(file), choices: [] });
    return "";
  }
  if (!isWord(name)) place.fault(line, "name", "no-word", { text: name });
  return name;
};

/** Language of the texts that are given without one; null = not said. */
const readLanguage = (place: Place): string | null => {
  const word = place.word("language");
  if (word === undefined) return null;
  const tag = languageTag(word);
  if (tag === null) place.fault(place.lineOf("language"), "language", "no-language", { name: word });
  return tag;
};

const TRUTH: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["yes", true],
  ["false", false],
  ["no", false],
]);

const readAnonymous = (place: Place): boolean => {
  const word = place.word("anonymous");
  const truth = word === undefined ? false : TRUTH.get(word.toLowerCase());
  if (truth === undefined) place.fault(place.lineOf("anonymous"), "anonymous", "no-truth", { text: word });
  return truth ?? false;
};

/** In a language that this program has no words in, the file has to bring them all. */
const checkOwnWords = (place: Place, survey: SurveyDefinition, places: ReadQuestions["places"]): void => {
  const languages = survey.languages.filter((language) => wordingFor(language) === undefined);
  if (languages.length === 0) return;
  const known = [...WORDINGS.keys()];
  for (const question of survey.questions) {
    const at = places.get(question.id);
    const keys = question.type in SCALES ? (["ask", "low", "high"] as const).filter((key) => question[key] === null) : [];
    const missing = isScored(question.type) ? keys : keys.filter((key) => key !== "ask");
    if (at !== undefined && missing.length > 0) place.faults.add(at.line, at.path, "words-needed", { keys: missing, languages, known });
  }
  if (survey.thanks.length === 0) place.fault(place.node.line, "thanks", "words-needed", { keys: ["thanks"], languages, known });
};

const readSurvey = (node: MapNode, file: string, faults: Faults): SurveyDefinition => {
  const place = new Place(node, [], KEYS, faults);
  const language = readLanguage(place);
  const texts = new TextReader(language ?? "en", faults);
  const optional = (key: string): Texts | null => {
    const given = place.get(key);
    return given === undefined ? null : texts.read(given, [key]);
  };
  const [name, anonymous, title, intro] = [readName(place, file), readAnonymous(place), optional("title"), optional("intro")];
  const read = readQuestions(place, texts);
  const thanks = readThanks(place, read, texts);
  const languages = texts.languages();
  if (languages.length === 0) languages.push(...(language === null ? WORDINGS.keys() : [language]));
  texts.checkLanguages(languages);
  const survey = { name, languages, anonymous, title, intro, questions: [...read.questions.values()], thanks };
  checkOwnWords(place, survey, read.places);
  return survey;
};

/** The survey that a node describes. Throws exit 3 with everything that is wrong with it, and with what `faults` held before. */
export const checkSurvey = (node: Node, file: string, faults: Faults): SurveyDefinition => {
  if (node.kind === "map") {
    const survey = readSurvey(node, file, faults);
    return faults.count === 0 ? survey : faults.raise(file);
  }
  faults.add(node.line, [], node.kind === "nothing" ? "empty-file" : "not-a-survey", { found: kindOf(node) });
  return faults.raise(file);
};
