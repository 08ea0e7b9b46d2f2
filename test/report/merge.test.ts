import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toRequest } from "../../src/cli/request.ts";
import { mergePartials } from "../../src/report/merge.ts";
import type { Report } from "../../src/report/model.ts";
import { type PartialReport, runPartial } from "../../src/report/partial.ts";
import { fromLine, toLine } from "../../src/report/partial-format.ts";
import type { ReportRequest } from "../../src/report/request.ts";
import { renderers } from "../../src/render/index.ts";
import { report } from "./helpers.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cs-metrics-merge-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function* nothing(): AsyncGenerator<Uint8Array> {}
const ENV = { cwd: process.cwd(), stdin: nothing(), tmpdir: tmpdir(), now: () => Date.UTC(2026, 10, 21), version: "0.0.0" };

const requestOf = (asked: Partial<ReportRequest>): ReportRequest => ({ ...toRequest([], {}, "json"), asOf: "2026-06-01", ...asked });

/** Each list of files as a partial report, put together again. */
const merged = async (lists: readonly (readonly string[])[], asked: Partial<ReportRequest>): Promise<Report> => {
  const partials = [];
  for (const [i, files] of lists.entries()) {
    const partial = fromLine(toLine(await runPartial(requestOf({ ...asked, files }), ENV))) as PartialReport;
    partials.push({ name: `part ${i + 1}`, partial });
  }
  return mergePartials(partials, requestOf({ ...asked, files: lists.flat() }), ENV);
};

const json = await renderers.json();
const groupsOf = (made: Report): unknown => {
  const { groups, unavailable, period, dimensions } = JSON.parse(json(made, {} as never)) as Record<string, unknown>;
  return { groups, unavailable, period, dimensions };
};

const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const TICKETS = "Ticket ID,Created at,Solved at,Status,Channel,Agent,Customer,Tags,Satisfaction rating,Agent replies,NPS";
const ticket = (id: number, day: string, more = "Solved,Email,Ana,a@x.example,vip,5,1,9"): string =>
  `${id},2026-01-${day} 10:00,2026-01-${day} 12:30,${more}`;

/** What merging ends with. */
const problemOf = async (lists: readonly (readonly string[])[], asked: Partial<ReportRequest> = {}): Promise<unknown> => {
  const failed = await merged(lists, asked).then(
    () => null,
    (error: unknown) => error as { readonly exit: number; readonly problem: { readonly code: string; readonly facts: object } },
  );
  return failed === null ? null : [failed.exit, failed.problem.code];
};

