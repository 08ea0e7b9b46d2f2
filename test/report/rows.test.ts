import { describe, expect, it } from "vitest";
import { report, reportOf } from "./helpers.ts";

const rowsOf = async (csv: string, request = {}): Promise<unknown> => (await reportOf(csv, request)).sources[0].rows;

describe("the account of rows", () => {
  it("adds up over repeats, deleted rows, other periods, undated rows, rejected records and footers", async () => {
    const csv = [
      "Ticket ID,Created at,Status,Channel",
      "1,2026-10-01 09:00,Solved,Email",
      "1,2026-10-02 09:00,Solved,Email",
      "2,2026-10-03 09:00,Deleted,Email",
      "3,2026-09-03 09:00,Solved,Email",
      "4,,Solved,Email",
      "5,2026-10-04 09:00,Open,Chat",
      '6,"2026-10-05" 09:00,Solved,Email',
      "7,2026-10-05 09:00,Solved,Email,surplus",
      "",
      ",,,",
      "8,2026-10-06 09:00,Solved,Email",
      "Grand Totals (8 records)",
      "",
    ].join("\n");
    const rows = await rowsOf(csv, { period: "2026-10", where: [{ name: "channel", equal: true, value: "Mail" }] });
    expect(rows).toMatchObject({
      read: 11,
      used: 2,
      filtered: 4,
      filteredBy: { status: 1, period: 1, undated: 1, where: 1 },
      duplicates: 1,
      rejected: 2,
      notData: 2,
    });
  });

  it("counts a header-only file as no rows, with a notice", async () => {
    const found = await reportOf("Ticket ID,Status,CSAT\n");
    expect(found.sources[0].rows).toMatchObject({ read: 0, used: 0 });
    expect(found.groups[0].kpis.csat).toMatchObject({ value: null, n: 0 });
    expect(found.notices.map(({ code }) => code)).toContain("no-rows");
  });
});

describe("repeated ids", () => {
  const header = "Ticket ID,Created at,Updated at,Status,CSAT,Agent";

  it("keep the row updated last, wherever it stands, and its blank cells stay blank", async () => {
    const found = await reportOf(
      [
        header,
        "1,2026-10-01 09:00,2026-10-05 09:00,Solved,,Ana",
        "1,2026-10-01 09:00,2026-10-04 09:00,Open,2,Bo",
        "2,2026-10-01 10:00,2026-10-01 11:00,Open,5,Bo",
      ].join("\n"),
      { by: ["agent"] },
    );
    expect(found.sources[0].rows).toMatchObject({ read: 3, used: 2, duplicates: 1 });
    expect(found.groups.map(({ by }) => by)).toEqual([{}, { agent: "Ana" }, { agent: "Bo" }]);
    expect(found.groups[0].kpis.csat).toMatchObject({ value: 100, n: 1 });
    expect(found.groups[0].kpis.resolution_rate).toMatchObject({ numerator: 1, n: 2 });
  });

  it("keep a row with a date of update before any without, in whatever order they stand", async () => {
    const rows = [
      "1,2026-10-09 09:00,2026-10-04 09:00,Open,1,Ana",
      "1,2026-10-20 09:00,,Open,2,Bo",
      "1,2026-10-01 09:00,2026-10-05 09:00,Solved,5,Chiara",
    ];
    for (const [a, b, c] of [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ]) {
      const { groups } = await reportOf([header, rows[a], rows[b], rows[c]].join("\n"));
      expect(groups[0].kpis.csat).toMatchObject({ value: 100, n: 1 });
    }
  });

  it("keep the later line when nothing tells which is newer", async () => {
    const found = await reportOf("id,agent,csat\n7,Ana,5\n7,Bo,1\n");
    expect(found.groups[0].kpis.csat).toMatchObject({ value: 0, n: 1 });
  });

  it("are told by survey type in the long form, and a response id outranks the ticket id", async () => {
    const typed = await reportOf("ticket_id,survey_type,score\n1,csat,5\n1,nps,9\n1,csat,1\n");
    expect(typed.sources[0].rows.duplicates).toBe(1);
    expect(typed.groups[0].kpis.csat).toMatchObject({ n: 1, value: 0 });
    const answers = await reportOf("response_id,ticket_id,survey_type,score\na,1,csat,5\nb,1,csat,1\n");
    expect(answers.sources[0].rows.duplicates).toBe(0);
    expect(answers.groups[0].kpis.csat).toMatchObject({ n: 2, value: 50 });
  });

  it("are not told by ids that a spreadsheet ruined", async () => {
    const found = await reportOf("Ticket ID,Status\n1.25E+17,Solved\n1.25E+17,Open\n");
    expect(found.sources[0].rows).toMatchObject({ used: 2, duplicates: 0 });
    expect(found.sources[0].warnings.map(({ problem }) => problem.code)).toContain("ids-ruined");
  });

  it("are merged over files of one source: what the newest file has no column for comes from the other", async () => {
    const found = await report({ files: ["fixtures/report/split-created.csv", "fixtures/report/split-rated.csv"], profile: "zendesk" });
    expect(found.sources.map(({ rows }) => [rows.used, rows.duplicates])).toEqual([
      [1, 2],
      [2, 0],
    ]);
    expect(found.groups[0].kpis.csat).toMatchObject({ n: 2, numerator: 1 });
    expect(found.groups[0].kpis.resolution_rate).toMatchObject({ n: 3, numerator: 2 });
  });
});

