import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { toRequest } from "../../src/cli/request.ts";
import { findKpi, KPIS } from "../../src/kpi/index.ts";
import type { Kpi, KpiResult } from "../../src/kpi/types.ts";
import type { Report } from "../../src/report/model.ts";
import type { ReportRequest } from "../../src/report/request.ts";
import { runRowsBehind, type RowsBehind } from "../../src/report/rows-behind.ts";
import { parseRows, partsOf, rowsToRead } from "../../src/report/rows-behind-parts.ts";
import type { RowBehind } from "../../src/report/rows-behind-row.ts";
import { ProblemError } from "../../src/text/problem.ts";
import { report } from "./helpers.ts";
import { tables } from "../fixtures.ts";

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

interface Asked extends Partial<ReportRequest> {
  readonly input?: string;
  readonly limit?: number;
  readonly comments?: boolean;
}

const behind = (rows: string, { input = "", limit = Infinity, comments = false, ...request }: Asked): Promise<RowsBehind> =>
  runRowsBehind(
    { ...parseRows(rows), report: { ...toRequest(["-"], {}, "json"), ...request }, comments, limit },
    { cwd: process.cwd(), stdin: bytes(input), tmpdir: tmpdir(), now: () => Date.UTC(2026, 10, 21), version: "0.0.0" },
  );

/** R-7, worked out here again. */
const quantile = (sorted: readonly number[], p: number): number => {
  const at = (sorted.length - 1) * p;
  const below = Math.floor(at);
  return sorted[below] + (at - below) * ((sorted[below + 1] ?? sorted[below]) - sorted[below]);
};

/** What the rows of one group come to has to be its figure. */
const expectFigure = (kpi: Kpi, rows: readonly RowBehind[], figure: KpiResult): void => {
  const counted = kpi.unit === "count" ? (figure.value ?? 0) : figure.n;
  expect(rows.length, "n").toBe(counted);
  for (const part of partsOf(kpi).filter(({ isVerdict }) => isVerdict)) {
    expect(rows.filter(({ verdict }) => verdict === part.id).length, part.id).toBe(part.of(figure));
  }
  if (kpi.unit === "percent") expect(rows.filter(({ verdict }) => verdict === partsOf(kpi)[1].id)).toHaveLength(figure.numerator!);
  if (kpi.unit === "points") expect(rows.every(({ verdict }) => verdict !== null)).toBe(true);
  const values = rows.map(({ value }) => value).filter((value) => typeof value === "number");
  if (kpi.unit === "seconds" && figure.n > 0) {
    const sorted = values.toSorted((a, b) => a - b);
    expect(sorted).toHaveLength(figure.n);
    expect(sorted.reduce((sum, value) => sum + value, 0) / figure.n).toBeCloseTo(figure["mean"] as number, 6);
    expect(quantile(sorted, 0.5)).toBeCloseTo(figure["median"] as number, 6);
    expect(quantile(sorted, 0.9)).toBeCloseTo(figure["p90"] as number, 6);
  }
  if (kpi.unit === "score" && figure.value !== null) {
    expect(values.reduce((sum, value) => sum + value, 0) / figure.n).toBeCloseTo(figure.value, 9);
  }
};

/** Where customers are counted, those of the rows of a group have to be as many as its figure says. */
const expectEntities = (kpi: Kpi, some: RowsBehind, whole: Report): void => {
  whole.groups.forEach(({ by, kpis }, place) => {
    const about = `${kpi.id}:${some.part.id} ${JSON.stringify(by)}`;
    const expected = some.part.of(kpis[kpi.id]) ?? 0;
    expect(some.entities?.[place] ?? 0, about).toBe(expected);
    const rows = some.rows.filter((row) => row.place === place);
    const customers = new Set(rows.map(({ customer }) => customer?.toLowerCase()));
    if (kpi.entity === "customer" && (place > 0 || whole.dimensions.length === 0)) expect(customers.size, about).toBe(expected);
    else if (place > 0 || whole.dimensions.length === 0) expect(rows.length, about).toBeGreaterThanOrEqual(expected);
  });
};

