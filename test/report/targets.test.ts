import { describe, expect, it, test } from "vitest";
import { parseTarget } from "../../src/report/targets.ts";
import { ProblemError } from "../../src/text/problem.ts";
import { describe as wording } from "../../src/text/problems/index.ts";
import { check, fail, runWith } from "../cli/helpers.ts";

const problemOf = (text: string): string[] => {
  try {
    parseTarget(text);
  } catch (error) {
    if (error instanceof ProblemError) return [String(error.exit), ...wording(error.problem)];
    throw error;
  }
  return [];
};

describe("what a target says", () => {
  it.each([
    ["csat>=85", { kpi: "csat", op: ">=", limit: 85 }],
    ["csat=85", { kpi: "csat", op: ">=", limit: 85 }],
    ["CSAT = 85%", { kpi: "csat", op: ">=", limit: 85 }],
    ["nps=-5.5", { kpi: "nps", op: ">=", limit: -5.5 }],
    ["art<=4h", { kpi: "art", op: "<=", limit: 14_400, statistic: null }],
    ["art=90min", { kpi: "art", op: "<=", limit: 5400 }],
    ["aht=300", { kpi: "aht", op: "<=", limit: 300 }],
    ["art.p90=8h", { kpi: "art", statistic: "p90", op: "<=", limit: 28_800 }],
    ["resolution_time.median<1.5d", { statistic: "median", op: "<", limit: 129_600 }],
    ["reopen_rate=5", { op: "<=", limit: 5 }],
    ["volume<=500", { op: "<=", limit: 500, least: 0 }],
    ["csat=85 min 30", { least: 30, where: [] }],
    ["csat=85 where team=Billing", { least: 10, where: [{ name: "team", equal: true, value: "Billing" }] }],
    [
      "csat=85 where team!=Billing and channel=Live Chat min 5",
      {
        least: 5,
        where: [
          { name: "team", equal: false, value: "Billing" },
          { name: "channel", equal: true, value: "Live Chat" },
        ],
      },
    ],
  ])("%s", (text, wanted) => {
    expect(parseTarget(text)).toMatchObject(wanted);
  });

  it.each(["85", "csat=high", "csat=4h", "art=4x", "csat=85 where team", "csat=85 sometimes", "volume=500", "csat==", "=85", "csat=85=90"])(
    "%s is refused with exit 2",
    (text) => {
      expect(problemOf(text)[0]).toBe("2");
    },
  );

  it("a limit that the shell took is explained", () => {
    expect(problemOf("csat")).toMatchInlineSnapshot(`
      [
        "2",
        "--target csat has no limit",
        "If you typed csat>=85 without quotes, your shell took the ">" and may have",
        "made a file called "=85" in this folder.",
        "Write: --target csat=85   (scores: at least; times, as in art=4h: at most)",
      ]
    `);
  });

  it("an unknown KPI or statistic is named with what there is", () => {
    expect(problemOf("cast=85").join("\n")).toContain("Did you mean csat");
    expect(problemOf("art.p95=4h").join("\n")).toContain("p90");
  });
});

const TICKETS = "fixtures/zendesk-tickets.csv";

interface Judged {
  readonly targets: readonly { kpi: string; by: object; value: number; n: number; status: string }[];
}

const judged = async (...targets: string[]): Promise<Judged["targets"]> =>
  (
    JSON.parse(
      await check(["report", TICKETS, "--format", "json", "--quiet", ...targets.flatMap((target) => ["--target", target])]),
    ) as Judged
  ).targets;

