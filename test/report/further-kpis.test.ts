import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/report/model.ts";
import type { ReportRequest } from "../../src/report/request.ts";
import { render } from "../../src/render/json.ts";
import { report, reportOf } from "./helpers.ts";

const fixture = (name: string, request: Partial<ReportRequest>): Promise<Report> =>
  report({ files: [`fixtures/kpi/${name}.csv`], asOf: "2026-11-21", ...request });

const total = async (name: string, id: string, request: Partial<ReportRequest> = {}): Promise<unknown> =>
  (await fixture(name, { kpis: [id], ...request })).groups[0].kpis[id];

const byGroup = async (name: string, id: string, request: Partial<ReportRequest>): Promise<Record<string, unknown>> => {
  const { groups } = await fixture(name, { kpis: [id], ...request });
  return Object.fromEntries(groups.map(({ by, kpis }) => [Object.values(by).join(" / ") || "all", kpis[id].value]));
};

const cells = (name: string): string[] => readFileSync(`fixtures/kpi/${name}.csv`, "utf8").trimEnd().split("\n");

describe("backlog", () => {
  const october = { period: "2026-10" } as const;

  it("starts with what was open before the period and ends with what was open at its end", async () => {
    // Open at the start: 2, 3, 4, 5. Came: 6, 7, 8, 9, 10. Solved: 3, 5, 6, 7, which is open again, and 10 nobody knows when.
    expect(await total("backlog-over-months", "backlog", october)).toMatchObject({
      value: 5,
      n: 9,
      open_start: 4,
      created: 5,
      reopened: 1,
      resolved: 4,
      residue: 1,
      // At midnight after 31 October: 9, 8 (7 days old to the minute), 7, 4, 2.
      age_under_1d: 1,
      age_1_7d: 0,
      age_7_30d: 2,
      age_30_90d: 2,
      age_over_90d: 0,
      oldest: Date.UTC(2026, 7, 20, 9),
    });
  });

  it("is as of the report's date without a period", async () => {
    expect(await total("backlog-over-months", "backlog")).toMatchObject({
      value: 4,
      n: 11,
      created: 11,
      reopened: 1,
      resolved: 8,
      residue: 0,
    });
  });

  it("shows who has nothing but old tickets, though not a row of the period, and its groups add up to the total", async () => {
    expect(await byGroup("backlog-over-months", "backlog", { ...october, by: ["agent"] })).toEqual({ all: 5, Ana: 1, Bo: 3, Olga: 1 });
    const { groups } = await fixture("backlog-over-months", { ...october, by: ["agent"], kpis: ["volume", "backlog"] });
    expect(groups.map(({ kpis }) => kpis.volume.value)).toEqual([5, 3, 2, 0]);
  });

  it("leaves out groups of which nothing reaches into the period", async () => {
    const names = await byGroup("backlog-over-months", "backlog", { period: "2026-12", by: ["agent"], asOf: "2027-01-02" });
    expect(names).toEqual({ all: 4, Ana: 1, Bo: 2, Olga: 1 });
    expect(await byGroup("backlog-over-months", "backlog", { period: "2026-08", by: ["agent"] })).toEqual({ all: 1, Ana: 0, Olga: 1 });
  });

  it("has no months outside the period, though they count in all", async () => {
    const months = await byGroup("backlog-over-months", "backlog", { ...october, by: ["month"] });
    expect(months).toEqual({ all: 5, "2026-10": 3 });
  });

  it("keeps to --where, and counts a row once in all, however many tags it has", async () => {
    const where = [{ name: "channel", equal: true, value: "Chat" }];
    expect(await total("backlog-over-months", "backlog", { ...october, where })).toMatchObject({ value: 2, open_start: 2, created: 1 });
    expect(await byGroup("backlog-over-months", "backlog", { ...october, by: ["tags"] })).toEqual({
      all: 5,
      billing: 3,
      late: 3,
      "(none)": 1,
    });
  });

  it("compares with another period as what there is, not as what happens", async () => {
    const compare = { kind: "period", period: "previous" } as const;
    const { comparison } = await fixture("backlog-over-months", { ...october, kpis: ["backlog"], compare });
    // At the end of September: 2, 3, 4 and 5.
    expect(comparison!.groups[0].kpis.backlog).toEqual({
      value: 4,
      n: 4,
      difference: 1,
      low: null,
      high: null,
      p: null,
      verdict: "no clear change",
    });
  });

  it("leaves the account of rows and the other figures as they are", async () => {
    const one = await fixture("backlog-over-months", { ...october, kpis: ["volume", "resolution_rate"] });
    const both = await fixture("backlog-over-months", { ...october, kpis: ["volume", "resolution_rate", "backlog"] });
    expect(both.sources[0].rows).toEqual(one.sources[0].rows);
    expect(both.groups[0].kpis).toMatchObject(one.groups[0].kpis);
    expect([both.period.first, both.period.last]).toEqual([one.period.first, one.period.last]);
  });

  it("stops where nobody knows whether day or month comes first", async () => {
    const csv = "id,created,closed,status\na,03/04/2026,05/04/2026,closed\nb,04/05/2026,,open";
    await expect(reportOf(csv, { kpis: ["backlog"] })).rejects.toMatchObject({ exit: 3, problem: { code: "ambiguous-dates" } });
    expect((await reportOf(csv, { kpis: ["resolution_rate"] })).groups[0].kpis.resolution_rate).toMatchObject({ n: 2 });
  });
});