/** The rows of every KPI and part against a report that knows nothing of them. */
const expectAll = async (request: Asked, { everyPart }: { readonly everyPart: boolean }): Promise<void> => {
  const { input = "", ...asked } = request;
  const whole: Report = await report({ files: ["-"], ...asked, kpis: KPIS.map(({ id }) => id) }, input);
  for (const kpi of whole.kpis) {
    const [first, ...parts] = partsOf(kpi);
    const all = await behind(`${kpi.id}:${first.id}`, request);
    expect(all.report.groups.map(({ by }) => by)).toEqual(whole.groups.map(({ by }) => by));
    if (kpi.entity !== undefined) {
      expectEntities(kpi, all, whole);
      for (const part of everyPart ? parts : []) expectEntities(kpi, await behind(`${kpi.id}:${part.id}`, request), whole);
      continue;
    }
    whole.groups.forEach((group, place) => {
      const rows = place === 0 ? distinct(all.rows) : all.rows.filter((row) => row.place === place);
      expect(all.counts[place] ?? 0, `${kpi.id} ${JSON.stringify(group.by)}`).toBe(rows.length);
      expectFigure(kpi, rows, group.kpis[kpi.id]);
    });
    for (const part of everyPart ? parts : []) {
      const some = await behind(`${kpi.id}:${part.id}`, request);
      whole.groups.forEach(({ by, kpis }, place) => {
        const expected = part.of(kpis[kpi.id]);
        if (expected !== null) expect(some.counts[place] ?? 0, `${kpi.id}:${part.id} ${JSON.stringify(by)}`).toBe(expected);
      });
    }
  }
};

/** Each row once, however many groups it stands in. */
const distinct = (rows: readonly RowBehind[]): RowBehind[] => [...new Map(rows.map((row) => [`${row.source} ${row.line}`, row])).values()];

/** Some of everything: all kinds of scores and times, two verdicts, people, tags, rows that repeat. */
const everything = (count: number, { without = [] }: { readonly without?: readonly string[] } = {}): string => {
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const pick = <T>(values: readonly T[]): T => values[random(values.length)];
  const at = (minutes: number): string => new Date(Date.UTC(2026, 9, 1) + minutes * 60_000).toISOString().slice(0, 16).replace("T", " ");
  const rows = Array.from({ length: count }, (_, i) => {
    const created = random(40 * 1440);
    const status = pick(["Solved", "Closed", "Open", "Pending", "Solved", "Solved", "Spam", ""]);
    const answered = pick(["yes", "yes", "no"]);
    return {
      "Ticket ID": random(12) === 0 ? random(i + 1) : i,
      "Created at": random(30) === 0 ? "" : at(created),
      "First response at": random(5) === 0 ? "" : at(created + random(3000) - 20),
      "Solved at": /Solved|Closed/u.test(status) ? at(created + random(9000)) : "",
      "Updated at": at(created + random(9000)),
      Status: status,
      Channel: pick(["Email", "Chat", "Phone", ""]),
      Assignee: pick(["Ana", "Bo", "Mei", ""]),
      Requester: pick(["c1", "c2", "c3", `x${i}`, `y${i}`, ""]),
      Tags: pick(["red", "red,blue", "blue,green,red", ""]),
      Replies: pick(["0", "1", "2", "5", ""]),
      Reopens: pick(["0", "0", "1", ""]),
      CSAT: random(150) === 0 ? "9" : pick(["1", "2", "3", "4", "5", "5", "", ""]),
      NPS: random(90) === 0 ? "11" : pick(["0", "6", "7", "8", "9", "10", ""]),
      CES: pick(["1", "3", "4", "5", "7", "7", "", ""]),
      "First response SLA": pick(["met", "breached", ""]),
      "Resolution SLA": pick(["met", "breached", "met", ""]),
      "Talk time (seconds)": pick(["", "30", "61.5", "300"]),
      "Hold time (seconds)": pick(["0", "20"]),
      "Wait time (seconds)": pick(["", "5", "19", "20", "21", "90"]),
      Answered: answered,
      "Handled by bot": pick(["yes", "no"]),
      Reassignments: pick(["0", "1", ""]),
      Escalated: pick(["yes", "no", "no", ""]),
      Transferred: pick(["yes", "no", ""]),
      "Due at": pick([at(created + 4000), at(created + 9000), ""]),
      "Survey sent at": pick([at(created + 9000), ""]),
      Abandoned: answered === "yes" ? "no" : pick(["yes", "no"]),
    };
  });
  const headers = Object.keys(rows[0]).filter((header) => !without.includes(header)) as (keyof (typeof rows)[0])[];
  const quoted = (cell: string | number): string => (String(cell).includes(",") ? `"${cell}"` : String(cell));
  return [headers.join(","), ...rows.map((row) => headers.map((header) => quoted(row[header])).join(","))].join("\n");
};

const where = [{ name: "agent", equal: false, value: "Bo" }];

