import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fcr } from "../../src/kpi/fcr.ts";
import { art } from "../../src/kpi/art.ts";
import { KPIS } from "../../src/kpi/index.ts";
import { slaWith } from "../../src/kpi/own-sla.ts";
import { resolutionTime } from "../../src/kpi/resolution-time.ts";
import type { FcrRule, Kpi, KpiContext } from "../../src/kpi/types.ts";
import { absorbAll, type Places, saveAll } from "../../src/kpi/saved.ts";
import { context, factsOf, feed, listed, makeBatch } from "./batches.ts";
import type { Columns } from "./batches.ts";

const DAY = 86_400_000;
const GROUPS = 4;

const seconds = fc.option(fc.oneof(fc.integer({ min: 0, max: 50 }), fc.double({ min: 0, max: 1e6, noNaN: true })));
const flag = fc.option(fc.constantFrom(0, 1));
const instant = fc.option(fc.integer({ min: 0, max: 40 }).map((days) => (days * DAY) / 2));
const score = fc.option(fc.oneof(fc.integer({ min: 0, max: 11 }), fc.constantFrom(3.5, 4.25, 77)));

const NUMBERS = {
  created: instant,
  first_response: instant,
  resolved: instant,
  closed: instant,
  due: instant,
  sent: instant,
  answered_at: instant,
  response_time: seconds,
  resolution_time: seconds,
  talk: seconds,
  hold: seconds,
  wait: seconds,
  replies: fc.option(fc.integer({ min: 0, max: 3 })),
  reopens: fc.option(fc.integer({ min: 0, max: 2 })),
  reassignments: fc.option(fc.integer({ min: 0, max: 2 })),
  csat: score,
  nps: score,
  ces: score,
};
const FLAGS = {
  status: flag,
  answered: flag,
  abandoned: flag,
  transferred: flag,
  escalated: flag,
  bot: flag,
  fcr: flag,
  sla: flag,
  "sla:1": flag,
};
const BANDS = fc.constantFrom(null, null, null, 0, 1, 2, 3);

interface Row {
  readonly numbers: Record<string, number | null>;
  readonly flags: Record<string, number | null>;
  readonly customer: number | null;
  readonly agent: number | null;
  readonly response: number | null;
  readonly source: number;
  readonly group: number;
  /** Where it goes when the rows are split and shuffled. */
  readonly part: number;
  readonly rank: number;
}

const row: fc.Arbitrary<Row> = fc.record({
  numbers: fc.record(NUMBERS),
  flags: fc.record({ ...FLAGS, csat: BANDS }),
  customer: fc.option(fc.integer({ min: 0, max: 5 })),
  agent: fc.option(fc.integer({ min: 0, max: 2 })),
  response: fc.option(fc.integer({ min: 0, max: 9 })),
  source: fc.integer({ min: 0, max: 1 }),
  group: fc.integer({ min: 0, max: GROUPS - 1 }),
  part: fc.integer({ min: 0, max: 2 }),
  rank: fc.integer(),
});

const column = (rows: readonly Row[], key: string, cells: (row: Row) => Record<string, number | null>): (number | null)[] =>
  rows.map((one) => cells(one)[key]);

/** The rows of one source as columns; flags of the other kind stay away, so that both ways of telling are tried. */
function columnsOf(rows: readonly Row[], source: number, isJudged: boolean): Columns {
  const kinds =
    source === 0 ? ["response_time", "resolution_time", "answered", "sent"] : ["status", "sla:1", "transferred", "abandoned", "resolved"];
  const skipped = isJudged ? kinds : [...kinds, "sla", "sla:1"];
  const pick = (keys: readonly string[], cells: (row: Row) => Record<string, number | null>): Record<string, (number | null)[]> =>
    Object.fromEntries(keys.filter((key) => !skipped.includes(key)).map((key) => [key, column(rows, key, cells)]));
  return {
    source,
    numbers: pick(Object.keys(NUMBERS), (one) => one.numbers),
    flags: pick([...Object.keys(FLAGS), "csat"], (one) => one.flags),
    codes: {
      customer: rows.map(({ customer }) => customer),
      agent: rows.map(({ agent }) => agent),
      ...(source === 0 ? {} : { response_id: rows.map(({ response }) => response) }),
    },
  };
}

/** An aggregate fed with the rows, in batches of one source and at most `size` rows. */
function collect(kpi: Kpi, run: KpiContext, rows: readonly Row[], size: number, groupOf: (row: Row) => number) {
  const aggregate = kpi.create(run);
  for (let start = 0; start < rows.length; start += size) {
    for (const source of [0, 1]) {
      const some = rows.slice(start, start + size).filter((one) => one.source === source);
      if (some.length > 0) feed(aggregate, makeBatch(columnsOf(some, source, kpi !== ownSla)), some.map(groupOf));
    }
  }
  return aggregate;
}

