import { createHash, randomBytes } from "node:crypto";
import type { AnswersEnv } from "./env.ts";

export type Machine = Pick<AnswersEnv, "pid" | "host" | "isAlive">;

/** A process as it signs locks, drafts and half-written files. */
export interface Owner {
  readonly pid: number;
  readonly host: string;
  /** When it signed, epoch milliseconds. */
  readonly since: number;
  /** Tells it from earlier and later processes of the same number. */
  readonly life: string;
}

const SIGNATURE = /^(\d+)-([0-9a-f]{8})-([0-9a-z]+)-([0-9a-f]{4})[0-9a-f]{8}$/u;

/** An owner of a lock who seems to live, but holds it this long, is another process that was given the same number. */
const LONGEST_HOLD = 30_000;
/** Nobody can ask whether a process of another machine lives. */
const LONGEST_HOLD_ELSEWHERE = 60_000;
/**
 * The clocks of two machines may differ, and a clock may be set while a lock is held: the lock is also watched, without a change, for this
 * long, which no setting of a clock alters; longer where it was signed later than it is now.
 */
export const WATCHED = 3000;
const WATCHED_IN_DOUBT = 10_000;
/** What is left about for longer than this belongs to nobody, whatever its signature says. */
const LONGEST_LIFE = 24 * 3_600_000;

/** Eight hexadecimal digits that stand for a text in names of files. */
export const mark = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 8);

/** Eight hexadecimal digits that no other file has. */
export const unique = (): string => randomBytes(4).toString("hex");

/** No clock that is set later moves when this process began. */
const LIFE = mark(String(performance.timeOrigin)).slice(0, 4);

/** A signature that no other owner has. Real time, not the run's: it is compared with that of other processes. */
export const sign = ({ pid, host }: Machine): string => `${pid}-${mark(host)}-${Date.now().toString(36)}-${LIFE}${unique()}`;

/** What a signature says; null where it is none. */
export const ownerNamed = (signature: string): Owner | null => {
  const match = SIGNATURE.exec(signature);
  return match === null ? null : { pid: Number(match[1]), host: match[2], since: Number.parseInt(match[3], 36), life: match[4] };
};

export const isSignature = (text: string): boolean => SIGNATURE.test(text);

/** Certain only for processes of this machine; null = of another one. */
export const isGone = ({ pid, host, life }: Owner, machine: Machine): boolean | null => {
  if (host !== mark(machine.host)) return null;
  // An earlier process had the number that this one has now: usual in containers.
  if (pid === machine.pid) return life !== LIFE;
  return !machine.isAlive(pid);
};

/** Whether what bears this signature was left behind by a process that ended. */
export const isLeftBehind = (signature: string, machine: Machine): boolean => {
  const owner = ownerNamed(signature);
  return owner !== null && (isGone(owner, machine) === true || Date.now() - owner.since > LONGEST_LIFE);
};

/** Whether a lock may be taken from its owner, who was watched holding it for some milliseconds. */
export const mayTakeFrom = (signature: string, machine: Machine, watched: number): boolean => {
  const owner = ownerNamed(signature);
  if (owner === null) return false;
  const gone = isGone(owner, machine);
  if (gone === true) return true;
  const age = Date.now() - owner.since;
  return watched >= (age < 0 ? WATCHED_IN_DOUBT : WATCHED) && Math.abs(age) > (gone === null ? LONGEST_HOLD_ELSEWHERE : LONGEST_HOLD);
};
