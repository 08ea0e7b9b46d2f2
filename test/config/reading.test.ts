import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fail, runWith } from "../cli/helpers.ts";
import { filled } from "./helpers.ts";

const TEAM = join(process.cwd(), "fixtures/config/team");

interface Json {
  readonly period: { timeZone: string };
  readonly sources: readonly {
    file: string;
    delimiter: string;
    encoding: string;
    profile: string | null;
    decisions: {
      columns: readonly { field: string; header: string; evidence: string; unit?: string }[];
      dateOrder: Record<string, string>;
      scales: Record<string, { high: number }>;
      zone: string | null;
    };
  }[];
  readonly groups: readonly { by: Record<string, string>; kpis: Record<string, { value: number | null; n: number; mean?: number }> }[];
}

const json = async (root: string, argv: readonly string[], env: Record<string, string> = {}): Promise<Json> => {
  const { exit, stdout, stderr } = await runWith(["report", ...argv, "--format", "json"], { cwd: root, env });
  expect({ exit, stderr }).toMatchObject({ exit: 0 });
  return JSON.parse(stdout) as Json;
};

const evidence = (report: Json, source: number): string[] =>
  report.sources[source].decisions.columns.map(({ field, header, evidence: from }) => `${field}=${header} (${from})`);

describe("several files of different shapes in one report", () => {
  test("each is read by the item that fits its name, from JSON and YAML alike", async () => {
    const report = await json(TEAM, ["tickets-october.csv", "calls-october.csv"]);
    expect(evidence(report, 0)).toEqual([
      "id=Ticket (header)",
      "created=Opened (config)",
      "resolved=Done (config)",
      "csat=Rating (config)",
    ]);
    expect(evidence(report, 1).filter((use) => use.endsWith("(config)"))).toEqual([
      "created=Started (config)",
      "talk=Conversation (config)",
      "answered=Outcome (config)",
    ]);
    expect(report.sources.map(({ decisions }) => decisions.dateOrder.created)).toEqual(["dmy", "mdy"]);
    expect(report.sources.map(({ decisions }) => decisions.zone)).toEqual([null, "America/New_York"]);
    expect(report.sources[0].delimiter).toBe(";");
    // Worked by hand: 2 of 3 ratings are 4 or 5; 8, 24 and 2 hours to solve; 4 and 6 minutes of talk, the missed call has none.
    expect(report.groups[0].kpis.csat).toMatchObject({ n: 3, numerator: 2 });
    expect(report.groups[0].kpis.resolution_time).toMatchObject({ n: 3, value: 8 * 3600 });
    expect(report.groups[0].kpis.aht).toMatchObject({ n: 2, value: 300 });

    const yaml = await json(TEAM, ["tickets-october.csv", "calls-october.csv", "--config", "cs-metrics.same.yaml"]);
    expect(yaml).toEqual(report);
  });

  test("flags go before what a config says of a file", async () => {
    const report = await json(TEAM, ["tickets-october.csv", "--date-format", "M/D/Y", "--scale", "csat=1-7", "--map", "csat=Ticket"]);
    expect(report.sources[0].decisions).toMatchObject({ dateOrder: { created: "mdy" }, scales: { csat: { high: 7 } } });
    expect(evidence(report, 0)).toContain("csat=Ticket (flag)");
    expect(evidence(report, 0)).toContain("resolved=Done (config)");
  });

  test("each flag of reading goes before the same setting, cell by cell", async () => {
    const text = "Nr;Opened;Closed at;Talk;CSAT\n1;03/04/2026 09:00;03/04/2026 10:00;5;5\n2;04/04/2026 09:00;04/04/2026 10:00;5;4\n";
    const item = {
      match: "t.csv",
      dateFormat: "D/M/Y",
      delimiter: ";",
      encoding: "utf-8",
      scale: { csat: "1-10" },
      map: { created: "Opened", "talk:min": "Talk" },
    };
    const root = filled({ "t.csv": text, "cs-metrics.config.json": { timeZone: "Asia/Tokyo", files: [item] } });
    const plain = await json(root, ["t.csv"]);
    expect(plain.sources[0]).toMatchObject({ delimiter: ";", encoding: "utf-8", profile: null });
    expect(plain.sources[0].decisions).toMatchObject({ dateOrder: { created: "dmy" }, scales: { csat: { high: 10 } } });
    expect(plain.period.timeZone).toBe("Asia/Tokyo");
    const flagged = async (...argv: string[]): Promise<Json> => json(root, ["t.csv", ...argv]);
    expect((await flagged("--date-format", "mdy")).sources[0].decisions.dateOrder.created).toBe("mdy");
    expect((await flagged("--scale", "csat=1-5")).sources[0].decisions.scales.csat.high).toBe(5);
    expect((await flagged("--encoding", "windows-1252")).sources[0].encoding).toBe("windows-1252");
    expect((await flagged("--tz", "Europe/Berlin")).period.timeZone).toBe("Europe/Berlin");
    expect((await flagged("--profile", "zoho")).sources[0].profile).toBe("zoho");
    expect(evidence(await flagged("--map", "talk:h=Talk"), 0)).toContain("talk=Talk (flag)");
    const comma = filled({ "t.csv": text.replaceAll(";", ","), "cs-metrics.config.json": { files: [{ match: "t.csv", delimiter: ";" }] } });
    expect((await json(comma, ["t.csv", "--delimiter", ",", "--date-format", "dmy"])).sources[0].delimiter).toBe(",");
  });

  test("so does the environment", async () => {
    const report = await json(TEAM, ["tickets-october.csv"], { CS_METRICS_DATE_FORMAT: "mdy", CS_METRICS_SCALE: "csat=1-10" });
    expect(report.sources[0].decisions).toMatchObject({ dateOrder: { created: "mdy" }, scales: { csat: { high: 10 } } });
  });
});

