import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { comparedPeriod } from "../../src/report/compare-period.ts";
import { parseInstantFlag } from "../../src/report/period.ts";
import { check, fail, folder, runWith } from "../cli/helpers.ts";

const at = (text: string, zone: string): number => parseInstantFlag(text, zone);

describe("which period stands beside which", () => {
  it.each([
    ["previous", "2026-10-01", "2026-11-01", "2026-09-01", "2026-10-01"],
    ["previous", "2026-03-01", "2026-04-01", "2026-02-01", "2026-03-01"],
    ["previous", "2026-01-01", "2027-01-01", "2025-01-01", "2026-01-01"],
    ["previous", "2026-04-01", "2026-07-01", "2026-01-01", "2026-04-01"],
    ["previous", "2026-11-16", "2026-11-23", "2026-11-09", "2026-11-16"],
    ["previous", "2026-11-10", "2026-11-22", "2026-10-29", "2026-11-10"],
    ["previous", "2026-11-10 12:00", "2026-11-10 18:00", "2026-11-10 06:00", "2026-11-10 12:00"],
    ["year", "2026-10-01", "2026-11-01", "2025-10-01", "2025-11-01"],
    ["year", "2024-02-01", "2024-03-01", "2023-02-01", "2023-03-01"],
    ["year", "2026-11-16", "2026-11-23", "2025-11-17", "2025-11-24"],
    ["year", "2024-02-29", "2024-03-02", "2023-02-28", "2023-03-02"],
    ["2025-12", "2026-10-01", "2026-11-01", "2025-12-01", "2026-01-01"],
    ["2025-W01", "2026-10-01", "2026-11-01", "2024-12-30", "2025-01-06"],
  ])("%s of %s to %s", (compare, since, until, from, to) => {
    for (const zone of ["UTC", "Europe/Berlin", "America/New_York"]) {
      const current = { since: at(since, zone), until: at(until, zone), dateOnlyUntil: false };
      expect(comparedPeriod(compare, current, { zone, asOf: 0 })).toEqual({ since: at(from, zone), until: at(to, zone) });
    }
  });

  it("without a period there is none before", async () => {
    expect((await fail(2, ["report", "fixtures/zendesk-tickets.csv", "--compare", "previous"])).join("\n")).toMatchInlineSnapshot(`
      "cs-metrics: --compare previous needs a period to compare
        For example: --period last-month --compare previous"
    `);
  });
});

/** Rows `date,agent,rating,minutes`: September and October, Ana much better in October, Bo the same. */
const rows = (month: string, agent: string, good: number, bad: number, minutes: number): string[] =>
  Array.from({ length: good + bad }, (_, i) => {
    const day = String((i % 28) + 1).padStart(2, "0");
    return `${month}-${agent}-${i},2026-${month}-${day} 09:00,${agent},${i < good ? "Good" : "Bad"},${minutes + (i % 7)}`;
  });

const TICKETS = [
  "Id,Created at,Assignee,Satisfaction,First reply time (min)",
  ...rows("09", "Ana", 40, 60, 100),
  ...rows("09", "Bo", 60, 40, 50),
  ...rows("10", "Ana", 80, 20, 60),
  ...rows("10", "Bo", 62, 38, 50),
].join("\n");

interface Compared {
  readonly comparison: {
    readonly with: object;
    readonly groups: readonly { by: object; kpis: Record<string, { verdict: string; p: number | null }> }[];
  };
}

const compared = async (text: string, ...flags: string[]): Promise<Compared["comparison"]> => {
  const { exit, stdout, stderr } = await runWith(["report", "-", "--format", "json", "--quiet", ...flags], { stdin: text });
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
  return (JSON.parse(stdout) as Compared).comparison;
};

