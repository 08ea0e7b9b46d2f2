import { readFileSync, statSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { check, fail, runWith } from "../cli/helpers.ts";
import { csvOf, figures, Place } from "./helpers.ts";

const ZENDESK = "fixtures/zendesk-tickets.csv";

describe("import, then report from the store", () => {
  test.each([
    [[]],
    [["--by", "channel"]],
    [["--by", "month", "--across", "channel"]],
    [["--where", "channel=Email", "--by", "Assignee"]],
    [["--where", "Status=Closed", "--by", "tags"]],
    [["--period", "2026-10"]],
    [["--since", "2026-10-10", "--until", "2026-10-20", "--by", "weekday,hour"]],
    [["--period", "2026-10", "--compare", "previous"]],
    [["--date-basis", "resolved", "--period", "2026-10"]],
    [["--kpi", "repeat_contact_rate,backlog,at_risk", "--period", "2026-10"]],
    [["--fcr-rule", "repeat-contact", "--kpi", "fcr", "--since", "2026-10-05", "--until", "2026-10-12"]],
    [["--tz", "America/New_York", "--by", "day"]],
    [["--business-hours", "Mon-Fri 09:00-17:00", "--tz", "Europe/Berlin", "--by", "team"]],
    [["--compare", ZENDESK]],
  ])("gives the figures of the file, %j", async (flags) => {
    const place = new Place();
    const [{ rows }] = await place.import(ZENDESK);
    expect(rows).toMatchObject({ read: 492, new: 489, duplicates: 3 });
    expect(await place.report(...flags)).toEqual(await figures(ZENDESK, ...flags));
  });

  test("lists the rows behind a figure by their number in the store", async () => {
    const place = new Place();
    await place.import(ZENDESK);
    const list = async (...of: readonly string[]): Promise<readonly { readonly id: string }[]> => {
      const { rows } = JSON.parse(await check(["report", ...of, "--rows", "csat:negative", "--format", "json", "--quiet"])) as {
        readonly rows: { readonly id: string }[];
      };
      return rows;
    };
    const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id).toSorted();
    expect(ids(await list("--db", place.db))).toEqual(ids(await list(ZENDESK)));
  });

  test("the store is the user's alone, and report makes none", async () => {
    const place = new Place();
    expect(await fail(4, ["report", "--db", place.db])).toContainEqual(expect.stringMatching(/there is no store .*metrics\.db yet/u));
    expect(() => statSync(place.db)).toThrow("ENOENT");
    await place.import(ZENDESK);
    expect(statSync(place.db).mode & 0o777).toBe(0o600);
  });

  test("without file and store, report says how to begin", async () => {
    const place = new Place();
    expect(await fail(2, ["report"], { home: place.path })).toContainEqual(
      expect.stringContaining("cs-metrics import tickets.csv, then cs-metrics report"),
    );
  });

  test("a store that nothing was imported into is told", async () => {
    const place = new Place();
    const file = place.file("a.csv", "Ticket ID,Created at\n");
    await place.import(file);
    expect((await fail(4, ["report", "--db", place.db]))[0]).toMatch(/metrics\.db holds nothing yet$/u);
    expect(await figures("--db", place.db, ZENDESK)).toEqual(await figures(ZENDESK));
  });

  test("flags of files have no place without a file", async () => {
    const place = new Place();
    await place.import(ZENDESK);
    expect((await fail(2, ["report", "--db", place.db, "--map", "agent=Group"]))[0]).toContain("--map is for files");
    expect(await place.report("--scale", "csat=1-7")).toEqual(await figures(ZENDESK, "--scale", "csat=1-7"));
  });

  test("survey answers, each kind by itself", async () => {
    const place = new Place();
    const answers = place.file(
      "responses.csv",
      "response_id,answered_at,survey_type,score,comment\na,2026-10-01T10:00:00Z,nps,9,\nb,2026-10-02T10:00:00Z,csat,2,slow\nb,2026-10-02T10:00:00Z,nps,3,\nc,2026-10-03T10:00:00Z,ces,7,\n",
    );
    expect(await place.import(answers)).toMatchObject([{ rows: { new: 4 } }]);
    expect(await place.report("--kpi", "csat,nps,ces")).toEqual(await figures(answers, "--kpi", "csat,nps,ces"));
    expect(await place.report("--kpi", "nps", "--period", "2026-10")).toEqual(
      await figures(answers, "--kpi", "nps", "--period", "2026-10"),
    );
  });

  test("files beside the store are joined with it by id", async () => {
    const place = new Place();
    const ticket = (id: number, status: string, updated: string): Record<string, string> => ({
      "Ticket ID": String(id),
      "Created at": "2026-10-01",
      "Updated at": updated,
      Status: status,
    });
    const [a, b] = [
      place.file("a.csv", csvOf([ticket(1, "Open", "2026-10-01"), ticket(2, "Open", "2026-10-01")])),
      place.file("b.csv", csvOf([ticket(2, "Solved", "2026-10-04"), ticket(3, "Open", "2026-10-03")])),
    ];
    await place.import(a);
    const wanted = ["--kpi", "volume,resolution_rate"];
    expect(await place.report(b, ...wanted)).toEqual(await figures(a, b, ...wanted));
    expect(await place.report(b, ...wanted, "--period", "2026-10")).toEqual(await figures(a, b, ...wanted, "--period", "2026-10"));
  });
});

