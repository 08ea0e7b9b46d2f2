import { describe, expect, it } from "vitest";
import { decideColumns, decideTable } from "./sources.ts";

const formats = (decisions: ReturnType<typeof decideColumns>): Record<string, unknown> =>
  Object.fromEntries(decisions.plans.filter(({ kind }) => kind === "instant").map(({ field, format }) => [field, format ?? null]));

describe("day/month order", () => {
  it("needs no order for ISO dates and month names", () => {
    expect(formats(decideColumns({ "Created at": ["2026-01-02 10:00"], "Solved at": ["25/Feb/26 10:17 PM"] }))).toEqual({
      created: "ymd",
      resolved: "ymd",
    });
  });

  it("is settled by a part above 12 anywhere in the column", () => {
    expect(formats(decideColumns({ Created: ["01-02-2021", "1/13/2021", "2/3/2021"] }))).toEqual({ created: "mdy" });
    expect(formats(decideColumns({ Created: ["1/9/21", "25/12/2021"] }))).toEqual({ created: "dmy" });
  });

  it("is inherited from the file's other date columns", () => {
    expect(formats(decideColumns({ Created: ["03/04/2026"], Closed: ["13/04/2026"] }))).toEqual({ created: "dmy", closed: "dmy" });
  });

  it("is not inherited from columns that disagree", () => {
    const decisions = decideColumns({ Created: ["03/04/2026"], Resolved: ["13/04/2026"], Closed: ["04/13/2026"] });
    expect(decisions.undecided.map(({ field }) => field)).toEqual(["created"]);
    expect(decisions.present).toContain("created");
  });

  it("follows other signs where the columns disagree", () => {
    const columns = { Created: ["03/04/2026", "05/04/2026"], Resolved: ["13/04/2026", "05/04/2026"], Due: ["04/13/2026", "04/13/2026"] };
    const decisions = decideColumns({ ...columns, "Last updated": ["04/04/2026", "01/05/2026"] });
    expect(formats(decisions)).toEqual({ created: "dmy", resolved: "dmy", due: "mdy", updated: "dmy" });
  });

  it("follows ids that grow with time", () => {
    const columns = {
      "Ticket ID": ["T-1", "T-2", "T-3", "T-4", "T-5", "T-6"],
      Created: ["11/01/2026", "12/01/2026", "01/02/2026", "02/02/2026", "03/03/2026", "01/04/2026"],
    };
    expect(formats(decideColumns(columns))).toEqual({ created: "dmy" });
  });

  it("follows created before resolved", () => {
    expect(formats(decideColumns({ Created: ["03/04/2026", "05/04/2026"], Resolved: ["04/04/2026", "01/05/2026"] }))).toEqual({
      created: "dmy",
      resolved: "dmy",
    });
  });

  it("follows that nothing lies in the future", () => {
    expect(formats(decideColumns({ Created: ["11/10/2026", "12/11/2026"] }))).toEqual({ created: "dmy" });
  });

  it("stays open when the signs contradict each other", () => {
    // Day first, nothing lies ahead; month first, nothing is solved before it was created.
    const decisions = decideColumns({
      Created: ["05/11/2026", "03/04/2026"],
      Resolved: ["05/11/2026", "01/05/2026"],
      "Closed at": ["05/12/2025", "04/03/2026"],
    });
    expect(decisions.undecided.length).toBeGreaterThan(0);
  });

  it("stays open when the column proves both orders, and names the first date that fits both", () => {
    const decisions = decideColumns({ Created: ["13/01/2026", "01/13/2026", "03/04/2026"] });
    expect(decisions.undecided).toEqual([
      { field: "created", header: "Created", column: 0, line: 4, value: "03/04/2026", count: 1, complete: true, contradictory: true },
    ]);
    expect(formats(decisions)).toEqual({ created: null });
  });

  it("takes days that are the same either way", () => {
    expect(decideColumns({ Created: ["03/03/2026", "04/04/2026"] }).undecided).toEqual([]);
  });

  it("obeys the flag, and the hint of --map before it", () => {
    const columns = { Created: ["03/04/2026"], Closed: ["04/05/2026"] };
    expect(formats(decideColumns(columns, { dateFormat: "M/D/Y" }))).toEqual({ created: "mdy", closed: "mdy" });
    expect(formats(decideColumns(columns, { dateFormat: "mdy", map: [{ field: "created", header: "Created", order: "dmy" }] }))).toEqual({
      created: "dmy",
      closed: "mdy",
    });
    expect(() => decideColumns(columns, { dateFormat: "soon" })).toThrow(expect.objectContaining({ exit: 2 }));
  });

  it("leaves ISO columns alone when a pattern is meant for another", () => {
    const decisions = decideColumns(
      { Created: ["20260102"], "Closed at": ["2026-01-03 10:00"] },
      { dateFormat: "YYYYMMDD", map: [{ field: "created", header: "Created" }] },
    );
    expect(formats(decisions)).toEqual({ created: { pattern: "YYYYMMDD" }, closed: "ymd" });
  });

  it("knows epochs and serial dates of spreadsheets", () => {
    const columns = {
      created_at: ["1760000000", "1760003600"],
      updated_at: ["1760000000000", "1760003600000"],
      closed_at: ["46000.5", "46001.25"],
    };
    expect(formats(decideColumns(columns))).toEqual({ created: "unix", updated: "unixms", closed: "excel" });
  });

  it("knows dates in one number, whatever the header adds", () => {
    const columns = { Opened: ["20260102", "20260103"], Closed: ["20260102093015", "20260103093015"], "Last update": ["202601020930"] };
    expect(formats(decideColumns(columns))).toEqual({
      created: { pattern: "YYYYMMDD" },
      closed: { pattern: "YYYYMMDDHHmmss" },
      updated: { pattern: "YYYYMMDDHHmm" },
    });
    expect(formats(decideColumns({ Created: ["46000", "46001"] }))).toEqual({ created: "excel" });
    expect(formats(decideColumns({ "Ticket ID": ["20260102", "20260103"] }))).toEqual({});
  });

  it("lets what the whole file has shown overrule the sample", () => {
    const revised = { orderProof: { 0: { dayFirst: 0, monthFirst: 7 } }, present: ["created" as const] };
    expect(formats(decideTable(["Created"], [["03/04/2026"]], { revised }))).toEqual({ created: "mdy" });
  });
});
