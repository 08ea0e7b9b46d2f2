import type { Report } from "../report/model.ts";
import { MOST_GRIDS, acrossGrids } from "./across.ts";
import { comparisonGrids, comparisonNotes } from "./comparison.ts";
import { type Few, type GroupTable, fewIn, groupTable } from "./by-group.ts";
import { goodToKnow, goodToKnowOfGroups } from "./good-to-know.ts";
import type { Grid } from "./grid.ts";
import { headline, zoneLine } from "./header.ts";
import { missingText } from "./missing.ts";
import { targetsGrid } from "./targets.ts";
import { hasRanges, totalGrids } from "./totals.ts";
import type { TrendPage } from "./trend.ts";
import { TIE } from "./wrap.ts";

/** What a page says, in words, before it is laid out as text or Markdown. */
export interface Page {
  readonly headline: readonly string[];
  readonly zone: string | null;
  readonly grids: readonly Grid[];
  readonly footnote: string | null;
  readonly goodToKnow: readonly string[];
  readonly closing: readonly string[];
}

/** Blank columns before each line of a page. */
export const MARGIN = 1;

/** How much a page can take: columns to the right of the margin (Infinity = any), and groups. */
export interface Room {
  readonly width: number;
  readonly limit: number;
  readonly nextCommand: string | null;
  readonly trend?: TrendPage;
}

/** Widths worth asking for, where a table has more columns than fit. */
const WIDER = [140, 160];

export const pageOf = (report: Report, room: Room): Page => {
  const { grids, ...rest } = body(report, room);
  const targets = targetsGrid(report);
  const compared = comparisonGrids(report, room.width);
  const course = room.trend?.grid(room.width) ?? null;
  return {
    headline: headline(report),
    zone: zoneLine(report),
    grids: [...grids, ...(course === null ? [] : [course]), ...compared, ...(targets === null ? [] : [targets])],
    ...rest,
    goodToKnow: [...comparisonNotes(report), ...(room.trend?.standing ?? []), ...(room.trend?.incomplete ?? []), ...rest.goodToKnow],
    closing: closing(report, room),
  };
};

const body = (report: Report, room: Room): Pick<Page, "grids" | "footnote" | "goodToKnow"> => {
  if (report.dimensions.length === 0) {
    return { grids: totalGrids(report, room.width), footnote: footnote(fewIn(report.kpis, report.groups)), goodToKnow: goodToKnow(report) };
  }
  if (report.across !== null) {
    const grids = acrossGrids(report, report.across, room.width, room.limit);
    const many = report.dimensions.length > 1 && report.kpis.length > MOST_GRIDS;
    return {
      grids,
      footnote: footnote(fewIn(report.kpis, report.groups)),
      goodToKnow: goodToKnowOfGroups(report, many ? moreKpis(report) : null),
    };
  }
  const table = groupTable(report, room);
  return {
    grids: [table.grid],
    footnote: footnote(fewIn(table.kpis, table.groups)),
    goodToKnow: goodToKnowOfGroups(report, moreColumns(report, table, room)),
  };
};

const closing = (report: Report, room: Room): string[] => {
  const paragraphs: string[] = [];
  const missing = missingText(report);
  if (missing !== null) paragraphs.push(missing);
  if (hasRanges(report) && report.across === null) {
    paragraphs.push("Likely range: holds the true figure 19 times in 20; few answers make it wide.");
  }
  if (room.trend?.legend != null) paragraphs.push(room.trend.legend);
  if (room.nextCommand !== null) paragraphs.push(`How the file was read: ${room.nextCommand}`);
  return paragraphs;
};

const footnote = ({ marked, counts }: Few): string | null => {
  const star = "* Fewer than 30: one more would move it.";
  const plain = "Fewer than 10: counts, no percentages.";
  if (marked) return counts ? `${star} ${plain}` : star;
  return counts ? plain : null;
};

const moreKpis = (report: Report): string => {
  const ids = report.kpis.slice(MOST_GRIDS).map((kpi) => kpi.id);
  return `More figures: --kpi${TIE}${ids.slice(0, MOST_GRIDS).join(",")}, or --format${TIE}csv`;
};

const moreColumns = (report: Report, table: GroupTable, room: Room): string | null => {
  const isCut = ({ hidden, hidesRanges }: GroupTable): boolean => hidden.length > 0 || hidesRanges;
  if (!isCut(table)) return null;
  const wider = WIDER.filter((width) => width > room.width + MARGIN);
  const enough = wider.find((width) => !isCut(groupTable(report, { ...room, width: width - MARGIN }))) ?? wider.at(-1);
  const ways = [
    enough === undefined ? "" : `--width${TIE}${enough}`,
    table.hidden.length === 0 ? "" : `--kpi${TIE}${table.hidden[0].id}`,
    `--format${TIE}csv`,
  ].filter((way) => way !== "");
  return `More columns: ${listed(ways)}`;
};

/** `a`, `a or b`, `a, b, or c`. */
const listed = (ways: readonly string[]): string =>
  ways.length < 3 ? ways.join(" or ") : `${ways.slice(0, -1).join(", ")}, or ${ways.at(-1)}`;
