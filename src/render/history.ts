import type { Course, Night } from "../report/history.ts";
import type { Question } from "../report/record.ts";
import { FEWEST_VALUES } from "../stats/xmr.ts";
import type { Note } from "../store/notes.ts";
import { zoneOf } from "../values/zone.ts";
import { rangeText, resultCell } from "./figures.ts";
import { type Column, fits, type Grid } from "./grid.ts";
import { averageText, type Named, remarks, usualText } from "./history-remarks.ts";
import { fullName, shortName } from "./labels.ts";
import { blocks } from "./markdown.ts";
import { counted } from "./noun.ts";
import { MARGIN, type Page } from "./page.ts";
import { pageLines, penOf } from "./table.ts";
import { bars } from "./trend.ts";
import type { RenderOptions } from "./types.ts";
import { count } from "./units.ts";

/** What `trend` shows. */
export interface History {
  /** KPI asked for; null = an overview of all. */
  readonly kpi: string | null;
  readonly courses: readonly Course[];
  readonly notes: readonly Note[];
  /** Most nights in the table; 0 = all. */
  readonly limit: number;
}

type Options = Pick<RenderOptions, "style" | "width" | "ascii">;

/** As text for a terminal. */
export const renderTable = (history: History, options: Options): string => {
  const pen = penOf(options);
  const lines = pageLines(pageOf(history, pen.width), pen);
  return lines.map((line) => (line === "" ? "\n" : `${" ".repeat(MARGIN)}${line}\n`)).join("");
};

export const renderMarkdown = (history: History): string => `${blocks(pageOf(history, Number.POSITIVE_INFINITY)).join("\n\n")}\n`;

const pageOf = (history: History, width: number): Page => {
  const { courses, kpi } = history;
  const nights = courses.flatMap((course) => course.nights.map(({ night }) => night)).toSorted();
  const questions = [...new Set(courses.map(({ question }) => question))];
  const series = questions.map((question) => [question, courses.filter((course) => course.question === question)] as const);
  const overlapping = courses.some((course) => course.overlapping);
  const grids =
    kpi === null
      ? series.map(([question, some]) => overview(question, some, width))
      : courses.map((course) => nightly(course, history, series.length > 1));
  return {
    headline: [
      kpi === null ? "Recorded figures" : fullName(courses[0].kpi),
      counted(new Set(nights).size, "nights"),
      `${nights[0]} – ${nights.at(-1)!}`,
    ],
    zone: null,
    grids,
    footnote: hasMarks(grids) ? "* Fewer than 30: one more would move it." : null,
    goodToKnow: courses.flatMap((course) => remarks(course, named(course, history, series.length > 1), kpi !== null)),
    closing: [
      ...(courses.some(({ mean }) => mean !== null)
        ? ["Usually: as far as the ups and downs from night to night reach; beyond that it is worth asking why."]
        : []),
      ...(overlapping && kpi !== null
        ? ["Periods of these nights share days, so that neighbours are much alike: only nights whose periods share none are compared."]
        : []),
    ],
  };
};

const hasMarks = (grids: readonly Grid[]): boolean =>
  grids.some(({ columns }) => columns.some(({ cells }) => cells.some(({ mark }) => mark === true)));

/** "Period 28d, channel Email, from exports-####.csv". */
const questionText = ({ period, since, until, by: _, where, of, dateBasis, clock }: Question, by: Course["by"]): string => {
  const parts = [
    period !== null
      ? `Period ${period}`
      : since !== null || until !== null
        ? `From ${since ?? "the start"} until ${until ?? "the night"}`
        : "All rows",
    ...Object.entries(by).map(([name, value]) => `${name} ${value}`),
    ...where,
    ...(dateBasis === "created" ? [] : [`by the date ${dateBasis}`]),
    ...(clock === "calendar" ? [] : ["in opening hours"]),
    ...(of.join() === "store" ? [] : [`from ${of.join(", ")}`]),
  ];
  return parts.join(", ");
};

/** What remarks are of, where several courses are on the page. */
const named = ({ kpi, question }: Course, { kpi: asked }: History, several: boolean): Named => ({
  name: asked === null ? shortName(kpi) : "",
  which: several ? (question.period ?? "all rows") : "",
});

const column = (head: string, align: Column["align"], cells: readonly Column["cells"][number][], more: Partial<Column> = {}): Column => ({
  head: [head],
  align,
  cells,
  ...more,
});

const texts = (cells: readonly string[]): Column["cells"] => cells.map((text) => ({ text }));

const MOST_BARS = 40;

