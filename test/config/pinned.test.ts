import { describe, expect, test } from "vitest";
import { fail, runWith } from "../cli/helpers.ts";
import { filled } from "./helpers.ts";

const CONFIG = "cs-metrics.config.json";

/** What a report of the file says on stderr, with exit 3. */
const refused = (csv: string | Uint8Array, config: object, argv: readonly string[] = []): Promise<string[]> =>
  fail(3, ["report", "t.csv", ...argv], { cwd: filled({ "t.csv": csv, [CONFIG]: config }) });

const fine = async (csv: string | Uint8Array, config: object, argv: readonly string[] = []): Promise<void> => {
  const { exit, stderr } = await runWith(["report", "t.csv", ...argv], { cwd: filled({ "t.csv": csv, [CONFIG]: config }) });
  expect({ exit, stderr }).toMatchObject({ exit: 0 });
};

const dated = (...dates: string[]): string => `Ticket,Created at\n${dates.map((date, i) => `${i + 1},${date}\n`).join("")}`;

describe("dates", () => {
  test("a part above 12 in the month's place", async () => {
    expect(await refused(dated("05/10/2026", "10/24/2026"), { dateFormat: "D/M/Y" })).toEqual([
      'cs-metrics: the dates in column "Created at" of t.csv are not day first, as cs-metrics.config.json:2 says',
      '  Line 3 has "10/24/2026", which can only be month first.',
      "  If the file is right, change cs-metrics.config.json:2; for this run alone: --date-format M/D/Y",
    ]);
    const [first, second] = await refused(dated("05/10/2026", "24/10/2026"), { files: [{ match: "t.csv", dateFormat: "mdy" }] });
    expect(first).toContain("are not month first, as cs-metrics.config.json:5 says");
    expect(second).toContain('Line 3 has "24/10/2026", which can only be day first.');
  });

  test("however far down it stands, and whatever else is in the column", async () => {
    const many = Array.from({ length: 30_000 }, (_, i) => `0${(i % 9) + 1}/10/2026`);
    const lines = await refused(dated(...many, "10/24/2026", ...many.slice(0, 100)), { dateFormat: "dmy" });
    expect(lines[1]).toContain('Line 30002 has "10/24/2026"');
  });

  test("an order said for one column by its hint", async () => {
    const lines = await refused(dated("10/24/2026"), { map: { "created:dmy": "Created at" } });
    expect(lines[0]).toContain("are not day first, as cs-metrics.config.json:3 says");
  });

  test("a pattern, or a way of counting, that no date is written in", async () => {
    expect((await refused(dated("2026/10/24 99", "24.10.2026"), { dateFormat: "unix" }))[0]).toContain("are not written as unix");
    expect((await refused(dated("10/24/2026", "10/25/2026"), { dateFormat: "DD.MM.YYYY" }))[0]).toContain("are not written as DD.MM.YYYY");
  });

  test("dates that fit, that say no order, or that no date can be are no contradiction", async () => {
    await fine(dated("24/10/2026", "05/10/2026"), { dateFormat: "dmy" });
    await fine(dated("05/10/2026"), { dateFormat: "mdy" });
    await fine(dated("2026-10-24", "2026-10-25"), { dateFormat: "mdy" });
    await fine(dated("2026-10-24", "2026-10-25"), { dateFormat: "DD.MM.YYYY" });
    await fine(dated("05/10/2026", "31/31/2026", "soon"), { dateFormat: "dmy" });
  });

  test("the flag goes before it, and then nothing is contradicted", async () => {
    await fine(dated("05/10/2026", "10/24/2026"), { dateFormat: "dmy" }, ["--date-format", "M/D/Y"]);
  });
});

const scored = (...scores: number[]): string =>
  `Ticket,Created at,CSAT score\n${scores.map((score, i) => `${i + 1},2026-10-05,${score}\n`).join("")}`;

describe("scales", () => {
  test("scores above it", async () => {
    expect(await refused(scored(5, 9, 10, 4), { scale: { csat: "1-5" } })).toEqual([
      'cs-metrics: the scores in column "CSAT score" of t.csv do not fit the scale 1-5 of cs-metrics.config.json:3',
      '  Line 3 has "9".',
      "  If the file is right, change cs-metrics.config.json:3; for this run alone: --scale csat=A-B",
    ]);
    expect((await refused(scored(5, 9, 10, 4), { map: { "csat:1-5": "CSAT score" } }))[0]).toContain("scale 1-5");
  });

  test("a few slips, zeros that mean no answer, and words are no contradiction", async () => {
    await fine(scored(...Array(30).fill(4), 55), { scale: { csat: "1-5" } });
    await fine(scored(0, 0, 0, 5, 4), { scale: { csat: "1-5" } });
    await fine("Ticket,Created at,CSAT\n1,2026-10-05,Good\n", { scale: { csat: "1-5" } });
    await fine(scored(5, 9, 10), { scale: { csat: "1-5" } }, ["--scale", "csat=1-10"]);
  });

  test("scores of several types in one column", async () => {
    const csv = "response_id,survey_type,score,answered_at\n1,csat,9,2026-10-05\n2,csat,10,2026-10-05\n3,nps,9,2026-10-05\n";
    expect((await refused(csv, { scale: { csat: "1-5" } }))[0]).toContain("scale 1-5 of cs-metrics.config.json:3");
  });
});

