import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backlog } from "../../src/kpi/backlog.ts";
import type { KpiResult } from "../../src/kpi/types.ts";
import { factsOf, figure } from "./batches.ts";

const DAY = 86_400_000;

/** Tickets as [created, resolved, state] in days; state 1 solved, 0 open, null unknown. */
type Ticket = readonly [created: number | null, resolved: number | null, solved: 0 | 1 | null];

const days = (cells: readonly (number | null)[]): (number | null)[] => cells.map((day) => (day === null ? null : day * DAY));

const of = (
  tickets: readonly Ticket[],
  more: { since?: number; until?: number; asOf?: number; dateOnly?: readonly "resolved"[] } = {},
): KpiResult =>
  figure(
    backlog,
    [
      {
        numbers: { created: days(tickets.map(([created]) => created)), resolved: days(tickets.map(([, resolved]) => resolved)) },
        flags: { status: tickets.map(([, , solved]) => solved) },
        codes: { status: tickets.map(([, , solved]) => solved) },
      },
    ],
    {
      asOf: (more.asOf ?? 100) * DAY,
      dateOnly: more.dateOnly,
      ...(more.since === undefined ? {} : { since: more.since * DAY }),
      ...(more.until === undefined ? {} : { until: more.until * DAY }),
    },
  );

describe("backlog", () => {
  it("is what is open at the report's date, by age", () => {
    const tickets: Ticket[] = [
      [99.5, null, 0],
      [99, null, 0],
      [93, null, 0],
      [92.9, null, 0],
      [70, null, 0],
      [10, null, 0],
      [9, null, null],
      [50, 60, 1],
    ];
    expect(of(tickets)).toMatchObject({
      value: 7,
      n: 8,
      open_start: 0,
      created: 8,
      reopened: 0,
      resolved: 1,
      residue: 0,
      oldest: 9 * DAY,
      age_under_1d: 1,
      age_1_7d: 1,
      age_7_30d: 2,
      age_30_90d: 1,
      age_over_90d: 2,
    });
  });

  it("counts what came over the start of the period and what went on after its end", () => {
    const tickets: Ticket[] = [
      [1, 5, 1], // gone before
      [1, 12, 1], // open at the start, solved within
      [1, 25, 1], // open throughout
      [1, null, 0], // open throughout
      [12, 15, 1], // came and went
      [12, 25, 1], // came, solved later
      [19, null, 0], // came
      [20, null, 0], // came at the end, which is not included
    ];
    const found = of(tickets, { since: 10, until: 20 });
    expect(found).toMatchObject({ value: 4, n: 6, open_start: 3, created: 3, resolved: 2, reopened: 0, residue: 0, oldest: DAY });
    expect(found).toMatchObject({ age_under_1d: 0, age_1_7d: 1, age_7_30d: 3 });
  });

  it("takes a solved ticket that is open again for one solved and reopened", () => {
    expect(
      of(
        [
          [1, 12, 0],
          [1, 5, 0],
          [11, 12, 0],
        ],
        { since: 10, until: 20 },
      ),
    ).toMatchObject({
      value: 3,
      open_start: 2,
      created: 1,
      resolved: 2,
      reopened: 2,
      residue: 0,
    });
  });

  it("cannot tell when tickets were solved that have no date for it, unless their whole life lies within the period", () => {
    expect(
      of(
        [
          [12, null, 1],
          [1, null, 1],
          [12, 15, 1],
        ],
        { since: 10, until: 20 },
      ),
    ).toMatchObject({ value: 0, created: 2, resolved: 1, residue: 1 });
    expect(of([[12, null, 1]], { since: 10 })).toMatchObject({ value: 0, created: 1, resolved: 1, residue: 0 });
    expect(of([[12, 11, 1]], { since: 10, until: 20 })).toMatchObject({ value: 0, resolved: 0, residue: 1 });
  });

  it("believes a date without a time of day that it lies on the day of creation", () => {
    expect(of([[12.4, 12, 1]], { since: 10, until: 20, dateOnly: ["resolved"] })).toMatchObject({ value: 0, resolved: 1, residue: 0 });
  });

  it("takes the end of a period that is not over for the report's date", () => {
    expect(
      of(
        [
          [12, null, 0],
          [13, 19, 1],
        ],
        { since: 10, until: 90, asOf: 15 },
      ),
    ).toMatchObject({ value: 2, created: 2, resolved: 0, age_1_7d: 2 });
  });

  it("goes by the closing, else by the time to solve, unless that counts opening hours", () => {
    const until = 20 * DAY;
    const closed = { numbers: { created: days([1, 1]), closed: days([5, null]) } };
    expect(figure(backlog, [closed], { asOf: 30 * DAY, until })).toMatchObject({ value: 1, resolved: 1 });
    const time = { numbers: { created: days([1, 1, 1]), resolution_time: [86_400, 30 * 86_400, 86_400] }, flags: { status: [1, 1, 0] } };
    expect(figure(backlog, [time], { asOf: 50 * DAY, until })).toMatchObject({ value: 2, resolved: 1, residue: 0 });
    const business = { asOf: 50 * DAY, until, inOpeningHours: ["resolution_time"] as const };
    expect(figure(backlog, [time], business)).toMatchObject({ value: 1, resolved: 0, residue: 2 });
  });

  it("has no data without dates, and 0 where nothing is open", () => {
    expect(of([[null, null, 0]])).toMatchObject({ value: null, n: 0, oldest: null });
    expect(of([])).toMatchObject({ value: null, n: 0 });
    expect(of([[1, 2, 1]])).toMatchObject({ value: 0, n: 1 });
    expect(of([[1, 2, 1]], { since: 10, until: 20 })).toMatchObject({ value: 0, n: 0, open_start: 0 });
    expect(backlog.available(factsOf({ numbers: { created: [1] } }))).toBe(false);
  });

  it("adds up: what one period leaves open the next one starts with", () => {
    const ticket = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.option(fc.integer({ min: 0, max: 40 })), fc.boolean());
    fc.assert(
      fc.property(fc.array(ticket, { maxLength: 40 }), fc.integer({ min: 1, max: 59 }), (drawn, cut) => {
        const tickets = drawn.map(([created, took, again]): Ticket => {
          const resolved = took === null ? null : created + took;
          return [created, resolved, resolved === null || again ? 0 : 1];
        });
        const [first, second] = [of(tickets, { since: 0, until: cut }), of(tickets, { since: cut, until: 61 })];
        const [whole] = [of(tickets, { since: 0, until: 61 })];
        expect(second.open_start).toBe(first.value ?? 0);
        expect(whole.value).toBe(second.value);
        expect((first.created as number) + (second.created as number)).toBe(whole.created);
        for (const found of [first, second, whole]) {
          const ages = ["age_under_1d", "age_1_7d", "age_7_30d", "age_30_90d", "age_over_90d"].map((key) => found[key] as number);
          expect(found.residue).toBe(0);
          expect(ages.reduce((sum, n) => sum + n)).toBe(found.value ?? 0);
        }
      }),
    );
  });
});
