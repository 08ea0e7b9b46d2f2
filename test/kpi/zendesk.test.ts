import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { findKpi } from "../../src/kpi/index.ts";
import type { KpiResult } from "../../src/kpi/types.ts";
import { fisherExact } from "../../src/stats/fisher.ts";
import { mannWhitney } from "../../src/stats/mann-whitney.ts";
import { Sample } from "../../src/stats/sample.ts";
import { figure } from "./batches.ts";
import type { Columns } from "./batches.ts";

/** The tickets of the fixture that count: the latest of each Id, none deleted. Figures worked out with Python from the same file. */
function tickets(): Record<string, string>[] {
  const records: Record<string, string>[] = parse(readFileSync("fixtures/zendesk-tickets.csv"), { columns: true });
  const latest = new Map<string, Record<string, string>>();
  for (const record of records) {
    const known = latest.get(record.Id);
    if (known === undefined || record["Updated at"] >= known["Updated at"]) latest.set(record.Id, record);
  }
  return [...latest.values()].filter(({ Status }) => Status !== "Deleted");
}

function columnsOf(rows: readonly Record<string, string>[]): Columns {
  const numbers = (header: string, unit = 1): (number | null)[] =>
    rows.map((row) => (row[header] === "" || Number(row[header]) < 0 ? null : Number(row[header]) * unit));
  const bands: Record<string, number> = { Bad: 0, Good: 2, Offered: 3 };
  return {
    numbers: {
      created: rows.map((row) => Date.parse(`${row["Created at"].replace(" ", "T")}Z`)),
      response_time: numbers("First reply time in minutes", 60),
      resolution_time: numbers("Full resolution time in minutes", 60),
      replies: numbers("Replies"),
      reopens: numbers("Reopens"),
    },
    flags: {
      status: rows.map(({ Status }) => (Status === "Solved" || Status === "Closed" ? 1 : 0)),
      csat: rows.map((row) => bands[row["Satisfaction Score"]] ?? null),
    },
  };
}

describe("the Zendesk fixture", () => {
  let rows: Record<string, string>[];
  let result: (id: string, of?: readonly Record<string, string>[]) => KpiResult;

  beforeAll(() => {
    rows = tickets();
    result = (id, of = rows) => figure(findKpi(id)!, [columnsOf(of)], { rule: "one-touch" });
  });

  it("has 486 tickets, 430 of them solved, 47 reopened", () => {
    expect(result("volume").value).toBe(486);
    expect(result("resolution_rate")).toMatchObject({ numerator: 430, n: 486, open: 56 });
    expect(result("reopen_rate")).toMatchObject({ numerator: 47, n: 430 });
    expect(result("fcr")).toMatchObject({ numerator: 216, n: 430 });
  });

  it("has 130 good of 148 ratings, 430 asked", () => {
    const csat = result("csat");
    expect(csat).toMatchObject({ numerator: 130, n: 148, asked: 430, distribution: { bad: 18, good: 130 } });
    expect([csat.value!.toFixed(2), csat.low!.toFixed(1), csat.high!.toFixed(1)]).toEqual(["87.84", "81.6", "92.2"]);
  });

  it("has a first reply after 82.5 minutes in half the tickets", () => {
    const art = result("art");
    expect(art).toMatchObject({ n: 478, median: 82.5 * 60, median_low: 61 * 60, median_high: 102 * 60 });
    expect((art.mean as number) / 60).toBeCloseTo(262.7, 1);
    expect(Math.round((art.p90 as number) / 60)).toBe(11 * 60 + 8);
    expect(art.waiting).toMatchObject({ count: 8 });
    expect(new Date((art.waiting as { oldest: number }).oldest).toISOString()).toMatch(/^2026-10-01/);
  });

  it("has half the tickets solved after 819 minutes", () => {
    const time = result("resolution_time");
    expect(time).toMatchObject({ value: 819 * 60, low: 675 * 60, high: 961 * 60, n: 428, open: 56 });
    expect((time.mean as number) / 60).toBeCloseTo(1469, 1);
  });

  it("has agents like Dev: 97 tickets, clearly slower, not clearly less liked", () => {
    const dev = rows.filter(({ Assignee }) => Assignee === "Dev Patel");
    const others = rows.filter(({ Assignee }) => Assignee !== "Dev Patel");
    expect(result("csat", dev)).toMatchObject({ numerator: 22, n: 26 });
    expect(result("art", dev).median).toBe(269 * 60);
    // scipy 1.17: stats.fisher_exact([[22, 4], [108, 14]])[1]
    expect(fisherExact(22, 26, 108, 122)).toBeCloseTo(0.5239919861647815, 12);
    const minutes = (of: typeof rows): Sample =>
      Sample.of(
        Float64Array.from(
          of.map((row) => row["First reply time in minutes"]).filter((cell) => cell !== ""),
          Number,
        ).sort(),
      );
    expect(mannWhitney(minutes(dev), minutes(others))!.p).toBeLessThan(1e-6);
    const email = (of: typeof rows): Sample => minutes(of.filter(({ Via }) => Via === "Mail"));
    // scipy 1.17: stats.mannwhitneyu(dev, others, method="asymptotic").pvalue, within Via = Mail
    expect(mannWhitney(email(dev), email(others))!.p).toBeCloseTo(0.10774387290388311, 12);
  });
});
