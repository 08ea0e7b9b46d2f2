import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { weeks } from "../report/weeks.ts";
import { check, fail, folder, runWith } from "./helpers.ts";

const TICKETS = "fixtures/zendesk-tickets.csv";

const valid = new Ajv2020({ strict: true, allowUnionTypes: true, strictTuples: false, strictTypes: false }).compile(
  JSON.parse(readFileSync("docs/report.schema.json", "utf8")) as object,
);

interface Brief {
  readonly sentences: readonly string[];
  readonly read: readonly {
    readonly kpi: string;
    readonly rows: string;
    readonly by: object;
    readonly count: number;
    readonly ids: readonly string[];
    readonly lines: readonly { readonly file: string; readonly line: number }[];
  }[];
}

/** The sentences for these flags, one a line. */
const sentences = async (file: string, ...flags: string[]): Promise<string[]> => {
  const { exit, stdout } = await runWith(["report", file, "--brief", ...flags]);
  expect(exit).toBe(0);
  return stdout.trimEnd().split("\n");
};

const briefOf = async (file: string, ...flags: string[]): Promise<Brief> => {
  const { exit, stdout } = await runWith(["report", file, "--brief", "--format", "json", ...flags]);
  expect(exit).toBe(0);
  const json = JSON.parse(stdout) as { brief: Brief };
  expect(valid(json), JSON.stringify(valid.errors)).toBe(true);
  return json.brief;
};

/** A file of this text in a folder of its own. */
const fileOf = (csv: string): string => {
  const path = join(folder(), "tickets.csv");
  writeFileSync(path, csv);
  return path;
};

describe("without anything to compare", () => {
  test("what stands, with its n, and the tickets to read", async () => {
    expect(await sentences(TICKETS)).toEqual([
      "486 tickets created 1–31 Oct 2026 (zendesk-tickets.csv), 56 still open, 8 waiting for a first reply.",
      "CSAT 87.8% of 148 ratings (likely 82–92%); FCR 50.2% of 430 solved (likely 46–55%); solved so far 88.5% of 486 tickets (likely 85–91%); reopened after solving 10.9% of 430 solved (likely 8–14%).",
      "First reply: half of 478 tickets within 1h 22m, 9 in 10 by 11h 08m (likely 1h 01m–1h 42m); solving time: half of 428 tickets within 13h 39m, 9 in 10 by 2d 08h (likely 11h 15m–16h 01m).",
      "To read: the newest of 18 negative ratings (48476, 48430, 48416, 48395, 48375); the slowest first replies (48399, 48068, 48449, 48316, 48172).",
    ]);
  });

  test("is what the README shows", async () => {
    const shown = `\`\`\`text\n${await check(["report", TICKETS, "--brief"])}\`\`\``;
    expect(readFileSync("README.md", "utf8").includes(shown), shown).toBe(true);
  });

  test("the ids are those of --rows, in its order", async () => {
    const { read } = await briefOf(TICKETS);
    expect(read.map(({ rows }) => rows)).toEqual(["csat:negative", "art:slowest"]);
    for (const { rows, ids, lines, count } of read) {
      const listed = JSON.parse(await check(["report", TICKETS, "--rows", rows, "--format", "json"])) as {
        rows: { id: string; line: number; file: string }[];
      };
      expect(listed.rows).toHaveLength(count);
      expect(ids).toEqual(listed.rows.slice(0, 5).map(({ id }) => id));
      expect(lines).toEqual(listed.rows.slice(0, 5).map(({ line, file }) => ({ file, line })));
    }
  });

  test("the rows that were left out by --where are named, as who reads it in a chat does not see the command", async () => {
    const [scope] = await sentences(TICKETS, "--where", "channel=Email", "--where", "priority!=Low");
    expect(scope).toContain("(zendesk-tickets.csv; only channel Email, priority not Low)");
  });

  test("fewer than 10 are counts, none is no data, and no rows are no rows", async () => {
    const csv = "id,created_at,csat\n1,2026-10-01 09:00,5\n2,2026-10-02 09:00,1\n3,2026-10-03 09:00,\n";
    const lines = await sentences(fileOf(csv), "--kpi", "csat,nps", "--scale", "csat=1-5");
    expect(lines).toEqual(["3 answers, 1–3 Oct 2026 (tickets.csv).", "CSAT 1 of 2 ratings.", "To read: 1 negative rating (2)."]);
    const [scope, none, ...rest] = await sentences(TICKETS, "--where", "channel=Fax", "--kpi", "csat,art");
    expect([scope, none, rest]).toEqual(["0 tickets (zendesk-tickets.csv; only channel Fax).", "No data: CSAT, first reply.", []]);
  });

  test("who stands out, and of channels only how they are", async () => {
    expect((await sentences(TICKETS, "--by", "agent"))[3]).toBe(
      "Satisfied, solved at first contact and solving time: nobody stands out; chance alone makes differences of this size; first reply: Mei is clearly faster than the others, Dev clearly slower; but 75% of Dev's tickets are Email and 60% of Mei's are Chat, and within those channels the difference is not clear.",
    );
    expect((await sentences(TICKETS, "--by", "channel"))[3]).toBe(
      "CSAT by channel: Chat 84.9% of 53 ratings; Email 83.3% of 48 ratings; Web 95.7% of 47 ratings.",
    );
  });

  test("targets: missed ones first, with the rows behind them", async () => {
    const flags = ["--target", "fcr=40", "--target", "csat=90 where channel=Email", "--kpi", "fcr,csat"];
    const lines = await sentences(TICKETS, ...flags);
    expect(lines[2]).toBe(
      "Target missed: CSAT, channel Email 83.3% (48 ratings), wanted at least 90%, may be chance; target met: FCR 50.2% (430 solved), wanted at least 40%.",
    );
    const { read } = await briefOf(TICKETS, ...flags);
    expect(read[0]).toMatchObject({ kpi: "csat", rows: "csat:negative", by: { channel: "Email" }, count: 8 });
    expect(lines[3]).toContain("To read: the newest of 8 negative ratings, channel Email (48430, ");
  });
});

