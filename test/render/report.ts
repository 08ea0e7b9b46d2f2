import type { Kpi, KpiResult, Statistic, Unit } from "../../src/kpi/types.ts";
import type { GroupReport, Report, SourceReport } from "../../src/report/model.ts";
import type { RenderOptions } from "../../src/render/types.ts";
import { plainStyle } from "../../src/text/style.ts";

const TIME_STATISTICS: readonly Statistic[] = ["mean", "mean_low", "mean_high", "median", "median_low", "median_high", "p90"].map(
  (key) => ({ key, unit: "seconds" }),
);

const RATE_STATISTICS: readonly Statistic[] = [{ key: "numerator", unit: "count" }];

const kpi = (
  id: string,
  name: string,
  abbreviation: string,
  noun: string,
  unit: Unit,
  statistics: readonly Statistic[],
  central?: Kpi["central"],
): Kpi => ({
  id,
  name,
  abbreviation,
  noun,
  definition: `${name}, defined.`,
  formula: "",
  unit,
  better: unit === "count" ? null : "high",
  central,
  needs: [],
  reads: [],
  standard: true,
  available: () => true,
  statistics,
  create: () => {
    throw new Error("no aggregate in renderer tests");
  },
});

/** The KPIs of the default report, as far as renderers look at them. */
export const KPIS = {
  volume: kpi("volume", "Interactions", "", "interactions", "count", []),
  csat: kpi("csat", "Satisfied customers", "CSAT", "ratings", "percent", [
    ...RATE_STATISTICS,
    { key: "mean", unit: "score" },
    { key: "scale", unit: "text" },
    { key: "asked", unit: "count" },
  ]),
  nps: kpi("nps", "Net promoter score", "NPS", "answers", "points", [
    { key: "promoters", unit: "count" },
    { key: "passives", unit: "count" },
    { key: "detractors", unit: "count" },
  ]),
  ces: kpi("ces", "Ease (effort score)", "CES", "answers", "score", [
    { key: "share", unit: "percent" },
    { key: "scale", unit: "text" },
  ]),
  fcr: kpi("fcr", "Solved at first contact", "FCR", "solved", "percent", [...RATE_STATISTICS, { key: "rule", unit: "text" }]),
  aht: kpi("aht", "Handling time", "AHT", "handled", "seconds", TIME_STATISTICS, "mean"),
  art: kpi(
    "art",
    "First reply",
    "ART",
    "first replies",
    "seconds",
    [
      ...TIME_STATISTICS,
      { key: "waiting", unit: "count", read: (result) => (result["waiting"] as { count: number }).count },
      { key: "waiting_oldest", unit: "instant", read: (result) => (result["waiting"] as { oldest: number }).oldest },
    ],
    "mean",
  ),
  resolution_time: kpi(
    "resolution_time",
    "Solved",
    "",
    "solved",
    "seconds",
    [...TIME_STATISTICS, { key: "open", unit: "count" }],
    "median",
  ),
  resolution_rate: kpi("resolution_rate", "Solved so far", "", "tickets", "percent", [...RATE_STATISTICS, { key: "open", unit: "count" }]),
  reopen_rate: kpi("reopen_rate", "Reopened after solving", "", "solved", "percent", RATE_STATISTICS),
  sla: kpi("sla", "Within SLA", "SLA", "decided", "percent", RATE_STATISTICS),
  asa: kpi("asa", "Speed of answer", "ASA", "answered", "seconds", TIME_STATISTICS, "mean"),
  abandon_rate: kpi("abandon_rate", "Abandoned", "", "calls", "percent", RATE_STATISTICS),
} as const satisfies Record<string, Kpi>;

type Id = keyof typeof KPIS;

export const rate = (numerator: number, n: number, low: number, high: number, more: object = {}): KpiResult => ({
  value: n === 0 ? null : (100 * numerator) / n,
  n,
  numerator,
  low: n === 0 ? null : low,
  high: n === 0 ? null : high,
  unit: "percent",
  ...more,
});

export const volume = (n: number): KpiResult => ({ value: n, n, low: null, high: null, unit: "count" });

const NO_SURVIVAL = { km_median: null, km_median_low: null, km_median_high: null };

const MINUTE = 60;

/** Times in minutes: median and its range, mean, p90. */
export const time = (
  n: number,
  central: "mean" | "median",
  [median, low, high, mean, p90]: readonly [number | null, number | null, number | null, number | null, number | null],
  more: object = {},
): KpiResult => {
  const seconds = (minutes: number | null): number | null => (minutes === null ? null : minutes * MINUTE);
  const value = seconds(central === "mean" ? mean : median);
  const [valueLow, valueHigh] = central === "mean" ? [null, null] : [seconds(low), seconds(high)];
  return {
    value,
    n,
    low: valueLow,
    high: valueHigh,
    unit: "seconds",
    mean: seconds(mean),
    mean_low: null,
    mean_high: null,
    median: seconds(median),
    median_low: seconds(low),
    median_high: seconds(high),
    p90: seconds(p90),
    ...more,
  };
};

