import { describe, expect, it } from "vitest";
import type { Report } from "../../src/report/model.ts";
import type { ReportRequest } from "../../src/report/request.ts";
import { report } from "./helpers.ts";

/**
 * A report of one of the fixtures, each named by its shape. The figures beside the tests were worked out by hand, those of times with
 * Python's datetime and zoneinfo.
 */
const shape = (name: string, request: Partial<ReportRequest> = {}): Promise<Report> =>
  report({ files: [`fixtures/shapes/${name}.csv`], ...request });

type Kpis = Report["groups"][number]["kpis"];
const kpisOf = ({ groups }: Report): Kpis => groups[0].kpis;
const missing = ({ unavailable }: Report): string[] => unavailable.map(({ kpi }) => kpi);
const codes = ({ sources }: Report): string[] => sources[0].warnings.map(({ problem }) => problem.code);
/** Number of rows by the value of a dimension. */
const volumes = ({ groups }: Report, dimension: string): [string, unknown][] =>
  groups.slice(1).map(({ by, kpis }) => [by[dimension], kpis.volume.value]);

describe("dates", () => {
  it("beside parts of a day, and lengths that a spreadsheet shows as times of the night", async () => {
    const found = await shape("clock-of-midnight-as-duration", { by: ["hour"] });
    // 0.38333 of a day is 9:12, 0.41667 10:00, 0.42014 10:05.
    expect(volumes(found, "hour")).toEqual([
      ["09", 1],
      ["10", 2],
      ["12", 1],
      ["18", 1],
    ]);
    // 2:23, 4:02, 2:11 and 1:06:24 are 143, 242, 131 and 3984 s.
    expect(kpisOf(found).aht).toMatchObject({ n: 4, value: 1125, median: 192.5 });
    // (109 + 70 + 10 + 55) / 4
    expect(kpisOf(found).asa).toMatchObject({ n: 4, value: 61 });
    expect(kpisOf(found)).toMatchObject({
      csat: { n: 4, numerator: 2, mean: 3.75 },
      abandon_rate: { n: 5, numerator: 1 },
      resolution_rate: { n: 5, numerator: 3 },
    });
    expect(found.sources[0].unreadable).toEqual([]);
  });

  it("with two separators: 13 can be no month, so none of them begins with the day", async () => {
    const found = await shape("two-separators-month-first", { by: ["day"] });
    expect(volumes(found, "day").map(([day]) => day)).toEqual(["2021-01-02", "2021-01-13", "2021-01-31", "2021-02-03"]);
    // 2 h, 4 h and 24 h
    expect(kpisOf(found).resolution_time).toMatchObject({ n: 3, value: 14_400, mean: 36_000 });
  });

  it("with years of two digits and of four: 25 can be no month, so all begin with the day", async () => {
    const found = await shape("two-digit-years-day-first", { by: ["day"] });
    expect(volumes(found, "day").map(([day]) => day)).toEqual(["2021-09-01", "2021-10-02", "2021-12-25"]);
    // 2 days, 1 day, none
    expect(kpisOf(found).resolution_time).toMatchObject({ n: 3, value: 86_400, mean: 86_400 });
  });

  it("with the weekday and the month by name", async () => {
    const found = await shape("weekday-and-month-by-name", { by: ["day"] });
    expect(volumes(found, "day")).toEqual([
      ["2021-01-01", 2],
      ["2021-01-02", 1],
      ["2021-02-01", 1],
    ]);
    expect(kpisOf(found)).toMatchObject({ csat: { n: 3, numerator: 2 }, abandon_rate: { n: 4, numerator: 1 } });
  });

  it("beside the time of day, with or without AM and PM", async () => {
    const found = await shape("date-beside-time", { by: ["hour"] });
    expect(volumes(found, "hour")).toEqual([
      ["09", 1],
      ["21", 1],
      ["23", 1],
    ]);
    expect(kpisOf(found)).toMatchObject({ asa: { n: 2, value: 30 }, abandon_rate: { n: 3, numerator: 1 } });
    expect(found.period).toMatchObject({ first: Date.UTC(2021, 0, 1, 9, 12, 58), last: Date.UTC(2021, 0, 2, 23) });
  });

  it("as serial numbers of a spreadsheet", async () => {
    const found = await shape("excel-serials", { by: ["hour"] });
    // 46082 is 1 March 2026: 1 March 1900 is 61, and 46 021 days lie between.
    expect(found.period).toMatchObject({ first: Date.UTC(2026, 2, 1, 9), last: Date.UTC(2026, 2, 2, 18) });
    // 2 h and 24 h
    expect(kpisOf(found).resolution_time).toMatchObject({ n: 2, value: 46_800, open: 1 });
  });

  it("in one number", async () => {
    const found = await shape("dates-in-one-number");
    expect(found.period).toMatchObject({ first: Date.UTC(2026, 0, 2, 9, 30), last: Date.UTC(2026, 0, 4) });
    // 2 h and 24 h
    expect(kpisOf(found).resolution_time).toMatchObject({ n: 2, value: 46_800, open: 1 });
  });

  it("that are there tell what is solved, though nobody knows the order of day and month", async () => {
    const found = await shape("order-undecided");
    expect(kpisOf(found).resolution_rate).toMatchObject({ n: 3, numerator: 2, open: 1 });
    expect(codes(found)).toEqual(["dates-undecided"]);
    await expect(shape("order-undecided", { by: ["month"], dateBasis: "resolved" })).rejects.toMatchObject({
      exit: 3,
      problem: { code: "ambiguous-dates" },
    });
  });
});

