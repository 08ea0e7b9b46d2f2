import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { connect } from "../../src/store/driver.ts";
import { xmr } from "../../src/stats/xmr.ts";
import { check, fail, folder, runWith } from "../cli/helpers.ts";
import { Place } from "../store/helpers.ts";
import { dayAt, record, storeOfDays, trendOf } from "./nights.ts";

interface Told {
  readonly groups: readonly { readonly by: object; readonly kpis: Readonly<Record<string, Readonly<Record<string, unknown>>>> }[];
}

describe("report --record", () => {
  it("keeps every figure of the report as it was, for the total and for the groups", async () => {
    const place = await storeOfDays(5, () => 15);
    const { groups } = JSON.parse(await record(place, 3, "--period", "28d", "--by", "channel")) as Told;
    const [total, email] = [await trendOf(place), await trendOf(place, "--where", "Channel=email")];
    for (const [trend, group] of [
      [total, groups[0]] as const,
      [email, groups.find(({ by }) => "channel" in by && by.channel === "Email")!] as const,
    ]) {
      expect(trend.courses.map(({ kpi }) => kpi)).toEqual(Object.keys(group.kpis));
      for (const { kpi, nights, by } of trend.courses) {
        const { unit: _, ...figures } = group.kpis[kpi];
        expect(by).toEqual(group.by);
        expect(nights).toMatchObject([
          { night: dayAt(3), asOf: `${dayAt(3)}T00:00:00.000Z`, until: `${dayAt(3)}T00:00:00.000Z`, ...figures },
        ]);
      }
    }
  });

  it("replaces the same night with the same flags and says so; other flags stand beside it", async () => {
    const place = await storeOfDays(5, () => 15);
    await record(place, 3, "--period", "28d");
    await place.import(place.file("more.csv", `Ticket ID,Created at,Channel,CSAT score\n901,${dayAt(1)} 09:00,Email,5\n`), "--tz", "UTC");
    const again = await runWith(["report", "--db", place.db, "--as-of", dayAt(3), "--period", "28d", "--record"]);
    expect(again.stderr).toContain(`note: the figures of ${dayAt(3)} were recorded before with the same flags`);
    await record(place, 3, "--period", "yesterday", "--kpi", "csat");
    const { courses } = await trendOf(place, "csat");
    expect(courses.map(({ question, nights }) => [question.period, nights.map(({ n }) => n)])).toEqual([
      ["28d", [61]],
      ["yesterday", [20]],
    ]);
  });

  it("of two reports of one night that hold the same figure the later one counts", async () => {
    const place = await storeOfDays(3, () => 15);
    await record(place, 2, "--period", "28d", "--kpi", "csat,volume");
    await place.import(place.file("more.csv", `Ticket ID,Created at,Channel,CSAT score\n901,${dayAt(1)} 09:00,Email,5\n`), "--tz", "UTC");
    await record(place, 2, "--period", "28d", "--kpi", "csat");
    const { courses } = await trendOf(place);
    expect(courses.map(({ kpi, nights }) => [kpi, nights.map(({ n }) => n)])).toEqual([
      ["csat", [41]],
      ["volume", [40]],
    ]);
  });

  it("of files makes the store, and files named after their day are one course", async () => {
    const path = folder();
    const db = join(path, "kept.db");
    for (const day of [1, 2]) {
      const file = join(path, `export-${dayAt(day)}.csv`);
      writeFileSync(file, `Ticket ID,Created at\n${day},${dayAt(day)}\n`);
      await check(["report", file, "--as-of", dayAt(day), "--record", "--quiet"], { env: { CS_METRICS_DB: db } });
    }
    const { courses } = JSON.parse(await check(["trend", "--db", db, "--format", "json"])) as Awaited<ReturnType<typeof trendOf>>;
    expect(courses.map(({ question, nights }) => [question.of, nights.length])).toEqual([[["export-####-##-##.csv"], 2]]);
  });

  it("without --record makes no store; what cannot be recorded prints nothing", async () => {
    const path = folder();
    const file = join(path, "a.csv");
    writeFileSync(file, "Ticket ID,Created at\n1,2026-10-01\n");
    const env = { CS_METRICS_DB: join(path, "kept.db") };
    await check(["report", file, "--quiet"], { env });
    expect(existsSync(env.CS_METRICS_DB)).toBe(false);
    writeFileSync(env.CS_METRICS_DB, "no database ".repeat(500));
    expect((await fail(4, ["report", file, "--record"], { env }))[0]).toMatch(/is damaged or no database$/u);
    expect((await fail(2, ["report", file, "--record", "--rows", "volume"], { env }))[0]).toContain("--record");
  });
});

