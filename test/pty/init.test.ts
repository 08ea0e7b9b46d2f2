import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { check, folder } from "../cli/helpers.ts";
import { openTerminal, type PtyScreen } from "./helpers.ts";

const PROGRAM = fileURLToPath(new URL("../../bin/cs-metrics.js", import.meta.url));
const THREE = fileURLToPath(new URL("../../fixtures/init/three-open-questions.csv", import.meta.url));

const ENTER = "\r";
const CTRL_C = "\u0003";
const JSON_NAME = "cs-metrics.config.json";
const FILE = "tickets-2024-10.csv";

interface Run {
  readonly pty: PtyScreen;
  readonly cwd: string;
  /** Waits for a question and answers it. */
  answer(question: string | RegExp, keys: string): Promise<string>;
}

/** `cs-metrics init …` in a terminal, in a folder with the file of three open questions. */
const init = (argv: readonly string[] = [FILE], cwd = folder()): Run => {
  if (!existsSync(join(cwd, FILE))) copyFileSync(THREE, join(cwd, FILE));
  const pty = openTerminal(process.execPath, [PROGRAM, "init", ...argv], {
    columns: 80,
    rows: 50,
    cwd,
    env: { HOME: cwd, TZ: "Europe/Berlin", CI: "" },
  });
  return {
    pty,
    cwd,
    async answer(question, keys) {
      const screen = await pty.waitFor(question);
      pty.keys(keys);
      return screen;
    },
  };
};

const ended = async ({ pty }: Run, code: number): Promise<void> => expect(await pty.exit, pty.history()).toMatchObject({ code });

const configOf = ({ cwd }: Run): unknown => JSON.parse(readFileSync(join(cwd, JSON_NAME), "utf8"));

/** The questions that no file answers, all left out. */
const leaveOutFurther = async (run: Run): Promise<void> => {
  await run.answer("company called", ENTER);
  await run.answer("figures reach", ENTER);
  await run.answer("team work", ENTER);
};