describe("calls, bots and promises", () => {
  it.each([
    // In time: 1 and 2; answered: 1–4; 6 waited long enough; 5 did not, 7 was neither, 8 has no time.
    ["calls-in-a-queue", "service_level", { numerator: 2, n: 5, answered: 4, abandoned: 1, short_abandoned: 1 }],
    // Handled: 1–4 and 8, of which 4 does not tell.
    ["calls-in-a-queue", "transfer_rate", { numerator: 2, n: 4 }],
    ["calls-in-a-queue", "escalation_rate", { numerator: 2, n: 5 }],
    ["bot-chats", "containment_rate", { numerator: 2, n: 3 }],
    ["promises", "kept_promises", { numerator: 1, n: 3, late: 1, overdue: 1, pending: 1 }],
  ])("%s: %s", async (name, id, expected) => expect(await total(name, id)).toMatchObject(expected));

  it("have no opening hours to be outside of", async () => {
    const { unavailable, notices } = await fixture("promises", { kpis: ["after_hours_share"] });
    expect(unavailable).toEqual([{ kpi: "after_hours_share", reason: "it takes opening hours, and none are given", needs: [] }]);
    expect(notices).toMatchObject([{ code: "kpi-unavailable" }]);
  });
});

describe("what surveys asked", () => {
  it("counts people, not questions, and those who declined or were not reached", async () => {
    expect(await total("asked-and-answered", "response_rate")).toMatchObject({ value: 60, numerator: 3, n: 5 });
    expect(await byGroup("asked-and-answered", "response_rate", { by: ["agent"] })).toEqual({ all: 60, Ana: (100 * 2) / 3, Bo: 50 });
  });

  it("counts Zendesk's offers", async () => {
    const { groups } = await report({ files: ["fixtures/zendesk-tickets.csv"], kpis: ["response_rate", "csat"], by: ["agent"] });
    expect(groups[0].kpis).toMatchObject({ response_rate: { numerator: 148, n: 430 }, csat: { n: 148, asked: 430 } });
    for (const { kpis } of groups)
      expect([kpis.response_rate.numerator, kpis.response_rate.n]).toEqual([kpis.csat.n, kpis.csat.asked ?? 0]);
  });
});

describe("customers", () => {
  it("came back within 7 days", async () => {
    // Over by 21 October, the latest ticket: all but 9 and 10. Kim after 7 days, Noa twice; Lee after 8.
    expect(await total("customers-in-trouble", "repeat_contact_rate")).toMatchObject({ numerator: 3, n: 8, undecided: 1 });
  });

  it("were won back", async () => {
    expect(await total("customers-in-trouble", "recovery_rate")).toMatchObject({ value: 50, numerator: 1, n: 2, rated_again: 2 });
    const early = { since: "2026-10-01", until: "2026-10-02" };
    expect(await total("customers-in-trouble", "recovery_rate", early)).toMatchObject({ numerator: 1, n: 2 });
  });

  it("are at risk, each with its signs", async () => {
    // Kim: low score. Lee: low score, reopened, SLA. Max: escalated. Noa: three times within 30 days.
    expect(await total("customers-in-trouble", "at_risk")).toMatchObject({
      value: 4,
      n: 5,
      low_score: 2,
      repeat_contacts: 1,
      reopened: 1,
      breached: 1,
      escalated: 1,
      several: 1,
    });
    // Each agent's customers: Kim, Lee, Noa and Pat; Kim, Max and Noa.
    expect(await byGroup("customers-in-trouble", "at_risk", { by: ["agent"] })).toEqual({ all: 4, Ana: 3, Bo: 1 });
  });
});

describe("the Zendesk fixture", () => {
  /** Worked out with Python from the same file, with scipy 1.17 for the Kaplan–Meier median. */
  it.each([
    ["backlog", { period: "2026-W42" }, { value: 45, open_start: 27, created: 127, resolved: 109, residue: 0 }],
    ["repeat_contact_rate", {}, { numerator: 98, n: 382 }],
    ["fcr", { fcrRule: "no-repeat-contact" }, { numerator: 254, n: 341 }],
    ["one_touch_rate", {}, { numerator: 243, n: 430, two_touch: 117, multi_touch: 70 }],
    ["at_risk", {}, { value: 90, n: 280, low_score: 18, repeat_contacts: 51, reopened: 42 }],
    ["resolution_time", {}, { n: 428, open: 56, km_median: 63_060, km_median_low: 50_700, km_median_high: 76_020 }],
  ] as const)("%s %o", async (id, request, expected) => {
    const { groups } = await report({ files: ["fixtures/zendesk-tickets.csv"], asOf: "2026-11-21", kpis: [id], ...request });
    expect(groups[0].kpis[id]).toMatchObject(expected);
  });
});

