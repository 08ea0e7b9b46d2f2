import { sanitize } from "../../text/sanitize.ts";
import type { SurveyFaultKind } from "../../text/problems/survey-file.ts";
import type { Question } from "../model.ts";
import type { OptionDefinition, Texts } from "./definition.ts";
import type { Path } from "./faults.ts";
import { languageTag } from "./language.ts";
import type { Node } from "../../config/node.ts";
import { kindOf, Place } from "./place.ts";
import type { TextReader } from "./texts.ts";

const FEWEST = 2;
const MOST = 30;

/** The label of an option, and what is kept of it: `value`, else the label itself. */
const readOption = (node: Node, path: Path, place: Place, texts: TextReader): OptionDefinition | undefined => {
  if (node.kind !== "map") {
    const label = texts.read(node, path);
    return label === null ? undefined : { value: [...label.values()][0], label };
  }
  if (node.entries.length > 0 && node.entries.every(({ key }) => languageTag(key) !== null)) {
    place.faults.add(node.line, path, "option-by-language");
    return undefined;
  }
  const own = new Place(node, path, ["value", "label"], place.faults);
  const value = own.word("value");
  if (!own.has("value")) own.fault(node.line, "value", "missing-key", { name: "value", example: "billing", choices: [] });
  else if (value === "") own.fault(own.lineOf("value"), "value", "empty-text");
  const labelled = own.get("label");
  const label = labelled === undefined ? null : texts.read(labelled, [...path, "label"]);
  if (!own.has("label")) own.fault(node.line, "label", "missing-key", { name: "label", example: "Billing", choices: [] });
  return value === undefined || label === null ? undefined : { value: sanitize(value), label };
};

const sameLabel = (one: Texts, other: Texts): boolean =>
  [...one].some(([language, text]) => text !== "" && other.get(language)?.toLowerCase() === text.toLowerCase());

const checkOption = (option: OptionDefinition, before: readonly OptionDefinition[], type: Question["type"], add: AddFault): void => {
  const { value, label } = option;
  // Several marked answers are kept in one cell with "; " between them.
  if (type === "choices" && value.includes(";")) add("semicolon", { value });
  const twin = before.find((other) => other.value.toLowerCase() === value.toLowerCase() || sameLabel(other.label, label));
  if (twin !== undefined && value !== "") add("repeated-option", { value });
};

type AddFault = (kind: SurveyFaultKind, facts: Readonly<Record<string, unknown>>) => void;

/** The answers to choose from. */
export const readOptions = (place: Place, type: Question["type"], texts: TextReader): OptionDefinition[] => {
  const node = place.get("options");
  if (node === undefined) {
    if (!place.has("options")) place.fault(place.node.line, "options", "missing-options", { type });
    return [];
  }
  if (node.kind !== "list") {
    place.fault(node.line, "options", "no-list", { found: kindOf(node) });
    return [];
  }
  const count = node.items.length;
  if (count < FEWEST || count > MOST) place.fault(node.line, "options", "option-count", { count, fewest: FEWEST, most: MOST });
  const options: OptionDefinition[] = [];
  for (const [index, item] of node.items.slice(0, MOST).entries()) {
    const path = [...place.path, `option ${index + 1}`];
    const option = readOption(item, path, place, texts);
    if (option === undefined) continue;
    checkOption(option, options, type, (kind, facts) => place.faults.add(item.line, path, kind, facts));
    options.push(option);
  }
  return options;
};
