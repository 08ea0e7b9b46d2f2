import { describe, expect, it } from "vitest";
import type { Report } from "../../src/report/model.ts";
import type { ReportRequest } from "../../src/report/request.ts";
import { mappingMessages } from "../../src/text/problems/mapping.ts";
import { report, reportOf } from "./helpers.ts";

const read = (name: string, request: Partial<ReportRequest> = {}): Promise<Report> =>
  report({ files: [`fixtures/rows/${name}.csv`], ...request });

const kpisOf = ({ groups }: Report): Report["groups"][number]["kpis"] => groups[0].kpis;
const volumes = ({ groups, dimensions }: Report): unknown[] =>
  groups.slice(1).map(({ by, kpis }) => [by[dimensions[0]], kpis.volume.value]);

describe("one row for each event", () => {
  it("is one interaction by id, as its last event left it and begun with its first", async () => {
    const found = await read("events", { by: ["month"] });
    expect(found.sources[0].rows).toMatchObject({ read: 7, used: 3, duplicates: 4 });
    expect(volumes(found)).toEqual([
      ["2026-02", 2],
      ["2026-03", 1],
    ]);
    expect(kpisOf(found).resolution_rate).toMatchObject({ n: 3, numerator: 2 });
    // T-1 was solved in March and is February's all the same.
    const march = await read("events", { period: "2026-03" });
    expect(march.sources[0].rows).toMatchObject({ used: 1, filtered: 2, duplicates: 4 });
  });

  it("does not hang on the order of the rows", async () => {
    const csv = ["id,timestamp,status", "1,2026-03-02 09:00,Closed", "1,2026-01-31 09:00,Open", "1,,Open", "1,2026-02-10 09:00,Open"];
    const found = await reportOf(csv.join("\n"), { by: ["month"] });
    expect(volumes(found)).toEqual([["2026-01", 1]]);
    expect(kpisOf(found).resolution_rate).toMatchObject({ n: 1, numerator: 1 });
  });

  it("keeps the newest row's own creation where another date tells which row is the newest", async () => {
    const csv = ["id,created,updated", "1,2026-01-31 09:00,2026-03-01 09:00", "1,2026-02-01 09:00,2026-03-02 09:00"];
    expect(volumes(await reportOf(csv.join("\n"), { by: ["month"] }))).toEqual([["2026-02", 1]]);
  });

  it("of a log of changes counts the last of each number", async () => {
    const found = await read("status-changes");
    expect(found.sources[0].rows).toMatchObject({ read: 7, used: 3, duplicates: 4 });
    expect(kpisOf(found)).toMatchObject({
      resolution_rate: { n: 3, numerator: 2 },
      // 10 h 13 and 29 h 12
      resolution_time: { n: 2, mean: (36_780 + 105_120) / 2 },
      reopen_rate: { n: 2, numerator: 1 },
      sla: { n: 3, numerator: 2 },
    });
  });
});

it("one row for each message is one conversation by its id", async () => {
  const found = await read("messages");
  expect(found.sources[0].rows).toMatchObject({ read: 5, used: 2, duplicates: 3 });
  // 10 and 40 minutes
  expect(kpisOf(found)).toMatchObject({ volume: { value: 2 }, art: { n: 2, value: 25 * 60 }, resolution_rate: { n: 2, numerator: 1 } });
});

describe("rows that are no tickets", () => {
  it("are out by their status, each kind counted", async () => {
    const found = await read("left-out-by-status");
    expect(found.sources[0].rows).toMatchObject({
      read: 8,
      used: 2,
      filteredBy: { status: 6 },
      filteredStatus: { spam: 1, deleted: 1, merged: 1, "closed - merged": 1, "survey preview": 1, supprimé: 1 },
    });
    expect(kpisOf(found)).toMatchObject({ csat: { n: 2, numerator: 2 }, resolution_rate: { n: 2, numerator: 2 } });
  });

  it("are out by columns that say so", async () => {
    const found = await read("left-out-by-flags");
    expect(found.sources[0].rows).toMatchObject({
      read: 6,
      used: 2,
      filteredBy: { status: 4 },
      filteredStatus: { spam: 1, deleted: 1, merged: 1, "automatic replies": 1 },
    });
    expect(kpisOf(found).csat).toMatchObject({ n: 1, numerator: 1 });
  });

  it("do not stand for the tickets that they repeat", async () => {
    const csv = ["Ticket ID,Timestamp,Auto reply,Status", "1,2026-01-01 09:00,no,Solved", "1,2026-01-01 09:01,yes,Open"];
    const found = await reportOf(csv.join("\n"));
    expect(found.sources[0].rows).toMatchObject({ read: 2, used: 1, duplicates: 0, filtered: 1 });
    expect(kpisOf(found).resolution_rate).toMatchObject({ n: 1, numerator: 1 });
  });
});

