import { describe, expect, it } from "vitest";
import {
  type Difference,
  differenceOfCounts,
  differenceOfMeans,
  differenceOfNps,
  differenceOfScores,
  differenceOfShares,
  differenceOfTimes,
  momentsOf,
} from "../../src/stats/difference.ts";
import { fisherExact } from "../../src/stats/fisher.ts";
import { holm } from "../../src/stats/holm.ts";
import type { Interval } from "../../src/stats/interval.ts";
import { kaplanMeierMedian } from "../../src/stats/kaplan-meier.ts";
import { mannWhitney } from "../../src/stats/mann-whitney.ts";
import { type Mean, meanOfCounts } from "../../src/stats/mean.ts";
import { npsInterval } from "../../src/stats/nps.ts";
import { medianInterval, quantile } from "../../src/stats/quantile.ts";
import { Sample } from "../../src/stats/sample.ts";
import { wilson } from "../../src/stats/wilson.ts";

/**
 * Every statistic at none, one, few, very many, ties and all equal, each beside a value from scipy 1.17 or numpy with the call that gave it.
 * What published examples and usual sizes say stands in the other files here. z is norm.ppf(.975).
 */

const near = (found: number, wanted: number): void => {
  expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(wanted)));
};

const nearInterval = (found: Interval, [low, high]: readonly [number, number]): void => {
  near(found.low, low);
  near(found.high, high);
};

const nearDifference = (found: Omit<Difference, "judged">, [difference, low, high, p]: readonly [number, number, number, number]): void => {
  near(found.difference, difference);
  near(found.low!, low);
  near(found.high!, high);
  expect(found.p).toBeCloseTo(p, 11);
};

const meanOf = (sorted: Float64Array): Mean | null => {
  const { values, counts } = Sample.of(sorted);
  return meanOfCounts(values, counts);
};

const sample = (...values: number[]): Float64Array => Float64Array.from(values).sort();

/** [(i * i) % modulus for i in range(count)]: many values with ties, in no order. */
const squares = (count: number, modulus: number): Float64Array => Float64Array.from({ length: count }, (_, i) => (i * i) % modulus).sort();

/** [i % modulus for i in range(count)] */
const rounds = (count: number, modulus: number): Float64Array => Float64Array.from({ length: count }, (_, i) => i % modulus).sort();

const moments = (values: Float64Array): ReturnType<typeof momentsOf> => momentsOf(values, new Uint8Array(values.length).fill(1));

describe("Wilson's interval", () => {
  // 100 * binomtest(k, n).proportion_ci(method="wilson")
  it.each<[number, number, [number, number]]>([
    [0, 1, [0, 79.34506856227625]],
    [1, 1, [20.654931437723747, 100]],
    [1, 2, [9.453120573423075, 90.54687942657694]],
    [3, 7, [15.82198552514697, 74.95416354723427]],
    [999, 1000, [99.4357441402042, 99.98234536293738]],
    [1, 1_000_000, [1.765245767453709e-5, 5.664911804311442e-4]],
    [500_000, 1_000_000, [49.902001989000475, 50.097998010999525]],
  ])("%d of %d", (k, n, wanted) => nearInterval(wilson(k, n)!, wanted));

  it("of none", () => expect(wilson(0, 0)).toBeNull());
});

describe("adjusted Wald of NPS", () => {
  // n = P + S + D + 3; p, d = (P + .75) / n, (D + .75) / n; 100 * (p - d ± z * sqrt((p + d - (p - d) ** 2) / n)), within ±100
  it.each<[number, number, number, [number, number]]>([
    [1, 0, 0, [-48.49864942025203, 98.49864942025202]],
    [0, 1, 0, [-60.01139595444137, 60.01139595444137]],
    [0, 0, 1, [-98.49864942025202, 48.49864942025203]],
    [1, 1, 1, [-61.11261433804317, 61.11261433804317]],
    [7, 0, 7, [-45.39050543249397, 45.39050543249397]],
    [0, 500, 0, [-0.4772278008305477, 0.4772278008305477]],
    [50_000, 30_000, 20_000, [29.515032131039572, 30.483167922958813]],
  ])("of %d promoters, %d passives, %d detractors", (p, s, d, wanted) => nearInterval(npsInterval(p, s, d)!, wanted));

  it("of none", () => expect(npsInterval(0, 0, 0)).toBeNull());
});

