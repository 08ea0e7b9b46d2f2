import type { SurveyDefinition } from "./definition.ts";
import type { Path } from "./faults.ts";
import type { Node } from "../../config/node.ts";
import { itemsOf, Place } from "./place.ts";
import type { ReadQuestions } from "./questions.ts";
import { canHold } from "./reach.ts";
import type { TextReader } from "./texts.ts";
import { type Earlier, readWhen } from "./when.ts";

type Thanks = SurveyDefinition["thanks"][number];

/** A text, or a group of a text and its conditions. */
const readOne = (node: Node, path: Path, earlier: Earlier, texts: TextReader, survey: Place): Thanks | undefined => {
  if (node.kind !== "map" || !node.entries.some(({ key }) => key === "text" || key === "when")) {
    const text = texts.read(node, path);
    return text === null ? undefined : { text, when: [] };
  }
  const place = new Place(node, path, ["text", "when"], survey.faults);
  const given = place.get("text");
  const text = given === undefined ? null : texts.read(given, [...path, "text"]);
  if (!place.has("text")) place.fault(node.line, "text", "missing-key", { name: "text", example: "Thank you.", choices: [] });
  const when = readWhen(place.get("when"), [...path, "when"], earlier, survey.faults);
  if (!canHold(when, earlier.questions)) place.fault(place.lineOf("when"), "when", "never-holds");
  return text === null ? undefined : { text, when };
};

/** The texts shown at the end: one, or a list of which the first that fits is shown. */
export const readThanks = (survey: Place, { questions, broken }: ReadQuestions, texts: TextReader): Thanks[] => {
  const nodes = itemsOf(survey.get("thanks"));
  const earlier: Earlier = { questions, broken, later: new Set() };
  return nodes.flatMap((node, index) => {
    const path = nodes.length > 1 ? [`thanks ${index + 1}`] : ["thanks"];
    return readOne(node, path, earlier, texts, survey) ?? [];
  });
};
