import type { Asker } from "../model.ts";
import type { TerminalStreams } from "./terminal-asker.ts";
export const createPlainAsker = (_: TerminalStreams): Asker => {
  throw new Error("soon");
};
