/** What a store needs to know of the world around it. */
export interface StoreEnv {
  /** Paths are relative to it. */
  readonly cwd: string;
  /** Epoch milliseconds. */
  now(): number;
  /** Milliseconds to wait for another process that writes; default 10 s. */
  readonly patience?: number;
}

/** Which store. */
export interface StorePlace {
  /** As given, or where the user's data are. */
  readonly path: string;
  /** As people are shown it. */
  readonly name: string;
}
