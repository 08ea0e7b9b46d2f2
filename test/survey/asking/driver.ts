import { createPlainAsker } from "../../../src/survey/asking/plain-asker.ts";
import { createTerminalAsker } from "../../../src/survey/asking/terminal-asker.ts";
import { type Question, type Screen, Stopped } from "../../../src/survey/model.ts";
import { en } from "../../../src/survey/wording/en.ts";
import { es } from "../../../src/survey/wording/es.ts";

/** What the driver is told to do, as JSON in its first argument. */
export interface Script {
  readonly plain?: boolean;
  readonly ascii?: boolean;
  readonly spanish?: boolean;
  readonly title?: string;
  readonly backstage?: readonly string[];
  /** Questions, lines to say, commands to pick, `clear`, or milliseconds to wait. */
  readonly steps: readonly (Question | { say: string[] } | { pick: string[]; keys: { key: string; label: string }[] } | "clear" | number)[];
  /** Milliseconds after which the signal of the screens is aborted. */
  readonly abortAfter?: number;
}

/** Asks what it is told to ask and prints each answer as JSON; ends with 130 when it is stopped. */
const drive = async (script: Script): Promise<void> => {
  const { stdin: input, stderr: output } = process;
  const asker = script.plain
    ? createPlainAsker({ input, output })
    : createTerminalAsker({ input, output }, { ascii: script.ascii ?? false });
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => controller.abort());
  process.stdout.on("error", () => undefined);
  if (script.abortAfter !== undefined) setTimeout(() => controller.abort(), script.abortAfter).unref();
  const screen: Screen = {
    title: script.title ?? "Acme Support",
    backstage: script.backstage ?? [],
    phrases: (script.spanish ? es : en).phrases,
    signal: controller.signal,
  };
  const tell = (what: unknown): boolean => process.stdout.write(`= ${JSON.stringify(what)}\n`);
  try {
    for (const step of script.steps) {
      if (step === "clear") await asker.clear();
      else if (typeof step === "number") {
        await new Promise((resolve) => {
          setTimeout(resolve, step);
        });
      } else if ("say" in step) await asker.say(step.say, screen);
      else if ("pick" in step) tell(await asker.pick(step.pick, step.keys, screen));
      else tell(await asker.ask(step, screen));
    }
    tell(`done, ${input.isRaw ? "raw" : "cooked"}`);
  } catch (error) {
    tell(error instanceof Stopped ? { stopped: error.typed, raw: input.isRaw ?? false } : String((error as Error).stack));
    process.exitCode = error instanceof Stopped ? 130 : 70;
  }
};

await drive(JSON.parse(process.argv[2]) as Script);