describe("repeats over files, each the newer for one id", () => {
  it("count each winner in its own file", async () => {
    const found = await report({ files: ["fixtures/report/crossed-status.csv", "fixtures/report/crossed-rated.csv"], profile: "zendesk" });
    for (const { rows } of found.sources) expect(rows).toMatchObject({ read: 2, used: 1, duplicates: 1 });
    expect(found.groups[0].kpis.csat).toMatchObject({ n: 2, numerator: 1 });
    expect(found.groups[0].kpis.resolution_rate).toMatchObject({ n: 2, numerator: 1 });
  });
});

describe("long-form surveys", () => {
  it("never pool types", async () => {
    const { groups } = await reportOf(
      "response_id,survey_type,score\n1,csat,5\n2,csat,2\n3,nps,10\n4,nps,0\n5,nps,7\n6,ces,6\n7,quality,1\n",
    );
    expect(groups[0].kpis.csat).toMatchObject({ n: 2, value: 50, mean: 3.5 });
    expect(groups[0].kpis.nps).toMatchObject({ n: 3, value: 0, promoters: 1, passives: 1, detractors: 1 });
    expect(groups[0].kpis.ces).toMatchObject({ n: 1, value: 6 });
    expect(groups[0].kpis.volume).toMatchObject({ value: 7 });
  });

  it("are rows like any other where no score is asked for", async () => {
    const { groups } = await reportOf("response_id,survey_type,score\n1,csat,5\n2,nps,9\n", { kpis: ["volume"] });
    expect(groups[0].kpis).toEqual({ volume: expect.objectContaining({ value: 2 }) });
  });

  it("count an 11 on 0–10 as unreadable and keep the row", async () => {
    const found = await reportOf(
      `response_id,survey_type,score\n${Array.from({ length: 30 }, (_, i) => `${i},nps,${i % 11}`).join("\n")}\nx,nps,11\n`,
    );
    expect(found.sources[0].unreadable).toEqual([{ field: "nps", column: "score", count: 1, examples: [{ line: 32, value: "11" }] }]);
    expect(found.groups[0].kpis.nps.n).toBe(30);
    expect(found.sources[0].rows.used).toBe(31);
  });
});