test("units that the file's own dates speak against", async () => {
  const rows = [30, 60, 90, 120].map(
    (minutes, i) => `${i + 1},2026-10-05 08:00,2026-10-05 ${8 + Math.floor(minutes / 60)}:${minutes % 60 || "00"},${minutes}`,
  );
  const csv = `Ticket,Created at,First response at,First response time\n${rows.join("\n")}\n`;
  expect(await refused(csv, { units: { response_time: "h" } })).toEqual([
    'cs-metrics: the times in column "First response time" of t.csv are not hours, as cs-metrics.config.json:3 says',
    "  By the file's own dates they are minutes.",
    '  If the file is right, change cs-metrics.config.json:3; for this run alone: --map response_time:min="First response time"',
  ]);
  expect((await refused(csv, { map: { "response_time:h": "First response time" } }))[0]).toContain("are not hours");
  await fine(csv, { units: { response_time: "min" } });
});

describe("columns", () => {
  test("that are not there", async () => {
    expect(await refused(dated("2026-10-05"), { files: [{ match: "*.csv", map: { csat: "Rating", created: "Created" } }] })).toEqual([
      'cs-metrics: t.csv has no column "Rating", which cs-metrics.config.json:6 names for csat',
      "  Columns: Ticket, Created at",
      "  If the file is right, change cs-metrics.config.json:6; for this run alone: --map csat=COLUMN",
    ]);
    expect((await refused(dated("2026-10-05"), { map: { created: "Created et" } })).join("\n")).toContain('Did you mean "Created at"?');
  });

  test("that a flag names anew need not be there", async () => {
    await fine(dated("2026-10-05"), { map: { created: "Opened" } }, ["--map", "created=Created at"]);
  });
});

describe("the text of the file", () => {
  test("another delimiter", async () => {
    const [first, second] = await refused(dated("2026-10-05"), { delimiter: ";" });
    expect(first).toBe('cs-metrics: the cells of t.csv are not parted by ";", as cs-metrics.config.json:2 says');
    expect(second).toBe('  Its column names are "Ticket,Created at", with commas.');
    await fine(dated("2026-10-05").replaceAll(",", "\t"), { delimiter: "tab" });
    await fine("Ticket\n1\n", { delimiter: ";" });
  });

  test("another encoding: a mark, bytes that are UTF-8, bytes that are none", async () => {
    const text = dated("2026-10-05").replace("Ticket", "Täglich");
    expect((await refused(`\ufeff${text}`, { encoding: "windows-1252" }))[0]).toBe(
      "cs-metrics: t.csv is not windows-1252, as cs-metrics.config.json:2 says, but utf-8",
    );
    expect((await refused(text, { encoding: "cp850" }))[0]).toContain("is not cp850");
    expect((await refused(new Uint8Array(Buffer.from(text, "latin1")), { encoding: "utf-8" }))[0]).toContain("is not utf-8");
    expect((await refused(new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le")), { encoding: "utf-8" }))[0]).toContain("but utf-16le");
    await fine(dated("2026-10-05"), { encoding: "windows-1252" });
    await fine(new Uint8Array(Buffer.from(text, "latin1")), { encoding: "windows-1252" });
    await fine(new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le")), { encoding: "utf-16le" });
    await fine(text, { encoding: "windows-1252" }, ["--encoding", "utf-8"]);
  });

  test("another vendor", async () => {
    const csv = "Interaction ID,Short Abandon Time,Answered At\n1,0,2026-10-05\n";
    expect((await refused(csv, { profile: "zendesk" }))[0]).toMatch(
      /^cs-metrics: t\.csv is an export of \w+, but cs-metrics\.config\.json:2 says zendesk$/u,
    );
  });

  test("another zone in a header", async () => {
    const csv = "Ticket,Created at (UTC)\n1,2026-10-05 10:00\n";
    expect((await refused(csv, { files: [{ match: "t.csv", timeZone: "Asia/Tokyo" }] }))[0]).toBe(
      'cs-metrics: column "Created at (UTC)" of t.csv is in UTC, but cs-metrics.config.json:5 says Asia/Tokyo',
    );
    await fine(csv, { files: [{ match: "t.csv", timeZone: "Europe/London" }] });
    await fine(csv, { timeZone: "Asia/Tokyo" });
  });
});
