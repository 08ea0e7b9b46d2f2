import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { folder } from "../cli/helpers.ts";
import { openTerminal, type PtyScreen, type TerminalOptions } from "./helpers.ts";

const PROGRAM = fileURLToPath(new URL("../../bin/cs-metrics.js", import.meta.url));

const ENTER = "\r";
const CTRL_C = "\u0003";
const LEFT = "\u001b[D";
const BACKSPACE = "\u007f";
const paste = (text: string): string => `\u001b[200~${text}\u001b[201~`;

interface Run {
  readonly pty: PtyScreen;
  readonly cwd: string;
  /** The answers kept so far; their order is that of the file. */
  rows(): Record<string, string>[];
}

/** `cs-metrics survey …` in a terminal, answers going to a file of its own. */
const survey = (argv: readonly string[], options: TerminalOptions = {}): Run => {
  const cwd = options.cwd ?? folder();
  const pty = openTerminal(process.execPath, [PROGRAM, "survey", ...argv, "--to", "answers.csv"], { columns: 80, cwd, ...options });
  const file = join(cwd, "answers.csv");
  return { pty, cwd, rows: () => (existsSync(file) ? parse(readFileSync(file), { columns: true }) : []) };
};

const ended = async ({ pty }: Run, code: number): Promise<void> => expect(await pty.exit, pty.screen()).toMatchObject({ code });

/** Files that a run leaves beside its answers: locks, drafts, what was put aside. */
const leftovers = (cwd: string): string[] => readdirSync(cwd).filter((name) => name !== "answers.csv" && /answers/u.test(name));

describe.each([
  ["csat", "4", "How satisfied", "4 out of 5"],
  ["nps", "9", "How likely", "9 out of 10"],
  ["ces", "6", "made it easy", "6 out of 7"],
])("survey %s", (name, key, question, echo) => {
  it("two key presses and Enter on the comment finish it", async () => {
    const run = survey([name, "--company", "Acme"]);
    await run.pty.waitFor(question);
    run.pty.keys(key);
    await run.pty.waitFor(`[ ${key} ]`);
    run.pty.keys(ENTER);
    await run.pty.waitFor(echo);
    run.pty.keys(ENTER);
    await run.pty.waitFor("Saved. Thank you for taking the time.");
    await ended(run, 0);
    expect(run.rows()).toMatchObject([{ survey_type: name, score: key, comment: "", complete: "yes" }]);
    expect(leftovers(run.cwd)).toEqual([]);
  });

  it("Enter on an empty scale does nothing, and neither do wrong keys", async () => {
    const run = survey([name]);
    const fresh = await run.pty.waitFor("Ctrl-C stop");
    run.pty.keys(`${ENTER}x?ñ\t\u001b${ENTER}`);
    await run.pty.settle();
    expect(run.pty.screen()).not.toContain("[");
    expect(run.pty.screen().split("\n").slice(0, 6)).toEqual(fresh.split("\n").slice(0, 6));
    run.pty.keys(CTRL_C);
    await ended(run, 130);
    expect(run.rows()).toEqual([]);
  });
});

describe("the scale", () => {
  it("takes 1 then 0 as ten, and typing again replaces", async () => {
    const run = survey(["nps"]);
    await run.pty.waitFor("Ctrl-C stop");
    run.pty.keys("10");
    await run.pty.waitFor("[ 10");
    run.pty.keys("3");
    await run.pty.waitFor("[ 3 ]");
    run.pty.keys(LEFT);
    await run.pty.waitFor("[ 2 ]");
    run.pty.keys(ENTER);
    await run.pty.waitFor("2 out of 10");
    run.pty.keys(ENTER);
    await ended(run, 0);
    expect(run.rows()).toMatchObject([{ score: "2" }]);
  });

  it("keeps zero as zero", async () => {
    const run = survey(["nps"]);
    await run.pty.waitFor("Ctrl-C stop");
    run.pty.keys(`0${ENTER}`);
    await run.pty.waitFor("0 out of 10");
    run.pty.keys(ENTER);
    await ended(run, 0);
    expect(run.rows()).toMatchObject([{ score: "0", complete: "yes" }]);
  });

  it("S skips, which is no zero", async () => {
    const run = survey(["csat"]);
    await run.pty.waitFor("S skip");
    run.pty.keys("s");
    await run.pty.waitFor("Saved.");
    await ended(run, 0);
    expect(run.rows()).toMatchObject([{ score: "", answered_at: "", complete: "yes" }]);
  });

  it("ignores what is pasted into it", async () => {
    const run = survey(["nps"]);
    await run.pty.waitFor("Ctrl-C stop");
    run.pty.keys(paste("9\r7\r"));
    await run.pty.settle();
    expect(run.pty.screen()).not.toContain("[");
    run.pty.keys(CTRL_C);
    await ended(run, 130);
  });
});

