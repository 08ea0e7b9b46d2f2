import { detectEncoding } from "../csv/encoding.ts";
import type { Input } from "../csv/input.ts";
import type { TextDecisions } from "../csv/understand.ts";
import type { ColumnUse } from "../interaction/fields.ts";
import { normaliseHeader } from "../interaction/headers.ts";
import { type MapEntry, namesHeader } from "../interaction/map.ts";
import { detectProfile } from "../interaction/profiles/index.ts";
import { ProblemError } from "../text/problem.ts";
import { similar } from "../text/suggest.ts";
import type { ColumnState } from "../values/decoder.ts";
import { utcToLocal } from "../values/zone.ts";
import type { Reading } from "./reading.ts";
import { SCORE_FIELDS } from "./scores.ts";
import { isLongForm, type Source, type SourceReading, useOf } from "./source.ts";

/**
 * What a config has decided for a file is never decided anew. Where the file shows something else, each of these throws exit 3 with both:
 * what the config says and where, and what stands in the file.
 */

const DELIMITERS = [",", ";", "\t", "|"];

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);

/** The encoding, delimiter and profile of a config against the beginning of a file. */
export const refuseContradictedText = (input: Input, text: TextDecisions, { pinned }: Reading): void => {
  const file = input.name;
  if (pinned.encoding !== undefined) {
    const { encoding: found, bom } = detectEncoding(input.head, input.complete);
    const isUnicode = found.startsWith("utf-");
    // Bytes that are no UTF-8 could be many an encoding; those that are, or that carry a mark, are certain.
    const isCertain = bom || (isUnicode && !isAscii(input.head));
    const isBroken = text.encodingBy === "asked" && text.encoding === "utf-8" && !isUnicode;
    const asked = text.encodingBy === "asked" ? text.encoding : pinned.encoding.value;
    if (isBroken || (isCertain && found !== asked)) {
      throw new ProblemError(3, "pinned-encoding", { file, ...pinned.encoding, found: isUnicode ? found : null });
    }
  }
  if (pinned.delimiter !== undefined && text.header.length === 1) {
    const other = DELIMITERS.find((sign) => sign !== text.dialect.delimiter && text.header[0].includes(sign));
    if (other !== undefined) throw new ProblemError(3, "pinned-delimiter", { file, ...pinned.delimiter, header: text.header[0], other });
  }
  if (pinned.profile !== undefined) {
    const found = detectProfile(text.header);
    if (found !== null && found.id !== pinned.profile.value.trim().toLowerCase())
      throw new ProblemError(3, "pinned-profile", { file, ...pinned.profile, found: found.id });
  }
};

/** Columns that a config names. One that is named for all files may be in another of them. */
export const refuseMissingColumns = (
  file: string,
  header: readonly string[],
  { map, needed }: Reading,
  all: readonly (readonly string[])[],
): void => {
  for (const entry of map) {
    if (entry.origin === undefined || namesHeader(header, entry.header)) continue;
    if (!needed.has(entry) && all.some((other) => namesHeader(other, entry.header))) continue;
    const named = header.filter((name) => name.trim() !== "");
    const facts = { field: entry.field, header: entry.header, headers: named, suggestion: similar(entry.header, named)[0] ?? null };
    throw new ProblemError(3, "pinned-column", { file, origin: entry.origin, ...facts });
  }
};

/** Dates, units, zones and scales of a config against what reading a file has shown. */
export const refuseContradictions = (source: Source, { columns, verdicts }: SourceReading): void => {
  for (const state of columns) {
    const use = source.decisions.uses.find(({ field, column }) => field === state.plan.field && column === state.plan.column);
    if (use === undefined) continue;
    const entry = source.reading.map.find(({ field, origin }) => field === use.field && origin !== undefined);
    refuseDates(source, use, state, entry);
    refuseZone(source, use, state);
    refuseUnit(source, use, entry);
  }
  for (const field of SCORE_FIELDS) {
    const verdict = verdicts.get(field);
    if (verdict !== undefined && verdict.misfit > MISFITS) refuseScale(source, field, verdict.outside.examples[0]);
  }
};

