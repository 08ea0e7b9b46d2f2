import type { Messages } from "../messages.ts";
import { quoteArgument } from "../quote.ts";
import { minuteText } from "./times.ts";

const EXAMPLE = 'cs-metrics note 2026-11-01 "new macro for refunds"';

/** Recorded figures and notes. */
export const historyMessages: Messages = {
  "night-replaced": ({ night, file }) => [
    `the figures of ${String(night)} were recorded before with the same flags; ${String(file)} holds the new ones`,
  ],
  "night-not-replaced": ({ night, ahead, now }) => [
    `it is ${minuteText(now)} UTC by the clock, but a later night than ${String(night)} was recorded at ${minuteText(ahead)}: was the clock set back?`,
    `The figures of ${String(night)} were left as they were recorded.`,
    `Set the clock right; or, to record that night anew: --as-of ${String(night)}`,
  ],
  "clock-behind": ({ night, ahead }) => [
    `the figures were recorded as those of ${String(night)}, but a later night was recorded at ${minuteText(ahead)} UTC: was the clock set back?`,
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
