import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderers } from "../../src/render/index.ts";
import type { ReportRequest } from "../../src/report/request.ts";
import { tables } from "../fixtures.ts";
import { readersOf, report } from "./helpers.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cs-metrics-parts-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const json = await renderers.json();

/** The report as JSON, notices and rejected records, or the problem. */
const everything = async (request: Partial<ReportRequest>, readers?: ReturnType<typeof readersOf>): Promise<unknown> => {
  try {
    const made = await report({ rejects: "rejects.csv", ...request }, "", readers);
    return [json(made, {} as never), made.notices, made.rejects, made.notes];
  } catch (error) {
    return String(error);
  }
};

describe("a file read in parts gives what it gives in one piece", () => {
  it.each(tables(6))("%s", async (file) => {
    for (const by of [[], ["month", "channel"]]) {
      const whole = await everything({ files: [file], by });
      for (const count of [2, 3, 7]) expect(await everything({ files: [file], by }, readersOf(count))).toEqual(whole);
    }
  });

  const cell = fc.constantFrom("Email", "e-mail", "Chat", "", "N/A", '"a, b"', '"two\nlines"', '"say ""hi"""', "Zoë", "<Zoe>");
  const row = fc.record({
    id: fc.integer({ min: 1, max: 400 }),
    minutes: fc.integer({ min: 0, max: 500_000 }),
    solve: fc.option(fc.integer({ min: -5, max: 9000 }), { freq: 4 }),
    status: fc.constantFrom("Solved", "Open", "spam", "Weird", ""),
    channel: cell,
    agent: cell,
    customer: fc.constantFrom("a@x.example", "b@x.example", "c@x.example", ""),
    tags: fc.constantFrom("vip, late", "late", "", "VIP"),
    csat: fc.constantFrom("5", "4", "1", "", "great", "11", "?"),
    replies: fc.constantFrom("1", "2", "0", "x", ""),
    odd: fc.constantFrom("", "", "", "Q\n", "1,2\n", "Total\n", "\n", '"broken"x,1\n'),
  });
  const stamp = (minutes: number): string => new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString().slice(0, 16).replace("T", " ");
  const HEADER = "Ticket ID,Created at,Solved at,Updated at,Status,Channel,Agent,Customer,Tags,Satisfaction rating,Agent replies";

  it.each([
    ["with ids of its own each", true],
    ["with repeated ids", false],
  ])("records %s", async (_, isUnique) => {
    let parts = 0;
    const check = fc.asyncProperty(
      fc.array(row, { minLength: 5, maxLength: 80 }),
      fc.integer({ min: 2, max: 6 }),
      fc.constantFrom([], ["tags"], ["agent", "month"], ["replies"], ["source"]),
      fc.constantFrom([], [{ name: "channel", equal: true, value: "email" }]),
      async (rows, count, by, where) => {
        const records = rows.map(({ id, minutes, solve, status, channel, agent, customer, tags, csat, replies, odd }, i) => {
          const solved = solve === null ? "" : stamp(minutes + solve);
          const cells = [
            isUnique ? i : id % 30,
            stamp(minutes),
            solved,
            stamp(minutes + id),
            status,
            channel,
            agent,
            customer,
            tags && `"${tags}"`,
          ];
          return `${odd}${[...cells, csat, replies].join(",")}\n`;
        });
        const path = join(folder, "export.csv");
        writeFileSync(path, `${HEADER}\n${records.join("")}`);
        const request = {
          files: [path],
          by,
          where,
          kpis: ["volume", "csat", "fcr", "resolution_time", "repeat_contact_rate", "at_risk", "backlog"],
        };
        const readers = readersOf(count);
        expect(await everything(request, readers)).toEqual(await everything(request));
        parts += readers.parts;
      },
    );
    await fc.assert(check, { numRuns: 60 });
    expect(parts).toBeGreaterThan(60);
  });

  it("of which others are small, or the same once more", async () => {
    const lines = Array.from({ length: 300 }, (_, i) => `${i},2026-01-01 10:00,Solved,Agent ${i % 3},${(i % 5) + 1}`);
    const path = join(folder, "one.csv");
    const again = join(folder, "again.csv");
    writeFileSync(path, `Ticket ID,Created at,Status,Agent,CSAT\n${lines.join("\n")}\n`);
    writeFileSync(again, `Ticket ID,Created at,Status,Agent,CSAT\n${lines.slice(100, 200).join("\n")}\n`);
    const readers = readersOf(4, 2000);
    const request = { files: [path, again], by: ["agent"] };
    expect(await everything(request, readers)).toEqual(await everything(request));
    expect(readers.parts).toBeGreaterThan(2);
  });

  it("where a text holds lines that look like records", async () => {
    const fake = Array.from({ length: 40 }, (_, i) => `9${i},2026-01-01 10:00,note`).join("\n");
    const path = join(folder, "fake.csv");
    writeFileSync(path, `Ticket ID,Created at,Comment\n1,2026-01-01 10:00,"${fake}"\n2,2026-01-02 10:00,short\n`);
    const readers = readersOf(2);
    expect(await everything({ files: [path] }, readers)).toEqual(await everything({ files: [path] }));
    expect(readers.parts).toBeGreaterThan(0);
  });
});
