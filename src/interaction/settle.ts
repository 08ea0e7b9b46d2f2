import type { ColumnShape } from "../values/batch.ts";
import type { ColumnUse, Field } from "./fields.ts";
import type { HeaderName } from "./headers.ts";

/** A phone or chat session: its end and its length say nothing about solving. */
const SESSION: readonly Field[] = ["talk", "hold", "wrap", "wait", "handle", "answered", "abandoned"];
const ENDED =
  /^(?:(?:call|chat|interaction|contact|session) )?(?:end|ended|finish|finished|completed|completion)(?: (?:date|time|at|on))?$/u;
const LENGTH =
  /^(?:duration|duration total|(?:call|chat|contact|interaction|conversation|session) (?:duration|length)|duracion|duracao|dauer|duree)$/u;

/**
 * Second look at uses whose names mean different things in different files: a bare "Duration", an "End date", a lone "Score", a "Rating"
 * beside a survey type. Uses that `--map` or a profile decided stay.
 */
export const settleContext = (
  uses: readonly ColumnUse[],
  names: readonly HeaderName[],
  shapes: readonly ColumnShape[],
  clock: "calendar" | "business",
): ColumnUse[] => {
  const has = (...fields: readonly Field[]): boolean => fields.some((field) => uses.some((use) => use.field === field));
  const settled = uses.flatMap((use): ColumnUse[] => {
    if (use.evidence === "flag" || use.evidence === "profile") return [use];
    const words = names[use.column].words;
    if (use.field === "score" && !has("survey_type")) return [];
    if (use.field === "csat" && has("survey_type") && !has("score") && words === "rating") return [{ ...use, field: "score" }];
    if (use.field === "closed" && ENDED.test(words)) return has("status") && !has(...SESSION) ? [use] : [];
    if (use.field === "handle" && LENGTH.test(words)) return lengthUse(use, words, shapes, has);
    return [use];
  });
  // A bare "Duration" may have joined a resolution time of the other clock: only one of them stays.
  const times = settled.filter((use) => use.field === "resolution_time");
  const asked = times.find((use) => (use.clock ?? "calendar") === clock) ?? times[0];
  return settled.filter((use) => use.field !== "resolution_time" || use === asked);
};

/** What "Duration" is the length of: the whole handling, the talk, or in a ticket file the time to solve. */
const lengthUse = (
  use: ColumnUse,
  words: string,
  shapes: readonly ColumnShape[],
  has: (...fields: readonly Field[]) => boolean,
): ColumnUse[] => {
  if (has("talk")) return [];
  if (has("wrap")) return [{ ...use, field: "talk" }];
  const isBare = words === "duration" || words === "duracion" || words === "duracao" || words === "dauer" || words === "duree";
  if (!isBare || has("hold", "wait", "answered", "abandoned", "direction")) return [use];
  if (has("response_id", "survey_type", "nps", "ces", "answered_at")) return [];
  if (!has("created") || !has("resolved", "closed")) return [use];
  return shapes[use.column].filled === 0 ? [] : [{ ...use, field: "resolution_time" }];
};
