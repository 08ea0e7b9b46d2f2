import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Place } from "../store/helpers.ts";
import { check, fail, folder, runWith } from "./helpers.ts";
import { validated } from "../schemas.ts";

const TICKETS = "fixtures/follow-ups/tickets.csv";
const ANSWERS = "fixtures/follow-ups/answers.csv";

interface Listed {
  readonly kind: string;
  readonly count: number;
  readonly answers: Readonly<Record<string, number>>;
  readonly loop: {
    readonly n: number;
    readonly contacted: number;
    readonly share: number | null;
    readonly low: number | null;
    readonly timeToContact: { readonly median: number | null; readonly n: number };
  } | null;
  readonly followUps: readonly Readonly<Record<string, unknown>>[];
}

const list = async (...argv: readonly string[]): Promise<Listed> => {
  const ran = await runWith(["follow-ups", "--format", "json", "--quiet", ...argv]);
  expect(ran.exit, ran.stderr).toBe(0);
  return validated("follow-ups", ran.stdout) as Listed;
};

const named = ({ followUps }: Listed): string[] =>
  followUps.map(({ id, survey, score }) => `${String(id)} ${String(survey)} ${String(score)}`);

/** A store with both files in it. */
const filled = async (): Promise<Place> => {
  const place = new Place();
  await place.import(TICKETS, ANSWERS);
  return place;
};

