import fc from "fast-check";
import { expect, test } from "vitest";
import { csvOf, figures, Place } from "./helpers.ts";

/** Runs of the property; more by `CS_METRICS_RUNS`. */
const RUNS = Number(process.env.CS_METRICS_RUNS ?? 25);

type Ticket = Readonly<Record<string, string>>;

const stamp = (minutes: number): string => new Date(Date.UTC(2026, 8, 1) + minutes * 60_000).toISOString().slice(0, 16).replace("T", " ");
const text = (minutes: number | null): string => (minutes === null ? "" : stamp(minutes));

/** One state of a ticket, at a time of its own. */
const state = fc.record({
  wait: fc.integer({ min: 1, max: 9000 }),
  status: fc.constantFrom("Open", "Pending", "Solved", "Closed", "Deleted"),
  channel: fc.constantFrom("Email", "Chat", "Phone", ""),
  agent: fc.constantFrom("Ann", "Bob", "Eve", ""),
  reply: fc.option(fc.integer({ min: 1, max: 4000 }), { nil: null }),
  solve: fc.option(fc.integer({ min: 1, max: 20_000 }), { nil: null }),
  csat: fc.constantFrom("", "1", "2", "3", "4", "5"),
  handle: fc.option(
    fc.integer({ min: 1, max: 9999 }).map((cents) => cents / 7),
    { nil: null },
  ),
});

const history = fc.record({ created: fc.integer({ min: 0, max: 60_000 }), states: fc.array(state, { minLength: 1, maxLength: 4 }) });

/** The states of a ticket as rows, oldest first. */
const rowsOf = (
  { created, states }: { created: number; states: readonly (typeof state extends fc.Arbitrary<infer T> ? T : never)[] },
  id: number,
): Ticket[] => {
  let updated = created;
  return states.map(({ wait, status, channel, agent, reply, solve, csat, handle }) => {
    updated += wait;
    return {
      "Ticket ID": String(1000 + id),
      "Created at": stamp(created),
      "Updated at": stamp(updated),
      Status: status,
      Channel: channel,
      Agent: agent,
      "First response at": text(reply === null ? null : created + reply),
      "Solved at": text(solve === null ? null : created + solve),
      CSAT: csat,
      "Handle time (s)": handle === null ? "" : String(handle),
    };
  });
};

/** A whole export first, so that every column has a value of its kind whatever the tickets are. */
const ANCHOR: Ticket = {
  "Ticket ID": "1",
  "Created at": stamp(0),
  "Updated at": stamp(100),
  Status: "Solved",
  Channel: "Email",
  Agent: "Ann",
  "First response at": stamp(10),
  "Solved at": stamp(50),
  CSAT: "5",
  "Handle time (s)": "60",
};

test("overlapping exports of some nights, in any order, give the figures of one full export", async () => {
  const property = fc.asyncProperty(
    fc.array(history, { minLength: 1, maxLength: 12 }),
    fc.array(fc.array(fc.tuple(fc.nat(11), fc.nat(3)), { maxLength: 15 }), { minLength: 1, maxLength: 4 }),
    fc.infiniteStream(fc.nat(1000)),
    async (histories, nights, order) => {
      const tickets = histories.map(rowsOf);
      const last = tickets.map((rows) => rows.at(-1)!);
      // Whatever states the nights caught, some night has the last one of each.
      const seen = nights.map((night) =>
        night.flatMap(([id, at]) => (tickets[id % tickets.length][at] === undefined ? [] : [tickets[id % tickets.length][at]])),
      );
      for (const row of last) seen[order.next().value % seen.length].push(row);
      const place = new Place();
      const files = seen.map((rows, i) => place.file(`night-${i}.csv`, csvOf([ANCHOR, ...rows])));
      const shuffled = files.map((file) => ({ file, key: order.next().value })).toSorted((a, b) => a.key - b.key);
      for (const { file } of shuffled) await place.import(file);
      const full = place.file("full.csv", csvOf([ANCHOR, ...last]));
      for (const flags of [
        ["--by", "channel"],
        ["--period", "2026-09", "--by", "agent"],
      ])
        expect(await place.report(...flags)).toEqual(await figures(full, ...flags));
    },
  );
  await fc.assert(property, { numRuns: RUNS });
}, 600_000);

test("exports with other columns, in any order, give the figures of all files together", async () => {
  const COLUMNS = ["Channel", "Agent", "First response at", "Solved at", "CSAT", "Handle time (s)"];
  const property = fc.asyncProperty(
    fc.array(history, { minLength: 1, maxLength: 5 }),
    fc.array(
      fc.record({ without: fc.subarray(COLUMNS, { maxLength: 4 }), rows: fc.array(fc.tuple(fc.nat(4), fc.nat(3)), { maxLength: 6 }) }),
      { minLength: 2, maxLength: 4 },
    ),
    async (histories, nights) => {
      const tickets = histories.map(rowsOf);
      const place = new Place();
      const files = nights.map(({ without, rows }, i) => {
        const caught = rows.flatMap(([id, at]) =>
          tickets[id % tickets.length][at] === undefined ? [] : [tickets[id % tickets.length][at]],
        );
        const cut = [ANCHOR, ...caught].map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !without.includes(name))));
        return place.file(`night-${i}.csv`, csvOf(cut));
      });
      for (const file of files) await place.import(file, "--profile", "zendesk");
      const wanted = ["--by", "status"];
      expect(await place.report(...wanted)).toEqual(await figures(...files, "--profile", "zendesk", ...wanted));
    },
  );
  await fc.assert(property, { numRuns: RUNS });
}, 600_000);