describe("which files an item is for", () => {
  const CSV = "Ticket,Created at,Score given\n1,2026-10-05 09:00,5\n2,2026-10-06 09:00,4\n";
  const mapped = async (files: Record<string, string>, match: string, argv: readonly string[], at = "."): Promise<boolean[]> => {
    const root = filled({ ...files, "cs-metrics.config.json": { files: [{ match, map: { csat: "Score given" } }] } });
    const report = await json(join(root, at), argv);
    return report.sources.map(({ decisions }) => decisions.columns.some(({ evidence: from }) => from === "config"));
  };

  test("a name with * and ?, in whatever folder the file is", async () => {
    const files = { "a/tickets-1.csv": CSV, "a/tickets-10.csv": CSV.replaceAll("5", "3"), "a/other.csv": CSV };
    const argv = ["a/tickets-1.csv", "a/tickets-10.csv", "a/other.csv"];
    expect(await mapped(files, "tickets*.csv", argv)).toEqual([true, true, false]);
    expect(await mapped(files, "tickets-?.csv", argv)).toEqual([true, false, false]);
    expect(await mapped(files, "Tickets-1.CSV", argv)).toEqual([true, false, false]);
    expect(await mapped(files, "*", argv)).toEqual([true, true, true]);
  });

  test("a path from the config's folder, wherever the command is typed", async () => {
    const files = { "a/t.csv": CSV, "b/t.csv": CSV, "b/c/t.csv": CSV };
    const argv = ["a/t.csv", "b/t.csv", "b/c/t.csv"];
    expect(await mapped(files, "b/*.csv", argv)).toEqual([false, true, false]);
    expect(await mapped(files, "./b/**", argv)).toEqual([false, true, true]);
    expect(await mapped(files, "b/*.csv", ["t.csv", "../a/t.csv"], "b")).toEqual([true, false]);
  });

  test("a profile, for all files recognised as that", async () => {
    const zendesk = "Id,Requester,Subject,Created at,Updated at,Satisfaction Score,Points\n1,a,b,2026-10-05 09:00,2026-10-06 09:00,,5\n";
    const root = filled({
      "anything.csv": (await import("node:fs")).readFileSync("fixtures/zendesk-tickets.csv", "utf8"),
      "other.csv": zendesk.replace("Id,Requester", "Number,Requester"),
      "cs-metrics.config.json": { files: [{ match: "zendesk", timeZone: "Asia/Tokyo" }] },
    });
    const report = await json(root, ["anything.csv", "other.csv"]);
    expect(report.sources[0].profile).toBe("zendesk");
    expect(report.sources.map(({ decisions }) => decisions.zone === "Asia/Tokyo")).toEqual([true, false]);
  });

  test("standard input by its name", async () => {
    const root = filled({ "cs-metrics.config.json": { files: [{ match: "-", map: { csat: "Score given" } }] } });
    const { stdout } = await runWith(["report", "-", "--format", "json"], { cwd: root, stdin: CSV });
    expect((JSON.parse(stdout) as Json).groups[0].kpis.csat.n).toBe(2);
  });

  test("of several items for one file the last one says, option by option", async () => {
    const root = filled({
      "t.csv": "Ticket,Made,Score given,Other\n1,05/10/2026,5,9\n2,06/10/2026,4,9\n",
      "cs-metrics.config.json": {
        dateFormat: "mdy",
        map: { csat: "Other", created: "Made" },
        files: [
          { match: "*.csv", dateFormat: "dmy" },
          { match: "t.csv", map: { csat: "Score given" } },
        ],
      },
    });
    const [{ decisions }] = (await json(root, ["t.csv"])).sources;
    expect(decisions.dateOrder.created).toBe("dmy");
    expect(decisions.columns.map(({ field, header }) => [field, header])).toEqual([
      ["id", "Ticket"],
      ["created", "Made"],
      ["csat", "Score given"],
    ]);
  });

  test("two files of one header row may be read differently, and still hold the same tickets", async () => {
    const text = "Ticket,Created at,Status\n1,05/10/2026,Open\n2,06/10/2026,Closed\n";
    const root = filled({
      "old.csv": text,
      "new.csv": text.replace("Open", "Closed"),
      "cs-metrics.config.json": { dateFormat: "dmy", files: [{ match: "new.csv", dateFormat: "mdy" }] },
    });
    const report = await json(root, ["old.csv", "new.csv"]);
    expect(report.sources.map(({ decisions }) => decisions.dateOrder.created)).toEqual(["dmy", "mdy"]);
    expect(report.groups[0].kpis.volume.value).toBe(2);
  });

  test("a column named for all files may be missing in some of them, one named for a file may not", async () => {
    const files = { "a.csv": CSV, "b.csv": "Ticket,Created at\n7,2026-10-05\n" };
    const all = filled({ ...files, "cs-metrics.config.json": { map: { csat: "Score given" } } });
    expect((await json(all, ["a.csv", "b.csv"])).groups[0].kpis.csat.n).toBe(2);
    const own = filled({ ...files, "cs-metrics.config.json": { files: [{ match: "*.csv", map: { csat: "Score given" } }] } });
    expect((await fail(3, ["report", "a.csv", "b.csv"], { cwd: own }))[0]).toBe(
      'cs-metrics: b.csv has no column "Score given", which cs-metrics.config.json:6 names for csat',
    );
  });
});