describe("the wizard", () => {
  it("leads from three open questions to a config that makes report run with none", async () => {
    const run = init();
    const first = await run.answer("Day or month first", "1");
    expect(first).toContain("day or month first cannot be told");
    expect(first).toContain("First response time           response_time, unit?");
    expect(first).toContain("1   day first: 1 February");
    expect(first).toContain("2   month first: 2 January");
    await run.answer("[ 1 ] day first", ENTER);
    expect(await run.answer("In which unit", "2")).toContain("minutes: 331 is 5h 31m");
    await run.answer("[ 2 ] minutes", ENTER);
    await run.answer("which end is good", "1");
    await run.answer("[ 1 ] 1–5, 5 is best", ENTER);
    await run.answer("Which files are to be read", "1");
    await run.answer("[ 1 ] tickets-*.csv", ENTER);
    await run.answer("company called", `Acme: "North"${ENTER}`);
    await run.answer("figures reach", `csat>=85, art=4h${ENTER}`);
    await run.answer("team work", `Mon-Fri 09:00-17:00${ENTER}`);
    const preview = await run.answer("Write this to", ENTER);
    expect(preview).toContain("created 1 Feb – 11 Dec 2024");
    expect(preview).toContain("First reply (ART)");
    expect(preview).toContain("at least 85%");
    expect(preview).not.toContain("Good to know");
    await ended(run, 0);
    expect(run.pty.history()).toContain(`Wrote ${JSON_NAME}\nNext: cs-metrics report ${FILE}`);
    expect(configOf(run)).toEqual({
      company: 'Acme: "North"',
      targets: ["csat>=85", "art=4h"],
      businessHours: "Mon-Fri 09:00-17:00",
      files: [{ match: "tickets-*.csv", dateFormat: "D/M/Y", units: { response_time: "min" }, scale: { csat: "1-5" } }],
    });
    // No word on stderr: nothing is asked, assumed or left out.
    expect(await check(["report", FILE], { cwd: run.cwd })).toContain("created 1 Feb – 11 Dec 2024");
    expect(await check(["report", FILE, "--by", "month"], { cwd: run.cwd })).toContain("2024-02");

    // Asked once: the second run has nothing to ask of the file, nor of the company.
    const again = init([FILE], run.cwd);
    await again.answer("Write this to", ENTER);
    await ended(again, 0);
    expect(again.pty.history()).toContain(`${JSON_NAME} says all this already`);
    expect(again.pty.history()).not.toContain("Day or month first");
  });

  it("leaves open what is skipped, and asks for it the next time", async () => {
    const run = init([FILE, "--format", "yaml"]);
    await run.answer("Day or month first", `2${ENTER}`);
    await run.answer("In which unit", "s");
    await run.answer("which end is good", `2${ENTER}`);
    await run.answer("Which files are to be read", `2${ENTER}`);
    await leaveOutFurther(run);
    expect(await run.answer("Write this to", ENTER)).toContain("1 left open: units");
    await ended(run, 0);
    expect(run.pty.history()).toContain("1 question is open");
    const text = readFileSync(join(run.cwd, "cs-metrics.config.yaml"), "utf8");
    expect(text).toContain(`- match: ${FILE}\n    # how dates are written: month first: 2 January\n    dateFormat: M/D/Y\n`);
    expect(text).toContain(`# Open (${FILE}, units): In which unit`);

    const again = init([FILE], run.cwd);
    await again.answer("In which unit", `2${ENTER}`);
    await leaveOutFurther(again);
    await again.answer("Write this to", ENTER);
    await ended(again, 0);
    const extended = readFileSync(join(run.cwd, "cs-metrics.config.yaml"), "utf8");
    expect(extended).toContain("units:\n      response_time: min\n");
    expect(extended).not.toContain("Open (tickets");
    await check(["report", FILE], { cwd: run.cwd });
  });

  it("keeps what is said not to be used, and does not ask again", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "calls.csv"), "Id,Created at,Score\n1,2024-10-01T10:00Z,3\n2,2024-10-02T10:00Z,4\n");
    const run = init(["calls.csv"], cwd);
    expect(await run.answer("What is in the column", `4${ENTER}`)).toContain("4   something else: it is not used");
    await run.answer("Which files are to be read", `1${ENTER}`);
    await leaveOutFurther(run);
    await run.answer("Write this to", ENTER);
    await ended(run, 0);
    expect(configOf(run)).toEqual({ files: [{ match: "calls.csv", ignore: ["Score"] }] });
    const again = init(["calls.csv"], cwd);
    await leaveOutFurther(again);
    await again.answer("Write this to", ENTER);
    await ended(again, 0);
    expect(again.pty.history()).not.toContain("What is in the column");
    await check(["report", "calls.csv"], { cwd });
  });

  it("leads to a profile with --profile-out, and asks nothing that a profile does not hold", async () => {
    const run = init([FILE, "--profile-out", "acme.json"]);
    await run.answer("Day or month first", `1${ENTER}`);
    await run.answer("In which unit", `2${ENTER}`);
    await run.answer("which end is good", `1${ENTER}`);
    expect(await run.answer("Write this to acme.json?", ENTER)).toContain("created 1 Feb – 11 Dec 2024");
    await ended(run, 0);
    // A process can be gone before the last it wrote has come through the terminal.
    await run.pty.waitFor("Wrote acme.json, the profile acme");
    expect(run.pty.history()).toContain("Wrote acme.json, the profile acme\n");
    expect(run.pty.history()).not.toContain("company called");
    expect(readdirSync(run.cwd).toSorted()).toEqual(["acme.json", FILE]);
    const profiles = join(run.cwd, ".config", "cs-metrics", "profiles");
    mkdirSync(profiles, { recursive: true });
    copyFileSync(join(run.cwd, "acme.json"), join(profiles, "acme.json"));
    expect(await check(["report", FILE], { cwd: run.cwd, home: run.cwd })).toContain("created 1 Feb – 11 Dec 2024");
  });

  it("takes another answer, and tells why one cannot be", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "calls.csv"), "Id,Created at,CSAT\n1,2024-10-01 10:00,5\n2,2024-10-02 10:00,7\n");
    const run = init(["calls.csv"], cwd);
    await run.answer("which end is good", `5${ENTER}`);
    await run.answer("Which? Such as 1-5", `some${ENTER}`);
    await run.pty.waitFor('scale needs a scale such as 1-5, or 1-7:low where low is good, not "some"');
    await run.answer("Which? Such as 1-5", `1-5${ENTER}`);
    // The file has a 7.
    await run.pty.waitFor('That cannot be: the scores in column "CSAT" of calls.csv do not fit the');
    await run.answer("which end is good", `1${ENTER}`);
    expect(await run.answer("Of which time zone", `3${ENTER}`)).toContain("1   Europe/Berlin, as this computer");
    await run.answer("Which? Such as Europe/Berlin", `Mars${ENTER}`);
    await run.pty.waitFor('timeZone needs a time zone such as Europe/Berlin, not "Mars"');
    await run.answer("Which? Such as Europe/Berlin", `Asia/Tokyo${ENTER}`);
    await run.answer("Which files are to be read", `2${ENTER}`);
    await run.answer("* stands for any", `tickets*.csv${ENTER}`);
    await run.pty.waitFor("tickets*.csv does not fit calls.csv");
    await run.answer("Which files are to be read", `2${ENTER}`);
    await run.answer("* stands for any", `c*.csv${ENTER}`);
    await leaveOutFurther(run);
    await run.answer("Write this to", "a");
    await run.answer("which end is good", `1${ENTER}`);
    await run.answer("Of which time zone", `1${ENTER}`);
    await run.answer("Which files are to be read", `1${ENTER}`);
    await leaveOutFurther(run);
    expect(await run.answer("Write this to", ENTER)).toContain("Times are in Europe/Berlin.");
    await ended(run, 0);
    expect(configOf(run)).toEqual({ timeZone: "Europe/Berlin", files: [{ match: "calls.csv", scale: { csat: "1-7" } }] });
    await check(["report", "calls.csv"], { cwd });
  });

  it("asks line by line with --plain", async () => {
    const run = init([FILE, "--plain"]);
    await run.answer("Type the number of your answer", `1${ENTER}`);
    await run.answer("1: seconds", `2${ENTER}`);
    await run.answer("1: 1–5, 5 is best", `1${ENTER}`);
    await run.answer("1: tickets-*.csv", `1${ENTER}`);
    await leaveOutFurther(run);
    await run.answer("enter: write it", ENTER);
    await ended(run, 0);
    expect(configOf(run)).toMatchObject({ files: [{ dateFormat: "D/M/Y", units: { response_time: "min" } }] });
    expect(run.pty.raw).not.toMatch(/\u001b\[\d*[A-HJK]/u);
  });

  it("writes nothing under --strict while something is open", async () => {
    const run = init([FILE, "--strict"]);
    await run.answer("Day or month first", "s");
    await run.answer("In which unit", `2${ENTER}`);
    await run.answer("which end is good", `1${ENTER}`);
    await run.answer("Which files are to be read", `1${ENTER}`);
    await leaveOutFurther(run);
    await run.answer("Write this to", ENTER);
    await ended(run, 2);
    expect(run.pty.history()).toContain("nothing was written: 1 question is open");
    expect(readdirSync(run.cwd)).toEqual([FILE]);
  });

  it("without a file asks only what no file tells", async () => {
    const run = init([]);
    await run.answer("company called", `Acme${ENTER}`);
    await run.answer("figures reach", `frt=3${ENTER}`);
    await run.pty.waitFor('there is no KPI "frt"');
    await run.answer("figures reach", ENTER);
    await run.answer("team work", `lunch${ENTER}`);
    await run.pty.waitFor("businessHours needs opening hours");
    await run.answer("team work", ENTER);
    await run.answer("Write this to", ENTER);
    await ended(run, 0);
    expect(configOf(run)).toEqual({ company: "Acme" });
  });
});