describe("beside another period", () => {
  // September is worse than August: 9 of 20 rated well in place of 17, and answered after 5 hours in place of half an hour.
  const worse = weeks({ good: [17, 17, 17, 17, 9, 9, 9, 9], minutes: [30, 30, 30, 30, 300, 300, 300, 300] });

  test("what has clearly changed, what has not, both figures with their n", async () => {
    const lines = await sentences(
      fileOf(worse),
      "--since",
      "2026-08-31",
      "--until",
      "2026-09-28",
      "--compare",
      "previous",
      "--scale",
      "csat=1-5",
    );
    expect(lines.slice(0, 3)).toEqual([
      "80 tickets created 31 Aug – 27 Sep 2026 (tickets.csv), compared with 80 tickets of 3–30 Aug 2026.",
      "Clearly changed: CSAT worse, 45.0% of 80 ratings (before: 85.0% of 80); first reply worse, 5h 04m on average of 80 (before: 34m on average of 80).",
      "No clear change: solving time half of 80 within 24h 00m (before: half of 80 within 24h 00m); solved so far 100.0% of 80 tickets (before: 100.0% of 80).",
    ]);
    expect(lines).toHaveLength(4);
  });

  test("no clear change is an answer", async () => {
    const lines = await sentences(
      TICKETS,
      "--since",
      "2026-10-16",
      "--until",
      "2026-10-31T00:00",
      "--compare",
      "previous",
      "--kpi",
      "csat",
    );
    expect(lines[1]).toBe("Nothing has clearly changed: CSAT 83.1% of 59 ratings (before: 90.8% of 87).");
  });

  test("nothing before, too few before, a period that is not over", async () => {
    expect((await sentences(TICKETS, "--period", "2026-10", "--compare", "previous"))[1]).toBe(
      "Nothing to compare with: no rows in 1–30 Sep 2026.",
    );
    const [scope, compared] = await sentences(
      TICKETS,
      "--since",
      "2026-10-02",
      "--until",
      "2026-10-30",
      "--compare",
      "2026-10-31",
      "--kpi",
      "csat",
      "--as-of",
      "2026-10-20",
    );
    expect(scope).toMatch(/the period is not over yet\.$/u);
    expect(compared).toMatch(/^Too few to compare: CSAT \S+% of \d+ ratings \(before: 2 of 2\)\.$/u);
  });

  test("with groups and targets, too, it is five sentences", async () => {
    const flags = [
      "--since",
      "2026-08-31",
      "--until",
      "2026-09-28",
      "--compare",
      "previous",
      "--by",
      "agent",
      "--target",
      "csat=80",
      "--scale",
      "csat=1-5",
    ];
    const lines = await sentences(fileOf(worse), ...flags);
    expect(lines).toHaveLength(5);
    expect(lines[1]).toMatch(/^Clearly changed: .*; no clear change: .*\.$/u);
    expect(lines[2]).toMatch(/^Clearly changed by agent: Ana CSAT worse; Ana first reply worse; Bo CSAT worse; Bo first reply worse\.$/u);
    expect(lines[3]).toBe("Target missed: CSAT 45.0% (80 ratings), wanted at least 80%.");
  });
});

