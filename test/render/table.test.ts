import { describe, expect, it } from "vitest";
import type { Report } from "../../src/report/model.ts";
import { render } from "../../src/render/table.ts";
import { BY_AGENT, KPIS, OPTIONS, SOURCE, TICKETS, rate, time, volume } from "./report.ts";

const lines = (text: string): string[] => text.split("\n");

describe("the report without groups", () => {
  it("is the screen of the design", () => {
    expect(render(TICKETS, OPTIONS)).toBe(` zendesk-tickets.csv   486 tickets created 1–31 Oct 2026   Zendesk export
 Times are as written in the file, which names no time zone.

 Scores and rates                  Result   Likely range   Out of
 ──────────────────────────────────────────────────────────────────────────────
 Satisfied customers (CSAT)         87.8%       82 – 92%   148 ratings
 Solved at first contact (FCR)      50.2%       46 – 55%   430 solved
 Solved so far                      88.5%       85 – 91%   486 tickets
 Reopened after solving             10.9%        8 – 14%   430 solved

 Times              Half within        Likely range   Average   9 in 10 by   Of
 ──────────────────────────────────────────────────────────────────────────────
 First reply (ART)       1h 22m     1h 01m – 1h 42m    4h 23m      11h 08m  478
 Solved                 13h 39m   11h 15m – 16h 01m   24h 29m       2d 08h  428

 Good to know
 • 34% of the customers asked gave a rating (148 of 430).
 • 56 tickets are still open; as they close, "solved so far" and solving time
   rise. 8 of them wait for a first reply, the oldest since 1 Oct.
 • First contact: solved with at most one reply and never reopened.
 • Times count nights and weekends; for opening hours only: --clock business
 • 492 rows = 486 tickets + 3 deleted + 3 repeated. 2 solving times could not be
   right (line 49: -35 minutes) and are left out.

 Not in this file: NPS, CES (no such survey), AHT (no handling times), SLA.
 Likely range: holds the true figure 19 times in 20; few answers make it wide.
 How the file was read: cs-metrics inspect fixtures/zendesk-tickets.csv
`);
  });

  it("keeps names whole and figures in line at 60 columns", () => {
    expect(
      lines(render(TICKETS, { ...OPTIONS, width: 40 }))
        .slice(0, 17)
        .join("\n"),
    ).toBe(` zendesk-tickets.csv   486 tickets created 1–31 Oct 2026
 Zendesk export
 Times are as written in the file, which names no time zone.

                                       Likely
 Scores and rates            Result     range   Out of
 ──────────────────────────────────────────────────────────
 Satisfied customers          87.8%  82 – 92%   148 ratings
 Solved at first contact      50.2%  46 – 55%   430 solved
 Solved so far                88.5%  85 – 91%   486 tickets
 Reopened after solving       10.9%   8 – 14%   430 solved

                       Half           Likely  9 in 10
 Times               within            range       by   Of
 ──────────────────────────────────────────────────────────
 First reply         1h 22m    1h 01m–1h 42m  11h 08m  478
 Solved             13h 39m  11h 15m–16h 01m   2d 08h  428`);
  });

  it("shows counts and no figures where there is little, and never a zero for nothing", () => {
    const figures = {
      csat: rate(3, 4, 30, 95),
      nps: { value: 50, n: 8, low: -10, high: 80, unit: "points" as const, promoters: 5, passives: 2, detractors: 1 },
      ces: { value: 5.82, n: 19, low: 5.1, high: 6.44, unit: "score" as const, scale: "1-7" },
      fcr: rate(0, 0, 0, 0, { rule: "flag" }),
      art: time(12, "mean", [18, 9, 40, 30, 50], { waiting: { count: 0, oldest: null } }),
      asa: time(6, "mean", [1, null, null, 1, 2]),
    };
    const kpis = (Object.keys(figures) as (keyof typeof figures)[]).map((id) => KPIS[id]);
    const text = render({ ...TICKETS, groups: [{ by: {}, kpis: figures }], kpis }, OPTIONS);
    expect(lines(text).slice(3, 17).join("\n")).toBe(` Scores and rates                    Result   Likely range   Out of
 ──────────────────────────────────────────────────────────────────────────────
 Satisfied customers (CSAT)          3 of 4              –   4 ratings
 Net promoter score (NPS)           too few              –   8 answers
 Ease (effort score) (CES)         5.8 of 7      5.1 – 6.4   19 answers *
 Solved at first contact (FCR)      no data              –   0 solved

 Times                  Half within      Likely range  Average  9 in 10 by  Of
 ──────────────────────────────────────────────────────────────────────────────
 First reply (ART)              18m      9m 00s – 40m      30m         50m  12*
 Speed of answer (ASA)      too few                 –        –           –   6

 * Fewer than 30: one more would move it. Fewer than 10: counts, no percentages.
`);
    expect(text).toContain("• Too few for a promoter score: 5 promoters, 2 passives, 1 detractor.");
  });

  it("gives points a sign and no percent", () => {
    const nps = { value: -5.4, n: 324, low: -13.2, high: 2.6, unit: "points" as const, promoters: 1, passives: 1, detractors: 1 };
    expect(render({ ...TICKETS, groups: [{ by: {}, kpis: { nps } }], kpis: [KPIS.nps] }, OPTIONS)).toMatch(
      /Net promoter score \(NPS\) +-5 +-13 to \+3 {3}324 answers/u,
    );
  });

  it("uses only ASCII of its own with --ascii", () => {
    const text = render(TICKETS, { ...OPTIONS, ascii: true });
    // oxlint-disable-next-line no-control-regex -- all of ASCII
    expect(text).toMatch(/^[\u0000-\u007f]*$/u);
    expect(text).toContain("created 1-31 Oct 2026");
  });

  it("names the next command only where there is one", () => {
    expect(render(TICKETS, { ...OPTIONS, nextCommand: null })).not.toContain("cs-metrics inspect");
  });

  it("dresses results bold, ranges and notes dim", () => {
    const style = { ...OPTIONS.style, bold: (text: string) => `<${text}>`, dim: (text: string) => `{${text}}` };
    const text = render(TICKETS, { ...OPTIONS, style });
    expect(text).toContain("Satisfied customers (CSAT)         <87.8%>       {82 – 92%}   148 ratings\n");
    expect(text).toContain("{• First contact: solved with at most one reply and never reopened.}\n");
  });

  it("names several files, and the first of them for an example", () => {
    const other = { ...SOURCE, file: "exports/november.csv", profile: null, unreadable: [] };
    const text = render({ ...TICKETS, sources: [SOURCE, other] }, { ...OPTIONS, width: 100 });
    expect(lines(text)[0]).toBe(" 2 files: zendesk-tickets.csv, november.csv   972 tickets created 1–31 Oct 2026");
    expect(text).toContain("984 rows = 972 tickets + 6 deleted + 6 repeated.");
    expect(text).toContain("(zendesk-tickets.csv, line 49: -35 minutes)");
  });

  it("lists phone KPIs as missing only to those who asked for them", () => {
    expect(render(TICKETS, OPTIONS)).not.toContain("ASA");
    const asked: Report = { ...TICKETS, requested: [KPIS.csat, KPIS.asa], kpis: [KPIS.csat] };
    expect(render(asked, OPTIONS)).toContain("Not in this file: ASA.");
  });

  it("tells why a score that is there cannot be used", () => {
    const columns = [...SOURCE.decisions.columns, { field: "ces" as const, column: 3, header: "Effort", evidence: "header" as const }];
    const source = { ...SOURCE, decisions: { ...SOURCE.decisions, columns } };
    const text = render(
      { ...TICKETS, sources: [source], unavailable: [{ kpi: "ces", reason: "scores fit no scale", needs: ["ces"] }] },
      OPTIONS,
    );
    expect(text).toContain("Not in this file: CES (scores fit no scale).");
  });
});