describe("Ctrl-C", () => {
  it.each([
    ["at the first question", 0],
    ["after an answer", 1],
    ["in a text", 4],
    ["before it is written", 7],
  ])("%s ends it with 130 and nothing written", async (_when, answers) => {
    const own = '{ "company": "Acme" }\n';
    const run = init();
    writeFileSync(join(run.cwd, JSON_NAME), own);
    const steps: readonly (readonly [string, string])[] = [
      ["Day or month first", `1${ENTER}`],
      ["In which unit", `2${ENTER}`],
      ["which end is good", `1${ENTER}`],
      ["Which files are to be read", `1${ENTER}`],
      ["figures reach", `csat=85${ENTER}`],
      ["team work", ENTER],
      ["Write this to", ""],
    ];
    for (const [question, keys] of steps.slice(0, answers)) await run.answer(question, keys);
    await run.pty.waitFor(steps[Math.min(answers, steps.length - 1)][0]);
    run.pty.keys(CTRL_C);
    await ended(run, 130);
    expect(run.pty.history()).toContain("stopped; nothing was written");
    expect(readdirSync(run.cwd).toSorted()).toEqual([JSON_NAME, FILE]);
    expect(readFileSync(join(run.cwd, JSON_NAME), "utf8")).toBe(own);
  });
});
