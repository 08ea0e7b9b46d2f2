import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { toRequest } from "../../src/cli/request.ts";
import type { Field } from "../../src/interaction/fields.ts";
import { type Interaction, type Listing, listInteractions, type RowsRequest } from "../../src/report/interactions.ts";
import { report } from "./helpers.ts";

interface Asked<F extends Field> {
  readonly fields: readonly F[];
  readonly request?: Partial<RowsRequest>;
  readonly keep?: (row: Interaction<F>) => boolean;
}

const env = { cwd: process.cwd(), tmpdir: tmpdir(), now: () => Date.UTC(2026, 10, 21), version: "0.0.0" };

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

const list = <F extends Field>(files: readonly string[], { fields, request, keep = () => true }: Asked<F>): Promise<Listing<F>> =>
  listInteractions({ ...toRequest(files, {}, "json"), ...request }, { ...env, stdin: bytes("") }, { fields, keep });

const listText = <F extends Field>(csv: readonly string[], { fields, request, keep = () => true }: Asked<F>): Promise<Listing<F>> =>
  listInteractions({ ...toRequest(["-"], {}, "json"), ...request }, { ...env, stdin: bytes(csv.join("\n")) }, { fields, keep });

const ZENDESK = "fixtures/zendesk-tickets.csv";

describe("the rows behind a report", () => {
  it("are those it counts, with what its figures are made of", async () => {
    const { interactions, notices, tellsSolving } = await list([ZENDESK], { fields: ["id", "csat"] });
    const { sources, groups } = await report({ files: [ZENDESK] });
    expect(interactions).toHaveLength(sources[0].rows.used);
    expect(new Set(interactions.map(({ id }) => id)).size).toBe(486);
    const solved = interactions.filter(({ isResolved }) => isResolved);
    expect(solved).toHaveLength(groups[0].kpis.resolution_rate.numerator!);
    const rated = interactions.filter(({ csat }) => csat !== null);
    expect(rated).toHaveLength(groups[0].kpis.csat.n);
    expect(rated.filter(({ csat }) => csat === "positive")).toHaveLength(groups[0].kpis.csat.numerator!);
    expect({ notices, tellsSolving }).toEqual({ notices: [], tellsSolving: true });
  });

  it("hold plain values: our spelling of channels, instants in ms, durations in seconds, flags as yes or no", async () => {
    const csv = [
      "Ticket ID,Created at,Solved at,Status,Via,Assignee,First response time (min),Reopens,Resolved",
      "7,2026-10-01 09:00,2026-10-01 10:00,Solved,Mail,Ana,30,0,yes",
      "8,2026-10-02 09:00,,Open,Other way,-,,2,no",
    ];
    const fields = ["id", "created", "resolved", "status", "channel", "agent", "response_time", "reopens", "customer"] as const;
    const { interactions } = await listText(csv, { fields });
    expect(interactions).toEqual([
      {
        file: "-",
        line: 2,
        isResolved: true,
        id: "7",
        created: Date.UTC(2026, 9, 1, 9),
        resolved: Date.UTC(2026, 9, 1, 10),
        status: "Solved",
        channel: "Email",
        agent: "Ana",
        response_time: 1800,
        reopens: 0,
        customer: null,
      },
      {
        file: "-",
        line: 3,
        isResolved: false,
        id: "8",
        created: Date.UTC(2026, 9, 2, 9),
        resolved: null,
        status: "Open",
        channel: "Other way",
        agent: null,
        response_time: null,
        reopens: 2,
        customer: null,
      },
    ]);
  });

  it("follow --where, the period and --map", async () => {
    const fields = ["id", "customer"] as const;
    const where = [{ name: "agent", equal: true, value: "dev patel" }];
    const file = "fixtures/round/tickets.csv";
    const { interactions } = await list([file], { fields, request: { where, since: "2026-11-04", until: "2026-11-08" } });
    expect(interactions.map(({ id }) => id)).toEqual(["104", "105", "107"]);
    const map = [{ field: "customer" as const, header: "Type" }];
    const mapped = await list([file], { fields, request: { map, where: [{ name: "id", equal: true, value: "104" }] } });
    expect(mapped.interactions[0].customer).toBe("Refund");
  });

  it("are read in the zone asked for", async () => {
    const csv = ["Ticket ID,Created at,Status", "1,2026-07-01 09:00,Solved"];
    const { interactions, zone } = await listText(csv, { fields: ["created"], request: { tz: "Europe/Madrid" } });
    expect(zone).toBe("Europe/Madrid");
    expect(interactions[0].created).toBe(Date.UTC(2026, 6, 1, 7));
  });
});