test("by week: which one stands out", async () => {
  const even = [17, 18, 17, 16, 18, 17, 18, 17, 16, 17, 18, 17];
  const flags = ["--by", "week", "--kpi", "csat", "--scale", "csat=1-5"];
  expect((await sentences(fileOf(weeks({ good: even })), ...flags))[2]).toBe(
    "No week stands out: the ups and downs between them are the usual ones.",
  );
  expect((await sentences(fileOf(weeks({ good: even.with(8, 2) })), ...flags))[2]).toBe(
    "2026-W40 stands out: CSAT 10% of 20 ratings, usually 32–100%.",
  );
});

describe("formats", () => {
  test("plain text, in colour or not, and ASCII where asked for", async () => {
    const plain = await check(["report", TICKETS, "--brief"]);
    expect(await check(["report", TICKETS, "--brief", "--color", "always", "--width", "60"])).toBe(plain);
    expect(await check(["report", TICKETS, "--brief", "--ascii"])).toMatch(/^[\n -~]*$/u);
  });

  test("JSON is the report with the brief added, the sentences those of the screen", async () => {
    const { sentences: told } = await briefOf(TICKETS, "--by", "agent");
    expect(told).toEqual(await sentences(TICKETS, "--by", "agent"));
    const parse = async (...flags: string[]): Promise<Record<string, unknown>> =>
      JSON.parse(await check(["report", TICKETS, "--by", "agent", "--format", "json", ...flags])) as Record<string, unknown>;
    const { brief, ...rest } = await parse("--brief");
    expect(brief).toBeDefined();
    expect(rest).toEqual(await parse());
  });

  test("Markdown has it above the report", async () => {
    const plain = await check(["report", TICKETS, "--format", "markdown"]);
    const both = await check(["report", TICKETS, "--format", "markdown", "--brief"]);
    expect(both.endsWith(plain)).toBe(true);
    expect(both.slice(0, -plain.length).trimEnd().split("\n")).toHaveLength(4);
    expect(both).toMatch(/^- 486 tickets created 1–31 Oct 2026 \(zendesk-tickets\.csv\), /u);
    const file = join(folder(), "brief.md");
    await check(["report", TICKETS, "--brief", "-o", file]);
    expect(readFileSync(file, "utf8")).toBe(both);
  });

  test("CSV cannot hold it", async () => {
    expect(await fail(2, ["report", TICKETS, "--brief", "--format", "csv"])).toEqual([
      "cs-metrics: --brief writes sentences, which a CSV file cannot hold",
      "  Write: --brief alone, or --brief --format json",
      "  The figures themselves as CSV: leave out --brief",
    ]);
    const named = await fail(2, ["report", TICKETS, "--brief", "-o", join(folder(), "brief.csv")]);
    expect(named[1]).toBe("  Give -o a name that ends in .txt, .md or .json");
    await fail(2, ["report", TICKETS, "--brief", "--excel"]);
  });
});