describe("the header", () => {
  const day = (year: number, month: number, date: number, hour = 0): number => Date.UTC(year, month - 1, date, hour);
  const headerOf = (period: Partial<Report["period"]>): string =>
    lines(render({ ...TICKETS, period: { ...TICKETS.period, ...period } }, OPTIONS))[0];

  it.each([
    ["1–31 Oct 2026", { since: day(2026, 10, 1), until: day(2026, 11, 1) }],
    ["1 Oct – 12 Nov 2026", { since: day(2026, 10, 1), until: day(2026, 11, 13) }],
    ["31 Dec 2025 – 1 Jan 2026", { first: day(2025, 12, 31, 9), last: day(2026, 1, 1, 9) }],
    ["5 Oct 2026", { first: day(2026, 10, 5), last: day(2026, 10, 5, 23) }],
    ["6 Oct 2026", { first: day(2026, 10, 5, 23), last: day(2026, 10, 5, 23), timeZone: "+02:00" }],
    ["6 Oct 2026", { first: day(2026, 10, 5, 23), last: day(2026, 10, 5, 23), timeZone: "Europe/Berlin", asWritten: false }],
  ])("shows the days, both included: %s", (text, period) =>
    expect(headerOf(period)).toMatch(new RegExp(` 486 tickets created ${text}( {3}Zendesk export)?$`, "u")),
  );

  it("is silent about days and zones where there are no dates", () => {
    const text = render({ ...TICKETS, period: { ...TICKETS.period, first: null, last: null } }, OPTIONS);
    expect(lines(text).slice(0, 2)).toEqual([" zendesk-tickets.csv   486 tickets   Zendesk export", ""]);
  });

  it("names the zone where one is known", () => {
    const text = render({ ...TICKETS, period: { ...TICKETS.period, timeZone: "Europe/Berlin", asWritten: false } }, OPTIONS);
    expect(lines(text)[1]).toBe(" Times are in Europe/Berlin.");
  });

  it.each([
    ["calls", ["talk", "wait"]],
    ["tickets", ["talk", "status"]],
    ["answers", ["csat", "answered_at"]],
    ["interactions", ["created", "channel"]],
  ] as const)("calls the rows %s", (noun, fields) => {
    const columns = fields.map((field, column) => ({ field, column, header: field, evidence: "header" as const }));
    const source = { ...SOURCE, decisions: { ...SOURCE.decisions, columns } };
    expect(lines(render({ ...TICKETS, sources: [source] }, OPTIONS))[0]).toContain(`486 ${noun}`);
  });
});

