import { describe, expect, it } from "vitest";
import { findKpi } from "../../src/kpi/index.ts";
import type { Aggregate, Kpi, KpiResult } from "../../src/kpi/types.ts";
import { compareReports, type Verdict } from "../../src/report/compare.ts";
import type { GroupIndex } from "../../src/report/groups.ts";
import type { GroupReport, Report } from "../../src/report/model.ts";
import { standOuts } from "../../src/report/standouts.ts";
import { Sample } from "../../src/stats/sample.ts";
import { answersOf, CSAT_SHARES, lognormal, sampleOf, scores, seeded } from "../stats/simulation.ts";

type Random = () => number;

/** As much of a figure as is compared. */
type Figure = Pick<KpiResult, "value" | "n" | "numerator"> & { readonly times?: Sample };

/** What a KPI of a group is drawn from: `shift` moves it, 0 = as everywhere. */
interface Source {
  readonly kpi: string;
  readonly result: (n: number, shift: number, random: Random) => Figure;
}

const SOURCES: readonly Source[] = [
  {
    kpi: "csat",
    result: (n, shift, random) => {
      let numerator = 0;
      for (let i = 0; i < n; i++) if (random() < 0.8 + shift) numerator++;
      return { value: (100 * numerator) / n, n, numerator };
    },
  },
  {
    kpi: "nps",
    result: (n, shift, random) => {
      const counts = answersOf(n, [0.5 + shift, 0.2], random);
      const figure = { value: (100 * (counts.promoters - counts.detractors)) / n, n, ...counts };
      return figure;
    },
  },
  {
    kpi: "ces",
    result: (n, _shift, random) => {
      const drawn = sampleOf(n, scores([...CSAT_SHARES]), random);
      const distribution: Record<string, number> = {};
      for (const score of drawn) distribution[score] = (distribution[score] ?? 0) + 1;
      const figure = { value: drawn.reduce((sum, score) => sum + score, 0) / n, n, scale: "1-7", distribution };
      return figure;
    },
  },
  {
    kpi: "art",
    result: (n, shift, random) => {
      const times = sampleOf(n, (own) => Math.exp(shift) * lognormal(own), random);
      return { value: times.reduce((sum, time) => sum + time, 0) / n, n, times: Sample.of(times) };
    },
  },
];

const kpiOf = (id: string): Kpi => findKpi(id)!;

/** A report of groups with these sizes, the total first; `shifts` by group. */
const reportOf = ({ kpi, result }: Source, sizes: readonly number[], shifts: readonly number[], random: Random): Report => {
  const groupOf = (by: Record<string, string>, n: number, shift: number): GroupReport => {
    const found = result(n, shift, random);
    return { by, kpis: { [kpi]: found as unknown as KpiResult }, sample: () => found.times ?? null };
  };
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const groups = [groupOf({}, total, 0), ...sizes.map((size, i) => groupOf({ agent: `agent ${i}` }, size, shifts[i] ?? 0))];
  return { groups, kpis: [kpiOf(kpi)], period: { since: 0, until: 1 } } as unknown as Report;
};

const verdictsOf = (source: Source, sizes: readonly number[], shifts: readonly number[], random: Random): Verdict[] => {
  const [before, now] = [reportOf(source, sizes, [], random), reportOf(source, sizes, shifts, random)];
  return compareReports(now, before, null).groups.map(({ kpis }) => kpis[source.kpi].verdict);
};

const RUNS = 400;
/** Five of a hundred, and three standard errors of as many runs. */
const MOST = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / RUNS);

const shareOf = (runs: number, isSo: (random: Random) => boolean): number => {
  const random = seeded(2026);
  let count = 0;
  for (let run = 0; run < runs; run++) if (isSo(random)) count++;
  return count / runs;
};

describe("--compare on pure noise", () => {
  it.each(SOURCES.map((source) => [source.kpi, source] as const))(
    "%s: the total is called better or worse at most 5 times of 100",
    (_kpi, source) => {
      for (const size of [20, 120]) {
        const called = shareOf(RUNS, (random) => verdictsOf(source, [size], [], random)[0] !== "no clear change");
        expect(called).toBeLessThan(MOST);
      }
    },
  );

  it.each(SOURCES.map((source) => [source.kpi, source] as const))(
    "%s: of 8 groups anyone is called so at most 5 times of 100",
    (_kpi, source) => {
      const called = shareOf(RUNS, (random) => {
        const [, ...groups] = verdictsOf(source, [12, 20, 30, 30, 40, 60, 80, 100], [], random);
        return groups.some((verdict) => verdict !== "no clear change");
      });
      expect(called).toBeLessThan(MOST);
    },
  );
});

describe("--compare on a planted change", () => {
  it.each([
    ["csat", 0.15, "better", 0.85],
    ["csat", -0.25, "worse", 0.85],
    // Of 4 groups the first is judged at 1.25 %: scipy 1.17, norm.sf(2.498 - .25 / sqrt((.61 + .6475) / 150)) = 0.59.
    ["nps", 0.25, "better", 0.52],
    ["art", 0.8, "worse", 0.95],
    ["art", -0.8, "better", 0.95],
  ] as const)("%s moved by %d in one of 4 groups: that one is %s, and it alone", (kpi, shift, verdict, power) => {
    const source = SOURCES.find((one) => one.kpi === kpi)!;
    let found = 0;
    const others = shareOf(RUNS, (random) => {
      const [, first, ...rest] = verdictsOf(source, [150, 150, 150, 150], [shift], random);
      if (first === verdict) found++;
      return rest.some((one) => one !== "no clear change");
    });
    expect(found / RUNS).toBeGreaterThan(power);
    expect(others).toBeLessThan(MOST);
  });
});

describe("people beside the rest", () => {
  const SIZES = [15, 20, 30, 40, 60];

  /** Codes of what is said of people with these shifts. */
  const saidOf = (source: Source, shifts: readonly number[], random: Random): string[] => {
    const results = SIZES.map((size, i) => source.result(size, shifts[i] ?? 0, random));
    const aggregate = {
      result: (group: number) => results[group],
      sample: (group: number) => results[group].times!,
    } as unknown as Aggregate;
    const groups = { dimensions: [{}], counts: SIZES, codes: [SIZES.map((_, i) => i)] } as unknown as GroupIndex;
    const shown = SIZES.map((count, i) => ({ by: { agent: `Agent${i}` }, members: [i], count }));
    return standOuts([kpiOf(source.kpi)], [aggregate], groups, shown, "agent").map(({ code }) => code);
  };

  it.each(["csat", "art"])("%s: where all are alike somebody stands out at most 5 times of 100", (kpi) => {
    const source = SOURCES.find((one) => one.kpi === kpi)!;
    expect(shareOf(RUNS, (random) => saidOf(source, [], random).includes("stands-out"))).toBeLessThan(MOST);
  });

  it("who is twice as slow is found", () => {
    const source = SOURCES.find(({ kpi }) => kpi === "art")!;
    expect(shareOf(RUNS, (random) => saidOf(source, [0, 0, 0, 0, 0.8], random).includes("stands-out"))).toBeGreaterThan(0.9);
  });
});