/** Nights of the course's definition as bars. */
const barsOf = ({ kpi, trend, nights }: Course): string => {
  const periods = trend.periods.map((point, i) => ({ ...point, complete: nights[i].isSame }));
  return bars(
    kpi,
    { ...trend, periods },
    nights.map(({ result }) => result),
  );
};

const missedText = ({ targets }: Course): string => {
  const since = targets.flatMap((target) => target.since ?? []).toSorted();
  return since.length === 0 ? "" : `missed since ${since[0]}`;
};

/** One row a KPI. */
const overview = (question: Question, courses: readonly Course[], width: number): Grid => {
  const names = column("Figure", "left", texts(courses.map(({ kpi }) => kpi.name)), { least: 14 });
  const latest = column(
    "Last night",
    "right",
    courses.map(({ kpi, nights }) => resultCell(kpi, nights.at(-1)!.result)),
    { tone: "bold" },
  );
  const average = column("Average", "right", texts(courses.map(averageText)));
  const usual = column("Usually", "right", texts(courses.map(usualText)), { tone: "dim" });
  const missed = column("Target", "left", texts(courses.map(missedText)), { gap: 3 });
  const lines = courses.map(barsOf);
  const total = Math.max(...courses.map(({ nights }) => nights.length));
  const hasLimits = courses.some(({ mean }) => mean !== null);
  const hasMissed = courses.some((course) => missedText(course) !== "");
  const title = questionText(question, courses[0].by);
  for (const others of [[...(hasLimits ? [average, usual] : []), ...(hasMissed ? [missed] : [])], hasLimits ? [average, usual] : [], []]) {
    for (let shown = Math.min(total, MOST_BARS); shown >= Math.min(total, FEWEST_VALUES); shown--) {
      const course = column(shown < total ? `The last ${shown}` : "", "left", texts(lines.map((line) => line.slice(-shown))));
      const columns = [names, course, latest, ...others];
      if (fits(columns, width)) return { title, columns, between: [] };
    }
  }
  return { title, columns: [names, latest], between: [] };
};

const SIGNS = { high: "▲ high", low: "▼ low" } as const;

const nightMark = ({ isSame, signal }: Night, missed: string): string =>
  [isSame ? "" : "other definition", signal === null ? "" : SIGNS[signal], missed].filter((text) => text !== "").join(", ");

/** Whether a night missed a target; what is of another definition is not judged. */
const missedBy = ({ targets }: Course, { night }: Night): string => {
  if (targets.some(({ clearNights }) => clearNights.includes(night))) return "target missed";
  return targets.some(({ missedNights }) => missedNights.includes(night)) ? "missed, may be chance" : "";
};

/** One row a night, notes between them. */
const nightly = (course: Course, { limit, notes }: History, several: boolean): Grid => {
  const { kpi, question, by } = course;
  const nights = limit === 0 ? course.nights : course.nights.slice(-limit);
  const rows = nights.map((night) => ({ night, cell: resultCell(kpi, night.result) }));
  const hidden = course.nights.length - nights.length;
  const marks = nights.map((night) => nightMark(night, missedBy(course, night)));
  const between = notes
    .filter(({ day }) => day > (hidden === 0 ? "" : nights[0].night))
    .map(({ day, text }) => {
      const from = zoneOf(nights[0].zone).toUtc(Date.parse(`${day}T00:00:00Z`));
      const before = nights.findIndex(({ until, asOf }) => (until ?? asOf) > from);
      return { before: before === -1 ? nights.length : before, line: { text: `${day}  ${text}` } };
    })
    .toSorted((a, b) => a.before - b.before);
  const title = questionText(question, by);
  return {
    ...(several || title !== "All rows" ? { title } : {}),
    columns: [
      column("Night", "left", texts(nights.map(({ night }) => night))),
      column(
        kpi.unit === "seconds" ? "Half within" : "Figure",
        "right",
        rows.map(({ cell }) => cell),
        { tone: "bold" },
      ),
      ...(kpi.unit === "count" ? [] : [column("of", "right", texts(nights.map(({ result }) => count(result.n))))]),
      ...(kpi.unit === "count"
        ? []
        : [column("Likely range", "right", texts(nights.map(({ result }) => rangeText(kpi, result, "spaced"))), { tone: "dim" })]),
      ...(marks.every((mark) => mark === "") ? [] : [column("", "left", texts(marks), { gap: 3 })]),
    ],
    between: [...(hidden === 0 ? [] : [{ before: 0, line: { text: `… ${counted(hidden, "earlier nights")}: --limit 0` } }]), ...between],
  };
};
