import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { folder } from "./helpers.ts";

/** The real program, as built by `npm run build`, in a process of its own. */
const PROGRAM = fileURLToPath(new URL("../../bin/cs-metrics.js", import.meta.url));
const TICKETS = fileURLToPath(new URL("../../fixtures/zendesk-tickets.csv", import.meta.url));

const ENV = { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "/", LANG: "C.UTF-8" };

interface Options {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
  readonly input?: string;
}

interface Ended {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const spawn = (command: string, argv: readonly string[], { cwd, env = ENV, input }: Options = {}): Ended => {
  const { status, stdout, stderr } = spawnSync(command, argv, { cwd, env, input, encoding: "utf8", timeout: 20_000 });
  return { exit: status, stdout, stderr };
};

const csMetrics = (argv: readonly string[], options?: Options): Ended => spawn(process.execPath, [PROGRAM, ...argv], options);

/** A line of shell in which `cs` is the program and `$T` the ticket export. */
const shell = (line: string, options?: Options): Ended =>
  spawn("/bin/sh", ["-c", `cs() { "${process.execPath}" "${PROGRAM}" "$@"; }; T="${TICKETS}"; ${line}`], options);

const posix = test.skipIf(process.platform === "win32");
const withFull = test.skipIf(!existsSync("/dev/full"));

posix.each(["", "--format json", "--by agent,day --format csv"])("report %s | head -1 ends quietly with 0", (flags) => {
  const ran = shell(`{ cs report "$T" ${flags}; echo "exit $?" >&2; } | head -1`);
  expect(ran.stderr).toBe("exit 0\n");
  expect(ran.stdout.split("\n")).toHaveLength(2);
});

withFull.each(["report $T", "report $T --format json", "--help", "report --help", "report $T -o /dev/full"])(
  "%s to a full disk is exit 4 and one line",
  (line) => {
    const ran = shell(`cs ${line} > /dev/full`);
    expect(ran).toMatchObject({ exit: 4, stdout: "" });
    expect(ran.stderr).toMatch(/^cs-metrics: cannot write .*the disk is full\n$/u);
  },
);

posix("a report larger than a pipe holds arrives whole", () => {
  const ran = shell('cs report "$T" --by Id --format json | { sleep 0.3; wc -c; }');
  const direct = csMetrics(["report", TICKETS, "--by", "Id", "--format", "json"]);
  expect(direct.stdout.length).toBeGreaterThan(100_000);
  expect(Number(ran.stdout)).toBe(Buffer.byteLength(direct.stdout));
});

posix("no file and nothing to read: exit 2 at once", () => {
  for (const redirect of ["</dev/null", "<&-"]) {
    const ran = shell(`cs report ${redirect}`);
    expect(ran).toMatchObject({ exit: 2, stdout: "" });
    expect(ran.stderr).toMatch(/^cs-metrics: report needs a file\n/u);
  }
});

posix("- with nothing to read is an empty input", () => {
  const ran = shell("cs report - </dev/null");
  expect(ran).toMatchObject({ exit: 3, stdout: "" });
  expect(ran.stderr).toMatch(/^cs-metrics: standard input is empty\n/u);
});

posix("- reads what is piped in", () => {
  const ran = shell('cat "$T" | cs report - --format csv --kpi volume');
  expect(ran.exit).toBe(0);
  expect(ran.stdout.split("\n")[1]).toMatch(/^486,/u);
});

test("colour changes no letter of the report", () => {
  const coloured = csMetrics(["report", TICKETS, "--color", "always"]).stdout;
  expect(coloured.replaceAll(/\u001b\[\d+m/gu, "")).toBe(csMetrics(["report", TICKETS]).stdout);
});

test("a report to a pipe has no colour; NO_COLOR and FORCE_COLOR are heard", () => {
  const escape = /\u001b/u;
  expect(csMetrics(["report", TICKETS]).stdout).not.toMatch(escape);
  expect(csMetrics(["report", TICKETS], { env: { ...ENV, NO_COLOR: "1", TERM: "xterm-256color" } }).stdout).not.toMatch(escape);
  expect(csMetrics(["report", TICKETS], { env: { ...ENV, NO_COLOR: "1", FORCE_COLOR: "1" } }).stdout).not.toMatch(escape);
  expect(csMetrics(["report", TICKETS], { env: { ...ENV, FORCE_COLOR: "1" } }).stdout).toMatch(escape);
  expect(csMetrics(["report", TICKETS, "--color", "always"]).stdout).toMatch(escape);
});

posix("an empty environment, as under cron, gives the same report", () => {
  const bare = shell(`env -i "${process.execPath}" "${PROGRAM}" report "$T"`);
  expect(bare.exit).toBe(0);
  expect(bare.stdout).toBe(csMetrics(["report", TICKETS]).stdout);
});

/** Name, how the file is made, the first line of the error. */
const UNUSABLE: [name: string, content: string | Uint8Array | null, first: RegExp][] = [
  ["ticket.csv", null, /^cs-metrics: there is no file "ticket\.csv" in \//u],
  ["empty.csv", "", /^cs-metrics: empty\.csv is empty$/u],
  ["binary.csv", Uint8Array.from({ length: 4096 }, (_, index) => (index * 7) % 256), /^cs-metrics: binary\.csv is .*not a CSV file$/u],
  [
    "tickets.xlsx",
    Buffer.from("PK\u0003\u0004\u0014\0\u0006\0\b\0\0\0!\0[Content_Types].xml xl/workbook.xml"),
    /^cs-metrics: tickets\.xlsx is an Excel workbook, not a CSV file$/u,
  ],
];

test.each(UNUSABLE)("%s is exit 3 with nothing on stdout", (name, content, first) => {
  const cwd = folder();
  writeFileSync(join(cwd, "tickets.csv"), "id,created\n1,2026-10-01\n");
  if (content !== null) writeFileSync(join(cwd, name), content);
  for (const argv of [
    ["report", name],
    ["report", "tickets.csv", name],
    ["report", name, "--format", "json", "-o", "out.json"],
  ]) {
    const ran = csMetrics(argv, { cwd });
    expect(ran).toMatchObject({ exit: 3, stdout: "" });
    expect(ran.stderr.split("\n")[0]).toMatch(first);
  }
  expect(existsSync(join(cwd, "out.json"))).toBe(false);
});

test("a missing file shows similar names", () => {
  const cwd = folder();
  writeFileSync(join(cwd, "tickets.csv"), "id\n1\n");
  const { stderr } = csMetrics(["report", "ticket.csv"], { cwd });
  expect(stderr).toMatch(/Similar names here: tickets\.csv/u);
  expect(stderr).toMatch(/Try: cs-metrics report tickets\.csv/u);
});

test("a directory is exit 3", () => {
  const cwd = folder();
  mkdirSync(join(cwd, "exports"));
  const ran = csMetrics(["report", "exports"], { cwd });
  expect(ran).toMatchObject({ exit: 3, stdout: "" });
  expect(ran.stderr).toMatch(/^cs-metrics: exports is a folder, not a file\n/u);
});

test("a file of column names only is a report without data, with a notice", () => {
  const cwd = folder();
  writeFileSync(join(cwd, "tickets.csv"), "Id,Created at,Status,Satisfaction Score\n");
  const ran = csMetrics(["report", "tickets.csv", "--format", "json"], { cwd });
  expect(ran.exit).toBe(0);
  expect(ran.stderr).toMatch(/^note: tickets\.csv has column names but no rows\n/u);
  expect(JSON.parse(ran.stdout)).toMatchObject({ groups: [{ by: {}, kpis: { volume: { value: 0 } } }] });
  expect(csMetrics(["report", "tickets.csv", "--quiet"], { cwd })).toMatchObject({ exit: 0, stderr: "" });
});

test("-o writes the whole file and keeps the old one when the input is bad", () => {
  const cwd = folder();
  expect(csMetrics(["report", TICKETS, "-o", "kpis.json"], { cwd })).toMatchObject({ exit: 0, stdout: "" });
  const before = readFileSync(join(cwd, "kpis.json"), "utf8");
  expect(JSON.parse(before)).toMatchObject({ schema: "cs-metrics.report/1" });
  expect(csMetrics(["report", "none.csv", "-o", "kpis.json"], { cwd }).exit).toBe(3);
  expect(readFileSync(join(cwd, "kpis.json"), "utf8")).toBe(before);
  expect(readdirSync(cwd)).toEqual(["kpis.json"]);
});

test("--rejects keeps what could not be read", () => {
  const cwd = folder();
  writeFileSync(join(cwd, "tickets.csv"), "id,created,status\n1,2026-10-01,open\n2,2026-10-02,open,surplus\n3,2026-10-03,open\n");
  expect(csMetrics(["report", "tickets.csv", "--rejects", "rejects.csv", "--quiet"], { cwd }).exit).toBe(0);
  expect(readFileSync(join(cwd, "rejects.csv"), "utf8")).toBe(
    'file,line,reason,record\ntickets.csv,3,too-long,"2,2026-10-02,open,surplus"\n',
  );
});

posix.each([
  ["INT", 130],
  ["TERM", 143],
])("SIG%s while reading ends with %i and leaves nothing behind", (signal, exit) => {
  const cwd = folder();
  const temporary = folder();
  const line = `(echo id,created; sleep 5) | "${process.execPath}" "${PROGRAM}" report - -o out.json & sleep 1; kill -${signal} $!; wait $!; echo "exit $?"`;
  const ran = spawn("/bin/bash", ["-c", `set -m; ${line}`], { cwd, env: { ...ENV, TMPDIR: temporary } });
  expect(ran.stdout).toBe(`exit ${exit}\n`);
  expect([...readdirSync(cwd), ...readdirSync(temporary)]).toEqual([]);
});

test("the launcher answers a crash with 70 and one line", () => {
  const cwd = folder();
  mkdirSync(join(cwd, "bin"));
  writeFileSync(join(cwd, "bin", "cs-metrics.js"), readFileSync(PROGRAM));
  const launch = (): Ended => spawn(process.execPath, [join(cwd, "bin", "cs-metrics.js"), "--help"]);
  expect(launch()).toMatchObject({
    exit: 70,
    stdout: "",
    stderr: expect.stringMatching(/^cs-metrics: not built yet; .*npm run build\n$/u),
  });
  mkdirSync(join(cwd, "dist"));
  for (const [code, said] of [
    ["exports.main = ;", /cannot be loaded/u],
    ["exports.main = async () => { throw new Error('boom'); };", /a fault in this program: boom/u],
    ["exports.main = async () => { setTimeout(() => { throw new Error('late'); }, 1); };", /a fault in this program: late/u],
    ["exports.main = () => new Promise(() => undefined);", /a fault in this program: it stopped in the middle/u],
    ["exports.main = async () => { Promise.reject(new Error('lost')); };", /a fault in this program: lost/u],
  ] as const) {
    writeFileSync(join(cwd, "dist", "main.cjs"), code);
    const ran = launch();
    expect(ran).toMatchObject({ exit: 70, stdout: "" });
    expect(ran.stderr).toMatch(said);
    expect(ran.stderr.trimEnd().split("\n")).toHaveLength(1);
  }
});

test("code compiled by a V8 with other flags is refused and compiled anew", () => {
  const file = fileURLToPath(new URL("../../fixtures/zendesk-tickets.csv", import.meta.url));
  const report = (...flags: string[]): Ended => spawn(process.execPath, [...flags, PROGRAM, "report", file, "--as-of", "2026-11-21"]);
  expect(report("--no-opt")).toEqual(report());
});

test("a too old Node gets one plain line", () => {
  const pretend = "Object.defineProperty(process.versions, 'node', { value: '18.20.0' });";
  const cwd = folder();
  writeFileSync(join(cwd, "old.cjs"), pretend);
  const ran = spawn(process.execPath, ["--require", join(cwd, "old.cjs"), PROGRAM, "--help"]);
  expect(ran).toMatchObject({ exit: 70, stdout: "" });
  expect(ran.stderr).toMatch(/^cs-metrics: needs Node 20\.17 or newer, .*\n$/u);
});

test("the built program measures wide characters as the sources do", () => {
  const cwd = folder();
  writeFileSync(
    join(cwd, "wide.csv"),
    "Id,Created at,Assignee\n1,2026-10-01 09:00,田中 美咲\n2,2026-10-02 09:00,田中 美咲\n3,2026-10-02 10:00,Bo\n",
  );
  const { exit, stdout } = csMetrics(["report", "wide.csv", "--by", "agent", "--width", "80"], { cwd });
  expect(exit).toBe(0);
  expect(stdout).toMatch(/^ 田中 美咲 {6,}2$/mu);
});

posix.each(["</dev/null", "<&-", "<answers.fifo", "</dev/null CI=true"])(
  "a survey with nobody to ask (%s) ends at once with exit 2 and what to do",
  (circumstance) => {
    const [redirect, setting = ""] = circumstance.split(" ");
    const cwd = folder();
    // A pipe that stays open and says nothing: reading from it would wait for ever.
    const ran = shell(`mkfifo answers.fifo; sleep 5 >answers.fifo & ${setting} cs survey nps ${redirect}; code=$?; kill $!; exit $code`, {
      cwd,
    });
    expect(ran).toMatchObject({ exit: 2, stdout: "" });
    expect(ran.stderr).toMatch(/^cs-metrics: survey needs a terminal .*\n {2}One answer: .*--score 9/u);
    expect(existsSync(join(cwd, "responses.csv"))).toBe(false);
  },
);

test("a report of collected answers equals the same answers typed by hand", () => {
  const cwd = folder();
  const given = ["9,Ana,Phone,Quick", "0,Bo,Email,", '7,Ana,Phone,"So, so"', "10,,Chat,=cmd"];
  writeFileSync(join(cwd, "given.csv"), ["score,agent,channel,comment", ...given].join("\n"));
  expect(csMetrics(["survey", "nps", "--answers", "given.csv", "--to", "kept.csv"], { cwd }).exit).toBe(0);
  expect(csMetrics(["survey", "csat", "--score", "4", "--agent", "Ana", "--channel", "Phone", "--to", "kept.csv"], { cwd }).exit).toBe(0);
  const typed = [...given.map((line) => `nps,${line}`), "csat,4,Ana,Phone,"];
  writeFileSync(join(cwd, "typed.csv"), ["survey_type,score,agent,channel,comment", ...typed].join("\n"));
  const groups = (file: string): unknown => {
    const { stdout } = csMetrics(["report", file, "--by", "agent,channel", "--format", "json", "--quiet"], { cwd });
    return (JSON.parse(stdout) as { groups: unknown }).groups;
  };
  expect(groups("kept.csv")).toEqual(groups("typed.csv"));
  expect(groups("kept.csv")).toMatchObject([
    { by: {}, kpis: { nps: { n: 4, promoters: 2, passives: 1, detractors: 1 }, csat: { value: 100, n: 1 } } },
    {},
    {},
    {},
  ]);
});