describe("units, encodings and words of a config", () => {
  test("a unit by field, whatever its column is called", async () => {
    const root = filled({
      "t.csv": "Ticket,Created at,First response time\n1,2026-10-05 09:00,30\n2,2026-10-06 09:00,90\n",
      "cs-metrics.config.json": { units: { response_time: "min" } },
    });
    expect((await json(root, ["t.csv"])).groups[0].kpis.art).toMatchObject({ n: 2, value: 3600 });
    const { groups } = await json(root, ["t.csv", "--map", "response_time:h=First response time"]);
    expect(groups[0].kpis.art.value).toBe(60 * 3600);
  });

  test("an encoding", async () => {
    const root = filled({
      "t.csv": new Uint8Array(Buffer.from("Ticket,Created at,Agent\n1,2026-10-05,M\u00a4y\n", "latin1")),
      "cs-metrics.config.json": { encoding: "iso-8859-15", by: "agent" },
    });
    expect((await json(root, ["t.csv"])).groups[1].by.agent).toBe("M€y");
  });

  test("words for statuses, channels, yes and no go before those of the program", async () => {
    const root = filled({
      "t.csv": [
        "Ticket,Created at,Status,Channel,First contact resolution",
        "1,2026-10-05,Sorted,Blower,Aye",
        "2,2026-10-05,Closed,Phone,Nay",
        "3,2026-10-05,Rubbish,Email,Aye",
        "4,2026-10-05,sorted ,BLOWER,no",
      ].join("\n"),
      "cs-metrics.config.yaml": [
        "vocabulary:",
        "  status: { resolved: Sorted, open: [Closed], excluded: [Rubbish] }",
        "  channel: { Phone: [Blower] }",
        "  yes: [Aye]",
        "  no: Nay",
      ].join("\n"),
    });
    const { groups } = await json(root, ["t.csv", "--by", "channel"]);
    expect(groups.map(({ by, kpis }) => [by.channel ?? "all", kpis.volume.value])).toEqual([
      ["all", 3],
      ["Phone", 3],
    ]);
    expect(groups[0].kpis.resolution_rate).toMatchObject({ n: 3, numerator: 2 });
    expect(groups[0].kpis.fcr).toMatchObject({ n: 2, numerator: 1 });
    // The next run knows nothing of them.
    const plain = await json(root, ["t.csv", "--by", "channel", "--config", "none"]);
    expect(plain.groups.map(({ by }) => by.channel ?? "all")).toEqual(["all", "Blower", "Email", "Phone"]);
  });
});