it("db forget takes a customer's name out of recorded groups and conditions, and leaves the figures", async () => {
  const place = new Place();
  await place.import(place.file("a.csv", "Ticket ID,Created at,Customer\n1,2026-10-01,Maria Lopez\n2,2026-10-01,Ann\n"), "--tz", "UTC");
  await record(place, 2, "--by", "customer");
  await record(place, 2, "--where", "customer=maria lopez");
  await check(["db", "forget", "Maria Lopez", "--yes", "--db", place.db]);
  const db = connect(place.db, {});
  expect(JSON.stringify(db.prepare("SELECT question, by_values FROM figures JOIN runs ON id = run_id").all())).not.toMatch(/maria/iu);
  const groups = db.prepare("SELECT by_values, value FROM figures WHERE kpi = 'volume' ORDER BY by_values, value").all();
  expect(groups.map(({ by_values: by, value }) => [String(by).replace(/forgotten-\w+/u, "nobody"), value])).toEqual([
    ['{"customer":"Ann"}', 1],
    ['{"customer":"nobody"}', 1],
    ["{}", 1],
    ["{}", 2],
  ]);
  db.close();
});

describe("trend", () => {
  it("has the limits of the XmR chart of the nights, and marks the night beyond them", async () => {
    const good = (day: number): number => (day === 10 ? 4 : 16 + (day % 3));
    const place = await storeOfDays(14, good);
    for (let day = 1; day <= 14; day++) await record(place, day, "--period", "yesterday", "--kpi", "csat");
    const { courses } = await trendOf(place, "csat");
    const values = Array.from({ length: 14 }, (_, day) => 5 * good(day));
    expect(courses[0].nights.map(({ value }) => value)).toEqual(values);
    const limits = xmr(values)!;
    expect(courses[0]).toMatchObject({ mean: limits.mean, low: limits.low, high: 100, overlapping: false });
    expect(courses[0].nights.flatMap(({ night, signal }) => (signal === null ? [] : [[night, signal]]))).toEqual([[dayAt(11), "low"]]);
    const page = await check(["trend", "csat", "--db", place.db]);
    expect(page).toMatch(new RegExp(`${dayAt(11)} +20\\.0% +20 +\\d.*▼ low`, "u"));
    expect(page).toContain(`${dayAt(11)} is low: 20.0%, usually`);
    for (const line of page.split("\n")) expect(line.length).toBeLessThan(81);
  });

  it("makes no limits of nights whose periods share days", async () => {
    const place = await storeOfDays(20, () => 15);
    for (let day = 9; day <= 20; day++) await record(place, day, "--period", "7d", "--kpi", "csat");
    const { courses } = await trendOf(place, "csat");
    expect(courses[0]).toMatchObject({ mean: null, overlapping: true });
    expect(courses[0].nights.flatMap(({ night, compared }) => (compared === true ? [night] : []))).toEqual([dayAt(13), dayAt(20)]);
  });

  it("never mixes definitions: nights of another one are shown, marked and compared with nothing", async () => {
    const path = folder();
    const db = join(path, "kept.db");
    const nights = Array.from({ length: 12 }, (_, day) => day);
    for (const day of nights) {
      const top = day < 3 ? 10 : 5;
      const rows = Array.from({ length: 20 }, (_, i) => `${i},${dayAt(day)},${i < 15 ? top : 1}`);
      writeFileSync(join(path, "a.csv"), `Ticket ID,Created at,CSAT score\n${rows.join("\n")}\n`);
      await check(
        ["report", join(path, "a.csv"), "--as-of", dayAt(day + 1), "--period", "yesterday", "--kpi", "csat", "--record", "--quiet"],
        { env: { CS_METRICS_DB: db } },
      );
    }
    const trend = JSON.parse(await check(["trend", "csat", "--db", db, "--format", "json", "--target", "csat=80"])) as Awaited<
      ReturnType<typeof trendOf>
    >;
    const [course] = trend.courses;
    expect(course.nights.map(({ sameDefinition }) => sameDefinition)).toEqual(nights.map((day) => day >= 3));
    expect(course.nights.map(({ compared }) => compared)).toEqual(nights.map((day) => day >= 3));
    expect(course.targets).toMatchObject([{ judged: 9, missed: 9, firstMissed: dayAt(4) }]);
    const versions = [...new Set(course.nights.map(({ definition }) => String(definition)))];
    expect(versions.map((version) => trend.definitions[version]["scale"])).toEqual(["1-10", "1-5"]);
    const page = await check(["trend", "csat", "--db", db]);
    expect(page.match(/ {3}other definition/gu)).toHaveLength(3);
    expect(page.replaceAll(/\s+/gu, " ")).toContain(
      `3 nights, the last on ${dayAt(3)}, go by another definition and are left out of all comparisons`,
    );
    const csv = await check(["trend", "csat", "--db", db, "--format", "csv"]);
    expect(csv.match(/,no,csat@[0-9a-f]{8},no,/gu)).toHaveLength(3);
  });

  it("tells the first night below target, the first beyond chance, and since when", async () => {
    const good = (day: number): number => [18, 16, 18, 18, 9, 15, 10][day];
    const place = await storeOfDays(7, good);
    for (let day = 1; day <= 7; day++) await record(place, day, "--period", "yesterday", "--kpi", "csat");
    const target = { judged: 7, missed: 4, firstMissed: dayAt(2), firstClearlyMissed: dayAt(5), missedSince: dayAt(5) };
    expect((await trendOf(place, "csat", "--target", "csat=85")).courses[0].targets).toMatchObject([target]);
    const config = place.file("cs-metrics.config.json", JSON.stringify({ targets: ["csat>=85", "art<=4h"] }));
    expect((await trendOf(place, "csat", "--config", config)).courses[0].targets).toMatchObject([target]);
    const page = (await check(["trend", "csat", "--db", place.db, "--target", "csat=85"])).replaceAll(/\s+/gu, " ");
    expect(page).toContain(
      `Target CSAT at least 85%: missed on 4 of 7 nights, first on ${dayAt(2)}, beyond chance first on ${dayAt(5)}; every night since ${dayAt(5)}.`,
    );
  });

  it("of nothing says so; a store that is missing is exit 4, and wrong words are exit 2", async () => {
    const place = await storeOfDays(2, () => 15);
    const empty = await runWith(["trend", "--db", place.db]);
    expect(empty).toMatchObject({ exit: 0, stdout: "" });
    expect(empty.stderr).toContain("no figures are recorded");
    await record(place, 2, "--kpi", "csat");
    expect((await runWith(["trend", "art", "--db", place.db])).stderr).toContain("no such figures are recorded");
    expect((await runWith(["trend", "--db", place.db, "--since", dayAt(3)])).stderr).toContain("no figures are recorded");
    expect((await fail(4, ["trend", "--db", join(place.path, "none.db")]))[0]).toContain("there is no store");
    expect((await fail(2, ["trend", "cast", "--db", place.db]))[1]).toBe("  Did you mean csat?");
    expect((await fail(2, ["trend", "csat", "art", "--db", place.db]))[0]).toContain("trend shows one KPI");
    expect((await fail(2, ["trend", "--db", place.db, "--where", "channel!=Email"]))[0]).toContain("names one group");
  });
});
