import { describe, expect, it } from "vitest";
import { abandonRate } from "../../src/kpi/abandon-rate.ts";
import { fcr } from "../../src/kpi/fcr.ts";
import { chooseFcrRule, findKpi, KPIS } from "../../src/kpi/index.ts";
import { reopenRate } from "../../src/kpi/reopen-rate.ts";
import { resolutionRate } from "../../src/kpi/resolution-rate.ts";
import { sla } from "../../src/kpi/sla.ts";
import { STATUS_OPEN, STATUS_RESOLVED } from "../../src/values/batch.ts";
import { context, factsOf, feed, figure, makeBatch } from "./batches.ts";
import type { Columns } from "./batches.ts";

const DAY = 86_400_000;
const S = STATUS_RESOLVED;
const O = STATUS_OPEN;

describe("resolution_rate", () => {
  it("goes by status before anything else, of all rows: neither a blank nor an unknown word is resolved", () => {
    const columns = {
      flags: { status: [S, O, null, null, S], resolved_flag: [0, 1, 1, 1, 0] },
      codes: { status: [0, 1, 2, null, 0] },
      numbers: { resolved: [null, 5, 5, 5, null] },
    };
    expect(figure(resolutionRate, [columns])).toMatchObject({ value: 40, numerator: 2, n: 5, open: 3 });
  });

  it.each<[string, Columns, number, number]>([
    [
      "resolved_flag, blank not",
      { flags: { status: [null, null, null], resolved_flag: [1, 0, null] }, numbers: { resolved: [1, 1, 1] } },
      1,
      3,
    ],
    ["a resolved instant, blank open", { numbers: { resolved: [5, null, null], closed: [5, 5, 5] } }, 1, 3],
    ["a closed instant", { numbers: { resolved: [null, null], closed: [5, null], resolution_time: [1, 1] } }, 1, 2],
    ["a resolution time, 0 included", { numbers: { resolution_time: [0, null, 60] } }, 2, 3],
  ])("else by %s", (_, columns, numerator, n) =>
    expect(figure(resolutionRate, [columns])).toMatchObject({ numerator, n, open: n - numerator }),
  );

  it("decides once per source", () => {
    const columns: Columns[] = [{ flags: { status: [S, O] } }, { numbers: { closed: [5, null, 5] } }, { numbers: { created: [5, 5] } }];
    expect(figure(resolutionRate, columns)).toMatchObject({ numerator: 3, n: 5 });
    expect(columns.map((one) => resolutionRate.available(factsOf(one)))).toEqual([true, true, false]);
  });

  it("is there without data when its columns are blank", () => {
    const columns = { flags: { resolved_flag: [null, null] } };
    expect(resolutionRate.available(factsOf(columns))).toBe(true);
    expect(figure(resolutionRate, [columns])).toEqual({ value: null, n: 0, numerator: 0, low: null, high: null, unit: "percent", open: 0 });
  });
});

describe("reopen_rate", () => {
  it("is resolved with reopens, or a yes, among resolved with known reopens", () => {
    const status = [S, S, S, S, O, null];
    expect(figure(reopenRate, [{ flags: { status }, numbers: { reopens: [0, 1, 3, null, 2, 2] } }])).toMatchObject({ numerator: 2, n: 3 });
    expect(figure(reopenRate, [{ flags: { status, reopens: [0, 1, 1, null, 1, 1] } }])).toMatchObject({ numerator: 2, n: 3 });
  });

  it("needs a way to know what is resolved", () => {
    expect(reopenRate.available(factsOf({ numbers: { reopens: [1] } }))).toBe(false);
    expect(reopenRate.available(factsOf({ numbers: { reopens: [1], closed: [1] } }))).toBe(true);
  });
});

describe("abandon_rate", () => {
  it("takes abandoned, else not answered, where known", () => {
    expect(figure(abandonRate, [{ flags: { abandoned: [1, 0, null, 0], answered: [1, 0, 0, 0] } }])).toMatchObject({ numerator: 1, n: 3 });
    expect(figure(abandonRate, [{ flags: { abandoned: [null, null], answered: [1, 0] } }])).toMatchObject({ numerator: 1, n: 2 });
    expect(figure(abandonRate, [{ flags: { answered: [1, null, 0, 1] } }])).toMatchObject({ numerator: 1, n: 3 });
  });
});

