import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it, test } from "vitest";
import { HEADER } from "../../src/answers/format.ts";
import { connect } from "../../src/store/driver.ts";
import { check, fail, folder, type Ran, runWith } from "./helpers.ts";

const EARLIER = "fixtures/earlier-answers/responses.csv";

type Row = Readonly<Record<string, string>>;

/** A user with a home folder of their own. */
class User {
  readonly home = folder();
  readonly data = join(this.home, ".local", "share", "cs-metrics");
  readonly db = join(this.data, "metrics.db");
  readonly earlier = join(this.data, "responses.csv");

  run(...argv: readonly string[]): Promise<Ran> {
    return runWith(argv, { home: this.home });
  }

  check(...argv: readonly string[]): Promise<string> {
    return check(argv, { home: this.home });
  }

  /** All answers, the oldest first, as `responses` exports them. */
  async answers(): Promise<Row[]> {
    return parse(await this.check("responses", "--format", "csv"), { columns: true });
  }

  /** How many answers the report counts, by KPI. */
  async counts(...argv: readonly string[]): Promise<Record<string, number>> {
    const { groups } = JSON.parse(await this.check("report", "--kpi", "csat,nps", "--format", "json", "--quiet", ...argv)) as {
      groups: { kpis: Record<string, { n: number }> }[];
    };
    return Object.fromEntries(Object.entries(groups[0].kpis).map(([kpi, { n }]) => [kpi, n]));
  }

  files(): string[] {
    // The log of a database that is still open here.
    return readdirSync(this.data)
      .filter((name) => !/-(?:wal|shm)$/u.test(name))
      .sort();
  }

  /** Leaves a file as an earlier version wrote it. */
  before(text: string): void {
    mkdirSync(this.data, { recursive: true });
    writeFileSync(this.earlier, text);
  }

  /** What a database tool finds. */
  query(sql: string): readonly object[] {
    const db = connect(this.db, {});
    try {
      return db
        .prepare(sql)
        .all()
        .map((row) => ({ ...row }));
    } finally {
      db.close();
    }
  }
}

const COPY = /^responses\.csv\.backup-\d{8}T\d{6}Z-[0-9a-f]{8}\.csv$/u;

describe("an answer that was given", () => {
  test("is in the store, and every command sees it once", async () => {
    const user = new User();
    const saved = await user.check("survey", "csat", "--score", "1", "--comment", "Rude", "--ticket", "18", "--customer", "Maria Lopez");
    expect(saved).toBe(`Saved 1 answer in ${user.db}\n`);
    expect(user.files()).toEqual(["metrics.db"]);
    if (process.platform !== "win32") expect(statSync(user.db).mode & 0o777).toBe(0o600);
    expect(user.query("SELECT survey_type, score, comment, id, customer, at, kept FROM interactions")).toEqual([
      {
        survey_type: "csat",
        score: 1,
        comment: "Rude",
        id: "18",
        customer: "Maria Lopez",
        at: "2026-11-21T00:00:00Z",
        kept: '{"complete":"yes"}',
      },
    ]);
    expect(await user.counts()).toEqual({ csat: 1, nps: 0 });
    expect(await user.check("follow-ups")).toContain('"Rude"');
    expect(await user.check("follow-ups", "--done", "18")).toBe("contacted: 18, Maria Lopez\n");
    expect(await user.check("history", "maria lopez")).toContain("1 entry");
    expect(await user.check("report", "--rows", "csat:negative", "--comments")).toContain("Rude");
    expect(await user.check("db", "export")).toContain(",Maria Lopez,Rude,yes\n");
    expect(JSON.parse(await user.check("db", "info", "--format", "json"))).toMatchObject({
      sources: [{ profile: "cs-metrics", interactions: 1, imports: 0 }],
      lastImport: null,
    });
    expect(await user.answers()).toMatchObject([{ survey_type: "csat", score: "1", complete: "yes" }]);
  });

  test("goes to a store that is named, made with its folder where there is none", async () => {
    const user = new User();
    const db = join(user.home, "shop", "x.db");
    expect(await user.check("survey", "nps", "--score", "9", "--db", db)).toBe(`Saved 1 answer in ${db}\n`);
    expect(await user.counts("--db", db)).toEqual({ csat: 0, nps: 1 });
    expect(await user.check("responses", "--db", db)).toContain(" nps ");
    expect(existsSync(user.data)).toBe(false);
  });

  test("goes to a file where --to says so, and to no store", async () => {
    const user = new User();
    const file = join(user.home, "a.csv");
    expect(await user.check("survey", "nps", "--score", "9", "--to", file)).toBe(`Saved 1 answer in ${file}\n`);
    expect(readFileSync(file, "utf8")).toMatch(new RegExp(`^${HEADER}\n[^\n]*,nps,9,[^\n]*\n$`, "u"));
    expect(await user.check("responses", file)).toContain(" nps ");
    expect(existsSync(user.data)).toBe(false);
    expect(await fail(2, ["survey", "nps", "--score", "9", "--to", file, "--db", "x.db"], { home: user.home })).toEqual([
      "cs-metrics: --to and --db do not go together",
      "  Give one of them.",
    ]);
  });

  it.each(["fixtures/zendesk-tickets.csv", "fixtures"])("is not asked for where the store is none: %s", async (db) => {
    const lines = await fail(4, ["survey", "nps", "--score", "9", "--db", db]);
    expect(lines[0]).toMatch(/^cs-metrics: (the store \S+ is damaged or no database|\S+ is not a store of cs-metrics)$/u);
  });
});