describe("zones", () => {
  it("as offsets that change with the clocks, under headers with colons", async () => {
    const found = await shape("headers-with-colons-and-offsets");
    expect(found.sources[0].decisions.columns.map(({ field }) => field)).toEqual(["id", "status", "created", "resolved"]);
    // 21:00 to 8:00 UTC in spring, 20:00 to 9:00 UTC in autumn: 11 h and 13 h.
    expect(kpisOf(found).resolution_time).toMatchObject({ n: 2, value: 43_200, open: 1 });
  });

  it("whose clocks skip an hour and repeat one: forward, and the first", async () => {
    const found = await shape("clocks-that-change", { by: ["hour"] });
    // 3:30 to 5:00 on the one night; 2:30, 3:00 = 2:00, 4:00 on the other: 1.5 h and 2.5 h.
    expect(kpisOf(found).resolution_time).toMatchObject({ n: 2, value: 7200, mean: 7200 });
    expect(found.period.first).toBe(Date.UTC(2026, 2, 29, 1, 30));
    expect(codes(found)).toEqual(["dst-gap", "dst-overlap"]);
    expect(found.notices.map(({ code }) => code)).toEqual(["dst-gap", "dst-overlap"]);
  });
});

describe("times", () => {
  it("to talk of 0 on calls nobody answered are no handling", async () => {
    const found = kpisOf(await shape("no-talk-on-unanswered-calls"));
    // 120, 240 and an answered call of 0; waits of 10, 20 and 30
    expect(found).toMatchObject({ aht: { n: 3, value: 120 }, asa: { n: 3, value: 20 }, abandon_rate: { n: 5, numerator: 2 } });
  });

  it("to solve of tickets that are still open do not count", async () => {
    const found = kpisOf(await shape("hours-on-open-tickets"));
    // 4, 6 and 14 h
    expect(found.resolution_time).toMatchObject({ n: 3, value: 6 * 3600, mean: 8 * 3600, open: 2 });
    expect(found.resolution_rate).toMatchObject({ n: 5, numerator: 3 });
  });

  it("in minutes beside times in hours", async () => {
    const found = kpisOf(await shape("minutes-beside-hours"));
    // (30 + 45 + 15) / 3 min; (4 + 6.5) / 2 h
    expect(found).toMatchObject({ art: { n: 3, value: 1800 }, resolution_time: { n: 2, value: 18_900, open: 1 } });
  });
});

describe("scores", () => {
  it.each([
    ["zero-for-no-answer", []],
    ["zero-for-no-answer-unsaid", ["scale-assumed"]],
  ])("from 1 to 10 where 0 is no answer: %s", async (name, further) => {
    const found = await shape(name);
    // 9 and 10 of 9, 10, 4
    expect(kpisOf(found).csat).toMatchObject({ n: 3, numerator: 2, mean: 23 / 3, scale: "1-10" });
    expect(found.sources[0].unreadable).toMatchObject([{ field: "csat", count: 2, examples: [{ line: 3, value: "0" }, { line: 5 }] }]);
    expect(codes(found)).toEqual(["cells-unreadable", ...further]);
  });

  it("from 0 to 10 with an 11, which is no promoter", async () => {
    const found = await shape("eleven-of-ten");
    // 14 promoters, 5 passives, 4 detractors
    expect(kpisOf(found).nps).toMatchObject({ n: 23, promoters: 14, passives: 5, detractors: 4, value: (100 * 10) / 23 });
    expect(found.sources[0].unreadable).toMatchObject([{ field: "nps", count: 1, examples: [{ line: 11, value: "11" }] }]);
  });
});

