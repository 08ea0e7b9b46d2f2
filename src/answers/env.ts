/** What keeping answers needs to know of the world around it. */
export interface AnswersEnv {
  /** Paths are relative to it. */
  readonly cwd: string;
  /** The program's folder among the user's data; made when it is missing. */
  readonly dataFolder: string;
  /** Folder for temporary files: the last resort. */
  readonly tmpdir: string;
  /** Epoch milliseconds, for the names of files. */
  now(): number;
  readonly pid: number;
  readonly host: string;
  /** Whether a process of this machine runs, be it another user's. */
  isAlive(pid: number): boolean;
  /** Milliseconds to wait for another process that writes; default 30 s. */
  readonly patience?: number;
}