describe("answers of earlier versions", () => {
  const earlier = (): User => {
    const user = new User();
    user.before(readFileSync(EARLIER, "utf8"));
    return user;
  };

  test("are read where they are while there is no store; only survey makes one", async () => {
    const user = earlier();
    expect(await user.answers()).toHaveLength(13);
    expect(await user.counts()).toEqual({ csat: 3, nps: 1 });
    expect(await user.check("follow-ups")).toContain("CSAT 1");
    expect(await user.check("history", "Jo")).toContain("1 entry");
    expect(user.files()).toEqual(["responses.csv"]);
  });

  test("are taken along with the first answer, each as it was; their file stays as a copy", async () => {
    const user = earlier();
    const before = await user.answers();
    const { exit, stderr } = await user.run("survey", "nps", "--score", "2");
    expect({ exit, first: stderr.split("\n")[0] }).toEqual({
      exit: 0,
      first: `note: the answers of earlier versions are in ${user.db} now`,
    });
    const [database, copy, ...others] = user.files();
    expect({ database, others }).toEqual({ database: "metrics.db", others: [] });
    expect(copy).toMatch(COPY);
    expect(readFileSync(join(user.data, copy))).toEqual(readFileSync(EARLIER));
    const after = await user.answers();
    expect(after.slice(0, -1)).toEqual(before);
    expect(after.at(-1)).toMatchObject({ survey_type: "nps", score: "2" });
    expect(await user.counts()).toEqual({ csat: 3, nps: 2 });
  });

  test("are taken along by an import, too", async () => {
    const user = earlier();
    await user.check("import", "fixtures/follow-ups/tickets.csv", "--quiet");
    expect(user.query("SELECT count(*) AS n FROM interactions WHERE response_id IS NOT NULL")).toEqual([{ n: 13 }]);
    expect(existsSync(user.earlier)).toBe(false);
  });

  test("give the same figures from the store as from the file", async () => {
    const user = earlier();
    await user.run("survey", "nps", "--score", "2");
    const groups = async (...argv: string[]): Promise<unknown> =>
      (JSON.parse(await user.check("report", "--format", "json", "--quiet", "--by", "agent", ...argv)) as { groups: unknown }).groups;
    const file = join(user.home, "all.csv");
    await user.check("responses", "-o", file);
    expect(await groups()).toEqual(await groups(file));
  });

  test("are understood as import understands them", async () => {
    const user = earlier();
    await user.run("survey", "nps", "--score", "2");
    const file = join(user.home, "all.csv");
    await user.check("responses", "-o", file);
    const other = join(user.home, "other.db");
    await user.check("import", file, "--db", other, "--quiet");
    const decided = (path: string): unknown => {
      const db = connect(path, {});
      const { columns, decisions } = db.prepare("SELECT columns, decisions FROM layouts").get()!;
      db.close();
      const { formatSources: _, ...rest } = JSON.parse(String(decisions)) as Record<string, unknown>;
      return { columns: JSON.parse(String(columns)) as unknown, ...rest };
    };
    expect(decided(user.db)).toEqual(decided(other));
  });

  test("are not doubled where taking them along was cut short", async () => {
    const user = earlier();
    writeFileSync(user.earlier, `${readFileSync(EARLIER, "utf8")},2026-10-07T10:00:00Z,csat,3,no id,,,,,,,,,yes\n`);
    const text = readFileSync(user.earlier);
    await user.run("survey", "nps", "--score", "2");
    const before = await user.answers();
    expect(before).toHaveLength(15);
    // Killed after the store had them, before the file was put away.
    writeFileSync(user.earlier, text);
    expect(await user.answers()).toEqual(before);
    await user.check("report", "--quiet");
    expect(user.files().filter((name) => COPY.test(name))).toHaveLength(2);
    expect(existsSync(user.earlier)).toBe(false);
    expect(await user.answers()).toEqual(before);
  });

  test("that an earlier version adds later come to the others", async () => {
    const user = earlier();
    await user.run("survey", "nps", "--score", "2");
    user.before(`${HEADER}\n01C,2026-10-03T11:06:00Z,csat,4,,19,Bo,,Email,Jo,en,,,yes\n02A,2026-11-01T10:00:00Z,nps,8,,,,,,,,,,yes\n`);
    expect(await user.counts()).toEqual({ csat: 3, nps: 3 });
    expect(existsSync(user.earlier)).toBe(false);
    const answers = await user.answers();
    expect(answers).toHaveLength(15);
    // What had been broken off was finished meanwhile.
    expect(answers.filter(({ response_id: id }) => id === "01C")).toMatchObject([{ complete: "yes" }]);
  });

  test("set aside while their file was closed are taken along, too", async () => {
    const user = earlier();
    writeFileSync(
      join(user.data, "responses.csv.aside-20261101T100000Z-0123abcd.csv"),
      `${HEADER}\n03A,2026-11-01T10:00:00Z,nps,8,,,,,,,,,,yes\n`,
    );
    await user.run("survey", "nps", "--score", "2");
    expect(await user.counts()).toEqual({ csat: 3, nps: 3 });
    expect(user.files().filter((name) => name.includes("aside"))).toEqual([]);
  });

  test("whose dates another program changed stay where they are, and reports say so", async () => {
    const user = new User();
    user.before(`${HEADER}\n04A,21/10/2026 10:00,nps,8,,,,,,,,,,yes\n`);
    const { exit, stderr } = await user.run("survey", "nps", "--score", "2");
    expect({ exit, lines: stderr.split("\n").length }).toEqual({ exit: 0, lines: 4 });
    expect(stderr).toContain("another program has changed the dates in that file");
    expect(await user.counts()).toEqual({ csat: 0, nps: 1 });
    expect((await user.run("report", "--period", "2026-11")).stderr).toContain(`cs-metrics import ${user.earlier}`);
    expect((await user.run("import", user.earlier, "--tz", "UTC", "--quiet")).exit).toBe(0);
    expect(await user.counts()).toEqual({ csat: 0, nps: 2 });
    expect(existsSync(user.earlier)).toBe(true);
    expect((await user.run("responses", "--format", "json")).stdout).toContain('"04A"');
  });

  test("are no other table that happens to bear the name", async () => {
    const user = new User();
    copyFileSync("fixtures/zendesk-tickets.csv", (user.before(""), user.earlier));
    await user.check("survey", "nps", "--score", "2");
    expect(await user.counts()).toEqual({ csat: 0, nps: 1 });
    expect(existsSync(user.earlier)).toBe(true);
  });

  test("belong to the user's own store, not to one named for a moment", async () => {
    const user = earlier();
    const db = join(user.home, "x.db");
    await user.check("survey", "nps", "--score", "9", "--db", db);
    expect(await user.counts("--db", db)).toEqual({ csat: 0, nps: 1 });
    expect(user.files()).toEqual(["responses.csv"]);
  });
});

