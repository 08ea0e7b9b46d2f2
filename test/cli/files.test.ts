import { readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check, fail, folder, runWith } from "./helpers.ts";

const TICKETS = "Ticket ID,Created at,Status,Agent\n1,2026-10-01 09:00,Solved,Ana\n2,2026-10-02 09:00,Open,\n";

const withTickets = (): string => {
  const cwd = folder();
  writeFileSync(join(cwd, "tickets.csv"), TICKETS);
  return cwd;
};

describe("a result never replaces what it is made of", () => {
  test.each([
    ["-o", "tickets.csv"],
    ["-o", "./tickets.csv"],
    ["-o", "link.csv"],
    ["--rejects", "tickets.csv"],
  ])("%s %s", async (flag, name) => {
    const cwd = withTickets();
    symlinkSync("tickets.csv", join(cwd, "link.csv"));
    const [line] = await fail(2, ["report", "tickets.csv", flag, name], { cwd });
    expect(line).toBe(`cs-metrics: ${flag === "-o" ? "--output" : flag} would replace tickets.csv, which is to be read`);
    expect(readFileSync(join(cwd, "tickets.csv"), "utf8")).toBe(TICKETS);
  });

  test("nor the other result", async () => {
    const cwd = withTickets();
    expect(await fail(2, ["report", "tickets.csv", "-o", "new.csv", "--rejects", "./new.csv"], { cwd })).toHaveLength(2);
    expect(readdirSync(cwd)).toEqual(["tickets.csv"]);
  });

  test("but two results may go to a device", async () => {
    const cwd = withTickets();
    expect(await runWith(["report", "tickets.csv", "-o", "/dev/null", "--rejects", "/dev/null"], { cwd })).toMatchObject({ exit: 0 });
  });
});

test("the name of a folder's file is suggested so that pasting it runs nothing", async () => {
  const cwd = folder();
  writeFileSync(join(cwd, "$(touch pwned).csv"), TICKETS);
  expect(await fail(3, ["report", "$(touch pwned).cvs"], { cwd })).toContain("  Try: cs-metrics report '$(touch pwned).csv'");
});

describe("what data hold never steers the terminal", () => {
  const HOSTILE = "\u001b]52;c;ZXZpbA==\u0007\u001b[2J\u202eevil\u0085x";
  // oxlint-disable-next-line no-control-regex -- what must not come out
  const STEERING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;

  const flags = ["--by", "agent", "--map", `agent=${HOSTILE}`];
  test.each([
    [[]],
    [["--format", "markdown"]],
    [["--format", "csv"]],
    [["--format", "json"]],
    [["--across", HOSTILE]],
    [["--where", `${HOSTILE}=${HOSTILE}`]],
    [["--by", "nope"]],
    [["--map", "csat=nope"]],
    [["--kpi", HOSTILE]],
    [["--tz", HOSTILE]],
    [["--profile", HOSTILE]],
    [["--period", HOSTILE]],
    [["-o", `none/${HOSTILE}`]],
    [[HOSTILE]],
    [[`--${HOSTILE}`]],
  ])("report %j", async (more) => {
    const cwd = folder();
    const name = `${HOSTILE.replaceAll("/", "")}.csv`;
    const cell = `${HOSTILE}${"long".repeat(20_000)}`;
    writeFileSync(
      join(cwd, name),
      `Ticket ID,Created at,${HOSTILE},CSAT,Other\n1,2026-10-01,${cell},5,a\n2,2026-13-01${cell},${cell},${cell},b,${cell}\n`,
    );
    const ran = await runWith(["report", name, ...flags, ...more], { cwd });
    expect(ran.stdout).not.toMatch(STEERING);
    expect(ran.stderr).not.toMatch(STEERING);
    for (const line of ran.stderr.split("\n")) expect(line.length).toBeLessThan(2000);
  });
});

describe("notices", () => {
  test("are told once, however many files give rise to them", async () => {
    const cwd = folder();
    for (const name of ["a.csv", "b.csv", "c.csv"])
      writeFileSync(join(cwd, name), "Ticket ID,Created at,Talk time\n1,2026-10-01 09:00,30\n");
    const { stderr } = await runWith(["report", "a.csv", "b.csv", "c.csv", "--format", "json"], { cwd });
    expect(stderr.match(/names no unit/gu)).toHaveLength(1);
  });

  test("say what matched nothing, and which columns a file without any known one has", async () => {
    const cwd = withTickets();
    writeFileSync(join(cwd, "plants.csv"), "Foo,Bar\nx,y\nz,w\n");
    const none = await runWith(["report", "tickets.csv", "--where", "agent=Bob", "--period", "2026-10"], { cwd });
    expect(none).toMatchObject({ exit: 0 });
    expect(none.stderr).toMatch(/^note: no row is left: none matches --where agent=Bob in the period\n {2}.*--by agent/u);
    const plants = await runWith(["report", "plants.csv"], { cwd });
    expect(plants).toMatchObject({ exit: 0 });
    expect(plants.stderr).toMatch(/^note: no column of plants\.csv .*\n {2}Columns: Foo, Bar\n/u);
  });
});

test.each([
  ["agent=", 1],
  ["agent!=", 1],
  ["agent=(none)", 1],
  ["hour=9", 2],
  ["weekday=Thursday", 1],
])("--where %s keeps %i", async (where, rows) => {
  const out = await runWith(["report", "tickets.csv", "--where", where, "--kpi", "volume", "--format", "csv"], { cwd: withTickets() });
  expect(out).toMatchObject({ exit: 0 });
  expect(out.stdout.split("\n")[1]).toBe(`${rows},${rows},,`);
});

test("a name unknown to --across is told as --across's", async () => {
  const [line] = await fail(2, ["report", "tickets.csv", "--across", "nope"], { cwd: withTickets() });
  expect(line).toBe('cs-metrics: there is no field or column "nope" for --across');
});

test("scores that fit no scale are told of, repeated tickets or not", async () => {
  const cwd = folder();
  const rows = "1,2026-10-01,5\n2,2026-10-02,99\n";
  writeFileSync(join(cwd, "once.csv"), `Ticket ID,Created at,CSAT\n${rows}`);
  writeFileSync(join(cwd, "twice.csv"), `Ticket ID,Created at,CSAT\n${rows}${rows}`);
  for (const name of ["once.csv", "twice.csv"]) {
    const { stderr } = await runWith(["report", name, "--format", "json"], { cwd });
    expect(stderr).toMatch(/^note: the scores in column "CSAT" .* fit no scale/mu);
  }
});

test("text in UTF-32 is no CSV", async () => {
  const cwd = folder();
  const text = Buffer.from(
    [...`\ufeff${TICKETS}`].flatMap((character) => [character.codePointAt(0)! & 255, (character.codePointAt(0)! >> 8) & 255, 0, 0]),
  );
  writeFileSync(join(cwd, "tickets.csv"), text);
  expect((await fail(3, ["report", "tickets.csv"], { cwd }))[0]).toBe("cs-metrics: tickets.csv is text in UTF-32, not a CSV file");
});

test("hundreds of columns sideways are no burden", async () => {
  const cwd = folder();
  const rows = Array.from({ length: 20_000 }, (_, i) => `${i},2026-10-01,Agent ${i % 7}`);
  writeFileSync(join(cwd, "tickets.csv"), `Ticket ID,Created at,Agent\n${rows.join("\n")}\n`);
  const text = await check(["report", "tickets.csv", "--by", "agent", "--across", "Ticket ID", "--kpi", "volume"], { cwd });
  expect(text).toMatch(/… and 19,\d{3} more columns/u);
}, 30_000);