describe("scores", () => {
  const header = "Ticket ID,Status,CSAT";
  const ratings = Array.from({ length: 200 }, (_, i) => `${i + 10},Solved,${(i % 5) + 1}`);

  it("outside their scale are none, as in the figures", async () => {
    const { interactions } = await listText([header, "1,Solved,0", "2,Solved,9", ...ratings], { fields: ["id", "csat"] });
    expect(interactions.slice(0, 3).map(({ csat }) => csat)).toEqual([null, null, 1]);
  });

  it("of a column without any scale stand as they are given", async () => {
    const percents = Array.from({ length: 10 }, (_, i) => `${i},Solved,${60 + i * 3.5}`);
    const { interactions, notices } = await listText([header, ...percents], { fields: ["csat"] });
    expect(interactions[1].csat).toBe(63.5);
    expect(notices.map(({ code }) => code)).toContain("scores-unusable");
  });

  it("in words are bands; a survey sent is no score", async () => {
    const { interactions } = await listText([header, "1,Solved,Good", "2,Solved,Bad", "3,Solved,Offered", "4,Solved,"], {
      fields: ["csat"],
    });
    expect(interactions.map(({ csat }) => csat)).toEqual(["positive", "negative", null, null]);
  });

  it("of the long form stand under their type", async () => {
    const csv = ["response_id,survey_type,score", "a,nps,9", "b,csat,4", "c,NPS,10", "d,mood,3"];
    const { interactions } = await listText(csv, { fields: ["csat", "nps"] });
    expect(interactions.map(({ csat, nps }) => [csat, nps])).toEqual([
      [null, 9],
      [4, null],
      [null, 10],
      [null, null],
    ]);
  });
});

describe("repeated ids", () => {
  it("are one row, the newest, after the others", async () => {
    const { interactions } = await list(["fixtures/round/tickets.csv"], { fields: ["id", "agent"] });
    expect(interactions.filter(({ id }) => id === "103")).toEqual([expect.objectContaining({ line: 10, agent: "Bo Lindqvist" })]);
    expect(interactions.at(-1)!.id).toBe("103");
  });

  it("of several files name the winner's file, and take what its columns lack from the other", async () => {
    const folder = mkdtempSync(join(tmpdir(), "cs-metrics-test-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const [old, young] = [join(folder, "old.csv"), join(folder, "young.csv")];
    writeFileSync(old, "Ticket ID,Status,Updated at,Requester\n1,Open,2026-10-01 09:00,Ana\n2,Solved,2026-10-01 09:00,Bo\n");
    writeFileSync(young, "Ticket ID,Status,Updated at,Assignee\n1,Solved,2026-10-02 09:00,Mei\n");
    const fields = ["id", "customer", "agent"] as const;
    const { interactions } = await list([old, young], { fields, request: { profile: "zendesk" } });
    expect(interactions).toEqual([
      { file: old, line: 3, isResolved: true, id: "2", customer: "Bo", agent: null },
      { file: young, line: 2, isResolved: true, id: "1", customer: "Ana", agent: "Mei" },
    ]);
  });
});

describe("whether a row is solved", () => {
  it("is not known where no column tells", async () => {
    const { interactions, tellsSolving } = await listText(["Ticket ID,Agent", "1,Ana"], { fields: ["id"] });
    expect(tellsSolving).toBe(false);
    expect(interactions[0].isResolved).toBeNull();
  });

  it("needs no dates where a status tells, but a date that is listed needs its order", async () => {
    const csv = ["Ticket ID,Closed at,Status", "1,03/04/2026,Solved", "2,,Open"];
    const { interactions } = await listText(csv, { fields: ["id"] });
    expect(interactions.map(({ isResolved }) => isResolved)).toEqual([true, false]);
    await expect(listText(csv, { fields: ["closed"] })).rejects.toMatchObject({ exit: 3, problem: { code: "ambiguous-dates" } });
  });
});

describe("the predicate", () => {
  it("sees every row once and keeps only what it wants, whatever has to be read again", async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `${i % 29_000},2026-${i < 20_000 ? "03/04" : "13/04"},Solved,Agent ${i % 7}`);
    const csv = ["Ticket ID,Updated at,Status,Assignee", ...rows.map((row) => row.replace(/2026-(\d\d)\/(\d\d)/u, "$1/$2/2026"))];
    const seen: (string | null)[] = [];
    const { interactions } = await listText(csv, {
      fields: ["id", "updated"],
      keep(row) {
        seen.push(row.id);
        return row.id!.endsWith("99");
      },
    });
    expect(seen).toHaveLength(29_000);
    expect(new Set(seen).size).toBe(29_000);
    expect(interactions).toHaveLength(290);
    expect(interactions[0]).toMatchObject({ updated: Date.UTC(2026, 3, 3) });
  });

  it("is asked nothing under --strict when the file has flaws", async () => {
    const csv = ["Ticket ID,Created at,Status", "1,soon,Solved"];
    await expect(listText(csv, { fields: ["created"], request: { strict: true } })).rejects.toMatchObject({
      exit: 3,
      problem: { code: "strict" },
    });
  });
});
