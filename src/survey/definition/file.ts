import type { Node } from "../../config/node.ts";
import { parseYaml } from "../../config/yaml.ts";
import { checkSurvey } from "./check.ts";
import type { SurveyDefinition } from "./definition.ts";
import { Faults } from "./faults.ts";

/** Characters of the largest file that is read, and pieces it may hold with all its references followed. */
const LARGEST = 200_000;
const MOST_PIECES = 20_000;

const parse = (text: string, faults: Faults): Node | undefined => {
  if (text.length <= LARGEST) return parseYaml(text, MOST_PIECES, (line, path, kind, facts) => faults.add(line, path, kind, facts));
  faults.add(1, [], "too-large", { largest: LARGEST });
  return undefined;
};

/**
 * The survey that a file in YAML or JSON describes. `file` names it in messages. Throws exit 3, `survey-file`, with everything that is
 * wrong: `faults`, each with line, key, kind and facts.
 */
export const parseSurveyFile = (text: string, file: string): SurveyDefinition => {
  const faults = new Faults();
  const node = parse(text.replace(/^\ufeff/u, ""), faults);
  return node === undefined ? faults.raise(file) : checkSurvey(node, file, faults);
};