/** Share of scores outside the scale that a few slips cannot explain. */
const MISFITS = 0.05;

const refuseScale = (source: Source, field: "csat" | "nps" | "ces", example: { line: number; value: string } | undefined): void => {
  const { map, pinned } = source.reading;
  const entry = map.find((one) => one.field === field && one.scale !== undefined && one.origin !== undefined);
  const scale = pinned.scales[field] ?? (entry === undefined ? undefined : { value: entry.scale!, origin: entry.origin! });
  if (scale === undefined) return;
  const column = useOf(source, isLongForm(source) ? "score" : field)?.header;
  throw new ProblemError(3, "pinned-scale", { file: source.input.name, ...scale, field, column, example: example ?? null });
};

const refuseUnit = ({ decisions, reading, input }: Source, { field, header }: ColumnUse, entry: MapEntry | undefined): void => {
  const suspect = decisions.warnings.find(({ code, facts }) => code === "unit-suspect" && facts.field === field);
  const origin = entry?.unit === undefined ? reading.pinned.units[field]?.origin : entry.origin;
  if (suspect === undefined || origin === undefined) return;
  const { unit, fits } = suspect.facts;
  throw new ProblemError(3, "pinned-unit", { file: input.name, origin, field, column: header, unit, fits });
};

/** Two moments of a year between which clocks change, if they do. */
const SEASONS = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)];

/** Whether clocks show the same time in both zones in some part of the year: "EST" in a header is as good as America/New_York. */
const isSameClock = (one: string, other: string): boolean => SEASONS.some((at) => utcToLocal(at, one) === utcToLocal(at, other));

const refuseZone = ({ reading, input }: Source, { header }: ColumnUse, { plan }: ColumnState): void => {
  const { zone } = reading.pinned;
  const named = zone !== undefined && plan.kind === "instant" ? normaliseHeader(header).zone : undefined;
  if (zone === undefined || named === undefined || isSameClock(zone.value, named)) return;
  throw new ProblemError(3, "pinned-zone", { file: input.name, ...zone, column: header, named });
};

const refuseDates = (source: Source, { field, column, header }: ColumnUse, state: ColumnState, entry: MapEntry | undefined): void => {
  if (state.plan.kind !== "instant") return;
  const { dateFormat } = source.reading.pinned;
  const said = entry?.order === undefined ? dateFormat : { value: entry.order, origin: entry.origin! };
  if (said === undefined) return;
  const contrary = said.value === "dmy" ? state.monthFirst : said.value === "mdy" ? state.dayFirst : 0;
  const isUnreadable = state.readable === 0 && state.unreadable.count > 0;
  // Beside a pattern dates may be plain (2026-10-24), but no others.
  const isPattern =
    said.value.includes("YY") && !["flag", "plain", "number", "blank"].includes(source.decisions.formatSources[field] ?? "");
  if (contrary === 0 && !isUnreadable && !isPattern) return;
  const fits = contrary === 0 ? null : said.value === "dmy" ? "mdy" : "dmy";
  throw new ProblemError(3, "pinned-dates", {
    file: source.input.name,
    ...said,
    column: header,
    fits,
    example: exampleOf(source, column, state, fits),
  });
};

const isOfOrder = (cell: string, order: "dmy" | "mdy"): boolean => {
  const [, first, second] = /^\D*(\d{1,2})\D(\d{1,2})\D/u.exec(cell) ?? [];
  return order === "dmy" ? Number(first) > 12 && Number(second) <= 12 : Number(first) <= 12 && Number(second) > 12;
};

/** A cell that shows the other order; the first unreadable one, else the first there is, where no order fits. */
const exampleOf = (
  { text }: Source,
  column: number,
  { unreadable }: ColumnState,
  order: "dmy" | "mdy" | null,
): { readonly line: number; readonly value: string } | null => {
  const shows = ({ value }: { value: string }): boolean => (order === null ? value.trim() !== "" : isOfOrder(value, order));
  const sampled = text.sample.flatMap(({ line, cells }) => (line === 0 ? [] : [{ line, value: cells[column] ?? "" }]));
  return unreadable.examples.find(shows) ?? sampled.find(shows) ?? null;
};
