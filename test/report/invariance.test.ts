import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { report } from "./helpers.ts";

const COLUMNS = [
  "Ticket ID",
  "Created at",
  "Solved at",
  "Status",
  "Channel",
  "Agent",
  "First response time (min)",
  "Replies",
  "Reopens",
  "CSAT",
  "NPS",
];

const stamp = (minutes: number): string => new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString().slice(0, 16).replace("T", " ");

/** One row of a tidy export; ids are unique, spellings the same, so that order can mean nothing. */
const row = fc
  .record({
    created: fc.integer({ min: 0, max: 100_000 }),
    solve: fc.option(fc.integer({ min: 0, max: 20_000 }), { nil: null }),
    channel: fc.constantFrom("Email", "Chat", "Phone", ""),
    agent: fc.constantFrom("Ana", "Bo", "Mei", "-"),
    reply: fc.option(fc.integer({ min: 0, max: 3000 }), { nil: null }),
    replies: fc.integer({ min: 0, max: 3 }),
    reopens: fc.integer({ min: 0, max: 1 }),
    csat: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
    nps: fc.option(fc.integer({ min: 0, max: 10 }), { nil: null }),
  })
  .map(({ created, solve, channel, agent, reply, replies, reopens, csat, nps }) => [
    stamp(created),
    solve === null ? "" : stamp(created + solve),
    solve === null ? "Open" : "Solved",
    channel,
    agent,
    reply ?? "",
    replies,
    reopens,
    csat ?? "",
    nps ?? "",
  ]);

const rows = fc.array(row, { minLength: 2, maxLength: 60 }).map((list) => list.map((cells, i) => [`T-${i}`, ...cells].map(String)));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cs-metrics-invariance-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, header: readonly string[], body: readonly (readonly string[])[]): string => {
  const path = join(folder, name);
  writeFileSync(path, `${[header, ...body].map((cells) => cells.join(",")).join("\n")}\n`);
  return path;
};

const groups = async (files: readonly string[]): Promise<string> => {
  const { groups: found } = await report({ files, by: ["channel", "month"] });
  return JSON.stringify(found.map(({ by, kpis }) => ({ by, kpis })));
};

describe("the groups of a report", () => {
  it("do not depend on the order of rows or columns", async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.infiniteStream(fc.nat()), async (body, noise) => {
        const expected = await groups([write("one.csv", COLUMNS, body)]);
        const shuffledRows = body.toSorted(() => (noise.next().value! % 2 === 0 ? 1 : -1));
        expect(await groups([write("rows.csv", COLUMNS, shuffledRows)])).toBe(expected);
        const order = COLUMNS.map((_, i) => i).toSorted(() => (noise.next().value! % 2 === 0 ? 1 : -1));
        const moved = body.map((cells) => order.map((i) => cells[i]));
        expect(
          await groups([
            write(
              "columns.csv",
              order.map((i) => COLUMNS[i]),
              moved,
            ),
          ]),
        ).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });

  it("do not depend on how the records are split into files", async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.nat(), async (body, at) => {
        const cut = at % (body.length + 1);
        const whole = write("whole.csv", COLUMNS, body);
        const first = write("first.csv", COLUMNS, body.slice(0, cut));
        const second = write("second.csv", COLUMNS, body.slice(cut));
        expect(await groups([first, second])).toBe(await groups([whole]));
      }),
      { numRuns: 60 },
    );
  });
});
