import { describe, expect, it } from "vitest";
import type { Report } from "../../src/report/model.ts";
import type { ReportRequest } from "../../src/report/request.ts";
import { report } from "./helpers.ts";

/** A report of one of the fixtures, each named by the trap it sets. */
const trap = (name: string, request: Partial<ReportRequest> = {}): Promise<Report> =>
  report({ files: [`fixtures/traps/${name}.csv`], ...request });

const kpisOf = ({ groups }: Report): Report["groups"][number]["kpis"] => groups[0].kpis;
const missing = ({ unavailable }: Report): string[] => unavailable.map(({ kpi }) => kpi);
const codes = ({ sources }: Report): string[] => sources[0].warnings.map(({ problem }) => problem.code);

describe("1. the unit lies in the header", () => {
  it("reads clock notation under (in hrs) as it is written", async () => {
    const found = kpisOf(await trap("01-clock-under-hours"));
    // (30 min + 90 min) / 2; half of 24 h and 30 h 15
    expect(found.art).toMatchObject({ n: 2, value: 3600, median: 3600, waiting: { count: 1, oldest: Date.UTC(2024, 2, 2, 9) } });
    expect(found.resolution_time).toMatchObject({ n: 2, value: 97_650, open: 1 });
  });

  it("reads Zoho's hours as milliseconds of business time", async () => {
    const found = await trap("01-milliseconds-under-hours");
    // 1800 s and 600 s; 108 960 s (30.27 h) and 3600 s
    expect(kpisOf(found).art).toMatchObject({ n: 2, value: 1200 });
    expect(kpisOf(found).resolution_time).toMatchObject({ n: 2, value: 56_280, mean: 56_280 });
    expect(codes(found)).toEqual(["business-hours-column", "business-hours-column"]);
  });

  it("reads Zendesk's lone Resolution time as hours, and prefers the minutes beside it", async () => {
    const beside = await trap("01-hours-beside-minutes");
    expect(kpisOf(beside).resolution_time).toMatchObject({ n: 2, mean: ((96_218 + 19_993) / 2) * 60 });
    const alone = await trap("01-hours-without-minutes");
    expect(kpisOf(alone).resolution_time).toMatchObject({ n: 2, mean: ((1604 + 333) / 2) * 3600 });
  });
});

describe("2. a time column may hold timestamps", () => {
  it("makes no response or solving time of them where nothing says when the ticket began", async () => {
    const found = await trap("02-times-that-are-timestamps");
    expect(missing(found)).toEqual(expect.arrayContaining(["art", "resolution_time", "aht"]));
    expect(kpisOf(found).csat).toMatchObject({ n: 2, numerator: 1, mean: 4 });
    expect(kpisOf(found).resolution_rate).toMatchObject({ n: 3, numerator: 2 });
  });

  it("tells the instant from the duration beside it", async () => {
    expect(kpisOf(await trap("02-timestamp-beside-duration")).art).toMatchObject({ n: 2, value: 1200 });
  });
});

it("3. hours exceed 24: a call of two days, in Genesys' notation with a leading blank", async () => {
  const found = kpisOf(await trap("03-hours-past-24"));
  const long = 50 * 3600 + 39 * 60 + 24.085;
  expect(found.aht).toMatchObject({ n: 2, parts: { hold: 30, wrap: 90 } });
  expect(found.aht.value).toBeCloseTo((780 + long) / 2, 9);
  expect(found.abandon_rate).toMatchObject({ n: 3, numerator: 1 });
});

describe("4. the sign carries meaning", () => {
  it("never takes Jira's remaining time for the time taken", async () => {
    const found = await trap("04-sign-means-breached");
    // Created to resolved: 11 h and 1 h.
    expect(kpisOf(found).resolution_time).toMatchObject({ n: 2, value: 6 * 3600, open: 1 });
    expect(missing(found)).toContain("art");
    expect(found.sources[0].unreadable).toEqual([]);
  });

  it("counts and locates negative durations", async () => {
    const found = await trap("04-negative-durations");
    expect(kpisOf(found).art).toMatchObject({ n: 2, value: 1800 });
    expect(kpisOf(found).resolution_time).toMatchObject({ n: 2, value: 10_800 });
    expect(found.sources[0].unreadable).toMatchObject([
      { field: "response_time", count: 1, examples: [{ line: 2, value: "-00:05:00" }] },
      { field: "resolution_time", count: 1, examples: [{ line: 3, value: "-26:00:00" }] },
    ]);
  });
});

it("5. the zone sits in the header", async () => {
  const found = await trap("05-zone-in-header", { by: ["day"] });
  expect(found.period.timeZone).toBe("America/Lima");
  expect(found.groups.map(({ by }) => by.day)).toEqual([undefined, "2024-03-01", "2024-03-02"]);
  // 09:05 in Lima
  expect(kpisOf(found).art).toMatchObject({ n: 1, value: 60, waiting: { count: 1, oldest: Date.UTC(2024, 2, 2, 14, 5) } });
});

it("6. two zones in one file: the column in UTC tells", async () => {
  const found = await trap("06-two-zones", { by: ["hour"] });
  expect(found.groups.map(({ by }) => by.hour)).toEqual([undefined, "18", "19"]);
  expect(kpisOf(found)).toMatchObject({ aht: { n: 1, value: 110 }, asa: { n: 1, value: 20 }, abandon_rate: { n: 2, numerator: 1 } });
});