describe("score scales", () => {
  it("take 0 as no answer on a 1–10 scale and refuse what no scale holds", async () => {
    const zero = await reportOf(`id,csat\n${Array.from({ length: 22 }, (_, i) => `${i},${i % 11}`).join("\n")}\n`);
    expect(zero.groups[0].kpis.csat).toMatchObject({ n: 20, numerator: 4, scale: "1-10" });
    expect(zero.sources[0].unreadable).toMatchObject([{ field: "csat", count: 2 }]);
    const percent = await reportOf("id,csat\n1,80\n2,95\n3,100\n4,70\n");
    expect(percent.groups[0].kpis.csat).toBeUndefined();
    expect(percent.unavailable.map(({ kpi }) => kpi)).toContain("csat");
  });

  it("pool the percentage of different scales but never the mean", async () => {
    const five = await report({ files: ["fixtures/report/csat-of-five.csv", "fixtures/report/csat-of-ten.csv"] });
    expect(five.groups[0].kpis.csat).toMatchObject({ n: 8, numerator: 5, mean: null });
  });
});

describe("groups", () => {
  const csv = [
    "Ticket ID,Created at,Channel,Product line,Tags",
    "1,2026-10-01 23:30,mail,Pro,red;blue",
    "2,2026-10-02 00:30,EMAIL,basic,blue",
    "3,2026-11-03 12:00,Chat,Basic ,",
    "4,2026-11-03 12:00,,Pro,red",
    "5,2026-11-04 12:00,Citizens App,Pro,",
  ].join("\n");

  it("use our spelling of channels, the first row's spelling of anything else, and put (none) last", async () => {
    const channels = await reportOf(csv, { by: ["channel"] });
    expect(channels.groups.map(({ by, kpis }) => [by.channel, kpis.volume.value])).toEqual([
      [undefined, 5],
      ["Email", 2],
      ["Chat", 1],
      ["Citizens App", 1],
      ["(none)", 1],
    ]);
    const products = await reportOf(csv, { by: ["Product line"] });
    expect(products.dimensions).toEqual(["Product line"]);
    expect(products.groups.map(({ by, kpis }) => [by["Product line"], kpis.volume.value])).toEqual([
      [undefined, 5],
      ["Pro", 3],
      ["basic", 2],
    ]);
  });

  it("put times in order, in the zone asked for", async () => {
    const days = await reportOf(csv, { by: ["day"], tz: "Europe/Berlin" });
    expect(days.groups.slice(1).map(({ by }) => by.day)).toEqual(["2026-10-01", "2026-10-02", "2026-11-03", "2026-11-04"]);
    const weeks = await reportOf(csv, { by: ["month", "channel"] });
    expect(weeks.groups.slice(1).map(({ by }) => `${by.month} ${by.channel}`)).toEqual([
      "2026-10 Email",
      "2026-11 Chat",
      "2026-11 Citizens App",
      "2026-11 (none)",
    ]);
  });

  it("count a row once for each of its tags, and once in the total", async () => {
    const tags = await reportOf(csv, { by: ["tags"] });
    expect(tags.groups.map(({ by, kpis }) => [by.tags, kpis.volume.value])).toEqual([
      [undefined, 5],
      ["blue", 2],
      ["red", 2],
      ["(none)", 2],
    ]);
  });

  it("refuse a name that is neither field nor header, with the nearest ones", async () => {
    await expect(reportOf(csv, { by: ["chanel"] })).rejects.toMatchObject({
      exit: 2,
      problem: { code: "unknown-name", facts: { similar: expect.arrayContaining(["channel"]) } },
    });
  });

  it("have no hour where the column holds dates alone", async () => {
    const hours = await reportOf("id,created\n1,2026-10-01\n2,2026-10-02\n", { by: ["hour"] });
    expect(hours.groups.map(({ by }) => by.hour)).toEqual([undefined, "(none)"]);
  });
});

