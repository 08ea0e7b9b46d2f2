import type { QuestionDefinition } from "./definition.ts";
import type { Path } from "./faults.ts";
import type { MapNode, Node } from "../../config/node.ts";
import { kindOf, type Place } from "./place.ts";
import { idOf, isScored, readQuestion } from "./question.ts";
import type { TextReader } from "./texts.ts";

const MOST = 50;

/** The questions that could be read, by id, and where each stands. */
export interface ReadQuestions {
  readonly questions: ReadonlyMap<string, QuestionDefinition>;
  readonly places: ReadonlyMap<string, { readonly line: number; readonly path: Path }>;
  /** Ids of those that could not be read. */
  readonly broken: ReadonlySet<string>;
}

const questionNodes = (place: Place): readonly Node[] => {
  const node = place.get("questions");
  if (node === undefined) {
    if (!place.has("questions")) place.fault(place.node.line, "questions", "no-questions");
    return [];
  }
  if (node.kind !== "list") {
    place.fault(node.line, "questions", "no-list", { found: kindOf(node) });
    return [];
  }
  const count = node.items.length;
  if (count === 0) place.fault(node.line, "questions", "no-questions");
  if (count > MOST) place.fault(node.line, "questions", "many-questions", { count, most: MOST });
  return node.items.slice(0, MOST);
};

/** Adds a fault where a question has the id of an earlier one, or asks for a score that is asked for already. */
const isRepeated = (
  question: QuestionDefinition,
  node: MapNode,
  path: Path,
  { questions, places }: ReadQuestions,
  place: Place,
): boolean => {
  const twin = [...questions.values()].find(({ type }) => type === question.type && isScored(type));
  const line = node.entries.find(({ key }) => key === (twin === undefined ? "id" : "type"))?.line ?? node.line;
  if (twin !== undefined) {
    place.faults.add(line, [...path, "type"], "repeated-score", { type: question.type, line: places.get(twin.id)?.line });
    return true;
  }
  if (!questions.has(question.id)) return false;
  place.faults.add(line, [...path, "id"], "repeated-id", { id: question.id, line: places.get(question.id)?.line });
  return true;
};

export const readQuestions = (place: Place, texts: TextReader): ReadQuestions => {
  const nodes = questionNodes(place);
  const questions = new Map<string, QuestionDefinition>();
  const places = new Map<string, { line: number; path: Path }>();
  const broken = new Set<string>();
  const ids = nodes.map((node) => (node.kind === "map" ? idOf(node) : undefined));
  for (const [index, node] of nodes.entries()) {
    const path = [`question ${index + 1}`];
    if (node.kind !== "map") {
      place.faults.add(node.line, path, "not-a-question", { found: kindOf(node) });
      continue;
    }
    const later = new Set(ids.slice(index).flatMap((id) => id ?? []));
    const question = readQuestion(node, path, { questions, broken, later }, texts, place.faults);
    if (question === undefined) broken.add(ids[index] ?? "");
    else if (!isRepeated(question, node, path, { questions, places, broken }, place)) {
      questions.set(question.id, question);
      places.set(question.id, { line: node.line, path });
    }
  }
  return { questions, places, broken };
};