describe("7. day and month change places", () => {
  it("from column to column", async () => {
    const found = await trap("07-two-orders", { by: ["day"] });
    // 3 April 09:00–10:00, 13 April 09:00–12:00, 5 April 09:00–14:00
    expect(kpisOf(found).resolution_time).toMatchObject({ n: 3, value: 3 * 3600, mean: 3 * 3600 });
    expect(found.groups.slice(1).map(({ by }) => by.day)).toEqual(["2024-04-03", "2024-04-05", "2024-04-13"]);
  });

  it("but not where the month is spelled out", async () => {
    // 51 s short of an hour, 2 h and 3 h
    expect(kpisOf(await trap("07-spelled-dates")).resolution_time).toMatchObject({ n: 3, value: 7200, mean: (3566 + 7200 + 10_800) / 3 });
  });

  it("and are asked for where no date tells", async () => {
    await expect(trap("07-no-date-tells")).rejects.toMatchObject({ exit: 3, problem: { code: "ambiguous-dates" } });
    const found = await trap("07-no-date-tells", { dateFormat: "dmy", by: ["month"] });
    expect(found.groups.slice(1).map(({ by }) => by.month)).toEqual(["2024-04"]);
    // Nothing needs them: they are no mistakes of the file.
    const rates = await trap("07-no-date-tells", { kpis: ["resolution_rate"] });
    expect(rates.sources[0].unreadable).toEqual([]);
    expect(rates.sources[0].decisions.dateOrder).toEqual({});
    expect(codes(rates)).toEqual(["dates-undecided", "dates-undecided"]);
  });
});

it("8. a spreadsheet has ruined ids and dates: no ticket is lost, no customer is made of many", async () => {
  const found = await trap("08-excel-damage");
  expect(found.sources[0].rows).toMatchObject({ read: 3, used: 3, duplicates: 0 });
  expect(codes(found)).toEqual(["ids-ruined", "people-ruined"]);
  expect(kpisOf(found)).toMatchObject({ csat: { n: 2, numerator: 1 }, resolution_time: { n: 2, value: 5400 } });
  expect(missing(found)).toContain("fcr");
});

describe("9. rows that are not data", () => {
  it("are Salesforce's footer", async () => {
    const found = await trap("09-footer");
    expect(found.sources[0].rows).toMatchObject({ read: 5, used: 2, notData: 3 });
    expect(kpisOf(found)).toMatchObject({ volume: { value: 2 }, resolution_time: { n: 1, value: 7200 }, resolution_rate: { value: 50 } });
  });

  it("are Qualtrics' further header rows and its preview", async () => {
    const found = await trap("09-three-header-rows");
    expect(found.sources[0].rows).toMatchObject({ read: 6, used: 3, notData: 2, filteredBy: { status: 1 } });
    expect(kpisOf(found).nps).toMatchObject({ n: 3, promoters: 2, passives: 0, detractors: 1 });
    // Its Status is the kind of answer, not how far an issue has got.
    expect(missing(found)).toContain("resolution_rate");
  });

  it("are SurveyMonkey's second header row", async () => {
    const found = await trap("09-two-header-rows");
    expect(found.sources[0].rows).toMatchObject({ read: 5, used: 4, notData: 1 });
    expect(kpisOf(found).nps).toMatchObject({ value: 25, n: 4, promoters: 2, passives: 1, detractors: 1 });
  });
});

it("10. headers repeat: the column with values serves", async () => {
  const found = await trap("10-duplicate-headers", { by: ["channel"] });
  expect(found.groups.map(({ by, kpis }) => [by.channel, kpis.volume.value])).toEqual([
    [undefined, 3],
    ["Email", 2],
    ["Phone", 1],
  ]);
  expect(kpisOf(found)).toMatchObject({ csat: { n: 2, numerator: 1 }, resolution_rate: { n: 3, numerator: 2 } });
});

describe("11. zero is a valid score", () => {
  it("and a detractor, while a blank is no answer", async () => {
    const found = kpisOf(await trap("11-zero-is-a-score"));
    expect(found.nps).toMatchObject({ value: 25, n: 4, promoters: 2, passives: 1, detractors: 1 });
  });

  it("on a scale from 0 to 2; on a scale from 1 it is unreadable", async () => {
    const hinted = kpisOf(await trap("11-zero-is-a-score", { scales: { csat: { low: 0, high: 2, lowIsGood: false } } }));
    expect(hinted.csat).toMatchObject({ n: 4, numerator: 2, mean: 5 / 4 });
    const plain = await trap("11-zero-is-a-score");
    expect(kpisOf(plain).csat).toMatchObject({ n: 3, numerator: 0 });
    expect(plain.sources[0].unreadable).toMatchObject([{ field: "csat", count: 1, examples: [{ line: 3, value: "0" }] }]);
  });
});

describe("12. survey types are never pooled", () => {
  it("where a column names them", async () => {
    const found = kpisOf(await trap("12-types-in-one-column"));
    expect(found.nps).toMatchObject({ value: 0, n: 2 });
    expect(found.csat).toMatchObject({ n: 3, numerator: 2 });
    expect(found.ces).toMatchObject({ n: 2, value: 4.5 });
  });

  it("nor guessed from scores up to 10", async () => {
    const found = await trap("12-rating-of-no-named-type");
    expect(missing(found)).toEqual(expect.arrayContaining(["nps", "ces"]));
    expect(kpisOf(found).csat).toMatchObject({ n: 3, numerator: 2 });
  });
});
