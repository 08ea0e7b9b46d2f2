import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, test } from "vitest";
import type { Report } from "../../src/report/model.ts";
import type { ReportRequest } from "../../src/report/request.ts";
import { report } from "./helpers.ts";

const read = (names: readonly string[], request: Partial<ReportRequest> = {}): Promise<Report> =>
  report({ files: names.map((name) => `fixtures/several/${name}.csv`), ...request });

const kpisOf = ({ groups }: Report): Report["groups"][number]["kpis"] => groups[0].kpis;
const volumes = ({ groups, dimensions }: Report): unknown[] =>
  groups.slice(1).map(({ by, kpis }) => [by[dimensions[0]], kpis.volume.value]);
const counts = ({ sources }: Report): unknown[] => sources.map(({ rows: { read: all, used, duplicates } }) => [all, used, duplicates]);

describe("different vendors", () => {
  it("stand side by side as sources, and the same id of two is not the same ticket", async () => {
    const found = await read(["zendesk", "gorgias"], { by: ["source"] });
    expect(found.sources.map(({ profile }) => profile)).toEqual(["zendesk", "gorgias"]);
    expect(counts(found)).toEqual([
      [3, 3, 0],
      [2, 2, 0],
    ]);
    expect(volumes(found)).toEqual([
      ["zendesk", 3],
      ["gorgias", 2],
    ]);
    expect(found.groups.map(({ kpis }) => kpis.art)).toMatchObject([
      // 30, 60 and 10 minutes; 10 and 20 minutes
      { n: 5, value: 26 * 60 },
      { n: 3, value: (100 * 60) / 3 },
      { n: 2, value: 15 * 60 },
    ]);
    // Good and bad in words, and a 5 of 5: the share is pooled, a mean there is none.
    expect(kpisOf(found).csat).toMatchObject({ n: 3, numerator: 2, mean: null });
    expect(kpisOf(found).resolution_rate).toMatchObject({ n: 5, numerator: 3 });
  });

  it("bring what only one of them has, and can be picked", async () => {
    const found = await read(["zendesk", "calls"], { by: ["source"] });
    expect(volumes(found)).toEqual([
      ["generic", 3],
      ["zendesk", 3],
    ]);
    expect(kpisOf(found)).toMatchObject({
      // 120 and 240 seconds; tickets have no calls
      aht: { n: 2, value: 180 },
      asa: { n: 2, value: 20 },
      abandon_rate: { n: 3, numerator: 1 },
      art: { n: 3 },
    });
    const picked = await read(["zendesk", "calls"], { where: [{ name: "source", equal: true, value: "Zendesk" }] });
    expect(kpisOf(picked).volume).toMatchObject({ value: 3 });
    expect(picked.sources.map(({ rows }) => rows.filteredBy.where)).toEqual([0, 3]);
  });

  it("that nobody knows go by the names of their files", async () => {
    const found = await read(["calls", "chats", "zendesk"], { by: ["source"] });
    expect(volumes(found)).toEqual([
      ["fixtures/several/calls.csv", 3],
      ["zendesk", 3],
      ["fixtures/several/chats.csv", 2],
    ]);
  });
});

describe("the same ticket in two exports of one vendor", () => {
  it("counts once, as it was last", async () => {
    const found = await read(["zendesk", "zendesk-next-week"], { by: ["agent"] });
    expect(counts(found)).toEqual([
      [3, 2, 1],
      [2, 2, 0],
    ]);
    // Ticket 2 was Ana's and open; now it is Bo's and solved.
    expect(volumes(found)).toEqual([
      ["Bo", 3],
      ["Ana", 1],
    ]);
    expect(kpisOf(found)).toMatchObject({
      volume: { value: 4 },
      resolution_rate: { n: 4, numerator: 3 },
      csat: { n: 3, numerator: 2 },
      // 30, 60, 10 and 20 minutes
      art: { n: 4, value: 30 * 60 },
      // 180, 60 and 11520 minutes
      resolution_time: { n: 3, value: 180 * 60, mean: (11_760 * 60) / 3 },
      reopen_rate: { n: 3, numerator: 1 },
    });
  });

  it("whichever is named first", async () => {
    const [one, other] = await Promise.all([read(["zendesk", "zendesk-next-week"]), read(["zendesk-next-week", "zendesk"])]);
    expect(kpisOf(other)).toEqual(kpisOf(one));
  });
});

describe("files that a vendor splits", () => {
  it("are joined by id", async () => {
    for (const names of [
      ["intercom-conversations", "intercom-ratings"],
      ["intercom-ratings", "intercom-conversations"],
    ]) {
      const found = await read(names, { by: ["agent"] });
      expect(found.sources.map(({ profile }) => profile)).toEqual(["intercom", "intercom"]);
      expect(found.sources.reduce((sum, { rows }) => sum + rows.duplicates, 0)).toBe(2);
      expect(kpisOf(found)).toMatchObject({
        volume: { value: 3 },
        csat: { n: 2, numerator: 1, mean: 3.5 },
        art: { n: 2, value: 330 },
        resolution_rate: { n: 3, numerator: 2 },
      });
      expect(found.groups.map(({ by, kpis }) => [by.agent, kpis.csat.n, kpis.csat.numerator])).toEqual([
        [undefined, 2, 1],
        ["Bo", 1, 0],
        ["Ana", 1, 1],
      ]);
    }
  });

  it("of an unknown vendor are joined when one profile is named for them, and only then", async () => {
    const apart = await read(["tickets", "satisfaction"]);
    expect(kpisOf(apart)).toMatchObject({ volume: { value: 5 }, csat: { n: 2, numerator: 1 } });
    const joined = await read(["tickets", "satisfaction"], { profile: "zendesk", by: ["agent"] });
    expect(kpisOf(joined)).toMatchObject({ volume: { value: 3 }, csat: { n: 2, numerator: 1 }, resolution_rate: { n: 3, numerator: 2 } });
    expect(joined.groups.map(({ by, kpis }) => [by.agent, kpis.volume.value, kpis.csat.n])).toEqual([
      [undefined, 3, 2],
      ["Bo", 2, 1],
      ["Ana", 1, 1],
    ]);
  });
});

test("rows that several exports have told of count alike whatever columns are asked for", async () => {
  const at = mkdtempSync(join(tmpdir(), "cs-metrics-joined-"));
  onTestFinished(() => rmSync(at, { recursive: true }));
  const file = (name: string, text: string): string => {
    writeFileSync(join(at, name), text);
    return join(at, name);
  };
  const files = [
    file("a.csv", "Ticket ID,Created at,Updated at,Status\n1,2026-09-01 00:00,2026-09-03 00:00,Open\n"),
    file("b.csv", "Ticket ID,Created at,Updated at,Status,Agent\n1,2026-09-01 00:00,2026-09-02 00:00,Open,Ann\n"),
    file(
      "c.csv",
      "Ticket ID,Created at,Updated at,Status,Agent,First response at\n2,2026-09-01 00:00,2026-09-02 00:00,Open,Ann,2026-09-01 00:10\n",
    ),
  ];
  const waiting = async (by: readonly string[]): Promise<unknown> =>
    (await report({ files, by, kpis: ["art"], profile: "zendesk" })).groups[0].kpis["art"]["waiting"];
  expect(await waiting(["agent"])).toMatchObject({ count: 1 });
  expect(await waiting([])).toEqual(await waiting(["agent"]));
});
