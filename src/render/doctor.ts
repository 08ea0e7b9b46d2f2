import { sanitize } from "../text/sanitize.ts";
import { textOf } from "./json.ts";
import { MARGIN } from "./page.ts";
import { penOf, READABLE, wordedBy } from "./table.ts";
import type { RenderOptions } from "./types.ts";
import { wrap } from "./wrap.ts";

/** One thing that was looked at. */
export interface Check {
  readonly id: "node" | "config" | "zone" | "store" | "lock" | "disk" | "import" | "answers" | "record";
  /** `note`: it works, and could be better. */
  readonly status: "ok" | "note" | "wrong";
  /** The exit code that it leads to; 0 unless it is wrong. */
  readonly exit: number;
  /** In words, complete by itself. */
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

const NAMES: Readonly<Record<Check["id"], string>> = {
  node: "Node",
  config: "Config",
  zone: "Time zone",
  store: "Store",
  lock: "Lock",
  disk: "Disk",
  import: "Import",
  answers: "Answers",
  record: "Record",
};

const COLUMN = 11;
const WORD = 7;

/** One paragraph a check. */
export const renderTable = (checks: readonly Check[], options: Pick<RenderOptions, "style" | "width" | "ascii">): string => {
  const pen = penOf(options);
  const { style } = options;
  const worded = wordedBy(pen);
  const tone = { ok: style.green, note: style.yellow, wrong: style.red };
  const lines = checks.flatMap(({ id, status, message }) => {
    const [first, ...rest] = wrap(worded(message), Math.min(pen.width, READABLE) - COLUMN - WORD);
    const indent = " ".repeat(COLUMN + WORD);
    return [
      `${NAMES[id].padEnd(COLUMN)}${tone[status](status)}${" ".repeat(WORD - status.length)}${first}`,
      ...rest.map((line) => indent + line),
    ];
  });
  return lines.map((line) => `${" ".repeat(MARGIN)}${line}\n`).join("");
};

/** As JSON: `docs/doctor.schema.json`. */
export const renderJson = (checks: readonly Check[], exit: number): string =>
  `${textOf({ schema: "cs-metrics.doctor/1", exit, checks: checks.map((check) => ({ ...check, message: sanitize(check.message) })) })}\n`;