describe("the same file again", () => {
  test("changes nothing and says so, under another name, too", async () => {
    const place = new Place();
    await place.import(ZENDESK);
    expect(await check(["import", ZENDESK, "--db", place.db])).toContain("was imported already on 2026-11-21: nothing to do.");
    const [{ already, rows }] = await place.import(`./${ZENDESK}`);
    expect(already).not.toBeNull();
    expect(rows).toMatchObject({ read: 492, new: 0, updated: 0, unchanged: 492 });
  });

  test("twice in one command is taken in once", async () => {
    const place = new Place();
    const copy = place.file("copy.csv", readFileSync(ZENDESK, "utf8"));
    expect(await place.import(ZENDESK, copy)).toMatchObject([{ rows: { new: 489 } }, { rows: { new: 0, unchanged: 492 } }]);
    expect(await place.report()).toEqual(await figures(ZENDESK));
  });

  test("does not double rows without an id", async () => {
    const place = new Place();
    const file = place.file("a.csv", "Created at,CSAT\n2026-10-01,5\n2026-10-01,5\n2026-10-02,1\n");
    await place.import(file);
    await place.import(file);
    expect(await place.report()).toEqual(await figures(file));
  });
});

test("what is not taken in is counted by its reason, and kept for a look", async () => {
  const place = new Place();
  const text = 'Ticket ID,Created at,Spam\n1,2026-10-01,no\n2,2026-10-02,yes\n3,2026-10-03,no,surplus\n4,"2026-10-04"x,no\n,2026-10-05,\n';
  const rejects = `${place.path}/rejects.csv`;
  const [{ rows, reasons }] = await place.import(place.file("odd.csv", text), "--rejects", rejects);
  expect(rows).toMatchObject({ new: 2, leftOut: 1, rejected: 2 });
  expect(reasons).toEqual({ spam: 1, "too-long": 1, malformed: 1 });
  expect(readFileSync(rejects, "utf8").trimEnd().split("\n")).toHaveLength(3);
});

