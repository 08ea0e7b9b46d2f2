import { choice, type Flags, onOff, type ValuesOf } from "./flags.ts";
import { REPORT_FLAGS } from "./report-flags.ts";

/** Headings of its help, in order. */
export const CONFIG_GROUPS = { which: "Which settings", show: "How to show them" } as const;

const { config, color } = REPORT_FLAGS;

/** Flags of `config` by name. */
export const CONFIG_FLAGS = {
  config: { ...config, group: "which" },
  origin: onOff({ help: "where each setting comes from", group: "show" }),
  format: choice(["table", "json"], { help: "default: table", group: "show" }),
  color,
} satisfies Flags;

export type ConfigValues = ValuesOf<typeof CONFIG_FLAGS>;
