/** Where text goes. */
export interface Output {
  /** Resolves when the text has been handed over; rejects with the system's error (`code` EPIPE, ENOSPC …). */
  write(text: string): Promise<void>;
  readonly isTTY: boolean;
  /** Columns of the terminal, undefined when it is none. */
  readonly columns: number | undefined;
}

/** Standard input, read at most once. */
export interface Input extends AsyncIterable<Uint8Array> {
  readonly isTTY: boolean;
}

/** The terminal as prompts need it. */
export interface Terminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/** The machine, for the places of files and for telling running processes from those that ended. */
export interface Machine {
  /** As `process.platform`. */
  readonly platform: string;
  /** The user's own folder. */
  readonly home: string;
  readonly host: string;
  readonly pid: number;
  /** That this process may use. */
  readonly processors: number;
  isAlive(pid: number): boolean;
  /** Kind of the file system that something is on, as the system numbers it; null = it does not tell. */
  fileSystem(path: string): number | null;
}

/** Everything a command knows of the world around it; tests pass a fake. */
export interface Io {
  /** Arguments after the program's name. */
  readonly argv: readonly string[];
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Epoch milliseconds. */
  now(): number;
  /** Folder for temporary files. */
  readonly tmpdir: string;
  readonly machine: Machine;
  /** Standard input and standard error as streams; only where both are a terminal. */
  terminal(): Terminal;
  /** Aborted by a signal, with the exit code (130 for Ctrl-C, 143 for SIGTERM) as its reason. */
  readonly signal?: AbortSignal;
  /** Aborts it, with what the run fails with as its reason. */
  abort?(reason: Error): void;
}
