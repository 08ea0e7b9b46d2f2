import type { ColumnShape } from "../values/batch.ts";
import { type ColumnUse, type Field, isGiven } from "./fields.ts";
import type { HeaderName } from "./headers.ts";

/** A phone or chat session: its end and its length say nothing about solving. */
const SESSION: readonly Field[] = ["talk", "hold", "wrap", "wait", "handle", "answered", "abandoned"];
/** Only answers to a survey are sent for, or of a type. */
const SURVEY: readonly Field[] = ["response_id", "survey_type", "sent", "nps"];
const ENDED =
  /^(?:(?:call|chat|interaction|contact|session) )?(?:end|ended|finish|finished|completed|completion)(?: (?:date|time|at|on))?$|^(?:(?:fecha|hora|data|date|heure) (?:d[eo] )?)?(?:fi[nm]|termin[oe]|finalizad[oa]|finalizacao|finalizacion|ende|enddatum|endzeit|beendet)(?: (?:am|em|el|le))?(?: (?:de |d[ao] )?(?:la |l )?(?:llamada|ligacao|chamada|atendimento|appel))?$|^(?:anruf|gesprachs)ende$/u;
const LENGTH =
  /^(?:duration|duration total|(?:call|chat|contact|interaction|conversation|session) (?:duration|length)|duracion|duracao|dauer|duree)$|^(?:duracion|duracao|duree) (?:total|totale|(?:de |d[ao] |d )?(?:la |l )?(?:llamada|ligacao|chamada|atendimento|appel))$|^(?:anruf|chat|gesamt)dauer$|^dauer des anrufs$/u;

const RESPONDED = /\b(?:responded|respondid[oa]|repondu|fecha de respuesta|data da resposta|date de reponse)\b/u;
const SUBMITTED = /^(?:survey )?submission\b/u;

/**
 * Second look at uses whose names mean different things in different files: a bare "Duration", an "End date", a lone "Score", a "Rating"
 * beside a survey type, "Responded at". Uses that `--map` or a profile decided stay.
 */
export const settleContext = (
  uses: readonly ColumnUse[],
  names: readonly HeaderName[],
  shapes: readonly ColumnShape[],
  clock: "calendar" | "business",
): ColumnUse[] => {
  const isDecided = (use: ColumnUse): boolean => isGiven(use) || use.evidence === "profile";
  const isLength = (use: ColumnUse): boolean => use.field === "handle" && !isDecided(use) && LENGTH.test(names[use.column].words);
  const isSession = uses.some((use) => SESSION.includes(use.field) && use.field !== "answered" && !isLength(use));
  const had = hasOf(uses);
  const named = uses.flatMap((use): ColumnUse[] => {
    if (isDecided(use)) return [use];
    const { words } = names[use.column];
    if (use.field === "score" && !had("survey_type")) return [];
    // Whether a ticket has been answered says nothing of calls lost.
    if (use.field === "answered" && had("status") && !isSession && !had("direction")) return [];
    if (use.field === "csat" && had("survey_type") && !had("score") && words === "rating") return [{ ...use, field: "score" }];
    if (use.field === "closed" && ENDED.test(words)) return had("status") && !isSession && !had(...SURVEY) ? [use] : [];
    const isAnswer = (use.field === "first_response" && RESPONDED.test(words)) || (use.field === "created" && SUBMITTED.test(words));
    if (isAnswer && had(...SURVEY)) return had("answered_at") ? [] : [{ ...use, field: "answered_at" }];
    return [use];
  });
  const has = hasOf(named);
  const settled = named.flatMap((use) => (isLength(use) ? lengthUse(use, names[use.column].words, shapes, has) : [use]));
  // A bare "Duration" may have joined a resolution time of the other clock: only one of them stays.
  const times = settled.filter((use) => use.field === "resolution_time");
  const asked = times.find((use) => (use.clock ?? "calendar") === clock) ?? times[0];
  return settled.filter((use) => use.field !== "resolution_time" || use === asked);
};

type Has = (...fields: readonly Field[]) => boolean;

const hasOf =
  (uses: readonly ColumnUse[]): Has =>
  (...fields) =>
    fields.some((field) => uses.some((use) => use.field === field));

/** What "Duration" is the length of: the whole handling, the talk, or in a ticket file the time to solve. */
const lengthUse = (use: ColumnUse, words: string, shapes: readonly ColumnShape[], has: Has): ColumnUse[] => {
  if (has("talk")) return [];
  if (has("wrap")) return [{ ...use, field: "talk" }];
  const isBare = words === "duration" || words === "duracion" || words === "duracao" || words === "dauer" || words === "duree";
  if (!isBare || has("hold", "wait", "answered", "abandoned", "direction")) return [use];
  if (has("response_id", "survey_type", "nps", "ces", "answered_at")) return [];
  if (!has("created") || !has("resolved", "closed")) return [use];
  return shapes[use.column].filled === 0 ? [] : [{ ...use, field: "resolution_time" }];
};
