import { describe, expect, it } from "vitest";
import { decideColumns } from "./sources.ts";

const created = ["2026-01-01 08:00", "2026-01-02 08:00", "2026-01-03 08:00", "2026-01-04 08:00"];
const solved = ["2026-01-01 10:00", "2026-01-02 11:00", "2026-01-04 08:00", "2026-01-04 12:30"];
const columns = (header: string, cells: readonly string[]): Record<string, readonly string[]> => ({
  "Created at": created,
  "Solved at": solved,
  [header]: cells,
});

const unitOf = (decisions: ReturnType<typeof decideColumns>, field: string): unknown =>
  decisions.plans.find((plan) => plan.field === field)?.unit;
const codes = (decisions: ReturnType<typeof decideColumns>): string[] => decisions.warnings.map(({ code }) => code);

describe("units of bare numbers", () => {
  it("are what the header says", () => {
    expect(unitOf(decideColumns({ "Handle time (min)": ["4", "5"] }), "handle")).toBe("min");
  });

  it("are seconds for phone times without a unit, with a notice", () => {
    const decisions = decideColumns({ "Talk time": ["240", "300"], "Hold time": ["00:01:00", "00:00:10"] });
    expect([unitOf(decisions, "talk"), unitOf(decisions, "hold")]).toEqual(["s", undefined]);
    expect(decisions.warnings).toEqual([{ code: "unit-assumed", facts: { field: "talk", column: "Talk time", unit: "s" } }]);
  });

  it.each([
    ["min", ["120", "180", "1440", "270"]],
    ["h", ["2", "3", "24", "4.5"]],
    ["h", ["2", "3", "24", "5"]],
    ["s", ["7200", "10800", "86400", "16200"]],
    ["ms", ["7200000", "10800000", "86400000", "16200000"]],
  ])("agree with the file's instants: %s", (unit, cells) => {
    const decisions = decideColumns(columns("Resolution time", cells));
    expect(unitOf(decisions, "resolution_time")).toBe(unit);
    expect(codes(decisions)).toEqual([]);
  });

  it("are parts of a day where all are below one and come to whole seconds", () => {
    const parts = decideColumns({ "Talk time": ["0.00165509259259", "0.00280092592593", "0"] });
    expect([unitOf(parts, "talk"), codes(parts)]).toEqual(["d", ["unit-assumed"]]);
    const others = decideColumns({ "Talk time": ["0.51", "0.0000333"] });
    expect([others.plans, codes(others)]).toEqual([[], ["unit-unknown"]]);
    expect(unitOf(decideColumns({ "Hold time": ["0", "0"] }), "hold")).toBe("s");
  });

  it("are unknown when nothing agrees: the column is not used", () => {
    const decisions = decideColumns(columns("Resolution time", ["7", "70", "9", "800"]));
    expect(decisions.plans.map(({ field }) => field)).toEqual(["created", "resolved"]);
    expect(codes(decisions)).toEqual(["unit-unknown"]);
    expect(codes(decideColumns({ "First response time": ["7", "8"] }))).toEqual(["unit-unknown"]);
  });

  it("of the header stand, with a warning when they are off by a clean factor", () => {
    const decisions = decideColumns(columns("Resolution time (min)", ["2", "3", "24", "4.5"]));
    expect(unitOf(decisions, "resolution_time")).toBe("min");
    expect(decisions.warnings).toEqual([
      { code: "unit-suspect", facts: { field: "resolution_time", column: "Resolution time (min)", unit: "min", factor: 60, fits: "h" } },
    ]);
  });

  it("are parts of a day under a header that promises clock notation", () => {
    const parts = decideColumns({ "Talk time (HH:MM:SS)": ["0.0016550926", "0.0833333333", "1.5"] });
    expect([unitOf(parts, "talk"), codes(parts)]).toEqual(["d", ["unit-assumed"]]);
    const others = decideColumns({ "Talk time (HH:MM:SS)": ["143", "242"] });
    expect([unitOf(others, "talk"), codes(others)]).toEqual(["hms", []]);
  });

  it("in business hours are not held against calendar instants", () => {
    expect(codes(decideColumns(columns("Resolution time (hours, business hours)", ["1", "2", "9", "3"])))).not.toContain("unit-suspect");
  });
});

describe("clock notation", () => {
  it("of two parts is minutes and seconds where hours would be no calls, in all columns of the phone system", () => {
    const decisions = decideColumns({ "Talk time": ["4:35", "12:10", "0:48"], "Hold time": ["0:10", "0:00", "1:05"] });
    expect([unitOf(decisions, "talk"), unitOf(decisions, "hold")]).toEqual(["mmss", "mmss"]);
    expect(codes(decisions)).toEqual(["unit-assumed", "unit-assumed"]);
  });

  it("of two parts stays hours and minutes where calls can be so long, or a cell has three", () => {
    expect(unitOf(decideColumns({ "Talk time": ["0:35", "0:10", "1:20"] }), "talk")).toBeUndefined();
    expect(unitOf(decideColumns({ "Talk time": ["4:35", "12:10", "0:10:00"] }), "talk")).toBeUndefined();
  });

  it("of two parts is what the file's instants say", () => {
    const minutes = ["2026-01-01 08:02", "2026-01-02 08:03", "2026-01-03 08:30", "2026-01-04 08:04"];
    const cells = ["2:00", "3:00", "30:00", "4:00"];
    const decisions = decideColumns({ "Created at": created, "Solved at": minutes, "Resolution time": cells });
    expect([unitOf(decisions, "resolution_time"), codes(decisions)]).toEqual(["mmss", []]);
    expect(unitOf(decideColumns(columns("Resolution time", ["2:00", "3:00", "24:00", "4:30"])), "resolution_time")).toBeUndefined();
  });

  it("with AM and PM is a length where most of the column is past midnight, or the instants say so", () => {
    expect(unitOf(decideColumns({ "Talk time": ["12:02:23 AM", "12:40:00 AM", "1:15:00 AM"] }), "talk")).toBe("hms");
    expect(unitOf(decideColumns({ "Talk time": ["9:02:23 AM", "12:40:00 AM", "1:15:00 PM"] }), "talk")).toBeUndefined();
    const lengths = ["2:00:00 AM", "3:00:00 AM", "4:00:00 AM", "4:30:00 AM"];
    const solved4 = [...solved.slice(0, 2), "2026-01-03 12:00", solved[3]];
    const decisions = decideColumns({ "Created at": created, "Solved at": solved4, "Resolution time (hh:mm:ss)": lengths });
    expect(unitOf(decisions, "resolution_time")).toBe("hms");
  });
});
