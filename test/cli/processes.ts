import { type ChildProcess, spawn } from "node:child_process";
import { watch } from "node:fs";
import { fileURLToPath } from "node:url";

/** The real program, as built by `npm run build`, in a process of its own. */
export const PROGRAM = fileURLToPath(new URL("../../bin/cs-metrics.js", import.meta.url));

export interface Ended {
  /** Null = a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Where a run happens: its folder is its home too. */
export interface Around {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the program, or another one that is given it: `before` are words of a command that end where the program's begin. */
export const start = (argv: readonly string[], { cwd, env = {} }: Around, before: readonly string[] = []): Started => {
  const [command, ...words] = [...before, process.execPath, PROGRAM, ...argv];
  const child = spawn(command, words, {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, HOME: cwd, XDG_DATA_HOME: cwd, ...env },
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (piece: Buffer) => (stdout += piece.toString()));
  child.stderr.on("data", (piece: Buffer) => (stderr += piece.toString()));
  return { child, ended: new Promise((resolve) => child.on("close", (status) => resolve({ status, stdout, stderr }))) };
};

export const ran = (argv: readonly string[], around: Around, before?: readonly string[]): Promise<Ended> =>
  start(argv, around, before).ended;

/** How often each command is killed; more by hand. */
export const kills = (usual: number): number => Number(process.env.CS_METRICS_KILLS ?? usual);

/** A run to be killed again and again. */
export interface Victim {
  readonly argv: readonly string[];
  /** A place of its own for each run, with the folder whose changes are watched. */
  fresh(): Around & { readonly watched: string };
}

/** What a run without disturbance takes. */
interface Course {
  readonly milliseconds: number;
  /** Changes of the watched folder: files made, written to, renamed, removed. */
  readonly changes: number;
}

const watching = (folder: string, onChange: () => void): (() => void) => {
  const watcher = watch(folder, onChange);
  // A folder may go while it is watched.
  watcher.on("error", () => undefined);
  return () => watcher.close();
};

const undisturbed = async ({ argv, fresh }: Victim): Promise<Course> => {
  const around = fresh();
  let changes = 0;
  const stop = watching(around.watched, () => changes++);
  const begin = performance.now();
  const { status, stderr } = await ran(argv, around);
  const milliseconds = performance.now() - begin;
  stop();
  if (status !== 0) throw new Error(`${argv.join(" ")} ended with ${status}: ${stderr}`);
  return { milliseconds, changes };
};

/**
 * Kills a run so many times, each in a place of its own: by turns at a random moment of its whole length, and right after a random one of
 * the changes that it makes to its folder, since what can go wrong does so while it writes. `look` judges what is left each time.
 * Resolves to how many runs were killed before they ended by themselves.
 */
export const killing = async (
  victim: Victim,
  times: number,
  look: (around: Around, ended: Ended, moment: string) => Promise<void>,
): Promise<number> => {
  const { milliseconds, changes } = await undisturbed(victim);
  let killed = 0;
  for (let i = 0; i < times; i++) {
    const around = victim.fresh();
    const after = i % 2 === 0 ? milliseconds * ((i + Math.random()) / times) : Number.POSITIVE_INFINITY;
    const last = i % 2 === 0 ? Number.POSITIVE_INFINITY : 1 + Math.floor(Math.random() * changes);
    let seen = 0;
    const { child, ended } = start(victim.argv, around);
    const stop = watching(around.watched, () => {
      if (++seen >= last) child.kill("SIGKILL");
    });
    const timer = Number.isFinite(after) ? setTimeout(() => child.kill("SIGKILL"), after) : undefined;
    const result = await ended;
    clearTimeout(timer);
    stop();
    if (result.status === null) killed++;
    await look(
      around,
      result,
      timer === undefined ? `at change ${last} of ${changes}` : `after ${Math.round(after)} of ${Math.round(milliseconds)} ms`,
    );
  }
  return killed;
};