describe("sla", () => {
  it("is achieved of decided", () => {
    const result = figure(sla, [{ flags: { sla: [1, 1, 0, null] } }], { slaColumns: ["Made SLA"] });
    expect(result).toMatchObject({ numerator: 2, n: 3, rule: "export's own verdict", columns: [] });
  });

  it("takes one breach among several verdicts as a breach, and shows each column", () => {
    const flags = { sla: [1, 1, 0, null, null, 1], "sla:1": [1, 0, null, 1, null, null] };
    const result = figure(sla, [{ flags }], { slaColumns: ["First response status", "Resolution status"] });
    expect(result).toMatchObject({ numerator: 3, n: 5 });
    expect(result.columns).toEqual([
      { column: "First response status", value: 75, n: 4, numerator: 3 },
      { column: "Resolution status", value: (100 * 2) / 3, n: 3, numerator: 2 },
    ]);
  });
});

describe("fcr", () => {
  it("by the export's own flag leaves known-open rows out", () => {
    const columns = { flags: { fcr: [1, 1, 0, null, 1], status: [S, O, S, S, null] } };
    expect(figure(fcr, [columns], { rule: "flag" })).toMatchObject({ numerator: 2, n: 3, rule: "flag" });
    expect(figure(fcr, [{ flags: { fcr: [1, 0, null] } }], { rule: "flag" })).toMatchObject({ numerator: 1, n: 2 });
  });

  it("by one touch takes at most one reply, none included, and no reopening known, among all resolved", () => {
    const columns = {
      flags: { status: [S, S, S, S, O, S, S] },
      numbers: { replies: [0, 1, 2, 1, 1, null, 1], reopens: [0, 0, 0, 1, 0, 0, null] },
    };
    expect(figure(fcr, [columns], { rule: "one-touch" })).toMatchObject({ numerator: 3, n: 6, rule: "one-touch" });
  });

  it("by one touch does without reopens where there is no such column", () => {
    const columns = { flags: { status: [S, S] }, numbers: { replies: [1, 2] } };
    expect(figure(fcr, [columns], { rule: "one-touch" })).toMatchObject({ numerator: 1, n: 2 });
  });

  it("has no data without a rule", () =>
    expect(figure(fcr, [{ numbers: { created: [1] } }])).toMatchObject({ n: 0, value: null, rule: null }));

  describe("by no repeat contact", () => {
    const rule = "no-repeat-contact";
    /** Days → columns of resolved tickets, one customer each row. */
    const tickets = (days: (number | null)[], customer: (number | null)[], status = days.map(() => S)): Columns => ({
      numbers: { created: days.map((day) => (day === null ? null : day * DAY)) },
      codes: { customer },
      flags: { status },
    });

    it("a contact within (0, 7] days is a repeat, at the same instant or later than that none", () => {
      const days = [0, 7, 0, 7.001, 0, 0, 30];
      const who = [1, 1, 2, 2, 3, 3, 4];
      // Customer 1: first repeated, second not; 2: neither; 3: both at one instant, so neither; 4: window not over.
      expect(figure(fcr, [tickets(days, who)], { rule })).toMatchObject({ numerator: 5, n: 6, rule });
    });

    it("an open ticket is a repeat contact too, but counts itself not", () => {
      expect(figure(fcr, [tickets([0, 1, 30], [1, 1, 2], [S, O, S])], { rule })).toMatchObject({ numerator: 0, n: 1 });
    });

    it("counts rows whose window is over by the report's date and the latest row of the export", () => {
      expect(figure(fcr, [tickets([0, 3, 10], [1, 2, 3])], { rule })).toMatchObject({ n: 2 });
      expect(figure(fcr, [tickets([0, 3, 10], [1, 2, 3])], { rule, asOf: 9.9 * DAY })).toMatchObject({ n: 1 });
      expect(figure(fcr, [tickets([0, 3, 10], [1, 2, 3])], { rule, asOf: 7 * DAY })).toMatchObject({ n: 1 });
    });

    it("takes the latest row of each export for itself, parts of one export together", () => {
      const files = [tickets([0, 7], [1, 2]), tickets([8, 20], [1, 3])];
      expect(figure(fcr, files, { rule })).toMatchObject({ n: 2 });
      expect(figure(fcr, files, { rule, group: 0 })).toMatchObject({ n: 3 });
    });

    it("finds the repeat in another source", () => {
      const files = [tickets([0, 8], [1, 9]), tickets([2], [1])];
      expect(figure(fcr, files, { rule })).toMatchObject({ numerator: 0, n: 1 });
    });

    it("leaves rows without customer or date out", () => {
      expect(figure(fcr, [tickets([0, 0, null, 30], [1, null, 1, 2])], { rule })).toMatchObject({ numerator: 1, n: 1 });
    });

    it("looks repeats up among all rows, also those that do not count", () => {
      const columns = tickets([0, 3, 30], [1, 1, 2]);
      const batch = makeBatch(columns);
      const aggregate = fcr.create(context([factsOf(columns)], rule));
      aggregate.observe!(batch, Int32Array.of(0, 1, 2), 3);
      aggregate.add(batch, { rows: Int32Array.of(0), groups: Int32Array.of(0), length: 1, size: 1 });
      expect(aggregate.result(0)).toMatchObject({ numerator: 0, n: 1 });
      expect(aggregate.result(7)).toMatchObject({ value: null, numerator: 0, n: 0 });
    });
  });

  describe("chooses one rule for all sources", () => {
    const flag = factsOf({ flags: { fcr: [1], status: [S] } });
    const blankFlag = factsOf({ flags: { fcr: [null], status: [S] }, numbers: { replies: [1] } });
    const touch = factsOf({ numbers: { replies: [1], closed: [1] } });
    const repeat = factsOf({ numbers: { created: [1], closed: [1] }, codes: { customer: [0] } });
    const touchAndRepeat = factsOf({ numbers: { replies: [1], created: [1], closed: [1] }, codes: { customer: [0] } });
    const survey = factsOf({ numbers: { csat: [5] } });

    it.each([
      ["the flag first", [flag], "flag"],
      ["not a blank flag", [blankFlag], "one-touch"],
      ["the first that all can follow", [touchAndRepeat, repeat], "no-repeat-contact"],
      ["of those that can follow any", [touch, survey], "one-touch"],
      ["none when they have none in common", [flag, repeat], null],
      ["none without columns", [survey], null],
      ["a blank column when there is nothing else", [factsOf({ flags: { fcr: [null] } })], "flag"],
    ] as const)("%s", (_, sources, rule) => expect(chooseFcrRule(sources)).toBe(rule));

    it.each([
      ["the one asked for", [touchAndRepeat], "no-repeat-contact", "no-repeat-contact"],
      ["blank columns when there is nothing else", [blankFlag], "flag", "flag"],
      ["none when the files do not allow it", [touch], "flag", null],
      ["none when only some of those allow it that allow any", [touchAndRepeat, repeat, survey], "one-touch", null],
    ] as const)("or %s", (_, sources, wanted, rule) => expect(chooseFcrRule(sources, wanted)).toBe(rule));

    it("is available where any rule is", () => {
      expect([flag, blankFlag, touch, repeat, survey].map((facts) => fcr.available(facts))).toEqual([true, true, true, true, false]);
    });
  });
});