describe("--where", () => {
  const csv = [
    "id,created,closed,csat,sla status,talk time (s),reopened",
    "1,2026-10-01 09:00,2026-10-02 09:00,5,Met,60,yes",
    "2,2026-10-02 09:00,,4.0,Breached,90,no",
    "3,,,,,,",
  ].join("\n");
  const used = async (name: string, value: string, equal = true): Promise<number> =>
    (await reportOf(csv, { where: [{ name, equal, value }] })).sources[0].rows.used;

  it.each([
    ["csat", "5", 1],
    ["csat", "4", 1],
    ["csat", "5.0", 1],
    ["csat", "(none)", 1],
    ["sla", "breached", 1],
    ["sla", "yes", 1],
    ["talk", "90", 1],
    ["created", "2026-10-01", 1],
    ["closed", "(none)", 2],
    ["month", "2026-10", 2],
    ["weekday", "Fri", 1],
    ["SLA status", "met", 1],
  ])("%s=%s keeps the rows that have it", async (name, value, count) => {
    expect(await used(name, value)).toBe(count);
    expect(await used(name, value, false)).toBe(3 - count);
  });
});

describe("dates whose order cannot be told", () => {
  const csv = "id,created,resolved,status\n9,03/04/2026 10:00,05/04/2026 10:00,solved\n4,06/05/2026 10:00,07/05/2026 10:00,solved\n";

  it("stop the report only where the order matters", async () => {
    await expect(reportOf(csv)).rejects.toMatchObject({ exit: 3, problem: { code: "ambiguous-dates" } });
    const counts = await reportOf(csv, { kpis: ["volume", "resolution_rate"] });
    expect(counts.groups[0].kpis.resolution_rate).toMatchObject({ value: 100, n: 2 });
    await expect(reportOf(csv, { kpis: ["volume"], by: ["month"] })).rejects.toMatchObject({ exit: 3 });
  });

  it("are shown from the file they stand in", async () => {
    await expect(report({ files: ["fixtures/report/dates-blank.csv", "fixtures/report/dates-either-order.csv"] })).rejects.toMatchObject({
      problem: { code: "ambiguous-dates", facts: { file: "fixtures/report/dates-either-order.csv", line: 3 } },
    });
  });

  it("are settled by the flag", async () => {
    const days = await reportOf(csv, { dateFormat: "dmy", by: ["day"] });
    expect(days.groups.slice(1).map(({ by }) => by.day)).toEqual(["2026-04-03", "2026-05-06"]);
    expect(days.groups[0].kpis.resolution_time).toMatchObject({ n: 2, mean: (48 * 3600 + 24 * 3600) / 2 });
  });
});

describe("times that cannot be", () => {
  it("are left out, counted and located, and the row stays", async () => {
    const found = await reportOf(
      "id,created,resolved,status\n1,2026-10-01 10:00,2026-10-01 09:25,solved\n2,2026-10-01 10:00,2026-10-01 11:00,solved\n",
    );
    expect(found.groups[0].kpis.resolution_time).toMatchObject({ n: 1, value: 3600 });
    expect(found.groups[0].kpis.resolution_rate).toMatchObject({ n: 2, numerator: 2 });
    expect(found.sources[0].unreadable).toMatchObject([{ field: "resolution_time", count: 1, examples: [{ line: 2 }] }]);
  });
});

describe("an impossible time", () => {
  it("is counted whether its row is in the period or not", async () => {
    const csv = "id,created at,resolved at\n1,2026-10-02 09:00,2026-10-01 09:00\n";
    for (const period of ["2026-10", "2026-11"])
      expect((await reportOf(csv, { period })).sources[0].unreadable).toMatchObject([{ count: 1 }]);
  });
});

describe("tags", () => {
  it("do not add to the volume that orders another dimension", async () => {
    const csv = 'id,agent,tags\n1,Ana,"a,b,c"\n2,Bo,a\n3,Bo,a\n';
    const { groups } = await reportOf(csv, { by: ["tags", "agent"] });
    expect(groups.slice(1, 3).map(({ by }) => by.agent)).toEqual(["Bo", "Ana"]);
  });

  it("are spelled as in the first row, even where that row has a repeated id", async () => {
    const { groups } = await reportOf('id,tags\n1,"beta,eu"\n2,"Beta,EU"\n1,"BETA,eu"\n', { by: ["tags"] });
    expect(groups.map(({ by }) => by.tags)).toEqual([undefined, "beta", "eu"]);
  });
});
