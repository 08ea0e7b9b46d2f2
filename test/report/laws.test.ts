import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../../src/report/model.ts";
import type { ReportRequest } from "../../src/report/request.ts";
import { report } from "./helpers.ts";

// What has to hold of every report, whatever the tickets.

interface Ticket {
  readonly created: number;
  readonly reply: number | null;
  readonly solve: number | null;
  readonly channel: string;
  readonly customer: string;
  readonly replies: number;
  readonly reopens: number;
  readonly csat: number | null;
  readonly nps: number | null;
  readonly sla: string;
}

const maybe = (most: number, least = 0): fc.Arbitrary<number | null> => fc.option(fc.integer({ min: least, max: most }), { nil: null });
const ticket: fc.Arbitrary<Ticket> = fc.record({
  // Minutes.
  created: fc.integer({ min: 0, max: 30 * 1440 }),
  reply: maybe(4000),
  solve: maybe(20_000),
  channel: fc.constantFrom("Email", "Chat", "Phone", ""),
  customer: fc.constantFrom("c1", "c2", "c3", "c4", ""),
  replies: fc.integer({ min: 0, max: 3 }),
  reopens: fc.integer({ min: 0, max: 1 }),
  csat: maybe(5, 1),
  nps: maybe(10),
  sla: fc.constantFrom("met", "breached", ""),
});
const tickets = fc.array(ticket, { minLength: 1, maxLength: 60 });

/** 15 November: no zone below changes its clocks in the ten weeks that follow. */
const FROM = Date.UTC(2025, 10, 15);

/** The tickets as a file whose times are so many minutes ahead of UTC. */
const fileOf = (rows: readonly Ticket[], ahead = 0): string => {
  const stamp = (minutes: number): string => new Date(FROM + (minutes + ahead) * 60_000).toISOString().slice(0, 16).replace("T", " ");
  const lines = rows.map(({ created, reply, solve, channel, customer, replies, reopens, csat, nps, sla }, i) =>
    [
      i + 1,
      stamp(created),
      reply === null ? "" : stamp(created + reply),
      solve === null ? "" : stamp(created + solve),
      solve === null ? "Open" : "Solved",
      channel,
      customer,
      replies,
      reopens,
      csat ?? "",
      nps ?? "",
      sla,
    ].join(","),
  );
  return `Ticket ID,Created at,First response at,Solved at,Status,Channel,Customer,Replies,Reopens,CSAT,NPS,SLA status\n${lines.join("\n")}\n`;
};

const SCALES = { csat: { low: 1, high: 5, lowIsGood: false } };
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "laws-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const reportOn = (text: string, request: Partial<ReportRequest>): Promise<Report> => {
  const file = join(folder, "tickets.csv");
  writeFileSync(file, text);
  return report({ files: [file], scales: SCALES, ...request });
};

describe("whatever the tickets", () => {
  it("groups that share no row add up to the total", async () => {
    const dimension = fc.constantFrom("channel", "customer", "week", "weekday");
    await fc.assert(
      fc.asyncProperty(tickets, dimension, async (rows, by) => {
        const { groups, kpis } = await reportOn(fileOf(rows), { by: [by], tz: "UTC" });
        const [total, ...parts] = groups;
        const sum = (of: (group: (typeof groups)[0]) => unknown): number => parts.reduce((all, part) => all + Number(of(part) ?? 0), 0);
        for (const { id, unit } of kpis) {
          expect(
            sum(({ kpis }) => kpis[id].n),
            id,
          ).toBe(total.kpis[id].n);
          if (unit === "percent")
            expect(
              sum(({ kpis }) => kpis[id].numerator),
              id,
            ).toBe(total.kpis[id].numerator ?? 0);
          if (unit === "count")
            expect(
              sum(({ kpis }) => kpis[id].value),
              id,
            ).toBe(total.kpis[id].value);
          if (unit !== "seconds" || total.kpis[id].n === 0) continue;
          const seconds = sum(({ kpis }) => (kpis[id].n === 0 ? 0 : (kpis[id]["mean"] as number) * kpis[id].n));
          expect(seconds / total.kpis[id].n, id).toBeCloseTo(total.kpis[id]["mean"] as number, 6);
        }
        for (const part of ["promoters", "passives", "detractors"])
          expect(sum(({ kpis }) => kpis["nps"]?.[part])).toBe(Number(total.kpis["nps"]?.[part] ?? 0));
      }),
      { numRuns: 120 },
    );
  });

  it("times shifted with their zone change nothing", async () => {
    const zone = fc.constantFrom<readonly [string, number]>(
      ["America/New_York", -300],
      ["Asia/Kolkata", 330],
      ["Australia/Sydney", 660],
      ["+02:00", 120],
    );
    await fc.assert(
      fc.asyncProperty(tickets, zone, async (rows, [tz, ahead]) => {
        const figures = ({ groups }: Report): unknown => groups;
        const asOf = "2026-01-20T00:00:00Z";
        const request = {
          by: ["channel"],
          kpis: ["volume", "csat", "nps", "fcr", "art", "resolution_time", "resolution_rate", "reopen_rate", "sla", "backlog"],
          asOf,
        };
        const here = figures(await reportOn(fileOf(rows), { ...request, tz: "UTC" }));
        expect(figures(await reportOn(fileOf(rows, ahead), { ...request, tz }))).toEqual(here);
      }),
      { numRuns: 120 },
    );
  });

  it("compared with themselves nothing has changed", async () => {
    await fc.assert(
      fc.asyncProperty(tickets, fc.constantFrom<readonly string[]>([], ["channel"]), async (rows, by) => {
        const text = fileOf(rows);
        const other = join(folder, "same.csv");
        writeFileSync(other, text);
        const { comparison } = await reportOn(text, { by, compare: { kind: "file", file: other } });
        for (const { kpis } of comparison!.groups) {
          for (const [id, { verdict, difference }] of Object.entries(kpis)) {
            expect(["no clear change", "no data"], id).toContain(verdict);
            if (difference !== null) expect(Math.abs(difference), id).toBeLessThan(1e-9);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("time in opening hours is never longer than all time", async () => {
    await fc.assert(
      fc.asyncProperty(tickets, async (rows) => {
        const text = fileOf(rows);
        const kpis = ["art", "resolution_time"];
        const all = await reportOn(text, { kpis, tz: "America/New_York" });
        const open = await reportOn(text, {
          kpis,
          tz: "America/New_York",
          clock: "business",
          businessHours: "Mon-Fri 09:00-17:00",
        });
        for (const id of kpis) {
          const [total, hours] = [all, open].map(({ groups }) => groups[0].kpis[id]);
          expect(hours.n, id).toBe(total.n);
          for (const name of ["mean", "median", "p90"])
            expect(Number(hours[name] ?? 0), `${id} ${name}`).toBeLessThanOrEqual(Number(total[name] ?? 0));
        }
      }),
      { numRuns: 60 },
    );
  });
});
