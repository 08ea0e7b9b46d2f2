import { ProblemError } from "../text/problem.ts";
import { describe } from "../text/problems/index.ts";
import type { SourceReport } from "./model.ts";

const FLAWS = new Set([
  "header-malformed",
  "records-rejected",
  "records-short",
  "cells-unreadable",
  "ids-ruined",
  "encoding-guessed",
  "scores-unusable",
]);

/** For `--strict`: nothing may have been set aside or padded, and no cell unreadable. Throws ProblemError (exit 3). */
export const refuseFlaws = (sources: readonly SourceReport[]): void => {
  const first = sources.flatMap(({ warnings }) => warnings).find(({ problem }) => FLAWS.has(problem.code));
  if (first !== undefined) throw new ProblemError(3, "strict", { first: describe(first.problem)[0] });
};
