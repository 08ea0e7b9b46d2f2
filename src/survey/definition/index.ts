import { SETS } from "../sets/index.ts";
import { checkSurvey } from "./check.ts";
import type { SurveyDefinition } from "./definition.ts";
import { Faults } from "./faults.ts";
import { nodeOf } from "./data.ts";

// Files are read by ./file.ts, which is loaded only for them: the YAML parser takes its time.
export type { SurveyDefinition } from "./definition.ts";
export { type AskedAs, inLanguage } from "./in-language.ts";
export { fillScore } from "./names.ts";

/** Names of the surveys that are ready to ask. */
export const SURVEY_NAMES: readonly string[] = [...SETS.keys()];

/** The built-in survey of that name; it has passed the same check as a survey file. */
export const findSurvey = (name: string): SurveyDefinition | undefined => {
  const set = SETS.get(name);
  return set === undefined ? undefined : checkSurvey(nodeOf(set), name, new Faults());
};
