import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/report/model.ts";
import { render } from "../../src/render/csv.ts";
import type { RenderOptions } from "../../src/render/types.ts";
import { BY_AGENT, KPIS, OPTIONS, TICKETS } from "./report.ts";

const rowsOf = (report: Report, options: Partial<RenderOptions> = {}): Record<string, string>[] =>
  parse(render(report, { ...OPTIONS, ...options }), { columns: true });

const headOf = (report: Report, options: Partial<RenderOptions> = {}): string[] =>
  render(report, { ...OPTIONS, ...options })
    .split(/\r?\n/u)[0]
    .split(",");

describe("CSV", () => {
  it("has one row a group, the total first as (all)", () => {
    const rows = rowsOf(BY_AGENT);
    expect(rows.map(({ agent }) => agent)).toEqual(["(all)", ...BY_AGENT.groups.slice(1).map(({ by }) => by["agent"])]);
    expect(rows[0]).toMatchObject({
      volume: "486",
      csat: String((100 * 130) / 148),
      csat_n: "148",
      csat_low: "81.6",
      csat_numerator: "130",
    });
    expect(rows[0]).toMatchObject({
      art: "15762",
      art_median: "4950",
      art_p90: "40080",
      art_waiting: "8",
      art_waiting_oldest: "2026-10-01T08:00:00.000Z",
    });
    expect(rows[0]).toMatchObject({ csat_scale: "words", csat_mean: "" });
  });

  it("has columns by dimensions and KPIs asked for, whatever the data", () => {
    const nothing: Report = { ...TICKETS, kpis: [], groups: [{ by: {}, kpis: {} }] };
    expect(headOf(nothing)).toEqual(headOf(TICKETS));
    expect(headOf(TICKETS)).toContain("nps_promoters");
    expect(rowsOf(TICKETS)[0]["nps_n"]).toBe("");
    expect(headOf({ ...BY_AGENT, requested: [KPIS.csat] })).toEqual([
      "agent",
      "csat",
      "csat_n",
      "csat_low",
      "csat_high",
      "csat_numerator",
      "csat_mean",
      "csat_scale",
      "csat_asked",
    ]);
  });

  it("converts and renames times with --time-unit, and nothing else", () => {
    const [total] = rowsOf(TICKETS, { timeUnit: "h" });
    expect(total).toMatchObject({
      art_h: String(15_762 / 3600),
      art_median_h: "1.375",
      art_n: "478",
      resolution_time_low_h: "11.25",
      csat_low: "81.6",
    });
    expect(total).not.toHaveProperty("art");
    expect(headOf(TICKETS, { timeUnit: "min" })).toContain("resolution_time_p90_min");
  });

  it("has one row a group and KPI with --layout long", () => {
    const rows = rowsOf(BY_AGENT, { layout: "long", timeUnit: "min" });
    expect(rows).toHaveLength(BY_AGENT.groups.length * BY_AGENT.kpis.length);
    expect(rows[3]).toEqual({ agent: "(all)", kpi: "art", value: "262.7", n: "478", low: "", high: "", unit: "minutes" });
    expect(rows.at(-1)).toMatchObject({ agent: "(none)", kpi: "reopen_rate", unit: "percent" });
  });

  it("guards text against formulas and leaves numbers bare", () => {
    const nps = { value: -12.5, n: 40, low: -30, high: 5.5, unit: "points" as const, promoters: 10, passives: 15, detractors: 15 };
    const report = {
      ...BY_AGENT,
      kpis: [KPIS.nps],
      requested: [KPIS.nps],
      groups: [BY_AGENT.groups[0], { by: { agent: "=1+1\u001b[2J" }, kpis: { nps } }],
    };
    const line = render({ ...report, groups: [{ by: {}, kpis: { nps } }, report.groups[1]] }, OPTIONS).split("\n")[2];
    expect(line).toBe("'=1+1\\x1b[2J,-12.5,40,-30,5.5,10,15,15");
  });

  it("suits a spreadsheet of the locale with --excel", () => {
    const text = render(TICKETS, { ...OPTIONS, excel: { delimiter: ";", decimal: "," } });
    expect(text.startsWith("\ufeffvolume;volume_n;")).toBe(true);
    expect(text.split("\r\n")[1]).toContain(";81,6;92,2;");
  });
});