describe("how targets fare", () => {
  test("met and missed are judged unrounded, in the order given", async () => {
    expect(await judged("csat=87.8", "csat=87.9", "art.p90=8h", "volume>=486")).toMatchObject([
      { kpi: "csat", by: {}, op: ">=", limit: 87.8, value: (100 * 130) / 148, n: 148, status: "met" },
      { status: "missed" },
      { kpi: "art", statistic: "p90", limit: 28_800, n: 478, status: "missed" },
      { kpi: "volume", value: 486, status: "met" },
    ]);
  });

  test("rows of a target's own: the figure is that of --where", async () => {
    const [dev, none, few] = await judged("csat=80 where agent=Dev Patel", "csat=80 where agent=Nobody", "csat=80 where agent=Tom Okafor");
    expect(dev).toMatchObject({ by: { agent: "Dev Patel" }, value: (100 * 22) / 26, n: 26, status: "met" });
    expect(none).toMatchObject({ value: null, n: 0, status: "no data" });
    expect(few).toMatchObject({ value: 75, n: 4, status: "too few" });
    expect(await judged("csat=80 where agent=Tom Okafor min 4")).toMatchObject([{ status: "missed" }]);
  });

  test("a KPI that is not shown, or that the file cannot have", async () => {
    const text = await check([
      "report",
      TICKETS,
      "--kpi",
      "csat",
      "--target",
      "art=4h",
      "--target",
      "nps=30",
      "--format",
      "json",
      "--quiet",
    ]);
    const { groups, targets } = JSON.parse(text) as Judged & { groups: { kpis: object }[] };
    expect(Object.keys(groups[0].kpis)).toEqual(["csat"]);
    expect(targets).toMatchObject([
      { kpi: "art", n: 478, status: "missed" },
      { kpi: "nps", value: null, n: 0, status: "no data" },
    ]);
  });

  test("standard input is read once for all of them", async () => {
    const { exit, stdout } = await runWith(["report", "-", "--target", "csat=1 where agent=Ana min 1", "--format", "json"], {
      stdin: "Id,Created at,Assignee,CSAT\n1,2026-10-01,Ana,Good\n2,2026-10-01,Bo,Bad\n",
    });
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ targets: [{ value: 100, n: 1, status: "met" }] });
  });
});

describe("--check", () => {
  test("all met is exit 0", async () => {
    await check(["report", TICKETS, "--target", "csat=80", "--check", "--quiet"]);
  });

  test("missed ones are exit 1 and named, quiet or not; the report is the same", async () => {
    const argv = ["report", TICKETS, "--target", "csat=90", "--target", "art=4h", "--target", "csat=50", "--quiet"];
    const ran = await runWith([...argv, "--check"]);
    expect(ran.exit).toBe(1);
    expect(ran.stdout).toBe(await check(argv));
    expect(ran.stderr).toMatchInlineSnapshot(`
      "cs-metrics: target missed: CSAT 87.8%, target at least 90% (148 ratings)
        Likely range 82 – 92%: this could still be chance.
        Tickets to read: cs-metrics report fixtures/zendesk-tickets.csv --rows csat:negative
      cs-metrics: target missed: ART 4h 23m, target at most 4h (478 first replies)
        Likely range 3h 34m – 5h 11m: this could still be chance.
        Tickets to read: cs-metrics report fixtures/zendesk-tickets.csv --rows art:slowest
      "
    `);
  });

  test("no data and too few miss too", async () => {
    const ran = await runWith([
      "report",
      TICKETS,
      "--check",
      "--quiet",
      "--target",
      "nps=30",
      "--target",
      "csat=10 where agent=Tom Okafor",
    ]);
    expect(ran.exit).toBe(1);
    expect(ran.stderr).toMatchInlineSnapshot(`
      "cs-metrics: target not reached: NPS has no data, target at least +30
      cs-metrics: target not reached: CSAT, agent Tom Okafor has too few values (4 ratings, at least 10 needed), target at least 10%
      "
    `);
  });

  test("nothing to check is exit 2", async () => {
    expect(await fail(2, ["report", TICKETS, "--check"])).toEqual([
      "cs-metrics: --check has nothing to check",
      "  Add a target: --target csat=85",
    ]);
  });
});

test("the table has the targets below the figures", async () => {
  const text = await check([
    "report",
    TICKETS,
    "--kpi",
    "csat,art",
    "--target",
    "csat=85",
    "--target",
    "art.p90=8h",
    "--quiet",
    "--width",
    "80",
  ]);
  expect(text.slice(text.indexOf(" Targets"), text.indexOf("\n\n Good"))).toMatchInlineSnapshot(`
    " Targets                            Result   Target
     ──────────────────────────────────────────────────────────────────────────────
     Satisfied customers (CSAT)          87.8%   at least 85%   met, may be chance
     ART (9 in 10 by)                  11h 08m   at most 8h     missed"
  `);
});