describe("mean and its t interval", () => {
  // x.mean(); stats.t.interval(.95, len(x) - 1, x.mean(), stats.sem(x))
  it.each<[string, Float64Array, [number, number, number]]>([
    ["two", sample(1, 2), [1.5, -4.853102368087347, 7.853102368087347]],
    ["ties", sample(5, 5, 5, 4, 4, 1), [4, 2.374221297506531, 5.625778702493469]],
    ["very many", rounds(100_000, 7), [2.99995, 2.987553964814119, 3.0123460351858813]],
    ["all equal", sample(4, 4, 4, 4), [4, 4, 4]],
  ])("of %s", (_, values, [mean, low, high]) => {
    const found = meanOf(values)!;
    near(found.mean, mean);
    nearInterval(found.interval!, [low, high]);
  });

  it("of none, and of one", () => {
    expect(meanOf(sample())).toBeNull();
    expect(meanOf(sample(3))).toEqual({ mean: 3, interval: null });
  });
});

describe("quantiles", () => {
  // [np.quantile(x, q) for q in (.1, .5, .9)]
  it.each<[string, Float64Array, [number, number, number]]>([
    ["one", sample(7), [7, 7, 7]],
    ["two", sample(1, 2), [1.1, 1.5, 1.9]],
    ["ties", sample(1, 1, 1, 2, 2, 9), [1, 1.5, 5.5]],
    ["all equal", sample(4, 4, 4, 4, 4, 4, 4, 4, 4), [4, 4, 4]],
    ["very many", squares(10_007, 1009), [87, 505, 922]],
  ])("of %s", (_, values, wanted) => {
    expect([0.1, 0.5, 0.9].map((p) => quantile(values, p)!).map((value) => Number(value.toFixed(12)))).toEqual(wanted);
  });

  it("of none", () => expect(quantile(sample(), 0.9)).toBeNull());
});

describe("the median's interval by ranks", () => {
  // stats.quantile_test(x, q=.5, p=.5).confidence_interval(.95)
  it.each<[string, Float64Array, [number, number]]>([
    ["ties", sample(1, 1, 2, 2, 2, 2, 3, 9), [1, 9]],
    ["all equal", sample(4, 4, 4, 4, 4, 4, 4), [4, 4]],
    ["very many", squares(10_007, 1009), [500, 512]],
  ])("of %s", (_, values, wanted) => nearInterval(medianInterval(values)!, wanted));

  it("of none, and of one", () => expect([medianInterval(sample()), medianInterval(sample(5))]).toEqual([null, null]));
});

describe("two shares", () => {
  // a, b = the Wilson intervals above; d ± hypot(…) (Newcombe's method 10); p: fisher_exact where a cell is below 5, else
  // chi2_contingency(table, correction=False)
  it.each<[number, number, number, number, [number, number, number, number]]>([
    [0, 1, 1, 1, [100, -12.210872068194178, 100, 1]],
    [1, 1, 1, 1, [0, -79.34506856227625, 79.34506856227625, 1]],
    [0, 5, 0, 5, [0, -43.44824647831748, 43.44824647831748, 1]],
    [5, 5, 0, 5, [-100, -100, -38.55490056903436, 0.007936507936507938]],
    [9, 10, 3, 10, [-60, -80.90179735354882, -17.052272393450295, 0.019766611097880443]],
    [50, 100, 50, 100, [0, -13.600275402907416, 13.600275402907416, 1]],
    [80, 100, 90, 100, [10, 0.014902511855761913, 19.94738700780696, 0.04767038065616147]],
    [400_000, 500_000, 401_000, 500_000, [0.2, 0.043497582610722646, 0.3565014794869827, 0.01225523212673121]],
  ])("%d of %d and %d of %d", (h1, n1, h2, n2, wanted) => nearDifference(differenceOfShares(h1, n1, h2, n2)!, wanted));

  it("none on a side", () => expect([differenceOfShares(0, 0, 1, 2), differenceOfShares(1, 2, 0, 0)]).toEqual([null, null]));
});

describe("what a verdict on two shares goes by", () => {
  // R: all tables with p as small, p as above. K = 4.42: b = (h1 + h2) / N; Wilson's interval of b with K for z; the greatest of
  // sum(binom.pmf(x, n1, s) * binom.pmf(y, n2, s) over R) for 4001 shares s spread evenly over it (numpy 2, scipy 1.17); at least p
  it.each([
    [80, 100, 90, 100, 0.0499645],
    [9, 25, 16, 25, 0.0646816],
    [14, 20, 3, 20, 0.0010646],
    [45, 50, 33, 50, 0.0037696],
    [12, 20, 72, 200, 0.0351685],
    [3, 30, 10, 30, 0.0574663],
  ])("%d of %d and %d of %d: %d", (h1, n1, h2, n2, wanted) => {
    expect(Math.abs(differenceOfShares(h1, n1, h2, n2)!.judged - wanted)).toBeLessThan(1e-5);
  });
});

