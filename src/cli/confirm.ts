import { canAsk } from "./can-ask.ts";
import type { Io } from "./io.ts";
import { tell } from "./print.ts";

/** Whether somebody says yes to what cannot be taken back; null = nobody can be asked. Anything but `y` or `yes` is no. */
export const confirm = async (io: Io, question: string): Promise<boolean | null> => {
  if (!canAsk(io)) return null;
  await tell(io, `${question} [y/N] `);
  let typed = "";
  try {
    for await (const bytes of io.stdin) {
      typed += Buffer.from(bytes).toString();
      if (typed.includes("\n")) break;
    }
  } finally {
    // Ctrl-C and Ctrl-D leave the line unfinished.
    if (!typed.includes("\n")) await tell(io, "\n");
  }
  return /^y(?:es)?$/iu.test(typed.trim());
};