describe("the registry", () => {
  it("has the default report's KPIs in order", () => {
    expect(KPIS.filter(({ standard }) => standard).map(({ id }) => id)).toEqual([
      "volume",
      "csat",
      "nps",
      "ces",
      "fcr",
      "aht",
      "art",
      "resolution_time",
      "resolution_rate",
      "reopen_rate",
      "sla",
      "asa",
      "abandon_rate",
    ]);
    expect(KPIS.filter(({ standard }) => !standard).map(({ id }) => id)).toEqual([
      "service_level",
      "transfer_rate",
      "escalation_rate",
      "repeat_contact_rate",
      "one_touch_rate",
      "backlog",
      "response_rate",
      "containment_rate",
      "kept_promises",
      "recovery_rate",
      "after_hours_share",
      "at_risk",
    ]);
    expect(findKpi("art")!.id).toBe("art");
    expect(findKpi("frt")).toBeUndefined();
  });

  it.each(KPIS.map((kpi) => [kpi.id, kpi] as const))("%s reads what it needs, and its statistics are in its result", (_, kpi) => {
    const facts = factsOf({});
    for (const field of [...kpi.needs.flat(), ...(kpi.compares?.(facts) ?? [])]) expect(kpi.reads).toContain(field);
    expect(kpi.available(facts)).toBe(kpi.id === "volume");
    const aggregate = kpi.create(context([facts]));
    feed(aggregate, makeBatch({ numbers: { created: [] } }));
    const result = aggregate.result(0);
    expect(result.n).toBe(0);
    for (const { key, read } of kpi.statistics)
      expect({ [key]: read === undefined ? result[key] : read(result) }).not.toEqual({ [key]: undefined });
  });
});