describe("a newer export", () => {
  const first =
    "Ticket ID,Created at,Updated at,Status,Agent,Channel\n1,2026-10-01,2026-10-02,Open,Ann,Email\n2,2026-10-01,2026-10-01,Open,Bob,Chat\n";
  const second =
    "Ticket ID,Created at,Updated at,Status,Agent\n1,2026-10-01,2026-10-05,Solved,\n2,2026-10-01,2026-09-30,Solved,Eve\n3,2026-10-03,2026-10-03,Open,Ann\n";
  const listed = ["--kpi", "volume", "--by", "Agent,Channel,Status", "--format", "csv", "--quiet"];

  test.each([[[first, second]], [[second, first]]])(
    "brings tickets up to date: a blank clears, a column that is missing stays",
    async (texts) => {
      const place = new Place();
      const files = texts.map((text, i) => place.file(`${i}.csv`, text));
      for (const file of files) await place.import(file, "--source", "desk");
      const text = await check(["report", "--db", place.db, ...listed]);
      const lines = text.trimEnd().split("\n").slice(1);
      expect(lines.map((line) => line.split(",").slice(0, 4).join()).toSorted()).toEqual([
        "(all),(all),(all),3",
        "(none),Email,Solved,1",
        "Ann,(none),Open,1",
        "Bob,Chat,Open,1",
      ]);
    },
  );

  test("--dry-run says what would change and changes nothing", async () => {
    const place = new Place();
    const [a, b] = [place.file("a.csv", first), place.file("b.csv", second)];
    expect(await place.import(a, "--dry-run")).toMatchObject([{ rows: { new: 2 } }]);
    expect(() => statSync(place.db)).toThrow("ENOENT");
    await place.import(a, "--source", "desk");
    const before = await place.report();
    expect(await place.import(b, "--source", "desk", "--dry-run")).toMatchObject([
      { rows: { new: 1, updated: 1, unchanged: 1 }, older: 1 },
    ]);
    expect(await place.report()).toEqual(before);
    expect(await place.import(b, "--source", "desk")).toMatchObject([{ already: null, rows: { new: 1, updated: 1, unchanged: 1 } }]);
  });

  test("several files of one command are seen together by --dry-run, too", async () => {
    const place = new Place();
    const files = [place.file("a.csv", first), place.file("b.csv", second)];
    const fates = [{ rows: { new: 2 } }, { rows: { new: 1, updated: 1, unchanged: 1 } }];
    expect(await place.import(...files, "--source", "desk", "--dry-run")).toMatchObject(fates);
    expect(await place.import(...files, "--source", "desk")).toMatchObject(fates);
  });

  test("without a date of the last change the later import decides, and that is said", async () => {
    const place = new Place();
    const [a, b] = [
      place.file("a.csv", "Ticket ID,Created at,Status\n1,2026-10-01,Open\n"),
      place.file("b.csv", "Ticket ID,Created at,Status\n1,2026-10-01,Solved\n"),
    ];
    await place.import(b);
    expect(await check(["import", a, "--db", place.db])).toContain("else the later import");
    expect(await place.report("--kpi", "resolution_rate")).toEqual(await figures(b, a, "--kpi", "resolution_rate"));
  });

  test("that is stale or short is not taken in", async () => {
    const place = new Place();
    const a = place.file("a.csv", first);
    expect(await fail(3, ["import", a, "--db", place.db, "--fresh", "26h"])).toContainEqual(
      expect.stringContaining("is too old: its newest date is 2026-10-02"),
    );
    expect(await fail(3, ["import", a, "--db", place.db, "--min-rows", "3"])).toContainEqual(
      expect.stringContaining("has 2 rows, fewer than --min-rows 3"),
    );
    await place.import(a, "--fresh", "51d", "--min-rows", "2");
  });
});