describe("a report beside another period", () => {
  it("has the other figure, the difference with its interval, and a verdict", async () => {
    const { with: other, groups } = await compared(TICKETS, "--period", "2026-10", "--compare", "previous", "--by", "agent");
    expect(other).toEqual({ since: "2026-09-01T00:00:00.000Z", until: "2026-10-01T00:00:00.000Z", file: null });
    const [total, ana, bo] = groups;
    expect(total).toMatchObject({ by: {}, kpis: { csat: { value: 50, n: 200, difference: 21, verdict: "better" } } });
    expect(ana).toMatchObject({
      by: { agent: "Ana" },
      kpis: { csat: { value: 40, n: 100, difference: 40, verdict: "better" }, art: { verdict: "better" } },
    });
    expect(bo).toMatchObject({ kpis: { csat: { value: 60, n: 100, difference: 2, verdict: "no clear change" }, art: { difference: 0 } } });
  });

  it("among groups p is adjusted for their number, the total's is not", async () => {
    const flags = ["--period", "2026-10", "--compare", "previous", "--kpi", "csat"];
    const [alone] = (await compared(TICKETS, ...flags, "--where", "agent=Bo")).groups;
    const [, ana, bo] = (await compared(TICKETS, ...flags, "--by", "agent")).groups;
    expect(bo.kpis["csat"].p).toBeCloseTo(Math.max(alone.kpis["csat"].p!, 2 * ana.kpis["csat"].p!), 12);
  });

  it("is not called clear where chance alone gives so small a p too often, and says why", async () => {
    const flags = ["--period", "2026-10", "--compare", "previous", "--kpi", "csat"];
    const beside = (before: readonly [number, number], now: readonly [number, number]): string =>
      [TICKETS.split("\n")[0], ...rows("09", "Ana", ...before, 50), ...rows("10", "Ana", ...now, 50)].join("\n");
    const csat = async (text: string): Promise<object> => (await compared(text, ...flags)).groups[0].kpis["csat"];
    // scipy 1.17: chi2_contingency(correction=False) says 0.04767 of both 80 and 90 of 100, and 9 and 16 of 25.
    expect(await csat(beside([80, 20], [90, 10]))).toMatchObject({ verdict: "better", p: expect.closeTo(0.04767, 5) as number });
    const few = await csat(beside([9, 16], [16, 9]));
    expect(few).toMatchObject({ verdict: "no clear change", p: expect.closeTo(0.04771, 5) as number });
    expect(Object.keys(few)).toEqual(["value", "n", "difference", "low", "high", "p", "verdict"]);
    const { stdout } = await runWith(["report", "-", ...flags], { stdin: beside([9, 16], [16, 9]) });
    expect(stdout.replaceAll(/\s+/gu, " ")).toContain("of CSAT leaves out 0, but chance alone does that too often");
  });

  it("a group that was not there before, or a figure without data, is no data", async () => {
    const { groups } = await compared(
      `${TICKETS}\n${rows("10", "Cyd", 20, 0, 10).join("\n")}`,
      "--period",
      "2026-10",
      "--compare",
      "previous",
      "--by",
      "agent",
    );
    expect(groups[3]).toMatchObject({
      by: { agent: "Cyd" },
      kpis: { csat: { value: null, n: 0, difference: null, p: null, verdict: "no data" } },
    });
  });

  it("a file compared with itself is no clear change everywhere", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "a.csv"), TICKETS);
    writeFileSync(join(cwd, "b.csv"), TICKETS);
    const text = await check(["report", "a.csv", "--compare", "b.csv", "--by", "agent", "--format", "json", "--quiet"], { cwd });
    const { comparison } = JSON.parse(text) as Compared;
    expect(comparison.with).toEqual({ since: null, until: null, file: "b.csv" });
    for (const { kpis } of comparison.groups) {
      for (const [id, { verdict }] of Object.entries(kpis))
        expect([id, verdict]).toEqual([id, verdict === "no data" ? "no data" : "no clear change"]);
    }
  });

  it("a missing file to compare with is exit 3", async () => {
    await fail(3, ["report", "fixtures/zendesk-tickets.csv", "--compare", "nothing.csv"]);
  });

  it("is told in a table of its own", async () => {
    const { stdout } = await runWith(
      ["report", "-", "--period", "2026-10", "--compare", "previous", "--by", "agent", "--as-of", "2026-10-20", "--width", "80", "--quiet"],
      { stdin: TICKETS },
    );
    expect(stdout).toMatchInlineSnapshot(`
      " standard input   200 tickets created 1–31 Oct 2026   by agent
       Times are as written in the file, which names no time zone.

                                Satisfied   Likely  First reply         Likely
       Agent          Tickets      (CSAT)  range %  half within          range
       ──────────────────────────────────────────────────────────────────────────────
       Everyone           200  71% of 200    64–77          58m     55m–1h 00m

       Ana                100  80% of 100    71–87       1h 03m  1h 02m–1h 04m
       Bo                 100  62% of 100    52–71          53m        52m–54m

       Beside 1–30 Sep 2026
       Figure                 Now  Before     Change    Likely range
       ──────────────────────────────────────────────────────────────────────────────
       Interactions           200     200          0               –  no clear change
       Satisfied customers  71.0%   50.0%  +21.0 pts  +11.5 to +30.0  better
       First reply            58m  1h 18m       -20m    -24m to -16m  better

       Changes beside 1–30 Sep 2026; only what is called better or worse is clear
                     Satisfied  First reply
       Agent            (CSAT)  half within
       ──────────────────────────────────────────────────────────────────────────────
       Ana    +40.0 pts better  -40m better
       Bo             +2.0 pts           0s

       Good to know
       • The period is not over yet; what it brings may still change the comparison.
       • Of 2 groups compared, chance alone would make one in twenty stand out; that
         is allowed for.
       • Satisfied: Ana is clearly higher than the others, Bo clearly lower.
       • First reply: Bo is clearly faster than the others, Ana clearly slower.

       Likely range: holds the true figure 19 times in 20; few answers make it wide.
      "
    `);
  });
});

it("pure noise is called better or worse at most one time in twenty", async () => {
  let clear = 0;
  let all = 0;
  let seed = 7;
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let run = 0; run < 60; run++) {
    const lines = Array.from(
      { length: 160 },
      (_, i) =>
        `${run}-${i},2026-${i < 80 ? "09" : "10"}-15 09:00,${random() < 0.8 ? "Good" : "Bad"},${Math.round(-60 * Math.log(1 - random()))}`,
    );
    const { groups } = await compared(
      ["Id,Created at,Satisfaction,First reply time (min)", ...lines].join("\n"),
      "--period",
      "2026-10",
      "--compare",
      "previous",
      "--kpi",
      "csat,art",
    );
    for (const id of ["csat", "art"]) {
      all++;
      if (groups[0].kpis[id].verdict !== "no clear change") clear++;
    }
  }
  expect(all).toBe(120);
  expect(clear).toBeLessThanOrEqual(9);
});