describe("--fcr-rule", () => {
  const csv = [
    "Ticket ID,Created at,Status,Requester,Replies,Reopens,First contact resolution",
    "1,2026-10-01 09:00,Solved,Kim,1,0,no",
    "2,2026-10-02 09:00,Solved,Kim,4,0,yes",
    "3,2026-10-30 09:00,Solved,Lee,1,1,yes",
  ].join("\n");
  const fcr = async (fcrRule: ReportRequest["fcrRule"], text = csv): Promise<Report> => reportOf(text, { kpis: ["fcr"], fcrRule });

  it.each([
    [null, { numerator: 2, n: 3, rule: "flag" }],
    ["flag", { numerator: 2, n: 3, rule: "flag" }],
    ["one-touch", { numerator: 1, n: 3, rule: "one-touch" }],
    ["no-repeat-contact", { numerator: 1, n: 2, rule: "no-repeat-contact" }],
  ] as const)("%s", async (rule, expected) => expect((await fcr(rule)).groups[0].kpis.fcr).toMatchObject(expected));

  it("is unavailable with the reason where the file does not support it", async () => {
    const without = csv.replaceAll(/,[^,\n]*$/gmu, "");
    const found = await fcr("flag", without);
    expect(found.unavailable).toEqual([{ kpi: "fcr", reason: "no column for fcr", needs: ["fcr"] }]);
    expect((await fcr("one-touch", without)).groups[0].kpis.fcr).toMatchObject({ numerator: 1, n: 3 });
  });
});

describe("every KPI by --kpi", () => {
  const kpis = [
    "service_level",
    "transfer_rate",
    "escalation_rate",
    "repeat_contact_rate",
    "one_touch_rate",
    "backlog",
    "response_rate",
    "containment_rate",
    "kept_promises",
    "recovery_rate",
    "at_risk",
    "resolution_time",
  ];
  const NAMES = ["backlog-over-months", "calls-in-a-queue", "bot-chats", "promises", "asked-and-answered", "customers-in-trouble"];
  const schema = JSON.parse(readFileSync("docs/report.schema.json", "utf8")) as object;
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true, strictTuples: false, strictTypes: false }).compile(schema);

  it.each(NAMES)("of %s fits the schema, in groups too", async (name) => {
    for (const request of [{}, { by: ["agent"] }, { by: ["month"], period: "2026-10" }]) {
      const json = JSON.parse(render(await fixture(name, { kpis, ...request }))) as unknown;
      validate(json);
      expect(validate.errors).toBeNull();
    }
  });

  it.each(NAMES)("of %s is the same in any order of the rows, and with every row twice", async (name) => {
    const [header, ...rows] = cells(name);
    const figures = async (lines: readonly string[]): Promise<unknown> => {
      const { groups } = await reportOf([header, ...lines].join("\n"), { kpis, by: ["agent"], asOf: "2026-11-21" });
      return groups.map((group) => ({ by: group.by, kpis: group.kpis }));
    };
    const expected = JSON.stringify(await figures(rows));
    expect(JSON.stringify(await figures(rows.toReversed()))).toBe(expected);
    expect(JSON.stringify(await figures([...rows, ...rows.toReversed()]))).toBe(expected);
  });

  it.each(NAMES)("of %s is the same however its rows are split into files", async (name) => {
    const [header, ...rows] = cells(name);
    const folder = mkdtempSync(join(tmpdir(), "cs-metrics-further-"));
    const files = [0, 1, 2].map((part) => {
      const path = join(folder, `${part}.csv`);
      // The last file repeats a row of the first.
      const own = rows.filter((_, i) => (part < 2 ? i % 2 === part : i === 0));
      writeFileSync(path, [header, ...own].join("\n"));
      return path;
    });
    const figures = async (request: Partial<ReportRequest>): Promise<unknown> => {
      const { groups } = await report({ kpis, by: ["agent"], period: "2026-10", asOf: "2026-11-21", ...request });
      return groups.map(({ by, kpis: found }) => ({ by, found }));
    };
    expect(await figures({ files })).toEqual(await figures({ files: [`fixtures/kpi/${name}.csv`] }));
    rmSync(folder, { recursive: true });
  });

  it("are no part of the default report", async () => {
    const { requested } = await fixture("customers-in-trouble", {});
    expect(requested.map(({ id }) => id).filter((id) => kpis.includes(id))).toEqual(["resolution_time"]);
  });
});