describe("rows that are totals", () => {
  it.each([
    ["calls-by-day", "Incoming Calls"],
    ["shares-by-agent", "Answer rate"],
    ["chatwoot-agents-pt", "Conversas atribuídas"],
    ["chatwoot-agents-de", "Anzahl Gespräche"],
    ["genesys-queue-intervals", "Avg Wait"],
    ["connect-historical-metrics", "Contacts handled"],
    ["explore-by-group", "Solved tickets"],
    ["llamadas-por-dia", "Llamadas recibidas"],
    ["chamados-por-mes", "Qtd. de chamados abertos"],
    ["anrufe-pro-tag", "Eingehende Anrufe"],
    ["appels-par-agent", "Appels reçus"],
  ])("%s: no figure is made of them, and the reader is told why", async (name, column) => {
    const found = await read(name);
    expect(kpisOf(found)).toEqual({});
    expect(found.unavailable.map(({ kpi }) => kpi)).toEqual(expect.arrayContaining(["volume", "csat", "aht", "asa"]));
    expect(found.notices).toMatchObject([{ code: "rows-are-totals", facts: { column } }]);
  });

  it.each([
    ["genesys-queue-intervals", "Genesys Cloud"],
    ["connect-historical-metrics", "Amazon Connect"],
    ["chatwoot-agents-pt", "Chatwoot"],
    ["chatwoot-agents-de", "Chatwoot"],
    ["explore-by-group", "Zendesk Explore"],
  ])("%s: names the export of %s to take instead", async (name, vendor) => {
    const [notice] = (await read(name)).notices;
    expect(mappingMessages["rows-are-totals"](notice.facts)[1]).toMatch(new RegExp(`^From ${vendor} take instead: \\w`, "u"));
  });

  it("advise in general where the vendor is not known", async () => {
    const [notice] = (await read("calls-by-day")).notices;
    expect(mappingMessages["rows-are-totals"](notice.facts)).toEqual([
      'each row holds figures over many interactions (column "Incoming Calls"), so no figure of single interactions is made of them',
      "Export the single tickets or calls instead",
      "If a column does have one value for each row, name it with --map",
    ]);
  });

  it("are not single rows whose rating or discount is a percentage", async () => {
    const rated = await reportOf("Date;Agent;CSAT;Status\n05.01.2026;Ana;80 %;Closed\n16.01.2026;Bo;100 %;Closed\n");
    expect(rated.notices.map(({ code }) => code)).not.toContain("rows-are-totals");
    const discounted = await reportOf("Date;Agent;Discount rate;Status\n05.01.2026;Ana;12,5 %;Closed\n");
    expect(kpisOf(discounted).volume).toMatchObject({ value: 1 });
  });

  it("spoil no other file of the run", async () => {
    const found = await report({ files: ["fixtures/rows/llamadas-por-dia.csv", "fixtures/rows/messages.csv"] });
    expect(kpisOf(found).volume).toMatchObject({ value: 2 });
  });
});

it("an 11 on 0–10 is unreadable, and no type of survey is pooled with another", async () => {
  const found = await read("nps-with-eleven");
  expect(found.sources[0].unreadable).toEqual([{ field: "nps", column: "Score", count: 1, examples: [{ line: 35, value: "11" }] }]);
  expect(kpisOf(found)).toMatchObject({
    // Three times each of 0 to 10: 6 promoters and 21 detractors of 33.
    nps: { n: 33, promoters: 6, passives: 6, detractors: 21 },
    csat: { n: 2, numerator: 2 },
    ces: { n: 1, value: 2 },
    volume: { value: 38 },
  });
});