describe("the report by groups", () => {
  const notes = { ...BY_AGENT, notes: [{ code: "nobody-stands-out", facts: { kpis: ["csat"] } }] };

  it("is the screen of the design", () => {
    expect(render(notes, { ...OPTIONS, nextCommand: null })).toBe(` zendesk-tickets.csv   486 tickets created 1–31 Oct 2026   by agent
 Times are as written in the file, which names no time zone.

                          Satisfied   Likely   Solved at  First reply   Solved
 Agent          Tickets      (CSAT)  range %   1st (FCR)  half within  half in
 ──────────────────────────────────────────────────────────────────────────────
 Everyone           486  88% of 148    82–92  50% of 430      1h 22m   13h 39m

 Chiara Russo       118  82% of  33    66–91  49% of 105      1h 29m   14h 13m
 Ana Pereira        112  89% of  37    75–96  52% of  96         39m   12h 01m
 Dev Patel           97  85% of  26*   66–94  52% of  89      4h 29m   18h 16m
 Mei Tanaka          84  96% of  28*   82–99  48% of  79         24m   13h 32m
 Bo Lindqvist        47  88% of  17*   66–97  47% of  43      1h 03m   11h 35m
 Tom Okafor          13    3 of   4        –  45% of  11*        18m*   7h 28m*
 ──────────────────────────────────────────────────────────────────────────────
 (none)              15    3 of   3        –    6 of   7     too few   too few

 * Fewer than 30: one more would move it. Fewer than 10: counts, no percentages.

 Good to know
 • Satisfied: nobody stands out; chance alone makes differences of this size.
 • More columns: --width 160, --kpi resolution_rate, or --format csv

 Likely range: holds the true figure 19 times in 20; few answers make it wide.
`);
  });

  it("has every range where there is room", () => {
    const head = lines(render(BY_AGENT, { ...OPTIONS, width: 160 }))[3];
    expect(head.match(/Likely/gu)).toHaveLength(6);
  });

  it("says how many groups the limit leaves out, and keeps (none)", () => {
    const body = lines(render(BY_AGENT, { ...OPTIONS, limit: 2 })).slice(6, 14);
    expect(body.map((line) => line.slice(0, 36).trimEnd())).toEqual([
      " Everyone           486  88% of 148",
      "",
      " Chiara Russo       118  82% of  33",
      " Ana Pereira        112  89% of  37",
      " … and 4 more (--limit 0 shows all)",
      ` ${"─".repeat(35)}`,
      " (none)              15    3 of   3",
      "",
    ]);
  });

  it("draws hundreds of groups", () => {
    const groups = Array.from({ length: 1500 }, (_, i) => ({ ...BY_AGENT.groups[1], by: { agent: `Agent ${i}` } }));
    const text = render({ ...BY_AGENT, groups: [BY_AGENT.groups[0], ...groups] }, { ...OPTIONS, limit: 0 });
    expect(text).toContain(" Agent 1499 ");
    expect(text).not.toContain("… and");
  });

  it("warns of lost rows from one in a hundred on", () => {
    const source = { ...SOURCE, rows: { ...SOURCE.rows, rejected: 5, read: 497 } };
    expect(render({ ...BY_AGENT, sources: [source] }, OPTIONS)).toContain("+ 3 repeated + 5 damaged.");
    expect(render(BY_AGENT, OPTIONS)).not.toContain("repeated");
  });

  const months = ["2026-10", "2026-11"];
  const byMonth = (name: string): Report["groups"] => {
    const group = BY_AGENT.groups.find(({ by }) => by["agent"] === name)!;
    return months.map((month) => ({ by: { agent: name, month }, kpis: group.kpis }));
  };
  const crossed: Report = {
    ...BY_AGENT,
    dimensions: ["agent", "month"],
    groups: [BY_AGENT.groups[0], ...byMonth("Mei Tanaka"), ...byMonth("Tom Okafor").slice(1)],
  };

  it("gives each dimension a column", () => {
    const body = lines(render(crossed, OPTIONS)).slice(4, 11);
    expect(body.map((line) => line.slice(0, 32).trimEnd())).toEqual([
      " Agent          Month    Tickets",
      ` ${"─".repeat(31)}`,
      " All                         486",
      "",
      " Mei Tanaka     2026-10       84",
      " Mei Tanaka     2026-11       84",
      " Tom Okafor     2026-11       13",
    ]);
  });

  it("lays a dimension out sideways, one grid a KPI, at most four", () => {
    const text = render({ ...crossed, across: "month" }, OPTIONS);
    expect(text).toContain(` Satisfied customers (CSAT) — all: 88% of 148
 Agent             2026-10     2026-11
 ──────────────────────────────────────────────────────────────────────────────
 Mei Tanaka     96% of  28* 96% of  28*
 Tom Okafor              –    3 of   4
`);
    expect(text.match(/— all:/gu)).toHaveLength(4);
    expect(text).toContain("• More figures: --kpi resolution_time,resolution_rate,reopen_rate, or\n   --format csv\n");
  });

  it("lays the KPIs themselves against a single dimension sideways, the latest where not all fit", () => {
    const groups = Array.from({ length: 9 }, (_, i) => ({ by: { month: `2026-0${i + 1}` }, kpis: BY_AGENT.groups[1].kpis }));
    const text = render({ ...BY_AGENT, dimensions: ["month"], across: "month", groups: [BY_AGENT.groups[0], ...groups] }, OPTIONS);
    const [head, , first] = lines(text).slice(3);
    expect(head.trim().split(/ {2,}/u)).toEqual(["All", "2026-06", "2026-07", "2026-08", "2026-09"]);
    expect(first.trim().split(/ {2,}/u)).toEqual(["Tickets", "486", "118", "118", "118", "118"]);
    expect(text).toContain("… and 5 earlier columns");
  });

  it("orders weekdays as the week goes", () => {
    const groups = ["Fri", "(none)", "Mon", "Wed"].map((weekday) => ({ by: { weekday }, kpis: { volume: volume(weekday.length) } }));
    const report = {
      ...BY_AGENT,
      dimensions: ["weekday"],
      across: "weekday",
      kpis: [KPIS.volume],
      groups: [{ by: {}, kpis: { volume: volume(15) } }, ...groups],
    };
    expect(lines(render(report, OPTIONS))[3].trim().split(/ +/u)).toEqual(["All", "Mon", "Wed", "Fri", "(none)"]);
  });
});
