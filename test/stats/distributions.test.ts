import { describe, expect, it } from "vitest";
import { normalCdf, normalQuantile, normalTail } from "../../src/stats/normal.ts";
import { studentCdf, studentQuantile, studentTail } from "../../src/stats/student.ts";

/** Equal but for the last few of sixteen digits. */
const near =
  (expected: number, relative = 1e-12) =>
  (actual: unknown): boolean =>
    Math.abs(Number(actual) - expected) <= relative * Math.abs(expected);

describe("normal distribution", () => {
  // scipy 1.17: stats.norm.sf(x)
  it.each([
    [-8, 0.9999999999999993],
    [-1.5, 0.9331927987311419],
    [0, 0.5],
    [0.5, 0.3085375387259869],
    [1.96, 0.024997895148220435],
    [2.9999, 0.001350341282954925],
    [3, 0.0013498980316300933],
    [5, 2.866515718791933e-7],
    [10, 7.61985302416047e-24],
    [37, 5.7255712225239266e-300],
  ])("has the tail P(Z > %d)", (x, tail) => {
    expect(normalTail(x)).toSatisfy(near(tail));
    expect(normalCdf(-x)).toSatisfy(near(tail));
  });

  // scipy 1.17: stats.norm.ppf(p)
  it.each([
    [1e-300, -37.0470962993612],
    [1e-10, -6.361340902404056],
    [0.025, -1.9599639845400545],
    [0.3, -0.5244005127080409],
    [0.9, 1.2815515655446004],
    [0.9999, 3.719016485455709],
  ])("has the quantile of %d", (p, x) => expect(normalQuantile(p)).toSatisfy(near(x)));

  it("has its middle at 0 and its ends nowhere", () => {
    expect([normalQuantile(0), normalQuantile(0.5), normalQuantile(1)]).toEqual([-Infinity, 0, Infinity]);
  });
});

describe("Student's t", () => {
  // scipy 1.17: stats.t.ppf(.975, df), stats.t.ppf(.6, df), stats.t.cdf(1.3, df), stats.t.sf(6, df)
  it.each([
    [0.5, 164.55767348048818, 0.3979754267847907, 0.7296926732774399, 0.13065468873499939],
    [1, 12.706204736174694, 0.32491969623290634, 0.7912855998398473, 0.05256845671125344],
    [2, 4.302652729749462, 0.2886751345948128, 0.8383764840919798, 0.013335736607712385],
    [3.7, 2.8675207071911895, 0.27216446429206953, 0.8656666379136863, 0.0024822856503695125],
    [10, 2.228138851986274, 0.2601848294920803, 0.8886170913965777, 6.605443017739279e-5],
    [30, 2.0422724563012378, 0.2556053649519128, 0.8982495207309416, 6.971384383602382e-7],
    [999, 1.9623414611334493, 0.2534145833303675, 0.9030495859021745, 1.3781345344522111e-9],
    // The first also by mpmath with 30 digits: 1.95996635681410703525…
    [1e6, 1.959966356814107, 0.25334717053784184, 0.9031993655954373, 9.86924906177215e-10],
  ])("with %d degrees of freedom", (df, high, low, cdf, tail) => {
    expect(studentQuantile(0.975, df)).toSatisfy(near(high, 2e-11));
    expect(studentQuantile(0.4, df)).toSatisfy(near(-low, 2e-11));
    expect(studentCdf(1.3, df)).toSatisfy(near(cdf, 1e-11));
    expect(studentTail(6, df)).toSatisfy(near(tail, 1e-9));
  });
});