describe("follow-ups of files", () => {
  test("are answers below the middle of their scale and detractors, newest first", async () => {
    const listed = await list(TICKETS, ANSWERS);
    expect(named(listed)).toEqual(["106 csat 1", "107 csat 2", "104 ces 3", "103 csat 2", "102 csat 1", "101 nps 6"]);
    expect(listed).toMatchObject({ kind: "unhappy", count: 6, answers: { csat: 7, nps: 3, ces: 3 }, loop: null });
    expect(listed.followUps[2]).toMatchObject({
      date: "2026-10-04T09:00:00.000Z",
      customer: "Jo Park",
      agent: "Cleo",
      channel: "Email",
      comment: "Had to ask three times",
      contactedAt: null,
      file: ANSWERS,
      line: 5,
    });
  });

  test("stand in the order asked for, at most so many", async () => {
    const { count, followUps } = await list(TICKETS, ANSWERS, "--sort", "score", "--limit", "2");
    expect([count, followUps.map(({ id }) => id)]).toEqual([6, ["106", "102"]]);
    expect(named(await list(TICKETS, "--sort", "oldest"))).toEqual(["102 csat 1", "103 csat 2", "106 csat 1"]);
  });

  test("are cut by period and condition", async () => {
    expect(named(await list(TICKETS, "--since", "2026-10-03", "--where", "agent!=Ben"))).toEqual(["103 csat 2"]);
    expect(named(await list(TICKETS, "--period", "2026-09"))).toEqual([]);
  });

  test("happy ones are positive ratings and promoters", async () => {
    expect(named(await list(TICKETS, ANSWERS, "--happy", "--sort", "score"))).toEqual(["105 nps 10", "101 csat 5", "105 csat 4"]);
  });

  test("a scale where low is good is turned round, words count as what they say", async () => {
    const path = join(folder(), "words.csv");
    writeFileSync(path, "Ticket ID,Created at,Satisfaction,Effort\n1,2026-10-01,Good,1\n2,2026-10-02,Bad,5\n3,2026-10-03,Offered,3\n");
    const listed = await list(path, "--map", "ces:1-5:low=Effort");
    expect(named(listed)).toEqual(["2 csat negative", "2 ces 5"]);
    expect(named(await list(path, "--happy"))).toEqual(["1 csat positive"]);
  });

  test("without scores there is nobody to name, and it says why", async () => {
    const path = join(folder(), "calls.csv");
    writeFileSync(path, "Ticket ID,Created at,Status\n1,2026-10-01,Open\n");
    expect((await runWith(["follow-ups", path])).stdout).toContain("Not in this file: CSAT, NPS, CES");
  });

  test("of scores that a file does not have nothing is said where it has others", async () => {
    await check(["follow-ups", TICKETS]);
  });

  test("the table shows each comment in one line below its answer", async () => {
    const { stdout } = await runWith(["follow-ups", TICKETS, "--width", "80"]);
    expect(stdout).toMatch(/102 .* Tom Reed .* CSAT 1\n {3}"Waited a day, then was cut off"\n/u);
    expect(stdout).toContain("Unhappy customers to contact: 3 answers, newest first");
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  test("what data says steers no terminal and no spreadsheet", async () => {
    const path = join(folder(), "bad.csv");
    writeFileSync(
      path,
      'Ticket ID,Created at,CSAT (1-5),Customer,Comment\n1,2026-10-01,1,\u001b[31mEve,"=1+1\u001b]0;x"\n2,2026-10-01,5,Ann,ok\n',
    );
    for (const format of ["table", "csv", "json", "markdown"]) {
      const { stdout } = await runWith(["follow-ups", path, "--format", format]);
      expect(stdout).not.toContain("\u001b");
    }
    expect((await runWith(["follow-ups", path, "--format", "csv"])).stdout).toContain(",'=1+1");
  });

  test("-o picks the format; CSV has always the same columns", async () => {
    const path = join(folder(), "to-call.csv");
    await runWith(["follow-ups", TICKETS, "-o", path]);
    const [head, ...rows] = readFileSync(path, "utf8").trimEnd().split("\n");
    expect(head).toBe("date,id,customer,agent,channel,survey,score,comment,contacted_at,note,file,line");
    expect(rows[0]).toMatch(/^2026-10-06T09:00:00\.000Z,106,Jo Park,Ben,Phone,csat,1,/u);
  });
});

describe("follow-ups of the store", () => {
  test("lists what the files list", async () => {
    const place = await filled();
    expect(named(await list("--db", place.db))).toEqual(named(await list(TICKETS, ANSWERS)));
  });

  test("--done keeps whom was contacted, when and what was said; --undo takes it back", async () => {
    const place = await filled();
    const done = ["follow-ups", "--db", place.db, "--done", "102", "--done", "r-1", "--note", "refunded", "--as-of", "2026-10-04T09:00Z"];
    expect(await check(done)).toBe("contacted: 102, Tom Reed\ncontacted: r-1, Maria Lopez\n");
    const listed = await list("--db", place.db);
    expect(named(listed)).not.toContain("102 csat 1");
    expect(listed).toMatchObject({ count: 4, loop: { n: 6, contacted: 2, timeToContact: { n: 2, median: 2 * 86_400 + 1800 } } });
    expect(listed.loop!.share).toBeCloseTo(33.33, 2);
    const all = await list("--db", place.db, "--all");
    expect(all.followUps.find(({ id }) => id === "102")).toMatchObject({ contactedAt: "2026-10-04T09:00:00.000Z", note: "refunded" });
    expect(await check(["follow-ups", "--db", place.db, "--all", "--quiet"])).toContain("contacted 2026-10-04 09:00: refunded");
    expect(await check(["follow-ups", "--db", place.db, "--undo", "102"])).toBe("to contact again: 102, Tom Reed\n");
    expect(named(await list("--db", place.db))).toContain("102 csat 1");
  });

  test("marks outlive an import that brings the ticket up to date", async () => {
    const place = await filled();
    await check(["follow-ups", "--db", place.db, "--done", "106"]);
    const path = place.file(
      "later.csv",
      readFileSync(TICKETS, "utf8").replace("106,2026-10-06 09:00,2026-10-07", "106,2026-10-06 09:00,2026-10-09"),
    );
    await place.import(path);
    expect(named(await list("--db", place.db))).not.toContain("106 csat 1");
  });

  test("a file beside the store is told by its ids", async () => {
    const place = new Place();
    await place.import(TICKETS);
    await check(["follow-ups", "--db", place.db, "--done", "101"]);
    expect(named(await list(ANSWERS, "--db", place.db))).not.toContain("101 nps 6");
  });

  test("with ten answers and more the share stands with its likely range", async () => {
    const place = new Place();
    const rows = Array.from({ length: 12 }, (_, i) => `${i + 1},2026-10-01 09:00,1\n`).join("");
    await place.import(place.file("many.csv", `Ticket ID,Created at,CSAT (1-5)\n${rows}`));
    const ids = ["1", "2", "3", "4", "5", "6"].flatMap((id) => ["--done", id]);
    await check(["follow-ups", "--db", place.db, ...ids, "--as-of", "2026-10-02T11:00Z"]);
    const page = await check(["follow-ups", "--db", place.db]);
    expect(page.replace(/\s+/gu, " ")).toContain(
      "Contacted: 6 of 12 unhappy (50.0%, likely 25.4–74.6%); median time from the date shown 26h 00m (n = 6, likely 26h 00m–26h 00m).",
    );
    expect(page).toContain("--tz ZONE");
    // However long the folder is that it was broken for.
    expect(page.replace(/\s/gu, "")).toContain(`cs-metricsfollow-ups--db${place.db}--doneID`);
    // Nine in Berlin is seven in UTC.
    const berlin = await list("--db", place.db, "--tz", "Europe/Berlin");
    expect(berlin.loop).toMatchObject({ timeToContact: { median: 28 * 3600, n: 6 } });
  });

  test("an id that is not there marks nothing, not even the others", async () => {
    const place = await filled();
    const lines = await fail(2, ["follow-ups", "--db", place.db, "--done", "102", "--done", "1066"]);
    expect(lines[0]).toContain('no ticket or answer "1066" is in the store');
    expect((await list("--db", place.db)).loop).toMatchObject({ contacted: 0 });
  });

  test("an id of two help desks asks whose it is", async () => {
    const place = new Place();
    await place.import(TICKETS);
    const other = place.file("shop.csv", "Number,Opened at,Customer,CSAT (1-5)\n102,2026-10-09,Eve Long,1\n103,2026-10-09,Eve Long,5\n");
    await place.import(other, "--source", "shop", "--map", "id=Number");
    const lines = await fail(2, ["follow-ups", "--db", place.db, "--done", "102"]);
    expect(lines[0]).toContain("of different customers");
    expect(await check(["follow-ups", "--db", place.db, "--done", "102", "--source", "shop"])).toBe("contacted: 102, Eve Long\n");
    expect((await list("--db", place.db)).followUps.map(({ customer }) => customer)).toContain("Tom Reed");
  });
});

describe("wrong usage", () => {
  test.each([
    [["follow-ups", TICKETS, "--done", "102"], 2, "kept in the store, not in"],
    [["follow-ups", "--db", "nowhere.db", "--done", "102"], 4, "there is no store nowhere.db yet"],
    [["follow-ups", "--done", "102", "--undo", "103"], 2, "do not go together"],
    [["follow-ups", "--done", "102", "--happy"], 2, "marks customers and lists none"],
    [["follow-ups", TICKETS, "--note", "called"], 2, "--note goes with --done"],
    [["follow-ups"], 2, "follow-ups needs a file"],
    [["follow-ups", "--db", "nowhere.db"], 4, "there is no store nowhere.db yet"],
  ])("%j", async (argv, exit, said) => {
    expect((await fail(exit, argv, { home: folder() })).join("\n")).toContain(said);
  });
});