export const SOURCE: SourceReport = {
  file: "fixtures/zendesk-tickets.csv",
  sha256: null,
  profile: "zendesk",
  encoding: "utf-8",
  delimiter: ",",
  otherClock: true,
  decisions: {
    headerLine: 1,
    columns: [
      { field: "id", column: 1, header: "Id", evidence: "profile" },
      { field: "created", column: 14, header: "Created at", evidence: "profile" },
      { field: "status", column: 10, header: "Status", evidence: "profile" },
      { field: "csat", column: 22, header: "Satisfaction Score", evidence: "profile" },
      { field: "resolution_time", column: 29, header: "Full resolution time in minutes", evidence: "profile", unit: "min" },
    ],
    dateOrder: {},
    scales: {},
    zone: null,
  },
  rows: {
    read: 492,
    used: 486,
    filtered: 3,
    filteredBy: { status: 3, period: 0, where: 0, undated: 0 },
    duplicates: 3,
    rejected: 0,
    notData: 0,
    filteredStatus: { Deleted: 3 },
  },
  unreadable: [
    {
      field: "resolution_time",
      column: "Full resolution time in minutes",
      count: 2,
      examples: [
        { line: 49, value: "-35" },
        { line: 175, value: "-12" },
      ],
    },
  ],
  warnings: [],
};

const TOTAL: GroupReport = {
  by: {},
  kpis: {
    volume: volume(486),
    csat: rate(130, 148, 81.6, 92.2, { mean: null, scale: "words", distribution: { bad: 18, good: 130 }, asked: 430 }),
    fcr: rate(216, 430, 45.5, 54.9, { rule: "one-touch" }),
    art: time(478, "mean", [82.5, 61, 102, 262.7, 668], { waiting: { count: 8, oldest: Date.UTC(2026, 9, 1, 8) } }),
    resolution_time: time(428, "median", [819, 675, 961, 1469, 56.578 * 60], { open: 56, ...NO_SURVIVAL }),
    resolution_rate: rate(430, 486, 85.3, 91, { open: 56 }),
    reopen_rate: rate(47, 430, 8.3, 14.2),
  },
};

const present: readonly Id[] = ["volume", "csat", "fcr", "art", "resolution_time", "resolution_rate", "reopen_rate"];

/** What `report fixtures/zendesk-tickets.csv` finds. */
export const TICKETS: Report = {
  tool: { name: "cs-metrics", version: "0.1.0" },
  asOf: Date.UTC(2026, 10, 21),
  period: {
    since: null,
    until: null,
    timeZone: "UTC",
    asWritten: true,
    dateBasis: "created",
    clock: "calendar",
    first: Date.UTC(2026, 9, 1, 3, 32),
    last: Date.UTC(2026, 9, 31, 22, 10),
  },
  sources: [SOURCE],
  dimensions: [],
  across: null,
  groups: [TOTAL],
  kpis: present.map((id) => KPIS[id]),
  requested: Object.values(KPIS),
  unavailable: (["nps", "ces", "aht", "sla", "asa", "abandon_rate"] as const).map((id) => ({ kpi: id, reason: "no column", needs: [id] })),
  notes: [],
  notices: [],
  rejects: [],
};

const agent = (
  name: string,
  n: number,
  csat: [number, number, number, number],
  fcr: [number, number],
  art: number | null,
  artN: number,
  solved: number | null,
  solvedN: number,
): GroupReport => ({
  by: { agent: name },
  kpis: {
    volume: volume(n),
    csat: rate(...csat, { mean: null, scale: "words", distribution: {}, asked: null }),
    fcr: rate(fcr[0], fcr[1], 40, 60, { rule: "one-touch" }),
    art: time(artN, "mean", [art, 30, 90, 120, 600], { waiting: { count: 0, oldest: null } }),
    resolution_time: time(solvedN, "median", [solved, 600, 900, 1400, 3000], { open: 1, ...NO_SURVIVAL }),
    resolution_rate: rate(fcr[1], n, 80, 95, { open: n - fcr[1] }),
    reopen_rate: rate(5, fcr[1], 5, 20),
  },
});

/** The same by agent. */
export const BY_AGENT: Report = {
  ...TICKETS,
  dimensions: ["agent"],
  groups: [
    TOTAL,
    agent("Chiara Russo", 118, [27, 33, 66, 91], [51, 105], 89, 115, 853, 104),
    agent("Ana Pereira", 112, [33, 37, 75, 96], [50, 96], 39, 110, 721, 96),
    agent("Dev Patel", 97, [22, 26, 66, 94], [46, 89], 269, 96, 1096, 88),
    agent("Mei Tanaka", 84, [27, 28, 82, 99], [38, 79], 24, 83, 812, 79),
    agent("Bo Lindqvist", 47, [15, 17, 66, 97], [20, 43], 63, 47, 695, 43),
    agent("Tom Okafor", 13, [3, 4, 30, 95], [5, 11], 18, 13, 448, 11),
    agent("(none)", 15, [3, 3, 44, 100], [6, 7], 60, 9, 700, 7),
  ],
};

export const OPTIONS: RenderOptions = {
  style: plainStyle,
  width: 80,
  ascii: false,
  limit: 50,
  layout: "wide",
  excel: null,
  timeUnit: "s",
  nextCommand: "cs-metrics inspect fixtures/zendesk-tickets.csv",
};
