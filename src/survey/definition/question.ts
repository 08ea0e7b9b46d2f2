import { ANSWER_COLUMNS } from "../../answers/row.ts";
import { similar } from "../../text/suggest.ts";
import { SCALES } from "../bands.ts";
import { type Condition, type Question, SCORED_TYPES } from "../model.ts";
import type { QuestionDefinition, Texts } from "./definition.ts";
import type { Faults, Path } from "./faults.ts";
import type { MapNode } from "../../config/node.ts";
import { readOptions } from "./options.ts";
import { Place } from "./place.ts";
import { canHold } from "./reach.ts";
import type { TextReader } from "./texts.ts";
import { type Earlier, readEarlier, readWhen } from "./when.ts";

type Type = Question["type"];

export const TYPES: readonly Type[] = [...SCORED_TYPES, "rating", "choice", "choices", "yesno", "text"];

const ALL_KEYS = ["id", "type", "ask", "aloud", "low", "high", "options", "when", "about"];

/** Keys that only some types have. */
const KEYS_OF: Readonly<Record<string, readonly Type[]>> = {
  low: [...SCORED_TYPES, "rating"],
  high: [...SCORED_TYPES, "rating"],
  options: ["choice", "choices"],
  about: ["text"],
};

/** What ids of questions and names of surveys are made of: they become part of `survey_type` in the answers file. */
export const isWord = (text: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,59}$/u.test(text);

export const isScored = (type: string): type is (typeof SCORED_TYPES)[number] => SCORED_TYPES.some((scored) => scored === type);

const readType = (place: Place): Type | undefined => {
  const word = place.word("type");
  const type = TYPES.find((type) => type === word);
  if (type !== undefined) return type;
  if (word !== undefined)
    place.fault(place.lineOf("type"), "type", "unknown-type", { type: word, similar: similar(word, TYPES), types: TYPES });
  else if (!place.has("type")) place.fault(place.node.line, "type", "missing-key", { name: "type", example: "rating", choices: TYPES });
  return undefined;
};

/** The question's id as written; a score may do without, as there is one of each. */
export const idOf = ({ entries }: MapNode): string | undefined => {
  const id = entries.find(({ key }) => key === "id");
  const type = entries.find(({ key }) => key === "type")?.value;
  if (id !== undefined) return "text" in id.value ? id.value.text.trim() : undefined;
  return type !== undefined && "text" in type && isScored(type.text.trim()) ? type.text.trim() : undefined;
};

const checkId = (place: Place, id: string | undefined, type: Type | undefined): void => {
  const line = place.lineOf("id");
  if (id === undefined) {
    // What stands there is no text: that is said where it is read.
    if (place.has("id")) place.word("id");
    else place.fault(line, "id", "missing-key", { name: "id", example: "reason", choices: [] });
  } else if (!isWord(id)) place.fault(line, "id", "no-word", { text: id });
  else if (ANSWER_COLUMNS.some((column) => column === id.toLowerCase())) place.fault(line, "id", "reserved-id", { id });
  else if (isScored(id.toLowerCase()) && type !== undefined && id !== type) place.fault(line, "id", "id-of-score", { id, type });
};

const checkKeys = (place: Place, type: Type): void => {
  for (const [key, types] of Object.entries(KEYS_OF)) {
    if (place.has(key) && !types.includes(type)) place.fault(place.lineOf(key), key, "key-of-others", { name: key, type, types });
  }
};

/** Label of one end of a scale. */
const readLabel = (place: Place, key: "low" | "high", type: Type, texts: TextReader): Texts | null => {
  const node = place.get(key);
  if (node === undefined || !(type in SCALES)) return null;
  if ("text" in node && /^\s*-?\d+\s*$/u.test(node.text)) {
    place.fault(node.line, key, "label-is-number", { type, ...SCALES[type as keyof typeof SCALES] });
    return null;
  }
  return texts.read(node, [...place.path, key]);
};

const readText = (place: Place, key: string, texts: TextReader, withScore: boolean): Texts | null => {
  const node = place.get(key);
  return node === undefined ? null : texts.read(node, [...place.path, key], withScore);
};

/** Id of the scale question that a text is the comment on. */
const readAbout = (place: Place, type: Type, earlier: Earlier): string | null => {
  const id = type === "text" ? place.word("about") : undefined;
  if (id === undefined) return null;
  const line = place.lineOf("about");
  const question = readEarlier(id, line, [...place.path, "about"], earlier, place.faults);
  if (question === undefined) return null;
  if (question.type in SCALES) return id;
  place.fault(line, "about", "about-no-scale", { id, type: question.type });
  return null;
};

/** A comment on a score is asked for only where there is one. */
const withAnswered = (when: readonly Condition[], about: string | null, { questions }: Earlier): readonly Condition[] => {
  const type = about === null ? undefined : questions.get(about)?.type;
  if (about === null || type === undefined || !(type in SCALES) || when.some(({ question }) => question === about)) return when;
  return [{ question: about, operator: ">=", value: SCALES[type as keyof typeof SCALES].low }, ...when];
};

/** Reads one question; what it has that is right counts even where something is at fault. Undefined where it has no type or no id. */
export const readQuestion = (
  node: MapNode,
  path: Path,
  earlier: Earlier,
  texts: TextReader,
  faults: Faults,
): QuestionDefinition | undefined => {
  const place = new Place(node, path, ALL_KEYS, faults);
  const type = readType(place);
  const id = idOf(node);
  checkId(place, id, type);
  if (type === undefined) return undefined;
  checkKeys(place, type);
  const about = readAbout(place, type, earlier);
  const ask = readText(place, "ask", texts, type === "text" && place.has("about"));
  if (!place.has("ask") && !isScored(type))
    place.fault(node.line, "ask", "missing-key", { name: "ask", example: "How was it?", choices: [] });
  const aloud = readText(place, "aloud", texts, type === "text" && place.has("about"));
  const [low, high] = [readLabel(place, "low", type, texts), readLabel(place, "high", type, texts)];
  const options = KEYS_OF.options.includes(type) ? readOptions(place, type, texts) : [];
  const written = readWhen(place.get("when"), [...place.path, "when"], earlier, faults);
  const when = withAnswered(written, about, earlier);
  if (!canHold(when, earlier.questions)) place.fault(place.lineOf("when"), "when", "never-holds");
  if (id === undefined) return undefined;
  return { id, type, ask, aloud, low, high, options, when, about };
};
