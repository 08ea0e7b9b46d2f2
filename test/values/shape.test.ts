import { describe, expect, it } from "vitest";
import { describeColumn } from "../../src/values/shape.ts";

describe("describeColumn", () => {
  it("counts dates and what they tell", () => {
    const shape = describeColumn([
      "2026-10-01 09:48",
      "2026-10-01T09:48Z",
      "25/12/2021",
      "12/25/2021 10:00",
      "1/2/2021",
      "Apr 14, 2026",
      "31/02/2021",
      "",
      "N/A",
    ]);
    expect(shape).toMatchObject({
      cells: 9,
      filled: 7,
      dates: 6,
      dateOnly: 3,
      withOffset: 1,
      plainOrder: 3,
      dayFirst: 1,
      monthFirst: 1,
      eitherOrder: 1,
      numbers: 0,
      durations: 0,
    });
  });

  it("tells times of day from durations", () => {
    expect(describeColumn(["8:00:00 AM", "8:02:42 PM"])).toMatchObject({ clockTimes: 2, durations: 0, dates: 0 });
    expect(describeColumn(["13:45", "00:14:30"])).toMatchObject({ clockTimes: 2, durations: 2 });
    expect(describeColumn([" 50:38:24.085", "1d 2h", "PT1H", "2 hours"])).toMatchObject({ clockTimes: 0, durations: 4 });
  });

  it("counts numbers that spell a date that exists", () => {
    const shape = describeColumn(["20260102", "202601020930", "20260102093015", "20260230", "20261301", "20260102246000", "2026010209"]);
    expect(shape).toMatchObject({ numbers: 7, compactDates: 3 });
  });

  it("describes numbers", () => {
    expect(describeColumn(["5", "-35", "2.5", "NA", "x"])).toMatchObject({
      filled: 4,
      numbers: 3,
      integers: 2,
      negatives: 1,
      numberStyle: "point",
      min: -35,
      max: 5,
    });
    expect(describeColumn(["1,5", "7"], { commaLikely: true })).toMatchObject({ numbers: 2, numberStyle: "comma", max: 7 });
    expect(describeColumn(["3,87,16,91,111", "2050,36", "4,35,47,86,389"])).toMatchObject({ numbers: 0, numberStyle: "ruined" });
    expect(describeColumn(["94.01%", "73e64869"])).toMatchObject({ numbers: 0 });
    expect(describeColumn([]).min).toBeNaN();
  });

  it("spots epochs, which are no dates yet", () => {
    expect(describeColumn(["1760000000", "1760000000000", "45939"])).toMatchObject({ unixSeconds: 1, unixMillis: 1, dates: 0, numbers: 3 });
  });

  it("counts yes and no in several languages, and distinct texts", () => {
    const shape = describeColumn(["VERDADEIRO", "Falso", "yes", "0", "sí", "maybe", "Yes ", "-"]);
    expect(shape.flags).toBe(6);
    expect(shape.distinct.get("yes")).toBe(2);
    expect(describeColumn(Array.from({ length: 300 }, (_, i) => `v${i}`)).distinct.size).toBe(200);
  });

  it.each([
    ["dates", ["2026-01-02 03:04", "2026-01-03 04:05:06", "2026-01-02T03:04", "2026-01-02 03:04"]],
    ["whole numbers", ["1", "20260102", "1", "1760000000", "7"]],
  ])("describes a column of nothing but %s as it does with a word beside them", (_kind, cells) => {
    for (const options of [{}, { commaLikely: true }]) {
      const { distinct, ...alone } = describeColumn([...cells, ""], options);
      const { distinct: distinctBeside, ...beside } = describeColumn([...cells, "", "word"], options);
      expect(beside).toEqual({ ...alone, cells: alone.cells + 1, filled: alone.filled + 1 });
      expect([...distinctBeside]).toEqual([...distinct, ["word", 1]]);
    }
  });

  it("has no filled cells where nothing but null words stand", () => {
    expect(describeColumn(["", "-", "N/A"])).toMatchObject({ cells: 3, filled: 0, dates: 0, numbers: 0 });
    expect(describeColumn(["", ""])).toMatchObject({ cells: 2, filled: 0, dates: 0, numberStyle: "point" });
  });
});
