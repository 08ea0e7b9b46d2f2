import type { Io } from "./io.ts";

/** A run in a terminal that is none of a person's (CI) would wait for ever. */
export const canAsk = (io: Io): boolean => io.stdin.isTTY && io.stderr.isTTY && !/^(?!0$|false$).+/iu.test(io.env.CI ?? "");
