import { describe, expect, it } from "vitest";
import { check, fail, runWith } from "../cli/helpers.ts";
import { Place } from "../store/helpers.ts";
import { storeOfDays, trendOf } from "./nights.ts";

const at = (day: string): { readonly now: () => number } => ({ now: () => Date.parse(`${day}T04:15:00Z`) });

/** Records the night by the clock, as cron does. */
const night = (place: Place, day: string, ...argv: readonly string[]): ReturnType<typeof runWith> =>
  runWith(["report", "--db", place.db, "--period", "28d", "--tz", "UTC", "--record", "--format", "json", ...argv], at(day));

const nights = async (place: Place): Promise<unknown> => {
  const { courses } = await trendOf(place, "volume");
  return courses.flatMap(({ nights: all }) => all.map(({ night: day, n }) => [day, n]));
};

describe("a clock that is set back", () => {
  it("costs no recorded night its figures", async () => {
    const place = await storeOfDays(5, () => 15);
    for (const day of ["2026-10-04", "2026-10-05"]) expect((await night(place, day)).exit).toBe(0);
    const before = await nights(place);
    await place.import(place.file("more.csv", "Ticket ID,Created at,Channel,CSAT score\n901,2026-10-02 09:00,Email,5\n"), "--tz", "UTC");
    const lines = (await night(place, "2026-10-04")).stderr.split("\n");
    expect(lines[0]).toBe(
      "cs-metrics: it is 2026-10-04 04:15 UTC by the clock, but a later night than 2026-10-04 was recorded at 2026-10-05 04:15: was the clock set back?",
    );
    expect(await night(place, "2026-10-04")).toMatchObject({ exit: 4, stdout: "" });
    expect(await nights(place)).toEqual(before);
    // Who names the night wants it; and the last night may be recorded again.
    expect((await night(place, "2026-10-04", "--as-of", "2026-10-04T04:15Z")).exit).toBe(0);
    expect((await night(place, "2026-10-05")).exit).toBe(0);
    expect(await nights(place)).toEqual([
      ["2026-10-04", 61],
      ["2026-10-05", 81],
    ]);
  });

  it("is told of where a night is recorded that was not there", async () => {
    const place = await storeOfDays(5, () => 15);
    await night(place, "2026-10-05");
    const { exit, stderr } = await night(place, "2026-10-03");
    expect(exit).toBe(0);
    expect(stderr).toContain(
      "note: the figures were recorded as those of 2026-10-03, but a later night was recorded at 2026-10-05 04:15 UTC",
    );
  });

  it("leaves what was recorded later as what counts, and what was imported last as the last import", async () => {
    const place = await storeOfDays(3, () => 15);
    const record = (day: string, ...argv: readonly string[]): Promise<string> =>
      check(["report", "--db", place.db, "--as-of", "2026-10-03", "--record", "--quiet", ...argv], at(day));
    await record("2026-10-09", "--period", "28d", "--kpi", "csat,volume");
    const more = place.file("more.csv", "Ticket ID,Created at,Channel,CSAT score\n901,2026-10-02 09:00,Email,5\n");
    await check(["import", more, "--db", place.db, "--tz", "UTC", "--quiet"], at("2026-10-08"));
    await record("2026-10-07", "--period", "28d", "--kpi", "csat");
    const { courses } = await trendOf(place, "csat");
    expect(courses.map(({ nights: all }) => all.map(({ n }) => n))).toEqual([[41]]);
    const doctor = async (day: string): Promise<string> =>
      (await runWith(["doctor", "--db", place.db, "--format", "json"], at(day))).stdout;
    expect(await doctor("2026-10-08")).toMatch(/0 minutes ago: .*more\.csv/u);
    expect((await doctor("2026-10-06")).match(/was the clock set back\?/gu)).toHaveLength(2);
  });

  it("makes no old export a fresh one, and no fresh one old", async () => {
    const place = new Place();
    const export_ = (name: string, id: number, day: string): string => place.file(name, `Ticket ID,Created at\n${id},${day} 23:00\n`);
    const fresh = ["--db", place.db, "--tz", "UTC", "--fresh", "26h", "--quiet"];
    await check(["import", export_("9.csv", 1, "2026-10-09"), ...fresh], at("2026-10-10"));
    const lines = await fail(3, ["import", export_("6.csv", 2, "2026-10-06"), ...fresh], at("2026-10-07"));
    expect(lines[0]).toMatch(
      /6\.csv is too old: its newest date is 2026-10-06 23:00 UTC, 3 days before the last import; --fresh allows 26 hours$/u,
    );
    expect(lines.at(-1)).toContain("was it set back?");
    await check(["import", export_("10.csv", 3, "2026-10-10"), ...fresh], at("2026-10-07"));
  });
});
