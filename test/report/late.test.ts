import { expect, it } from "vitest";
import type { Report } from "../../src/report/model.ts";
import type { ReportRequest } from "../../src/report/request.ts";
import { reportOf } from "./helpers.ts";

/** Rows that fill more than the head that is looked at before reading (256 KB). */
const ROWS = 3500;
const NOTE = "x".repeat(80);

type Cells = (row: number) => string;

interface Case {
  readonly header: string;
  readonly early: Cells;
  readonly late: Cells;
  readonly request?: Partial<ReportRequest>;
}

const at = (row: number, hour: number): string =>
  `2025-01-${String(1 + (row % 28)).padStart(2, "0")} ${String(hour).padStart(2, "0")}:${String(row % 60).padStart(2, "0")}`;
const slashed = (row: number, hour: number): string => `0${1 + (row % 9)}/0${1 + (row % 7)}/2025 ${hour}:00`;

const CASES: Readonly<Record<string, Case>> = {
  "a day above 12": {
    header: "Ticket ID,Created,Resolved,Status",
    early: (row) => `${slashed(row, 10)},${slashed(row, 12)},Closed`,
    late: () => "25/03/2025 10:00,26/03/2025 10:00,Closed",
  },
  "a time of day": {
    header: "Ticket ID,Created,CSAT",
    early: (row) => `${at(row, 9).slice(0, 10)},5`,
    late: (row) => `${at(row, 9)},4`,
    request: { by: ["hour"] },
  },
  "times of day in a column of their own": {
    header: "Ticket ID,Date,Time,CSAT",
    early: (row) => `${at(row, 9).slice(0, 10)},,5`,
    late: (row) => `${at(row, 9).slice(0, 10)},10:30,4`,
    request: { by: ["hour"] },
  },
  "timestamps in a time column": {
    header: "Ticket ID,Created,First Response Time,Status",
    early: (row) => `${at(row, 9)},,Open`,
    late: (row) => `${at(row, 9)},${at(row, 11)},Closed`,
  },
  "dates whose order another column tells": {
    header: "Ticket ID,Created,First Response Date,Status",
    early: () => "25/01/2025 09:00,,Open",
    late: () => "05/01/2025 09:00,05/01/2025 11:00,Closed",
  },
  "numbers whose unit the instants tell": {
    header: "Ticket ID,Created,Resolved,Resolution Time,Status",
    early: (row) => `${at(row, 9)},,,Open`,
    late: (row) => `${at(row, 9)},${at(row, 12)},180,Closed`,
  },
  "seconds among clock notations": {
    header: "Call ID,Date,Talk time,Answered",
    early: (row) => `${at(row, 9)},00:04:00,Yes`,
    late: (row) => `${at(row, 9)},300,Yes`,
  },
  "a decimal comma": {
    header: "Call ID,Date,Talk time (min),Answered",
    early: (row) => `${at(row, 9)},4,Yes`,
    late: (row) => `${at(row, 9)},"4,5",Yes`,
  },
  "yes under Resolved": { header: "Ticket ID,Created,Resolved", early: (row) => `${at(row, 9)},`, late: (row) => `${at(row, 9)},Yes` },
  "a better name for the agent": {
    header: "Ticket ID,Assignee,Agent",
    early: () => ",Bo",
    late: () => "Ana,Bo",
    request: { by: ["agent"] },
  },
  "the first status that anyone knows": { header: "Ticket ID,Status", early: (row) => `Q${row % 3}`, late: () => "Closed" },
  "scores above 5": { header: "Ticket ID,CSAT", early: (row) => String(1 + (row % 5)), late: (row) => String(6 + (row % 5)) },
};

const table = (rows: readonly string[], header: string): string =>
  [`${header},Note`, ...rows.map((row) => `${row},${NOTE}`), ""].join("\n");

const figures = ({ groups, unavailable, sources }: Report): unknown => ({
  groups,
  unavailable,
  columns: sources[0].decisions.columns,
  unreadable: sources[0].unreadable.map(({ field, count }) => [field, count]),
});

it.each(Object.entries(CASES))("%s makes no difference by standing late", async (_name, { header, early, late, request }) => {
  const rows = Array.from({ length: ROWS }, (_, row) => `${row},${early(row)}`);
  const telling = Array.from({ length: 40 }, (_, row) => `${ROWS + row},${late(row)}`);
  const last = await reportOf(table([...rows, ...telling, ...rows.slice(0, 40).map((row) => `9${row}`)], header), request);
  const first = await reportOf(table([...telling, ...rows, ...rows.slice(0, 40).map((row) => `9${row}`)], header), request);
  expect(figures(last)).toEqual(figures(first));
});