describe("the comment", () => {
  const atComment = async (argv: readonly string[] = ["nps"], options: TerminalOptions = {}): Promise<Run> => {
    const run = survey(argv, options);
    await run.pty.waitFor("Ctrl-C stop");
    run.pty.keys(`8${ENTER}`);
    await run.pty.waitFor("›");
    return run;
  };

  it("takes wide characters, corrections and a paste of several lines", async () => {
    const run = await atComment();
    run.pty.keys("Añox");
    run.pty.keys(BACKSPACE);
    run.pty.keys(` 你好 🎉 ${paste('one\r\ntwo, "three"')}`);
    await run.pty.waitFor("three");
    run.pty.keys(ENTER);
    await ended(run, 0);
    expect(run.rows()).toMatchObject([{ comment: 'Año 你好 🎉 one two, "three"' }]);
  });

  it("survives a change of the window's size", async () => {
    const run = await atComment(["nps"], { columns: 120 });
    run.pty.keys("A comment that is long enough to need several lines once the window is small, and it stays whole");
    await run.pty.waitFor("stays whole");
    for (const columns of [60, 40, 100]) {
      run.pty.resize(columns);
      await run.pty.settle();
      expect(run.pty.screen().split("out of 10")).toHaveLength(2);
    }
    run.pty.keys(ENTER);
    await ended(run, 0);
    expect(run.rows()[0].comment).toBe("A comment that is long enough to need several lines once the window is small, and it stays whole");
  });

  it("Ctrl-C in the middle keeps the score and what was typed, as incomplete", async () => {
    const run = await atComment();
    run.pty.keys("It took thr");
    await run.pty.waitFor("It took thr");
    run.pty.keys(CTRL_C);
    await ended(run, 130);
    expect(run.pty.screen()).toContain("stopped; 1 answer kept in answers.csv");
    expect(run.rows()).toMatchObject([{ score: "8", comment: "It took thr", complete: "no" }]);
    expect(run.pty.raw).toMatch(/\u001b\[\?25h(?!.*\u001b\[\?25l)/su);
    expect(leftovers(run.cwd)).toEqual([]);
  });

  it("the window closed in the middle loses nothing", async () => {
    const run = await atComment();
    run.pty.keys("half a sen");
    await run.pty.waitFor("half a sen");
    run.pty.close();
    await run.pty.exit;
    expect(run.rows()).toMatchObject([{ score: "8", comment: "half a sen", complete: "no" }]);
  });

  it("kill -9 in the middle: the next survey takes the score in and says so", async () => {
    const run = await atComment();
    process.kill(run.pty.pid, "SIGKILL");
    await run.pty.exit;
    expect(run.rows()).toEqual([]);
    const next = survey(["nps"], { cwd: run.cwd });
    await next.pty.waitFor("Ctrl-C stop");
    next.pty.keys(`9${ENTER}`);
    await next.pty.waitFor("9 out of 10");
    next.pty.keys(ENTER);
    await ended(next, 0);
    expect(next.pty.screen()).toContain("1 answer of a run that was cut off");
    expect(next.rows()).toMatchObject([
      { score: "8", complete: "no" },
      { score: "9", complete: "yes" },
    ]);
  });
});

describe("modes", () => {
  it("--plain asks line by line without a single escape sequence", async () => {
    const run = survey(["nps", "--plain", "--company", "Acme"]);
    await run.pty.waitFor("0 to 10");
    run.pty.keys(`eleven${ENTER}`);
    await run.pty.waitFor(/no number|from 0 to 10\.[\s\S]*from 0 to 10/u);
    run.pty.keys(`10${ENTER}`);
    await run.pty.waitFor("10 out of 10");
    run.pty.keys(`Très bien${ENTER}`);
    await run.pty.waitFor("Saved.");
    await ended(run, 0);
    expect(run.rows()).toMatchObject([{ score: "10", comment: "Très bien" }]);
    expect(run.pty.raw).not.toContain("\u001b");
  });

  it("the kiosk clears the screen between respondents, goes back when nobody answers, and leaves by Ctrl-C", async () => {
    const run = survey(["csat", "--loop", "--idle", "2s"]);
    await run.pty.waitFor("Press any key");
    run.pty.keys("x");
    await run.pty.waitFor("How satisfied");
    run.pty.keys(`2${ENTER}`);
    await run.pty.waitFor("What went wrong?");
    run.pty.keys("rude");
    await run.pty.waitFor("Press any key");
    expect(run.pty.history()).not.toContain("rude");
    expect(run.rows()).toMatchObject([{ score: "2", comment: "rude", complete: "no" }]);
    run.pty.keys("x");
    await run.pty.waitFor("How satisfied");
    run.pty.keys(`5${ENTER}`);
    await run.pty.waitFor("What did we do well?");
    run.pty.keys(ENTER);
    const thanks = await run.pty.waitFor("Saved.");
    run.pty.keys("\u001b[Z");
    expect(await run.pty.waitFor("Press any key")).not.toContain("Saved.");
    expect(thanks).not.toContain("How satisfied");
    run.pty.keys(CTRL_C);
    await ended(run, 130);
    expect(run.rows()).toMatchObject([{ complete: "no" }, { score: "5", complete: "yes" }]);
  });

  it("--script greets, shows whom the agent talks to, and keeps it; a plain survey shows none of it", async () => {
    const context = ["--ticket", "4711", "--customer", "María", "--agent", "Ana"];
    const aloud = survey(["ces", "--script", "--company", "Acme", ...context]);
    const screen = await aloud.pty.waitFor("Ctrl-C stop");
    for (const shown of ["4711", "María", "On a scale from 1 to 7"]) expect(screen).toContain(shown);
    aloud.pty.keys(`7${ENTER}`);
    await aloud.pty.waitFor("7 out of 7");
    aloud.pty.keys(ENTER);
    await ended(aloud, 0);
    expect(aloud.rows()).toMatchObject([{ ticket_id: "4711", customer: "María", agent: "Ana", language: "en" }]);
    const silent = survey(["ces", ...context]);
    const customers = await silent.pty.waitFor("Ctrl-C stop");
    for (const hidden of ["4711", "María", "Ana"]) expect(customers).not.toContain(hidden);
    silent.pty.keys(CTRL_C);
    await ended(silent, 130);
  });

  it("speaks Spanish", async () => {
    const run = survey(["nps", "--language", "es", "--company", "Acme"], { columns: 60 });
    const screen = await run.pty.waitFor("10");
    expect(screen).toContain("¿");
    for (const line of screen.split("\n")) expect(line.length).toBeLessThanOrEqual(60);
    run.pty.keys(`9${ENTER}`);
    await run.pty.waitFor("9 de 10");
    run.pty.keys(ENTER);
    await ended(run, 0);
    expect(run.rows()).toMatchObject([{ language: "es" }]);
  });

  it("--ask asks the person who starts it, before the customer's screen", async () => {
    const run = survey(["nps", "--ask", "ticket,agent", "--agent", "Ana"]);
    await run.pty.waitFor("Ticket");
    run.pty.keys(`4711${ENTER}`);
    const screen = await run.pty.waitFor("How likely");
    expect(screen).not.toContain("4711");
    run.pty.keys(`9${ENTER}`);
    await run.pty.waitFor("9 out of 10");
    run.pty.keys(ENTER);
    await ended(run, 0);
    expect(run.rows()).toMatchObject([{ ticket_id: "4711", agent: "Ana" }]);
  });

  it("a terminal in CI is nobody's: exit 2 at once", async () => {
    const run = survey(["nps"], { env: { CI: "true" } });
    await run.pty.waitFor("survey needs a terminal");
    await ended(run, 2);
  });
});

const TICKETS = `Ticket,Status,Created,Solved,Customer,Agent,CSAT
1,Solved,2026-11-01 09:00,2026-11-02 09:00,Ada,Ana,
2,Solved,2026-11-01 09:00,2026-11-03 09:00,Ben,Bo,
3,Solved,2026-11-01 09:00,2026-11-04 09:00,Cyd,Ana,5
4,Open,2026-11-01 09:00,,Dee,Ana,
5,Solved,2026-11-01 09:00,2026-11-05 09:00,Eve,Bo,
`;

it("a round asks about solved, unrated tickets, newest first, and is taken up where it was left", async () => {
  const cwd = folder();
  writeFileSync(join(cwd, "tickets.csv"), TICKETS);
  const first = survey(["csat", "--from", "tickets.csv"], { cwd });
  await first.pty.waitFor("Eve");
  first.pty.keys("a");
  await first.pty.waitFor("How satisfied");
  first.pty.keys(`5${ENTER}`);
  await first.pty.waitFor("5 out of 5");
  first.pty.keys(ENTER);
  await first.pty.waitFor("Any key");
  first.pty.keys(" ");
  await first.pty.waitFor("Ben");
  first.pty.keys("d");
  await first.pty.waitFor("Ada");
  first.pty.keys("q");
  await first.pty.waitFor("1 answered, 1 declined");
  await ended(first, 0);
  expect(first.rows()).toMatchObject([
    { ticket_id: "5", customer: "Eve", agent: "Bo", score: "5", complete: "yes" },
    { ticket_id: "2", customer: "Ben", score: "", complete: "declined" },
  ]);
  const second = survey(["csat", "--from", "tickets.csv"], { cwd });
  const screen = await second.pty.waitFor("Ada");
  expect(screen).toContain("1 of 1");
  second.pty.keys(CTRL_C);
  await ended(second, 130);
});