const VARIANTS: readonly Partial<ReportRequest>[] = [
  {},
  { by: ["agent"], where },
  { by: ["channel", "week"], since: "2026-10-05", until: "2026-10-25" },
  { by: ["month"], dateBasis: "resolved", period: "2026-10", tz: "America/New_York" },
];

describe("the rows behind each figure make it up", () => {
  const FIXTURES = tables(6);

  it.each(FIXTURES)("%s", async (file) => {
    const refused = await report({ files: [file], kpis: KPIS.map(({ id }) => id) }).then(
      () => null,
      (error: unknown) => error,
    );
    if (refused === null) await expectAll({ files: [file] }, { everyPart: false });
    else expect(refused).toMatchObject({ exit: 3 });
  });

  it.each(VARIANTS)("of a help desk's export: %j", async (variant) => {
    await expectAll({ files: ["fixtures/zendesk-tickets.csv"], ...variant }, { everyPart: true });
  });

  it.each([...VARIANTS, { by: ["tags"] }, { by: ["tags", "agent"], where }])("of one with everything in it: %j", async (variant) => {
    await expectAll({ input: everything(400), ...variant }, { everyPart: true });
  });

  it.each(VARIANTS)("by a rule that looks across rows: %j", async (variant) => {
    const input = everything(400, { without: ["Replies"] });
    const { groups } = await report({ files: ["-"], kpis: ["fcr"] }, input);
    expect(groups[0].kpis["fcr"]).toMatchObject({ rule: "no-repeat-contact" });
    expect(groups[0].kpis["fcr"].n).toBeGreaterThan(50);
    await expectAll({ input, ...variant }, { everyPart: true });
  });

  it.each([
    [["fixtures/report/split-created.csv", "fixtures/report/split-rated.csv"]],
    [["fixtures/report/crossed-rated.csv", "fixtures/report/crossed-status.csv"]],
    [["fixtures/report/csat-of-five.csv", "fixtures/report/csat-of-ten.csv"]],
    [["fixtures/zendesk-tickets.csv", "fixtures/round/tickets.csv", "fixtures/traps/12-types-in-one-column.csv"]],
  ])("of several files: %j", async (files) => {
    await expectAll({ files }, { everyPart: true });
    await expectAll({ files, by: ["source"] }, { everyPart: true });
  });

  it("through files of many batches", async () => {
    await expectAll({ input: everything(5000), by: ["agent"] }, { everyPart: false });
  });
});

it("everything carries every KPI that needs no more than columns", async () => {
  const { unavailable } = await report({ files: ["-"], kpis: KPIS.map(({ id }) => id) }, everything(400));
  expect(unavailable.map(({ kpi }) => kpi)).toEqual(["after_hours_share"]);
});

describe("a row", () => {
  const FILE = "fixtures/zendesk-tickets.csv";

  it("stands on the line that is named", async () => {
    const lines = readFileSync(FILE, "utf8").split("\n");
    const { rows } = await behind("volume", { files: [FILE] });
    for (const { id, line } of rows) expect(lines[line - 1].split(",")).toContain(id);
  });

  it("has its own id, though another one differs in nothing but case", async () => {
    const input = "Case ID,Status\n5003t00001BcdEA,Open\n5003t00001BcdEa,Open\n5003t00001BcdEA ,Closed\n";
    const { rows } = await behind("volume", { input });
    expect(rows.map(({ id, line }) => [id, line])).toEqual([
      ["5003t00001BcdEa", 3],
      ["5003t00001BcdEA", 4],
    ]);
  });

  it("that repeats is the newest one, wherever it stands", async () => {
    const input = "Ticket ID,Status,Updated at,CSAT\n1,Solved,2026-10-02 09:00,Good\n2,Open,2026-10-01,\n1,Solved,2026-10-01 09:00,Bad\n";
    const { rows } = await behind("csat", { input });
    expect(rows).toMatchObject([{ id: "1", line: 2, value: "positive", verdict: "positive" }]);
  });

  it("has what its file tells, and null for what it does not", async () => {
    const input = "response_id,answered_at,survey_type,score,comment\na,2026-10-02T09:00Z,nps,3,too slow\nb,2026-10-03T09:00Z,nps,9,\n";
    const { rows, dates } = await behind("nps:detractors", { input, comments: true });
    expect(rows).toMatchObject([
      {
        id: "a",
        created: Date.UTC(2026, 9, 2, 9),
        resolved: null,
        channel: null,
        agent: null,
        value: 3,
        verdict: "detractors",
        line: 2,
        comment: "too slow",
      },
    ]);
    expect(dates).toMatchObject([{ created: "answered_at", resolved: null }]);
    expect((await behind("nps", { input })).rows[0].comment).toBeUndefined();
  });

  it("is listed although nobody knows whether its dates begin with the day", async () => {
    const input = "id,created,status\n1,03/04/2026,Solved\n2,05/06/2026,Open\n";
    const { rows } = await behind("resolution_rate:open", { input });
    expect(rows).toMatchObject([{ id: "2", created: null, verdict: "open" }]);
    await expect(behind("resolution_rate:open", { input, since: "2026-01-01" })).rejects.toMatchObject({
      exit: 3,
      problem: { code: "ambiguous-dates" },
    });
  });
});

