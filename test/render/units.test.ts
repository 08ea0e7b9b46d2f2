import { describe, expect, it } from "vitest";
import { count, decimal, duration, percent, signed } from "../../src/render/units.ts";

describe("duration", () => {
  it.each([
    [0, "0s"],
    [4.23, "4.2s"],
    [9.97, "10s"],
    [45, "45s"],
    [59.6, "1m 00s"],
    [299.1, "4m 59s"],
    [599.6, "10m"],
    [39 * 60, "39m"],
    [59.7 * 60, "1h 00m"],
    // 82.5 minutes: halves go to the even minute.
    [82.5 * 60, "1h 22m"],
    [83.5 * 60, "1h 24m"],
    [1469 * 60, "24h 29m"],
    [47 * 3600 + 59.6 * 60, "2d 00h"],
    [56.58 * 3600, "2d 08h"],
    [12_345 * 86_400, "12,345d"],
  ])("%d s is %s", (seconds, text) => expect(duration(seconds)).toBe(text));
});

describe("numbers", () => {
  it("separates thousands from 10,000 on", () =>
    expect([0, 9999, 10_000, 1_234_567].map(count)).toEqual(["0", "9999", "10,000", "1,234,567"]));
  it("has no negative zero", () => expect([decimal(-0.04, 1), signed(-0.4)]).toEqual(["0.0", "0"]));
  it("has signs for points", () => expect([signed(53.2), signed(-12.6)]).toEqual(["+53", "-13"]));
  it("does not round to all or nothing", () =>
    expect([percent(99.97, 1), percent(0.2, 0), percent(100, 0), percent(0, 1)]).toEqual([">99.9%", "<1%", "100%", "0.0%"]));
});
