import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { weeks } from "../report/weeks.ts";
import { folder } from "./helpers.ts";

/** The shell script and the quoting of the README, with the program as built by `npm run build`. */

const PROGRAM = fileURLToPath(new URL("../../bin/cs-metrics.js", import.meta.url));
const TICKETS = fileURLToPath(new URL("../../fixtures/zendesk-tickets.csv", import.meta.url));

const posix = test.skipIf(process.platform === "win32");

interface Ended {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a shell in a folder in which `cs-metrics` is found. */
const sh = (cwd: string, ...argv: string[]): Ended => {
  const bin = folder();
  const shim = join(bin, "cs-metrics");
  writeFileSync(shim, `#!/bin/sh\nexec "${process.execPath}" "${PROGRAM}" "$@"\n`);
  chmodSync(shim, 0o755);
  const env = { PATH: `${bin}:${process.env.PATH ?? ""}`, HOME: cwd, LANG: "C.UTF-8" };
  const { status, stdout, stderr } = spawnSync("/bin/sh", argv, { cwd, env, encoding: "utf8", timeout: 30_000 });
  return { exit: status, stdout, stderr };
};

/** The README's script, run in a folder with these files. */
const nightly = (argv: readonly string[], prepare: (cwd: string) => void = () => {}): Ended & { readonly cwd: string } => {
  const readme = readFileSync("README.md", "utf8");
  const script = /```sh\n(#!\/bin\/sh\n.*?)```/su.exec(readme)?.[1];
  const cwd = folder();
  writeFileSync(join(cwd, "nightly.sh"), script ?? "");
  writeFileSync(join(cwd, "good.csv"), weeks({ good: [20, 19] }));
  prepare(cwd);
  return { ...sh(cwd, "nightly.sh", ...argv), cwd };
};

posix("0: all targets are met, and the brief is what to mail", () => {
  const { exit, stdout, stderr } = nightly(["good.csv", "--scale", "csat=1-5"]);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
  expect(stdout).toMatch(/^40 tickets created 3–16 Aug 2026 \(good\.csv\)\.\n/u);
  expect(stdout).toContain("\nTargets met: CSAT 97.5% (40 ratings), wanted at least 85%; ART 34m (40 first replies), wanted at most 4h.\n");
});

posix("1: a target is missed, which one and what to read stands first", () => {
  const { exit, stdout } = nightly([TICKETS]);
  expect(exit).toBe(1);
  expect(stdout).toMatch(/^cs-metrics: target missed: ART 4h 23m, target at most 4h \(478 first replies\)\n/u);
  expect(stdout).toContain("Tickets to read: cs-metrics report ");
  expect(stdout).toContain("\n486 tickets created 1–31 Oct 2026 (zendesk-tickets.csv), ");
});

posix("2: the command is wrong", () => {
  const { exit, stdout } = nightly(["good.csv", "--kpi", "csta"]);
  expect(exit).toBe(2);
  expect(stdout).toMatch(/^The command or the config is wrong:\ncs-metrics: .*csta/u);
});

posix("3: the export cannot be used", () => {
  for (const file of ["gone.csv", "empty.csv"]) {
    const { exit, stdout } = nightly([file], (cwd) => writeFileSync(join(cwd, "empty.csv"), ""));
    expect(exit).toBe(3);
    expect(stdout).toMatch(new RegExp(`^The export cannot be used:\\ncs-metrics: .*${file}`, "u"));
  }
});

posix("4: the brief cannot be written", () => {
  const { exit, stdout } = nightly(["good.csv"], (cwd) => mkdirSync(join(cwd, "brief.txt")));
  expect(exit).toBe(4);
  expect(stdout).toMatch(/^The report could not be written:\ncs-metrics: cannot write brief\.txt/u);
});

posix("a target without > needs no quotes, one with > does", () => {
  const cwd = folder();
  const bare = sh(cwd, "-c", `cs-metrics report "${TICKETS}" --target csat=85 --target art.p90=12h --check --quiet`);
  expect({ exit: bare.exit, stderr: bare.stderr }).toEqual({ exit: 0, stderr: "" });
  const quoted = sh(cwd, "-c", `cs-metrics report "${TICKETS}" --target "csat>=85" --check --quiet`);
  expect(quoted.exit).toBe(0);
  const taken = sh(cwd, "-c", `cs-metrics report "${TICKETS}" --target csat>=85 --check`);
  expect(taken.exit).toBe(2);
  expect(taken.stderr).toContain("--target csat has no limit");
  expect(existsSync(join(cwd, "=85"))).toBe(true);
});

posix("ASCII is ASCII in the built program, too", () => {
  const { stdout } = sh(folder(), "-c", `cs-metrics report "${TICKETS}" --by day --ascii`);
  expect(stdout).toMatch(/^[\n -~]+$/u);
});
