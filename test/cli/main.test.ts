import { expect, test } from "vitest";
import { type CommandInfo, COMMANDS } from "../../src/cli/commands/index.ts";
import { makeProgress } from "../../src/cli/progress.ts";
import { displayWidth } from "../../src/text/width.ts";
import { check, fail, fakeIo, runWith } from "./helpers.ts";

test.each([[["--help"]], [["-h"]], [["help"]], [["report", "--help"]], [["help", "report"]], [["report", "x.csv", "-h"]]])(
  "%j prints help of at most 80 columns, examples first, exit codes last",
  async (argv) => {
    const text = await check(argv);
    const lines = text.split("\n");
    for (const line of lines) expect(displayWidth(line), line).toBeLessThanOrEqual(80);
    expect(lines[2]).toBe("Examples");
    expect(text).toMatch(/Exit codes\n {2}0 {2,}done\n[\s\S]*130, 143 {2,}interrupted\n$/u);
  },
);

test.each(Object.entries<CommandInfo>(COMMANDS))(
  "help of %s names every flag, and the program's help names the command",
  async (name, { flags, usage }) => {
    const text = await check([name, "--help"]);
    for (const line of text.split("\n")) expect(displayWidth(line), line).toBeLessThanOrEqual(80);
    for (const flag of Object.keys(flags)) expect(text).toContain(`--${flag}`);
    expect(await check(["--help"])).toContain(`  ${usage}`);
  },
);

test("--version prints a version and nothing else", async () => {
  expect(await check(["--version"])).toMatch(/^\d+\.\d+\.\d+\n$/u);
});

test("no command: short help on stderr", async () => {
  expect(await runWith([])).toEqual({ exit: 2, stdout: "", stderr: "Usage: cs-metrics report tickets.csv\nMore:  cs-metrics --help\n" });
});

test("no file never waits for input, and tells how to read a pipe", async () => {
  expect((await fail(2, ["report"], { stdinIsTTY: true })).join("\n")).not.toContain("report -\n");
  expect(await fail(2, ["report"], { stdinIsTTY: false })).toContain("  To read what is piped in: cs-metrics report -");
});

test("a closed pipe ends quietly with 0, a full disk with 4 and one line", async () => {
  expect(await runWith(["--help"], { broken: "EPIPE" })).toEqual({ exit: 0, stdout: "", stderr: "" });
  expect(await fail(4, ["--help"], { broken: "ENOSPC" })).toEqual(["cs-metrics: cannot write the output: the disk is full"]);
  expect(await fail(4, ["--help"], { broken: "EIO" })).toHaveLength(1);
});

test("a fault of the program is exit 70 with what to report, and no stack", async () => {
  const io = fakeIo(["report", "x.csv"]);
  const broken = Object.defineProperty({ ...io }, "stdin", {
    get: () => {
      throw new TypeError("boom\u001b[2J");
    },
  });
  const { run } = await import("../../src/cli/main.ts");
  expect(await run(broken)).toBe(70);
  expect(io.stderr.text).toMatch(
    /^cs-metrics: a fault in this program: boom\\x1b\[2J\n {2}cs-metrics \S+, Node v\S+, \S+ \S+\n {2}Please report .*\n$/u,
  );
});

test.each([130, 143])("an interrupted run ends with %i", async (exit) => {
  const controller = new AbortController();
  controller.abort(exit);
  const ran = await runWith(["report", "fixtures/zendesk-tickets.csv"], { signal: controller.signal });
  expect(ran).toEqual({ exit, stdout: "", stderr: "cs-metrics: stopped before it was finished\n" });
});

test("progress shows after half a second on a terminal, and goes away", async () => {
  let time = 0;
  const io = fakeIo([], { stderrIsTTY: true, now: () => time });
  const progress = makeProgress(io, false);
  progress.report(1e6, 50e6);
  expect(io.stderr.text).toBe("");
  time = 600;
  progress.report(10e6, 50e6);
  time = 650;
  progress.report(11e6, 50e6);
  expect(io.stderr.text).toBe("\r\u001b[KReading 20% of 50 MB");
  await progress.finish();
  expect(io.stderr.text).toMatch(/\r\u001b\[K$/u);
});

test.each([
  ["quiet", { stderrIsTTY: true }, true],
  ["under CI", { stderrIsTTY: true, env: { CI: "true" } }, false],
  ["into a file", {}, false],
])("no progress when %s", async (_, world, quiet) => {
  let time = 0;
  const io = fakeIo([], { ...world, now: () => (time += 1000) });
  const progress = makeProgress(io, quiet);
  progress.report(1, 2);
  await progress.finish();
  expect(io.stderr.text).toBe("");
});