describe("what a verdict on answers goes by", () => {
  const scores = (counts: number[]) => ({ values: [1, 2, 3, 4, 5], counts });

  // z = np.r_[x, y]; e = sqrt(z.var(ddof=1) * (1 / len(x) + 1 / len(y))); 2 * norm.sf((abs(y.mean() - x.mean()) - step / 2 / min(len(x), len(y))) / e)
  it.each([
    ["five that are all alike", [0, 0, 0, 0, 5], [30, 25, 45, 150, 250], 0.1344481209638616],
    ["near the limit", [6, 5, 9, 30, 50], [2, 3, 6, 29, 60], 0.0519061781656186],
    ["only the best and the worst, less than a step apart", [0, 0, 0, 0, 5], [25, 0, 0, 0, 475], 1],
  ])("scores, %s", (_, before, now, wanted) => {
    expect(differenceOfScores(scores(before), scores(now))!.judged).toBeCloseTo(wanted, 12);
  });

  it("net promoter scores, with passives and without", () => {
    const counts = ([promoters, passives, detractors]: readonly number[]) => ({ promoters, passives, detractors });
    expect(differenceOfNps(counts([20, 5, 5]), counts([10, 8, 12]))!.judged).toBeCloseTo(0.013834592983127947, 12);
    expect(differenceOfNps(counts([20, 0, 10]), counts([12, 0, 18]))!.judged).toBeCloseTo(0.05428342379628648, 12);
  });

  it("times that are only 0 or 1, by their ranks: r = rankdata(z) in the place of z, step = 7", () => {
    expect(mannWhitney(Sample.of([0, 0, 0, 0, 0, 0, 1]), Sample.of([0, 1, 1, 1, 1, 1, 1]))!.judged).toBeCloseTo(0.020457235885135372, 12);
    const distinct = mannWhitney(Sample.of([1, 2, 3, 4]), Sample.of([5, 6, 7, 8]))!;
    expect(distinct.judged).toBe(distinct.p);
  });
});

describe("two net promoter scores", () => {
  const counts = ([promoters, passives, detractors]: readonly [number, number, number]) => ({ promoters, passives, detractors });

  // s, v of each by the formula above; raw difference, 100 * (s2 - s1 ± z * sqrt(v1 + v2)) within ±200, 2 * norm.sf(abs(s2 - s1) / sqrt(v1 + v2))
  it.each<[[number, number, number], [number, number, number], [number, number, number, number]]>([
    [
      [1, 0, 0],
      [0, 0, 1],
      [-200, -153.9427868262258, 53.94278682622582, 0.3457785861511603],
    ],
    [
      [0, 1, 0],
      [1, 0, 0],
      [100, -69.88634839112451, 119.88634839112451, 0.6055766163353464],
    ],
    [
      [5, 3, 2],
      [5, 3, 2],
      [0, -59.577336230032195, 59.577336230032195, 1],
    ],
    [
      [10, 0, 0],
      [0, 0, 10],
      [-200, -195.45164563470635, -112.2406620576013, 4.247514795458873e-13],
    ],
    [
      [50_000, 30_000, 20_000],
      [50_500, 29_900, 19_600],
      [0.9, 0.21665589687049425, 1.5832901047494512, 0.009840053790814375],
    ],
  ])("%j and %j", (first, second, wanted) => nearDifference(differenceOfNps(counts(first), counts(second))!, wanted));

  it("none on a side", () => expect(differenceOfNps(counts([0, 0, 0]), counts([1, 0, 0]))).toBeNull());
});

describe("two means by Welch", () => {
  // t = ttest_ind(y, x, equal_var=False); t.confidence_interval(.95); t.pvalue
  it.each<[string, Float64Array, Float64Array, [number, number, number, number]]>([
    ["of two", sample(1, 2), sample(4, 9), [5, -22.246607370335713, 32.24660737033571, 0.2856363232446614]],
    ["with ties", sample(5, 5, 4), sample(1, 1, 1, 2), [-41 / 12, -4.569878003049109, -2.263455330284225, 0.0011642255007970762]],
    ["one all equal", sample(3, 3, 3), sample(1, 5, 3, 6), [0.75, -2.778307858930696, 4.278307858930696, 0.5472220316449553]],
    ["of very many", rounds(5000, 7), rounds(4000, 8), [0.501, 0.4108879253667475, 0.5911120746332522, 1.8268510056406946e-27]],
  ])("%s", (_, x, y, wanted) => nearDifference(differenceOfMeans(moments(x), moments(y))!, wanted));

  it("none on a side", () => expect(differenceOfMeans(moments(sample()), moments(sample(1)))).toBeNull());
});