describe("order and limit", () => {
  const input = everything(3000);
  const created = ({ rows }: RowsBehind): number[] => rows.map((row) => row.created ?? -Infinity);

  it("slowest, fastest, newest or oldest first, by file and line where they are alike", async () => {
    const slowest = (await behind("art", { input })).rows.map(({ value }) => value as number);
    expect(slowest).toEqual(slowest.toSorted((a, b) => b - a));
    const fastest = (await behind("art:fastest", { input })).rows;
    expect(fastest.map(({ value }) => value)).toEqual(slowest.toReversed());
    for (const [i, row] of fastest.entries())
      if (i > 0 && row.value === fastest[i - 1].value) expect(row.line).toBeGreaterThan(fastest[i - 1].line);
    const newest = created(await behind("csat:negative", { input }));
    expect(newest).toEqual(newest.toSorted((a, b) => b - a));
    const waiting = (await behind("art:waiting", { input })).rows.flatMap((row) => row.created ?? []);
    expect(waiting).toEqual(waiting.toSorted((a, b) => a - b));
  });

  it("a limit keeps the first rows of each group, and counts all", async () => {
    for (const by of [[], ["agent"], ["tags"]]) {
      const all = await behind("art:slowest", { input, by });
      const some = await behind("art:slowest", { input, by, limit: 7 });
      expect(some.counts).toEqual(all.counts);
      const first = all.report.groups.flatMap((_, place) => all.rows.filter((row) => row.place === place).slice(0, 7));
      expect(some.rows).toEqual(first);
    }
  });
});

describe("what --rows names", () => {
  const problem = (text: string): object => {
    try {
      parseRows(text);
    } catch (error) {
      if (error instanceof ProblemError) return { exit: error.exit, ...error.problem };
    }
    throw new Error(`${text} is understood`);
  };

  it("is a KPI and a part of it, by any of its words", () => {
    expect(parseRows("csat:negative").part).toMatchObject({ id: "negative", order: "newest" });
    expect(parseRows("csat:no").part.id).toBe("negative");
    expect(parseRows(" CSAT:Bad ").part.id).toBe("negative");
    expect(parseRows("reopen-rate:yes")).toMatchObject({ kpi: { id: "reopen_rate" }, part: { id: "reopened" } });
    expect(parseRows("art").part).toMatchObject({ id: "slowest", order: "slowest" });
    expect(parseRows("volume").part.id).toBe("all");
    expect(parseRows("resolution_time:open").part).toMatchObject({ order: "oldest" });
    expect(problem("csat:negativ")).toMatchObject({
      exit: 2,
      code: "unknown-part",
      facts: { similar: ["negative"], parts: ["all", "positive", "negative", "unanswered"] },
    });
    expect(problem("cast:negative")).toMatchObject({ exit: 2, code: "unknown-kpi", facts: { similar: ["csat"] } });
  });

  it("has no word twice, and where a KPI is missed, rows to read", () => {
    for (const kpi of KPIS) {
      const words = partsOf(kpi).flatMap(({ id, also }) => [id, ...also]);
      expect(new Set(words).size, kpi.id).toBe(words.length);
      const read = rowsToRead(kpi);
      if (read === null) expect(kpi.better).toBeNull();
      else expect(parseRows(read).kpi).toBe(kpi);
    }
    expect(["csat", "reopen_rate", "nps", "ces", "art"].map((id) => rowsToRead(findKpi(id)!))).toEqual([
      "csat:negative",
      "reopen_rate:reopened",
      "nps:detractors",
      "ces:low",
      "art:slowest",
    ]);
  });

  it("is told to be missing where the file does not carry it", async () => {
    const { rows, counts, report: part } = await behind("nps:detractors", { files: ["fixtures/zendesk-tickets.csv"] });
    expect({ rows, counts }).toEqual({ rows: [], counts: [0] });
    expect(part.notices.map(({ code }) => code)).toEqual(["kpi-unavailable"]);
  });
});