describe("an export of the answers", () => {
  test("changes nothing where the store has them", async () => {
    const user = new User();
    user.before(readFileSync(EARLIER, "utf8"));
    await user.run("survey", "nps", "--score", "2");
    const before = await user.answers();
    const file = join(user.home, "all.csv");
    await user.check("responses", "-o", file);
    await user.check("import", file, "--quiet");
    expect(await user.counts()).toEqual({ csat: 3, nps: 2 });
    // A day alone becomes its midnight where other rows have times.
    const plain = (rows: readonly Row[]): unknown => rows.map(({ answered_at: _, sent: _s, ...rest }) => rest);
    expect(plain(await user.answers())).toEqual(plain(before));
  });

  test("that was imported before counts once with what surveys bring", async () => {
    const user = new User();
    await user.check("import", EARLIER, "--quiet");
    user.before(readFileSync(EARLIER, "utf8"));
    await user.run("survey", "nps", "--score", "2");
    expect(await user.counts()).toEqual({ csat: 3, nps: 2 });
    expect(await user.answers()).toHaveLength(14);
  });
});

describe("a store that is busy or closed", () => {
  test("costs no answer: it is read beside the store, and taken in later", async () => {
    const user = new User();
    await user.check("survey", "nps", "--score", "9");
    const writer = connect(user.db, { patience: 1000 });
    writer.exec("BEGIN IMMEDIATE");
    await user.check("survey", "csat", "--score", "2", "--ticket", "18");
    expect(user.files()).toContain("metrics.db-answers.csv");
    expect(await user.counts()).toEqual({ csat: 1, nps: 1 });
    expect(await user.answers()).toHaveLength(2);
    expect(await user.check("follow-ups")).toContain("CSAT 2");
    const doctor = JSON.parse((await user.run("doctor", "--format", "json")).stdout) as { checks: { id: string; status: string }[] };
    expect(doctor.checks.find(({ id }) => id === "answers")).toMatchObject({ status: "note" });
    const { exit, stderr } = await user.run("db", "info");
    expect({ exit, first: stderr.split("\n")[0] }).toEqual({
      exit: 0,
      first:
        "note: kept beside metrics.db, which cannot take answers in at the moment: the store metrics.db is being written to by another run",
    });
    writer.exec("COMMIT");
    writer.close();
    expect(await user.counts()).toEqual({ csat: 1, nps: 1 });
    expect(user.files()).not.toContain("metrics.db-answers.csv");
  });

  test("nor does one that another run is just making", async () => {
    const user = new User();
    mkdirSync(user.data, { recursive: true });
    const maker = connect(user.db, { patience: 1000 });
    maker.exec("PRAGMA journal_mode=WAL; BEGIN IMMEDIATE; CREATE TABLE begun (x)");
    await user.check("survey", "nps", "--score", "9");
    await user.check("survey", "csat", "--score", "2");
    expect(user.files()).toContain("metrics.db-answers.csv");
    expect(await user.counts()).toEqual({ csat: 1, nps: 1 });
    expect(await user.answers()).toHaveLength(2);
    maker.exec("ROLLBACK");
    maker.close();
    expect(await user.counts()).toEqual({ csat: 1, nps: 1 });
    expect(user.files()).toEqual(["metrics.db"]);
  });

  test("of a newer version, too", async () => {
    const user = new User();
    await user.check("survey", "nps", "--score", "9");
    const db = connect(user.db, {});
    db.exec("PRAGMA user_version=99");
    db.close();
    const { exit, stdout, stderr } = await user.run("survey", "csat", "--score", "2");
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: `Saved 1 answer in ${user.db}\n` });
    expect(stderr).toContain("which cannot take answers in at the moment: the store metrics.db was written by a newer cs-metrics");
    const again = connect(user.db, {});
    again.exec("PRAGMA user_version=3");
    again.close();
    expect(await user.counts()).toEqual({ csat: 1, nps: 1 });
  });
});