describe("words", () => {
  it("for what is blank", async () => {
    const found = await shape("words-for-blank", { by: ["agent"] });
    // 10, 20 and 30 min; the fourth row is open and waits
    expect(kpisOf(found)).toMatchObject({
      csat: { n: 2, numerator: 1, mean: 3.5 },
      art: { n: 3, value: 1200, waiting: { count: 1, oldest: Date.UTC(2026, 2, 3, 10) } },
    });
    expect(volumes(found, "agent")).toEqual([
      ["Ana", 1],
      ["Bo", 1],
      ["(none)", 3],
    ]);
    expect(found.sources[0].unreadable).toEqual([]);
  });

  it("for yes and no in Portuguese", async () => {
    const found = await shape("verdadeiro-falso");
    expect(kpisOf(found)).toMatchObject({
      resolution_rate: { n: 3, numerator: 2 },
      reopen_rate: { n: 2, numerator: 1 },
      sla: { n: 3, numerator: 2 },
    });
    expect(found.sources[0].unreadable).toEqual([]);
  });

  it("that look like numbers: ids are texts", async () => {
    const found = await shape("padded-and-hex-ids", { by: ["agent"] });
    expect(found.sources[0].rows).toMatchObject({ read: 6, used: 6, duplicates: 0 });
    expect(volumes(found, "agent")).toEqual([
      ["0012", 2],
      ["12", 2],
      ["73e64869", 2],
    ]);
    expect(codes(found)).toEqual([]);
  });
});

it("ids that a spreadsheet made alike make no repeats, and are told", async () => {
  const found = await shape("ids-that-excel-ruined");
  expect(found.sources[0].rows).toMatchObject({ read: 3, used: 3, duplicates: 0 });
  expect(found.sources[0].warnings).toMatchObject([{ problem: { code: "ids-ruined" }, count: 3, line: 2 }]);
});

describe("rows that are no tickets", () => {
  it("but events: one case each", async () => {
    const found = await shape("row-per-event");
    expect(found.sources[0].rows).toMatchObject({ read: 7, used: 3, duplicates: 4 });
    expect(kpisOf(found).volume).toMatchObject({ value: 3 });
  });

  it("but changes of a ticket: its newest state counts", async () => {
    const found = await shape("row-per-status-change", { by: ["team"] });
    expect(found.sources[0].rows).toMatchObject({ read: 6, used: 3, duplicates: 3 });
    // 10 h 13 and 20 h
    expect(kpisOf(found)).toMatchObject({
      resolution_time: { n: 2, value: 54_390, open: 1 },
      resolution_rate: { n: 3, numerator: 2 },
      reopen_rate: { n: 2, numerator: 1 },
    });
    expect(volumes(found, "team")).toEqual([
      ["Group 56", 1],
      ["Group 70", 1],
      ["(none)", 1],
    ]);
  });

  it.each([
    ["daily-totals", "Incoming Calls"],
    ["agent-totals", "Calls handled"],
  ])("but %s: no figure is made of them, and it is said why", async (name, column) => {
    const found = await shape(name);
    expect(kpisOf(found)).toEqual({});
    expect(missing(found)).toEqual(expect.arrayContaining(["volume", "csat", "aht", "asa", "abandon_rate", "sla"]));
    expect(found.unavailable.map(({ reason }) => reason)).toContain("each row holds figures over many interactions");
    expect(found.notices).toMatchObject([{ code: "rows-are-totals", facts: { column } }]);
  });
});

describe("files", () => {
  const tickets = { volume: { value: 3 }, csat: { n: 2, numerator: 1, mean: 3.5 }, resolution_rate: { n: 3, numerator: 2 } };

  it("in UTF-16 with a byte order mark", async () => {
    const found = await shape("utf-16-with-mark", { by: ["agent"] });
    expect(found.sources[0].encoding).toBe("utf-16le");
    expect(kpisOf(found)).toMatchObject(tickets);
    expect(volumes(found, "agent")).toEqual([
      ["José Núñez", 2],
      ["Zoë", 1],
    ]);
  });

  it("in the letters of DOS", async () => {
    const found = await shape("dos-letters", { by: ["agent"] });
    expect(kpisOf(found)).toMatchObject(tickets);
    expect(volumes(found, "agent")).toEqual([
      ["Jörg Müller", 2],
      ["Käthe Grünwald", 1],
    ]);
    expect(found.notices).toContainEqual(expect.objectContaining({ code: "encoding-guessed" }));
  });

  it("with whole records in quotes", async () => {
    const found = await shape("records-quoted-whole", { by: ["agent"] });
    expect(kpisOf(found)).toMatchObject(tickets);
    expect(volumes(found, "agent")).toEqual([
      ["Pereira, Ana", 2],
      ["Bo", 1],
    ]);
  });

  it("with a last column that has no name", async () => {
    const found = await shape("unnamed-last-column");
    expect(found.sources[0].rows).toMatchObject({ read: 3, used: 3, rejected: 0 });
    expect(kpisOf(found)).toMatchObject(tickets);
  });

  it("with 78 columns of which 11 share their names", async () => {
    const found = await shape("repeated-headers-of-78", { by: ["agent"] });
    // 12 h and 1 h
    expect(kpisOf(found)).toMatchObject({
      csat: { n: 2, numerator: 1, mean: 4 },
      resolution_time: { n: 2, value: 23_400, open: 1 },
      resolution_rate: { n: 3, numerator: 2 },
    });
    expect(volumes(found, "agent")).toEqual([
      ["Ana", 2],
      ["Bo", 1],
    ]);
  });
});