const renumbered = (one: Row): Row => ({
  ...one,
  customer: one.customer === null ? null : 5 - one.customer,
  response: one.response === null ? null : 9 - one.response,
});

const PLACES: Places = {
  groups: Int32Array.of(3, 2, 1, 0),
  sources: Int32Array.of(0, 1),
  exports: Int32Array.of(0, 1),
  codes: (field) => (field === "customer" ? Int32Array.of(5, 4, 3, 2, 1, 0) : Int32Array.of(9, 8, 7, 6, 5, 4, 3, 2, 1, 0)),
};

const isAgent =
  (wanted: number | null) =>
  (text: string | null): boolean =>
    text === (wanted === null ? null : `agent ${wanted}`);
const ownSla = slaWith(
  {
    response: [
      { when: [{ field: "agent", holds: isAgent(1) }], seconds: DAY / 3000 },
      { when: [], seconds: (3 * DAY) / 1000 },
    ],
    resolution: [{ when: [{ field: "agent", holds: isAgent(null) }], seconds: (2 * DAY) / 1000 }],
  },
  "",
);

const CASES: [name: string, kpi: Kpi, rule: FcrRule | null, isTimed?: boolean][] = [
  ...KPIS.map((kpi): [string, Kpi, null] => [kpi.id, kpi, null]),
  ...(["flag", "one-touch", "no-repeat-contact"] as const).map((rule): [string, Kpi, FcrRule] => [`fcr by ${rule}`, fcr, rule]),
  ["sla by own targets", ownSla, null],
  ["art in opening hours", art, null, true],
  ["resolution_time in opening hours", resolutionTime, null, true],
];

describe("any split, order and merge gives the same bits", () => {
  it.each(CASES)("%s", (_, kpi, rule, isTimed = false) => {
    fc.assert(
      // Many rows at once are counted in another way than few.
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 60 }),
        fc.constantFrom(1, 5),
        fc.integer({ min: 1, max: 20 }),
        (some, times, size) => {
          const rows = Array.from({ length: times }, () => some).flat();
          const scale = { low: kpi.id === "nps" ? 0 : 1, high: kpi.id === "ces" ? 7 : 10, lowIsGood: false };
          const sources = [0, 1].map((source) => {
            const own = rows.filter((one) => one.source === source);
            const openingHours = { isOpen: (at: number) => at % DAY === 0, seconds: (from: number, to: number) => (to - from) / 3000 };
            const clock = isTimed ? { hours: openingHours, ownFirst: new Set<never>() } : undefined;
            return factsOf(columnsOf(own, source, kpi !== ownSla), { scale: own.length === 0 ? undefined : scale, openingHours, clock });
          });
          const plain = context(sources, rule, 15 * DAY, { since: 4 * DAY, until: 12 * DAY });
          const run: KpiContext = { ...plain, text: (field, code) => `${field} ${code}` };
          const whole = collect(kpi, run, rows, rows.length, ({ group }) => group);
          const shuffled = [...rows].sort((a, b) => a.rank - b.rank);
          const parts = [2, 0, 1].map((part) =>
            collect(
              kpi,
              run,
              shuffled.filter((one) => one.part === part),
              size,
              ({ group }) => 3 - group,
            ),
          );
          parts[0].result(0); // asked in between, it must not matter
          const merged = kpi.create(run);
          for (const part of parts) merged.merge(part, Int32Array.of(3, 2, 1, 0));
          for (let group = 0; group <= GROUPS; group += 1) expect(merged.result(group)).toEqual(whole.result(group));
          expect(listed(merged.sample?.(1))).toEqual(listed(whole.sample?.(1)));
          expect(merged.matters?.(1)).toBe(whole.matters?.(1));

          // The same parts collected elsewhere, where customers and responses have other numbers.
          const elsewhere = [2, 0, 1].map((part) =>
            collect(kpi, run, shuffled.filter((one) => one.part === part).map(renumbered), size, ({ group }) => 3 - group),
          );
          const absorbed = kpi.create(run);
          for (const part of elsewhere) absorbAll(absorbed.parts(), structuredClone(saveAll(part.parts())), PLACES);
          for (let group = 0; group <= GROUPS; group += 1) expect(absorbed.result(group)).toEqual(whole.result(group));
          expect(listed(absorbed.sample?.(1))).toEqual(listed(whole.sample?.(1)));

          const total = kpi.create(run);
          total.merge(whole, new Int32Array(GROUPS));
          expect(total.result(0)).toEqual(collect(kpi, run, rows, size, () => 0).result(0));
        },
      ),
      { numRuns: 60 },
    );
  });
});
