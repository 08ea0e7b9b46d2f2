import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { folderProblem, openProblem } from "../csv/missing.ts";
import { ProblemError } from "../text/problem.ts";

/** Larger files are no survey. */
const LARGEST = 1 << 20;

/** Text of a survey file. Throws exit 3 where it is missing (similar names are named), a folder, too large or no text. */
export const readSurveyText = (name: string, cwd: string): string => {
  const path = resolve(cwd, name);
  let bytes: Buffer;
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) throw folderProblem(name, cwd);
    if (stats.size > LARGEST) throw new ProblemError(3, "survey-too-large", { file: name });
    bytes = readFileSync(path);
  } catch (error) {
    throw error instanceof ProblemError ? error : openProblem(name, cwd, error);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new ProblemError(3, "survey-no-text", { file: name }, { cause: error });
  }
};
