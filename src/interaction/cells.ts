import { type ColumnShape, POSITIVE } from "../values/batch.ts";
import type { WordTable } from "../values/vocabulary.ts";
import { describeColumn } from "../values/shape.ts";
import { LABELLED } from "../values/word-columns.ts";
import type { Field } from "./fields.ts";
import { FIELDS } from "./fields.ts";
import { isCallOutcome, isChannelWord, isDirectionWord, isStatusWord, isUnanswered, surveyType, VOCABULARIES } from "./vocabulary.ts";

/** Share of the filled cells that must fit a field before its column is taken for it. */
const MOST = 0.5;
const NEARLY_ALL = 0.9;

/** Share of the filled cells whose (folded) text passes; the shape keeps at most 200 different ones, the others do not pass. */
const wordShare = (shape: ColumnShape, passes: (word: string) => boolean): number => {
  let count = 0;
  for (const [word, times] of shape.distinct) if (passes(word)) count += times;
  return count / shape.filled;
};

/** Vocabulary of a flag or score field; a header that asks for the breach has its own. */
export const vocabularyOf = (field: Field, inverted = false): string => {
  if (field === "sla") return inverted ? "sla-breach" : "sla";
  return VOCABULARIES.words.has(field) ? field : field === "resolved_flag" ? "resolved" : "yes-no";
};

const knows = (words: WordTable, shape: ColumnShape): number => wordShare(shape, (word) => words.has(word));

/** Numbers that can be days since 1900 as spreadsheets keep them, between 1980 and 2063. */
export const holdSerials = (shape: ColumnShape): boolean =>
  shape.numbers >= shape.filled * 0.9 && shape.min >= 29_221 && shape.max < 60_000;

/** Numbers whose digits spell a date, alone or with a time: `20261001`, `20261001094800`. */
export const holdCompactDates = (shape: ColumnShape): boolean => shape.compactDates >= shape.filled * NEARLY_ALL;

/** Whether the cells are points in time; `named` = the header says so, which lets the numbers of a spreadsheet's calendar count. */
const holdInstants = (shape: ColumnShape, named: boolean): boolean =>
  shape.dates >= shape.filled * MOST ||
  shape.unixSeconds >= shape.filled * 0.98 ||
  shape.unixMillis >= shape.filled * 0.98 ||
  shape.compactDates >= shape.filled * 0.98 ||
  (named && (holdSerials(shape) || holdCompactDates(shape)));

/** Whether nearly all the cells are dates without a time of day. */
export const holdBareDates = (shape: ColumnShape, share: number): boolean => {
  if (shape.dates > 0) return shape.dateOnly >= shape.dates * share;
  if (holdCompactDates(shape)) return shape.max < 1e8;
  return holdSerials(shape) && shape.integers >= shape.numbers * share;
};

/** Whether the cells are times of day as spreadsheets keep them: parts of a day. */
export const holdDayParts = (shape: ColumnShape): boolean =>
  shape.numbers >= shape.filled * 0.9 && shape.min >= 0 && shape.max < 1 && shape.integers < shape.numbers;

/** Whether the cells are times of day, which need the date of another column. */
export const holdClockTimes = (shape: ColumnShape): boolean =>
  (shape.dates < shape.filled * MOST && shape.clockTimes >= shape.filled * 0.8) || holdDayParts(shape);

const holdDurations = (shape: ColumnShape): boolean => shape.durations + shape.numbers >= shape.filled * MOST;

