import type { Asker } from "../survey/model.ts";
import type { Terminal } from "./io.ts";

/** What asks in a terminal: prompts that take single keys, or line by line. */
export const createAsker = async (
  { input, output }: Terminal,
  { plain, ascii }: { readonly plain?: boolean; readonly ascii?: boolean },
): Promise<Asker> => {
  if (plain) return (await import("../survey/asking/plain-asker.ts")).createPlainAsker({ input, output });
  return (await import("../survey/asking/terminal-asker.ts")).createTerminalAsker({ input, output }, { ascii: ascii ?? false });
};