describe("a customer to be forgotten", () => {
  const asked = async (): Promise<User> => {
    const user = new User();
    user.before(readFileSync(EARLIER, "utf8"));
    await user.run("survey", "nps", "--score", "2", "--customer", "MARIA LOPEZ", "--ticket", "30", "--comment", "Secret words");
    return user;
  };
  const found = (user: User, text: string): string[] =>
    [
      JSON.stringify(user.query("SELECT * FROM interactions")),
      ...user
        .files()
        .filter((name) => name.endsWith(".csv"))
        .map((name) => readFileSync(join(user.data, name), "utf8")),
    ].filter((all) => all.includes(text));

  test("is blanked in the answers, also in the copies", async () => {
    const user = await asked();
    expect(await user.check("responses", "--forget", "Maria Lopez")).toContain("blanked in 2 responses; the scores stay");
    for (const text of ["Maria Lopez", "MARIA LOPEZ", "friendly", "Secret"]) expect(found(user, text)).toEqual([]);
    expect(await user.counts()).toEqual({ csat: 3, nps: 2 });
    expect((await user.answers()).map(({ complete }) => complete).filter((word) => word === "")).toEqual([]);
  });

  test("is replaced by db forget, also in the copies, and answers stay whole", async () => {
    const user = await asked();
    const before = await user.answers();
    expect(await user.check("db", "forget", "Maria Lopez", "--yes")).toContain("from 3 interactions; the figures stay");
    for (const text of ["Maria Lopez", "MARIA LOPEZ", "friendly", "Secret"]) expect(found(user, text)).toEqual([]);
    expect((await user.answers()).map(({ complete }) => complete)).toEqual(before.map(({ complete }) => complete));
  });
});

test("answers given in a file count once, however often it is given", async () => {
  const user = new User();
  const file = join(user.home, "cards.csv");
  writeFileSync(file, "response_id,score\nc1,9\nc2,3\n");
  expect(await user.check("survey", "nps", "--answers", file)).toContain("Saved 2 answers");
  expect((await user.run("survey", "nps", "--answers", file)).stdout).toContain("Saved 0 answers");
  expect(await user.counts()).toEqual({ csat: 0, nps: 2 });
});

test("prune drops old answers like everything else", async () => {
  const user = new User();
  user.before(readFileSync(EARLIER, "utf8"));
  await user.run("survey", "nps", "--score", "2");
  expect(await user.check("db", "prune", "--older-than", "48d", "--yes")).toMatch(
    /^4 interactions from before 2026-10-04 .* dropped, 10 /u,
  );
  expect(await user.answers()).toHaveLength(10);
});