describe("what was decided about a source", () => {
  const dates = (first: string, second: string): string => `Ticket ID,Created,Status\n1,${first},Open\n2,${second},Open\n`;

  test("opens up what a later file leaves open", async () => {
    const place = new Place();
    await place.import(place.file("a.csv", dates("25/10/2026", "03/10/2026")));
    await place.import(place.file("b.csv", dates("04/10/2026", "05/10/2026").replace("\n1,", "\n3,").replace("\n2,", "\n4,")));
    expect(await place.report("--by", "day", "--kpi", "volume")).toMatchObject({
      groups: [
        {},
        { by: { day: "2026-10-03" } },
        { by: { day: "2026-10-04" } },
        { by: { day: "2026-10-05" } },
        { by: { day: "2026-10-25" } },
      ],
    });
  });

  test("opens up what is piped in, too", async () => {
    const place = new Place();
    await place.import(place.file("a.csv", dates("25/10/2026", "03/10/2026")));
    const ran = await runWith(["import", "-", "--db", place.db, "--quiet"], { stdin: dates("04/10/2026", "05/10/2026") });
    expect(ran).toMatchObject({ exit: 0 });
    // A ticket whose only date differs between its rows begins with the first of them.
    expect(await place.report("--by", "day", "--kpi", "volume")).toMatchObject({
      groups: [{}, { by: { day: "2026-10-03" } }, { by: { day: "2026-10-04" } }],
    });
  });

  test("without it, such a file is not taken in", async () => {
    const place = new Place();
    const lines = await fail(3, ["import", place.file("b.csv", dates("04/10/2026", "05/10/2026")), "--db", place.db]);
    expect(lines[0]).toContain('cannot tell day from month in column "Created"');
  });

  test("stops a later file that says otherwise, and shows both", async () => {
    const place = new Place();
    await place.import(place.file("a.csv", dates("25/10/2026", "03/10/2026")));
    const lines = await fail(3, ["import", place.file("b.csv", dates("10/25/2026", "10/03/2026")), "--db", place.db]);
    expect(lines[0]).toMatch(
      /column "Created" of .*b\.csv is read otherwise than before: month before day, but day before month in .*a\.csv/u,
    );
  });

  test("times without a zone are not mixed with times of a zone", async () => {
    const place = new Place();
    await place.import(place.file("a.csv", "Ticket ID,Created\n1,2026-10-01 08:00\n"));
    expect(await fail(3, ["import", place.file("b.csv", "Ticket ID,Created\n2,2026-10-01T08:00:00Z\n"), "--db", place.db])).toHaveLength(3);
    expect(
      await fail(3, ["import", place.file("c.csv", "Ticket ID,Created\n2,2026-10-01 08:00\n"), "--db", place.db, "--tz", "Europe/Berlin"]),
    ).toHaveLength(3);
  });
});

describe("which store", () => {
  test("the flag, else the variable, else the config, else the data folder", async () => {
    const place = new Place();
    const home = { cwd: place.path, home: place.path };
    const tickets = place.file("a.csv", csvOf([{ "Ticket ID": "1", "Created at": "2026-10-01" }]));
    const total = async (...argv: readonly string[]): Promise<string> =>
      (await check(["report", "--kpi", "volume", "--format", "csv", "--quiet", ...argv], home)).split("\n")[1];
    await check(["import", tickets, "--quiet"], home);
    expect(statSync(`${place.path}/.local/share/cs-metrics/metrics.db`).mode & 0o777).toBe(0o600);
    expect(await total()).toMatch(/^1,/u);
    place.file("cs-metrics.config.json", '{ "db": "team.db" }');
    expect((await fail(4, ["report"], home))[0]).toContain("team.db yet");
    expect((await fail(4, ["report"], { ...home, env: { CS_METRICS_DB: "mine.db" } }))[0]).toContain("mine.db yet");
    expect((await fail(4, ["report", "--db", "x.db"], { ...home, env: { CS_METRICS_DB: "mine.db" } }))[0]).toContain(
      "there is no store x.db yet",
    );
    // Beside files a store counts only when it is asked for.
    expect(await total(tickets)).toMatch(/^1,/u);
  });
});

describe("columns to keep", () => {
  test("are there to group and filter by", async () => {
    const place = new Place();
    const file = place.file(
      "a.csv",
      'Ticket ID,Created at,Product,"Say ""it\'s"""\n1,2026-10-01,Lamp,x\n2,2026-10-02,Chair,y\n3,2026-10-03,lamp,\n',
    );
    await place.import(file, "--keep", 'Product,Say "it\'s"');
    for (const flags of [
      ["--by", "Product"],
      ["--by", 'Say "it\'s"'],
      ["--where", "Product=Lamp"],
    ])
      expect(await place.report(...flags)).toEqual(await figures(file, ...flags));
    expect(await fail(2, ["report", "--db", place.db, "--by", "Colour"])).toContainEqual(expect.stringContaining("Product"));
  });
});
