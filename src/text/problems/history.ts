import type { Messages } from "../messages.ts";
import { quoteArgument } from "../quote.ts";

const EXAMPLE = 'cs-metrics note 2026-11-01 "new macro for refunds"';

/** Recorded figures and notes. */
export const historyMessages: Messages = {
  "night-replaced": ({ night, file }) => [
    `the figures of ${String(night)} were recorded before with the same flags; ${String(file)} holds the new ones`,
  ],
  "nothing-recorded": ({ file }) => [
    `no figures are recorded in ${quoteArgument(String(file))} for these nights`,
    "They are recorded by a report: cs-metrics report --period yesterday --record",
  ],
  "trend-nothing": ({ file }) => [
    `no such figures are recorded in ${quoteArgument(String(file))}`,
    "cs-metrics trend without flags shows what is; a group is recorded by report --by channel --record.",
  ],
  "trend-one": ({ words }) => [
    `trend shows one KPI, or all without a name; not ${(words as readonly string[]).map((word) => quoteArgument(String(word))).join(" and ")}`,
    "Try: cs-metrics trend csat",
  ],
  "trend-group": ({ name, value }) => [
    `trend --where names one group; it cannot leave ${String(name)} ${quoteArgument(String(value))} out`,
    `Record the others apart: cs-metrics report --where ${quoteArgument(`${String(name)}!=${String(value)}`)} --record`,
  ],
  "note-day": ({ value }) => [`a note needs a day such as 2026-11-01, not ${quoteArgument(String(value))}`, `Try: ${EXAMPLE}`],
  "note-empty": () => ["a note needs a day and a text", `Try: ${EXAMPLE}`, "All notes: cs-metrics note --list"],
  "note-both": () => ["--list, --remove and a new note go one at a time"],
  "note-unknown": ({ number }) => [`there is no note ${String(number)}`, "Their numbers: cs-metrics note --list"],
  "no-notes": () => ["there are no notes yet", `Try: ${EXAMPLE}`],
};
