import { choice, type Flags, type ValuesOf } from "./flags.ts";
import { REPORT_FLAGS } from "./report-flags.ts";

/** Headings of its help, in order. */
export const PROFILES_GROUPS = { show: "How to show them" } as const;

const { output, color, width, ascii } = REPORT_FLAGS;

/** Flags of `profiles` by name. */
export const PROFILES_FLAGS = {
  format: choice(["table", "json"], { help: "default: table, or by the name given to -o", group: "show" }),
  output: { ...output, group: "show" },
  color: { ...color, group: "show" },
  width: { ...width, group: "show" },
  ascii: { ...ascii, group: "show" },
} satisfies Flags;

export type ProfilesValues = ValuesOf<typeof PROFILES_FLAGS>;