test("of channels and hours the busiest; of people compared only what is clear; targets without a figure where it stands on too few", async () => {
  expect((await sentences(TICKETS, "--by", "weekday"))[3]).toMatch(
    /^CSAT by weekday, the busiest first: Thu 88\.9% of 36 ratings; .* and 3 more\.$/u,
  );
  const few = fileOf("id,created_at,csat\n1,2026-10-01 09:00,5\n2,2026-10-02 09:00,1\n");
  expect((await sentences(few, "--scale", "csat=1-5", "--target", "csat=80"))[2]).toBe(
    "Target too few: CSAT (2 ratings), wanted at least 80%.",
  );
});

const VENDORS = readdirSync("fixtures/vendors").filter((name) => name.endsWith(".csv"));

test.each(VENDORS)("%s: at most five sentences, whatever is asked", async (name) => {
  for (const flags of [[], ["--by", "week"], ["--by", "channel", "--period", "2026-03", "--compare", "previous", "--target", "csat=80"]]) {
    const { exit, stdout, stderr } = await runWith(["report", `fixtures/vendors/${name}`, "--brief", ...flags, "--as-of", "2026-04-01"]);
    expect(exit, stderr).toBe(0);
    const told = stdout.trimEnd().split("\n");
    expect(told.length).toBeLessThanOrEqual(5);
    for (const sentence of told) expect(sentence).toMatch(/^[^a-z\s].*[^.]\.$/u);
    expect(stdout).not.toMatch(/undefined|null|NaN|\.\.|;\.|  /u);
    expect((await briefOf(`fixtures/vendors/${name}`, ...flags, "--as-of", "2026-04-01")).sentences).toEqual(told);
  }
});

test("what comes from the file steers no terminal, and rows without ids are named by their lines", async () => {
  const evil = "\u001b[31m\u202e";
  const csv = `id,created_at,csat,agent\n${evil}7,2026-10-01 09:00,1,${evil}Ana\n,2026-10-02 09:00,1,Bo\n`;
  const lines = await sentences(fileOf(csv), "--scale", "csat=1-5", "--by", "agent", "--where", `agent!=${evil}`);
  expect(lines.join("\n")).not.toContain("\u001b");
  expect(lines.join("\n")).not.toContain("\u202e");
  expect(lines.at(-1)).toMatch(/^To read: 2 negative ratings \(line 3, .*7\)\.$/u);
});

test("without dates none is the newest", async () => {
  const lines = await sentences(fileOf(`id,csat\n${"a,1\nb,1\nc,1\nd,1\ne,1\nf,1\n"}`), "--scale", "csat=1-5");
  expect(lines.at(-1)).toBe("To read: the first of 6 negative ratings (a, b, c, d, e).");
});

test("reads what can be read only once", async () => {
  const piped = await runWith(["report", "-", "--brief", "--period", "2026-10", "--target", "csat=90"], {
    stdin: readFileSync(TICKETS, "utf8"),
  });
  expect(piped.exit).toBe(0);
  expect(piped.stdout.split("\n").filter((line) => line !== "")).toHaveLength(5);
  expect(piped.stdout).toContain("(48476, ");
});

test("--check still judges, and --rows goes alone", async () => {
  const ran = await runWith(["report", TICKETS, "--brief", "--target", "csat=95", "--check"]);
  expect(ran.exit).toBe(1);
  expect(ran.stderr).toContain("target missed");
  await fail(2, ["report", TICKETS, "--brief", "--rows", "csat:negative"]);
});