describe("partial reports put together", () => {
  const stamp = (minutes: number): string => new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString().slice(0, 16).replace("T", " ");
  const word = fc.constantFrom("Email", "e-mail", "Chat", "CHAT", "", "Zoë", "N/A");
  const row = fc.record({
    minutes: fc.integer({ min: 0, max: 200_000 }),
    solve: fc.option(fc.integer({ min: 0, max: 9000 }), { freq: 4 }),
    channel: word,
    agent: word,
    customer: fc.constantFrom("a@x.example", "b@x.example", "c@x.example", "d@x.example", ""),
    tags: fc.constantFrom("vip late", "late", "", "VIP"),
    csat: fc.constantFrom("5", "4", "1", "", "3"),
    replies: fc.constantFrom("1", "2", "0", ""),
    nps: fc.constantFrom("10", "7", "0", ""),
    part: fc.integer({ min: 0, max: 3 }),
  });
  const KPIS = ["volume", "csat", "nps", "fcr", "resolution_time", "repeat_contact_rate", "at_risk", "backlog", "recovery_rate"];

  it("are the report of all files", async () => {
    const check = fc.asyncProperty(
      fc.array(row, { minLength: 4, maxLength: 60 }),
      fc.constantFrom([], ["tags"], ["agent", "month"], ["csat"], ["channel"]),
      fc.constantFrom([], [{ name: "channel", equal: true, value: "email" }]),
      async (rows, by, where) => {
        const lines: string[][] = [[], [], [], []];
        rows.forEach(({ minutes, solve, channel, agent, customer, tags, csat, replies, nps, part }, i) => {
          const solved = solve === null ? "" : stamp(minutes + solve);
          const cells = [
            i + 1,
            stamp(minutes),
            solved,
            solve === null ? "Open" : "Solved",
            channel,
            agent,
            customer,
            tags,
            csat,
            replies,
            nps,
          ];
          lines[part].push(cells.join(","));
        });
        // Each part has a row of everything, so that all are counted by the same columns.
        const files = lines.map((part, i) => write(`part-${i}.csv`, `${[TICKETS, ticket(1000 + i, "05"), ...part].join("\n")}\n`));
        const asked = { by, where, kpis: KPIS };
        const whole = groupsOf(await report(requestOf({ ...asked, files })));
        expect(groupsOf(await merged([[files[0]], files.slice(1, 3), [files[3]]], asked))).toEqual(whole);
        expect(groupsOf(await merged([files], asked))).toEqual(whole);
      },
    );
    await fc.assert(check, { numRuns: 40 });
  }, 60_000);

  it("of different exports, with repeated ids, opening hours and targets of one's own", async () => {
    const tickets = write(
      "tickets.csv",
      `${[TICKETS, ticket(1, "05"), ticket(2, "06"), ticket(2, "06", "Solved,Email,Bo,b@x.example,,4,3,0")].join("\n")}\n`,
    );
    const calls = write(
      "calls.csv",
      "Call ID,Call start,Agent,Talk time (s),Wait time (s),Answered\n7,2026-01-05 09:00,Ana,120,8,yes\n8,2026-01-06 22:00,Bo,60,90,no\n",
    );
    const more = write("more.csv", `${[TICKETS, ticket(3, "09"), ticket(4, "10")].join("\n")}\n`);
    const sla = { firstResponse: [], resolution: [["default", { value: "2h", origin: "config:1" }]] } as const;
    const reading = { rules: [], words: null, sla };
    for (const asked of [{ by: ["source", "agent"] }, { reading, businessHours: "Mon-Fri 11:00-12:00", clock: "business" }] as const) {
      const whole = groupsOf(await report(requestOf({ ...asked, files: [tickets, calls, more] } as never)));
      expect(groupsOf(await merged([[tickets, calls], [more]], asked as never))).toEqual(whole);
    }
  });

  it("are refused where they would not be what one run says", async () => {
    const one = write("one.csv", `${[TICKETS, ticket(1, "05"), ticket(2, "06")].join("\n")}\n`);
    const again = write("again.csv", `${[TICKETS, ticket(2, "06"), ticket(3, "07")].join("\n")}\n`);
    const other = write("other.csv", `${[TICKETS, ticket(3, "07")].join("\n")}\n`);
    expect(await problemOf([[one], [other]])).toBe(null);
    expect(await problemOf([[one], [again]])).toEqual([3, "partials-overlap"]);
    const blank = write("blank.csv", `${[TICKETS, ticket(4, "07", "Solved,Email,Ana,a@x.example,vip,5,,9")].join("\n")}\n`);
    expect(await problemOf([[one], [blank]], { kpis: ["fcr"] })).toEqual([3, "partials-fcr"]);
    expect(await problemOf([[one], [blank]], { kpis: ["csat"] })).toBe(null);
    const american = write("american.csv", "Ticket ID,Created at,CSAT\n1,01/25/2026,5\n2,01/26/2026,4\n");
    const european = write("european.csv", "Ticket ID,Created at,CSAT\n3,25/01/2026,5\n4,26/01/2026,4\n");
    expect(await problemOf([[american], [european]])).toEqual([3, "partials-readings"]);
    const response = "Ticket ID,Created at,Status,First response at,First response time (min)";
    const bare = write("bare.csv", `${response}\n1,2026-01-05 10:00,Open,2026-01-05 10:20,\n`);
    const full = write("full.csv", `${response}\n2,2026-01-06 10:00,Open,2026-01-06 10:20,15\n`);
    expect(await problemOf([[bare], [full]], { kpis: ["art"] })).toEqual([3, "partials-blank"]);
  });

  it("are refused where they were asked different things or by another version", async () => {
    const one = write("a.csv", `${TICKETS}\n${ticket(1, "05")}\n`);
    const two = write("b.csv", `${TICKETS}\n${ticket(2, "05")}\n`);
    const [first, second] = [
      { name: "first", partial: await runPartial(requestOf({ files: [one], by: ["agent"] }), ENV) },
      { name: "second", partial: await runPartial(requestOf({ files: [two], by: ["channel"] }), ENV) },
    ];
    const merge = (...partials: (typeof first)[]): Promise<Report> => mergePartials(partials, requestOf({}), ENV);
    await expect(merge(first, second)).rejects.toMatchObject({ exit: 3, problem: { code: "partials-questions", facts: { what: "by" } } });
    const later = { name: "later", partial: { ...first.partial, tool: { ...first.partial.tool, version: "9.9.9" } } };
    await expect(merge(first, later)).rejects.toMatchObject({ exit: 3, problem: { code: "partials-versions" } });
  });
});

describe("the form they are kept in", () => {
  it("keeps numbers, lists of them, maps and sets", () => {
    const value = {
      floats: Float64Array.of(1.5, Number.NaN, -0),
      ints: Int32Array.of(-1, 7),
      bytes: new Uint8Array([1, 2, 3]).subarray(1),
      none: new Float64Array(0),
      map: new Map<number, unknown>([
        [1, { lines: [2] }],
        [Number.NEGATIVE_INFINITY, Int8Array.of(-1)],
      ]),
      set: new Set(["a"]),
      first: Number.POSITIVE_INFINITY,
      plain: [null, true, "€ – \n"],
    };
    const line = toLine(value);
    expect(line).not.toContain("\n");
    expect(fromLine(line)).toEqual(value);
  });
});