describe("two medians", () => {
  // se(v) = (v[n - k] - v[k - 1]) / (2 * z) of the sorted values, k by binom.cdf (Price and Bonett 2002); d ± z * hypot(se(x), se(y));
  // mannwhitneyu(x, y, use_continuity=True, method="asymptotic").pvalue
  it.each<[string, Float64Array, Float64Array, [number, number, number, number]]>([
    ["of six", sample(1, 2, 3, 4, 5, 6), sample(2, 4, 6, 8, 10, 12), [3.5, -2.0901699437494745, 9.090169943749475, 0.10745320436896048]],
    [
      "with ties",
      sample(1, 1, 1, 1, 2, 2, 2),
      sample(1, 2, 2, 2, 2, 2, 3, 3),
      [1, 1 - Math.sqrt(1.25), 2.118033988749895, 0.05412657644747047],
    ],
    ["all equal", new Float64Array(8).fill(5), new Float64Array(9).fill(5), [0, 0, 0, 1]],
    ["each all equal", new Float64Array(8).fill(5), new Float64Array(9).fill(6), [1, 1, 1, 7.998519337056912e-5]],
    ["of very many", squares(5003, 1009), squares(4001, 1013), [3, -17.524375751773793, 23.524375751773793, 0.7116369572938898]],
  ])("%s", (_, x, y, wanted) => nearDifference(differenceOfTimes(Sample.of(x), Sample.of(y), "median")!, wanted));

  it("Mann–Whitney of very many with ties", () => {
    // mannwhitneyu(x, y, use_continuity=True, method="asymptotic").statistic
    expect(mannWhitney(Sample.of(squares(5003, 1009)), Sample.of(squares(4001, 1013)))!.u).toBe(9_963_195.5);
  });

  it("none on a side, and one", () => {
    expect(differenceOfTimes(Sample.of([]), Sample.of([1]), "median")).toBeNull();
    expect(differenceOfTimes(Sample.of([5]), Sample.of([6]), "median")).toMatchObject({ difference: 1, low: null, high: null, p: 1 });
  });
});

describe("two counts", () => {
  // s = c1 + c2; h = l2 / (l1 + l2); c2 - c1 ± z * sqrt(s); 2 * norm.sf(max(0, abs(c2 - s * h) - .5) / sqrt(s * h * (1 - h)));
  // binomtest(c2, s, h).pvalue gives 1, 0.0987, 0.00433 and 0.025862
  it.each<[number, number, number, number, [number, number, number, number]]>([
    [1, 1, 0, 1, [-1, -2.959963984540054, 0.959963984540054, 1]],
    [10, 1, 20, 1, [10, -0.735164862302943, 20.735164862302945, 0.10034824646229075]],
    [100, 30, 150, 31, [50, 19.010248384771923, 80.98975161522807, 0.004508374625812243]],
    [100_000, 365, 101_000, 365, [1000, 121.28888537840874, 1878.7111146215912, 0.02586263656892806]],
    [0, 1, 0, 1, [0, 0, 0, 1]],
    [7, 1, 7, 1, [0, -7.33351372056518, 7.33351372056518, 1]],
  ])("%d in %d and %d in %d", (c1, l1, c2, l2, wanted) => nearDifference(differenceOfCounts(c1, l1, c2, l2), wanted));
});

it("Fisher's test of one each, of all equal and of none", () => {
  // fisher_exact([[1, 0], [0, 1]]).pvalue, fisher_exact([[4, 4], [4, 4]]).pvalue
  expect(fisherExact(1, 1, 0, 1)).toBe(1);
  expect(fisherExact(4, 8, 4, 8)).toBeCloseTo(1, 12);
  expect(fisherExact(0, 0, 0, 0)).toBe(1);
});

it("Holm's adjustment of ties, of one and of very many", () => {
  // R: p.adjust(c(.01, .01, .02), "holm") = 0.03 0.03 0.03; p.adjust(rep(.04, 1000), "holm") = 1, all of them
  expect(holm([0.01, 0.01, 0.02])).toEqual([0.03, 0.03, 0.03]);
  expect(holm([0.04])).toEqual([0.04]);
  expect(new Set(holm(Array.from({ length: 1000 }, () => 0.04)))).toEqual(new Set([1]));
});

it("the Kaplan–Meier median of very many, none cut off, is the plain one", () => {
  const times = squares(10_007, 1009);
  // np.quantile(x, .5)
  expect(kaplanMeierMedian(Sample.of(times), Sample.of([]))!.median).toBe(505);
});
