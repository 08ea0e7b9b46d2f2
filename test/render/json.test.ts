import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/report/model.ts";
import { pieces, render } from "../../src/render/json.ts";
import { BY_AGENT, KPIS, SOURCE, TICKETS, rate, time, volume } from "./report.ts";

const schema = JSON.parse(readFileSync(new URL("../../docs/report.schema.json", import.meta.url), "utf8")) as object;
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, strictTuples: false, strictTypes: false }).compile(schema);

/** Whatever a reader of the JSON finds. */
type Parsed = Record<string, ReturnType<typeof JSON.parse>>;

const parsed = (report: Report): Parsed => JSON.parse(render(report)) as Parsed;

const CALLS: Report = {
  ...TICKETS,
  kpis: [KPIS.nps, KPIS.ces, KPIS.aht, KPIS.sla, KPIS.asa, KPIS.abandon_rate],
  groups: [
    {
      by: {},
      kpis: {
        nps: { value: null, n: 0, low: null, high: null, unit: "points", promoters: 0, passives: 0, detractors: 0 },
        ces: {
          value: 5.5,
          n: 2,
          low: 1,
          high: 7,
          unit: "score",
          share: 50,
          share_low: 9,
          share_high: 91,
          scale: "1-7",
          distribution: { 4: 1, 7: 1 },
        },
        aht: time(3, "mean", [4, null, null, 5, 6], { parts: { talk: 240, hold: null, wrap: 60, handle: null } }),
        sla: {
          ...rate(1, 2, 9, 91),
          rule: "export's own verdict",
          columns: [{ column: "First reply SLA", value: 50, n: 2, numerator: 1 }],
        },
        asa: time(0, "mean", [null, null, null, null, null]),
        abandon_rate: rate(0, 5, 0, 43),
      },
    },
  ],
};

