import { type Facts, ProblemError } from "../../text/problem.ts";
import type { SurveyFaultKind } from "../../text/problems/survey-file.ts";

/** Where in a survey something stands: `["question 2", "when"]`. */
export type Path = readonly string[];

/** Something to put right in a survey file. The wording of each kind stands in `text/problems/survey-file.ts`. */
export interface Fault {
  readonly line: number;
  /** `question 2, when`; empty = the file as a whole. */
  readonly key: string;
  readonly kind: SurveyFaultKind;
  readonly facts: Facts;
}

/** More than these nobody puts right in one go. */
const MOST = 100;

/** Collects all that is wrong before anything is said. */
export class Faults {
  readonly #found: Fault[] = [];

  add(line: number, path: Path, kind: SurveyFaultKind, facts: Facts = {}): void {
    this.#found.push({ line, key: path.join(", "), kind, facts });
  }

  get count(): number {
    return this.#found.length;
  }

  /** Throws exit 3 with the faults in order of their lines. */
  raise(file: string): never {
    const faults = this.#found.toSorted((a, b) => a.line - b.line);
    throw new ProblemError(3, "survey-file", { file, faults: faults.slice(0, MOST), count: faults.length });
  }
}