describe("columns that are not used", () => {
  const text = "Id,Created at,Old score,Rating\n1,2024-10-01 10:00,1,5\n2,2024-10-02 10:00,2,4\n";

  test("serve no figure, whatever their names suggest, and are nothing to ask about", async () => {
    const root = filled({ "t.csv": text, "cs-metrics.config.json": { files: [{ match: "t.csv", ignore: [" rating", "Not there"] }] } });
    const report = await json(root, ["t.csv"]);
    expect(evidence(report, 0)).toEqual(["id=Id (header)", "created=Created at (header)"]);
    expect(report.groups[0].kpis.csat).toBeUndefined();
    const inspected = (await runWith(["inspect", "t.csv", "--format", "json"], { cwd: root })).stdout;
    const [{ problems }] = (JSON.parse(inspected) as { files: { problems: object[] }[] }).files;
    expect(JSON.stringify(problems)).not.toContain("Rating");
    expect((await runWith(["inspect", "t.csv"], { cwd: root })).stdout).toMatch(/^ Rating +– \(not used, by your config\)/mu);
    // As a column of the file it is still there.
    expect((await json(root, ["t.csv", "--by", "Rating"])).groups).toHaveLength(3);
  });

  test("are used where --map names them, and in files that the item is not for", async () => {
    const root = filled({ "t.csv": text, "u.csv": text, "cs-metrics.config.json": { files: [{ match: "t.csv", ignore: ["Rating"] }] } });
    expect((await json(root, ["t.csv", "--map", "csat=Rating", "--scale", "csat=1-5"])).groups[0].kpis.csat.n).toBe(2);
    expect((await json(root, ["u.csv"])).groups[0].kpis.csat.n).toBe(2);
  });
});

test("further columns that a config has kept are there in the store's reports", async () => {
  const text = "Id,Created at,Product,Wing\n1,2024-10-01T10:00Z,Pro,North\n2,2024-10-02T10:00Z,Basic,South\n";
  const config = { files: [{ match: "t*.csv", keep: ["product", "Not there"] }] };
  const root = filled({ "t.csv": text, "other.csv": text.replaceAll("1,", "3,"), "cs-metrics.config.json": config });
  expect((await runWith(["import", "t.csv", "--db", "s.db"], { cwd: root })).exit).toBe(0);
  const report = (argv: readonly string[]): Promise<Json> => json(root, ["--db", "s.db", ...argv]);
  expect((await report(["--by", "Product"])).groups.map(({ by }) => by.Product)).toEqual([undefined, "Basic", "Pro"]);
  expect((await runWith(["report", "--db", "s.db", "--by", "Wing"], { cwd: root })).exit).toBe(2);
});

test("inspect and a round of a survey read files as report does", async () => {
  const inspected = await runWith(["inspect", "calls-october.csv", "--format", "json"], { cwd: TEAM });
  expect(inspected.exit).toBe(0);
  const [file] = (
    JSON.parse(inspected.stdout) as { files: { zone: object; dates: object[]; columns: { header: string; evidence: string }[] }[] }
  ).files;
  expect(file.zone).toEqual({ name: "America/New_York", from: "config" });
  expect(file.dates[0]).toMatchObject({ format: "mdy", from: "config" });
  expect(file.columns.find(({ header }) => header === "Conversation")?.evidence).toBe("config");
  const shown = (await runWith(["inspect", "tickets-october.csv", "--all", "--width", "140"], { cwd: TEAM })).stdout;
  expect(shown).toContain("day first, as cs-metrics.config.json:9 says");
  expect(shown).toContain("your config");
  const round = await runWith(["survey", "csat", "--from", "calls-october.csv"], { cwd: TEAM });
  expect(round.stderr).toContain("terminal");
});