/** Texts that are mostly digits and separators: a number or a time that something ruined, still no other kind of thing. */
const holdRuins = (shape: ColumnShape): boolean => wordShare(shape, (word) => /^[-+]?\d[\d.,:;' ]*$/u.test(word)) >= MOST;

/** What a header says of the column under it. */
interface Said {
  /** It names the field itself, not a sibling that the cells speak for. */
  readonly named: boolean;
  /**
   * It names this kind of thing beyond doubt ("Created at", "Talk time"), so cells nobody can read do not count against it: they are to be
   * counted and shown.
   */
  readonly plain: boolean;
  /** It asks for the breach. */
  readonly inverted: boolean;
}

/** Whether a column with these cells can serve as the field. */
export const canHold = (field: Field, shape: ColumnShape, { named, plain, inverted }: Said): boolean => {
  if (shape.filled === 0) return true;
  const instants = holdInstants(shape, named && FIELDS[field] === "instant");
  switch (FIELDS[field]) {
    case "instant":
      return instants || (plain && !holdDurations(shape) && !holdClockTimes(shape) && shape.flags < shape.filled * MOST);
    case "duration":
      return (
        !(shape.dates >= shape.filled * MOST) &&
        (holdDurations(shape) || holdRuins(shape) || (plain && shape.clockTimes >= shape.filled * MOST))
      );
    case "count":
      return !instants && (shape.numbers >= shape.filled * MOST || (field === "reopens" && shape.flags >= shape.filled * MOST));
    case "flag":
      return knows(VOCABULARIES.words.get(vocabularyOf(field, inverted))!, shape) >= MOST;
    case "score":
      return shape.numbers >= shape.filled * MOST || holdLabelledScores(field, shape) || holdBands(field, shape);
    default:
      return canName(field, shape);
  }
};

/** Least end of a score scale that numbers alone may choose. */
const LEAST_SCALE = 5;

/** `10 - Extremely likely`: numbers with labels, up to one that a scale can end with, and not 1 for the best. */
const holdLabelledScores = (field: Field, shape: ColumnShape): boolean => {
  const words = VOCABULARIES.words.get(field);
  let highest = shape.max > 0 ? shape.max : 0;
  let bestOfLow = Number.POSITIVE_INFINITY;
  const share = wordShare(shape, (word) => {
    const labelled = LABELLED.exec(word);
    if (labelled === null) return false;
    const number = Number(labelled[1]);
    highest = Math.max(highest, number);
    if (words?.get(labelled[2]) === POSITIVE) bestOfLow = Math.min(bestOfLow, number);
    return true;
  });
  return highest >= LEAST_SCALE && bestOfLow > highest / 2 && share + shape.numbers / shape.filled >= MOST;
};

/** "Unoffered" is no rating, but no other column says so: most tickets of an export may never have been asked for one. */
const holdBands = (field: Field, shape: ColumnShape): boolean => {
  const words = VOCABULARIES.words.get(field);
  return words !== undefined && shape.numbers / shape.filled + knows(words, shape) >= MOST;
};

/** Categories take any text, but not times; some names are so general that the words must speak for them. */
const canName = (field: Field, shape: ColumnShape): boolean => {
  const isNumber = shape.numbers >= shape.filled * 0.9;
  switch (field) {
    case "id":
    case "response_id":
      return shape.dates < shape.filled * MOST || shape.numbers >= shape.filled * MOST;
    // What a code means only the export's vendor knows.
    case "status":
      return !isNumber && shape.dates < shape.filled * MOST;
    // A caller's number under "Origin".
    case "channel":
      return !(isNumber && shape.max >= 1000) && shape.dates < shape.filled * MOST && shape.durations < shape.filled * MOST;
    case "survey_type":
      return wordShare(shape, (word) => surveyType(word) !== undefined) >= MOST;
    case "direction":
      return wordShare(shape, isDirectionWord) >= MOST;
    case "comment":
      return !isNumber && shape.dates < shape.filled * MOST;
    default:
      return shape.dates < shape.filled * MOST && shape.durations < shape.filled * MOST;
  }
};

/** Whether a spreadsheet turned ids into numbers such as 1.25E+17: different ones have become the same. */
export const holdRuinedIds = (shape: ColumnShape): boolean => wordShare(shape, (word) => /^\d(?:[.,]\d+)?e\+\d{2,}$/u.test(word)) > 0;

/** Whether the texts are mostly channels the vocabulary knows. */
export const holdChannels = (shape: ColumnShape): boolean => wordShare(shape, isChannelWord) >= MOST;

/** Whether any of the texts is known as a status. */
export const holdStatuses = (shape: ColumnShape): boolean => wordShare(shape, isStatusWord) > 0;

/** Whether the texts tell who picked up a call, not how far an issue has got. */
export const holdCallOutcomes = (shape: ColumnShape): boolean =>
  wordShare(shape, isUnanswered) > 0 && wordShare(shape, isCallOutcome) >= NEARLY_ALL;

/** Whether the texts are mostly inbound and outbound. */
export const holdDirections = (shape: ColumnShape): boolean => wordShare(shape, isDirectionWord) >= MOST;

/** The shape of a column nobody looked at. */
export const NO_CELLS: ColumnShape = describeColumn([]);
