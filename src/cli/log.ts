import type { Problem } from "../text/problem.ts";

/** Whether what goes to standard error is for machines: looked up as typed, since wrong usage is told before flags are read. */
export const isJsonLog = (argv: readonly string[]): boolean => {
  const at = argv.findLastIndex((word) => word === "--log-format" || word.startsWith("--log-format="));
  if (at === -1) return false;
  const value = argv[at] === "--log-format" ? argv[at + 1] : argv[at].slice("--log-format=".length);
  return value?.toLowerCase() === "json";
};

/** JSON.stringify leaves these as they are, which steer a terminal or end a line. */
const STEERING = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** Lists of facts are for people to choose from; the first ones say what it is about. */
const MOST = 20;

const brief = (_key: string, value: unknown): unknown => (Array.isArray(value) && value.length > MOST ? value.slice(0, MOST) : value);

/** One line of JSON. `exit`: the code that the run ends with because of it; null = the run goes on. */
export const logLine = (
  { code, facts }: Problem,
  lines: readonly string[],
  about: { readonly level: "note" | "error"; readonly exit: number | null; readonly now: number },
): string => {
  const [message, ...more] = lines;
  const entry = { time: new Date(about.now).toISOString(), level: about.level, code, message, more, facts, exit: about.exit };
  const text = JSON.stringify(entry, brief).replace(STEERING, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `${text}\n`;
};