describe("JSON", () => {
  it("of many groups comes in pieces that are one text", () => {
    const many: Report = { ...BY_AGENT, groups: Array.from({ length: 200 }, () => BY_AGENT.groups).flat() };
    const all = [...pieces(many, {})];
    expect(all.length).toBeGreaterThan(1);
    expect(all.join("")).toBe(render(many));
    expect((JSON.parse(all.join("")) as Parsed)["groups"]).toHaveLength(many.groups.length);
    expect([...pieces(BY_AGENT, {})]).toEqual([render(BY_AGENT)]);
  });

  it("has the contract's keys in the contract's order", () => {
    const report = parsed(BY_AGENT);
    expect(Object.keys(report)).toEqual([
      "schema",
      "tool",
      "asOf",
      "period",
      "sources",
      "dimensions",
      "groups",
      "unavailable",
      "definitions",
    ]);
    expect(Object.keys(report["period"])).toEqual(["since", "until", "timeZone", "dateBasis", "clock"]);
    expect(Object.keys(report["sources"][0])).toEqual([
      "file",
      "sha256",
      "profile",
      "encoding",
      "delimiter",
      "decisions",
      "rows",
      "unreadable",
      "warnings",
    ]);
    expect(Object.keys(report["sources"][0].rows)).toEqual(["read", "used", "filtered", "filteredBy", "duplicates", "rejected", "notData"]);
    expect(Object.keys(report["groups"][0].kpis.csat).slice(0, 6)).toEqual(["value", "n", "numerator", "low", "high", "unit"]);
    expect(report["groups"].map(({ by }: { by: object }) => by).slice(0, 2)).toEqual([{}, { agent: "Chiara Russo" }]);
    expect(report["definitions"].csat).toBe(KPIS.csat.definition);
  });

  it("writes numbers as they are, instants in ISO 8601 and what is unknown as null", () => {
    const report = parsed({ ...TICKETS, period: { ...TICKETS.period, until: Date.UTC(2026, 10, 1) } });
    const { csat, art } = report["groups"][0].kpis;
    expect([report["schema"], report["asOf"]]).toEqual(["cs-metrics.report/1", "2026-11-21T00:00:00.000Z"]);
    expect(report["period"]).toMatchObject({ since: null, until: "2026-11-01T00:00:00.000Z" });
    expect(csat.value).toBe((100 * 130) / 148);
    expect(art.waiting).toEqual({ count: 8, oldest: "2026-10-01T08:00:00.000Z" });
    const strange = {
      ...TICKETS,
      kpis: [KPIS.volume],
      groups: [{ by: {}, kpis: { volume: { ...volume(1), low: Number.NaN, high: undefined as never } } }],
    };
    expect(parsed(strange)["groups"][0].kpis.volume).toMatchObject({ low: null, high: null });
  });

  it("holds at most three examples of at most 80 whole characters", () => {
    const examples = Array.from({ length: 5 }, (_, i) => ({ line: i + 1, value: "👍".repeat(100) }));
    const source = { ...SOURCE, unreadable: [{ field: "csat", column: "Score", count: 5, examples }] };
    const told = parsed({ ...TICKETS, sources: [source] })["sources"][0].unreadable[0].examples;
    expect(told).toHaveLength(3);
    expect(told[0].value).toBe("👍".repeat(80));
  });

  it("tells warnings by code and message", () => {
    const source = {
      ...SOURCE,
      warnings: [{ problem: { code: "records-short", facts: { file: "a.csv", count: 2, line: 9 } }, count: 2, line: 9 }],
    };
    const [warning] = parsed({ ...TICKETS, sources: [source] })["sources"][0].warnings;
    expect(warning).toMatchObject({ code: "records-short", count: 2, line: 9 });
    expect(warning.message).toContain("a.csv");
    expect(Object.keys(warning)).toEqual(["code", "message", "count", "line"]);
  });

  it("escapes what steers a terminal and loses nothing", () => {
    const agent = "\u001b[2J\u009b\u202eanA";
    const text = render({ ...BY_AGENT, groups: [BY_AGENT.groups[0], { ...BY_AGENT.groups[1], by: { agent } }] });
    // oxlint-disable-next-line no-control-regex -- what must not be there
    expect(text).not.toMatch(/[\u001b\u009b\u202e]/u);
    expect((JSON.parse(text) as { groups: { by: object }[] }).groups[1].by).toEqual({ agent });
  });

  it("is the same bytes for the same report, two blanks deep, with a line end", () => {
    expect(render(BY_AGENT)).toBe(render(structuredCloneOf(BY_AGENT)));
    expect(render(BY_AGENT)).toMatch(/^\{\n {2}"schema": "cs-metrics\.report\/1",\n[^]*\n\}\n$/u);
  });
});

/** A copy that shares nothing but the KPI definitions, which hold functions. */
const structuredCloneOf = (report: Report): Report => {
  const { kpis, requested, ...data } = report;
  return { ...structuredClone(data), kpis: [...kpis], requested: [...requested] };
};

describe("the JSON Schema", () => {
  it.each([
    ["a report", TICKETS],
    ["a report by groups", BY_AGENT],
    ["survey and phone figures, some without data", CALLS],
  ])("takes %s", (_, report) => {
    validate(parsed(report));
    expect(validate.errors).toBeNull();
  });

  it.each<[string, (report: Parsed) => void]>([
    ["a further key", (report) => (report["extra"] = 1)],
    ["a missing key", (report) => delete report["unavailable"]],
    ["a total with a dimension", (report) => (report["groups"][0].by = { agent: "Ana" })],
    ["a figure without its n", (report) => delete report["groups"][0].kpis.csat.n],
    ["a figure of another unit", (report) => (report["groups"][0].kpis.art.unit = "percent")],
    ["a statistic nobody knows", (report) => (report["groups"][0].kpis.art.p95 = 1)],
    ["an instant in milliseconds", (report) => (report["groups"][0].kpis.art.waiting.oldest = 1_790_841_600_000)],
    ["a fraction of a row", (report) => (report["sources"][0].rows.read = 1.5)],
    ["a fourth example", (report) => report["sources"][0].unreadable[0].examples.push({ line: 1, value: "" }, { line: 2, value: "" })],
  ])("refuses %s", (_, spoil) => {
    const report = parsed(TICKETS);
    spoil(report);
    expect(validate(report)).toBe(false);
  });
});
