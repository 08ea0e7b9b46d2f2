import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import type { Io, Output } from "../../src/cli/io.ts";
import { run } from "../../src/cli/main.ts";

/** What a fake world may differ in. */
export interface World {
  readonly stdin?: string;
  readonly stdinIsTTY?: boolean;
  /** Columns of the terminal that standard output is; undefined = no terminal. */
  readonly terminal?: number;
  readonly stderrIsTTY?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly now?: () => number;
  readonly signal?: AbortSignal;
  /** The user's own folder. */
  readonly home?: string;
  /** Kind of the file system that everything is on. */
  readonly fileSystem?: number;
  /** Code of the system error that writing to standard output ends in. */
  readonly broken?: string;
}

export interface Ran {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Sink extends Output {
  text: string;
}

const sink = (isTTY: boolean, columns: number | undefined, broken: string | undefined): Sink => ({
  text: "",
  isTTY,
  columns,
  write(text) {
    if (broken !== undefined) return Promise.reject(Object.assign(new Error(broken), { code: broken }));
    this.text += text;
    return Promise.resolve();
  },
});

/** Nobody can make anything there, be it root. */
const NO_HOME = "/dev/null/home";

/** A fake world with string sinks. */
export const fakeIo = (argv: readonly string[], world: World = {}): Io & { stdout: Sink; stderr: Sink } => ({
  argv,
  stdin: {
    isTTY: world.stdinIsTTY ?? false,
    async *[Symbol.asyncIterator]() {
      yield Buffer.from(world.stdin ?? "");
    },
  },
  stdout: sink(world.terminal !== undefined, world.terminal, world.broken),
  stderr: sink(world.stderrIsTTY ?? false, undefined, undefined),
  env: world.env ?? {},
  cwd: world.cwd ?? process.cwd(),
  now: world.now ?? (() => Date.UTC(2026, 10, 21)),
  tmpdir: tmpdir(),
  machine: {
    platform: "linux",
    home: world.home ?? NO_HOME,
    host: "test",
    pid: process.pid,
    processors: 1,
    isAlive: () => true,
    fileSystem: () => world.fileSystem ?? null,
  },
  terminal: () => {
    throw new Error("no terminal here");
  },
  signal: world.signal,
});

/** Runs the command line in this process. */
export const runWith = async (argv: readonly string[], world?: World): Promise<Ran> => {
  const io = fakeIo(argv, world);
  const exit = await run(io);
  return { exit, stdout: io.stdout.text, stderr: io.stderr.text };
};

/** Runs, expects success without a word on stderr, and gives the output. */
export const check = async (argv: readonly string[], world?: World): Promise<string> => {
  const ran = await runWith(argv, world);
  expect(ran).toMatchObject({ exit: 0, stderr: "" });
  return ran.stdout;
};

/** Runs, expects this exit code with nothing on stdout, and gives the lines of stderr. */
export const fail = async (exit: number, argv: readonly string[], world?: World): Promise<string[]> => {
  const ran = await runWith(argv, world);
  expect(ran, ran.stderr).toMatchObject({ exit, stdout: "" });
  expect(ran.stderr).toMatch(/^cs-metrics: .*\n$/su);
  return ran.stderr.trimEnd().split("\n");
};

/** An empty folder that goes away with the test. */
export const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), "cs-metrics-test-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
};
