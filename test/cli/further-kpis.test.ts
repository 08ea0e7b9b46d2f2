import { describe, expect, test } from "vitest";
import { check, fail, runWith } from "./helpers.ts";

const AS_OF = ["--as-of", "2026-11-21", "--width", "80"];

describe("KPIs by --kpi on the screen", () => {
  test("a backlog with its sum and its ages", async () => {
    const argv = ["report", "fixtures/kpi/backlog-over-months.csv", "--kpi", "backlog", "--period", "2026-10", ...AS_OF];
    expect(`\n${await check(argv)}`).toBe(`
 backlog-over-months.csv   5 tickets created 1–31 Oct 2026
 Times are as written in the file, which names no time zone.

 Scores and rates                  Result   Likely range   Out of
 ──────────────────────────────────────────────────────────────────────────────
 Open at the end (backlog)              5                  9 tickets

 Good to know
 • 4 open at the start + 5 created + 1 reopened − 4 solved − 1 solved nobody
   knows when = 5 open at the end. Open for: 1 less than a day, 2 up to 30 days,
   2 up to 90 days; the oldest since 20 Aug.
 • 12 rows = 5 tickets + 1 deleted + 6 outside the period.
`);
  });

  test("customers, each figure with what stands behind it", async () => {
    const kpis = "escalation_rate,repeat_contact_rate,recovery_rate,at_risk";
    const argv = ["report", "fixtures/kpi/customers-in-trouble.csv", "--kpi", kpis, "--quiet", ...AS_OF];
    expect(`\n${await check(argv)}`).toBe(`
 customers-in-trouble.csv   10 tickets created 1–21 Oct 2026
 Times are as written in the file, which names no time zone.

 Scores and rates                  Result   Likely range   Out of
 ──────────────────────────────────────────────────────────────────────────────
 Escalated                          20.0%        6 – 51%   10 tickets *
 Came back within 7 days           3 of 8              –   8 contacts
 Won back after a low score        1 of 2              –   2 customers
 Customers at risk                      4                  5 customers

 * Fewer than 30: one more would move it. Fewer than 10: counts, no percentages.

 Good to know
 • Came back: 1 contact of the last 7 days is left out.
 • Won back: 2 of the 2 customers with a low score have answered again since.
 • Customers at risk: 2 gave a low score, 1 got in touch three times within 30
   days, 1 had something reopened, 1 had an SLA missed and 1 had something
   escalated; 1 shows several of these signs.

 Likely range: holds the true figure 19 times in 20; few answers make it wide.
`);
  });

  test("calls and due dates in groups", async () => {
    const calls = ["report", "fixtures/kpi/calls-in-a-queue.csv", "--kpi", "service_level,transfer_rate", "--by", "agent", "--quiet"];
    expect((await check([...calls, ...AS_OF])).split("\n").slice(3, 12)).toEqual([
      "                Answered   Likely                Likely",
      " Agent           in 20 s  range %  Transferred  range %",
      ` ${"─".repeat(78)}`,
      " Everyone         2 of 5        –       2 of 4        –",
      "",
      " Ana              2 of 2        –       2 of 3        –",
      " Bo               0 of 2        –       0 of 1        –",
      ` ${"─".repeat(78)}`,
      " (none)           0 of 1        –      no data        –",
    ]);
    const due = ["report", "fixtures/kpi/promises.csv", "--kpi", "kept_promises", ...AS_OF];
    expect(await check(due)).toContain("• Due dates: 1 solved late, 1 open and overdue, 1 ticket not due yet is left\n   out.");
  });

  test("as CSV: columns that depend on the KPIs alone", async () => {
    const csv = async (file: string): Promise<string[]> =>
      (await runWith(["report", file, "--kpi", "backlog,service_level", "--format", "csv", ...AS_OF])).stdout.split("\n");
    const [header, row] = await csv("fixtures/kpi/backlog-over-months.csv");
    expect((await csv("fixtures/kpi/calls-in-a-queue.csv"))[0]).toBe(header);
    expect(header).toBe(
      "backlog,backlog_n,backlog_low,backlog_high,backlog_open_start,backlog_created,backlog_reopened,backlog_resolved,backlog_residue,backlog_age_under_1d,backlog_age_1_7d,backlog_age_7_30d,backlog_age_30_90d,backlog_age_over_90d,backlog_oldest,service_level,service_level_n,service_level_low,service_level_high,service_level_numerator,service_level_threshold,service_level_answered,service_level_abandoned,service_level_short_abandoned",
    );
    expect(row).toBe("4,11,,,0,11,1,8,0,0,0,2,1,1,2026-08-20T09:00:00.000Z,,,,,,,,,");
  });
});

describe("--fcr-rule", () => {
  test("names the rule in the report", async () => {
    const argv = ["report", "fixtures/zendesk-tickets.csv", "--kpi", "fcr", "--fcr-rule", "repeat-contact", ...AS_OF];
    // Worked out with Python: 254 of the 341 solved whose 7 days are over by the latest ticket.
    expect(await check(argv)).toMatch(/FCR\) +74\.5% .* 341 solved\n(?:.*\n)*.*the same customer did not come back within 7 days/u);
  });

  test("is wrong usage where there is no such rule, and a notice where the file does not allow it", async () => {
    const file = "fixtures/zendesk-tickets.csv";
    expect((await fail(2, ["report", file, "--fcr-rule", "survey"]))[0]).toBe(
      'cs-metrics: --fcr-rule needs flag, one-touch or repeat-contact, not "survey"',
    );
    const ran = await runWith(["report", file, "--kpi", "fcr", "--fcr-rule", "flag"]);
    expect(ran).toMatchObject({ exit: 0, stderr: expect.stringContaining("fcr is not available: no column for fcr") });
  });
});
