import type { Messages } from "../messages.ts";
import { quoteArgument } from "../quote.ts";
import { reasonText } from "../system-error.ts";

const shown = (file: unknown): string => quoteArgument(String(file));

/** The store itself: exit 4, but for wrong usage. */
export const storeMessages: Messages = {
  "store-has-no-file": ({ flag, store }) => [
    `${String(flag)} is for files, and this report is made from the store ${shown(store)}`,
    "What its columns mean was decided by import. To report on a file: cs-metrics report tickets.csv",
  ],
  "db-deed": ({ deeds }) => [
    "db needs to know what to do, and for what",
    ...(Array.isArray(deeds) ? deeds.map((deed) => `cs-metrics db ${String(deed)}`) : []),
  ],
  "prune-without-age": () => ["db prune needs to know what is old", "Write: cs-metrics db prune --older-than 730d"],
  "drop-unasked": ({ command }) => [
    "what is dropped does not come back, and there is no terminal to ask in",
    `To see what it would be: ${String(command)} --dry-run`,
    `To drop it without a question: ${String(command)} --yes`,
  ],
  "backup-exists": ({ file }) => [`there is a file ${shown(file)} already`, "Give the copy a name of its own."],
  "store-missing": ({ file }) => [
    `there is no store ${shown(file)} yet`,
    "It is made by the first import: cs-metrics import tickets.csv",
    "Another place is named with --db FILE, CS_METRICS_DB or the config's db.",
  ],
  "store-empty": ({ file }) => [`the store ${shown(file)} holds nothing yet`, "Exports get into it by: cs-metrics import tickets.csv"],
  "store-foreign": ({ file }) => [
    `${shown(file)} is not a store of cs-metrics`,
    "It was left as it is. Name another file: --db metrics.db",
  ],
  "store-newer": ({ file, version, known }) => [
    `the store ${shown(file)} was written by a newer cs-metrics (version ${String(version)} of its tables; this one knows ${String(known)})`,
    "It was left as it is. Update cs-metrics to read it.",
  ],
  "store-damaged": ({ file }) => [
    `the store ${shown(file)} is damaged or no database`,
    "Nothing was written to it. If there is a backup, put it in its place; else move the file away and import the exports again.",
  ],
  "store-locked": ({ file }) => [
    `the store ${shown(file)} is being written to by another run`,
    "Nothing was changed. Try again when that run is over.",
  ],
  "store-held": ({ file, pid, host, since }) => [
    pid === null
      ? `another run is writing to the store ${shown(file)}`
      : `another run is writing to the store ${shown(file)}: process ${String(pid)}${host === "" ? "" : ` on ${String(host)}`}, since ${String(since).slice(0, 19).replace("T", " ")} UTC`,
    "Nothing was changed. Try again when that run is over; a lock whose run has ended is taken over by itself.",
  ],
  "store-synced": ({ file, program }) => [
    `the store ${shown(file)} is in a folder that ${String(program)} keeps the same on several machines`,
    "A copy that is made while a run writes is damaged, and of two machines that write one loses.",
    "Keep it elsewhere (--db FILE, CS_METRICS_DB), and have copies made there: cs-metrics db backup FILE",
  ],
  "store-on-network": ({ file, kind }) => [
    `the store ${shown(file)} is not on a disk of this machine (${String(kind)})`,
    "Runs of several machines do not see each other's locks there, and can damage it.",
    "Keep it on a disk of one machine (--db FILE, CS_METRICS_DB), and have copies made there: cs-metrics db backup FILE",
  ],
  "store-nowhere": () => [
    "nobody's home folder is known here, so that the store has no usual place",
    "Name it: --db /var/lib/cs-metrics/metrics.db, or CS_METRICS_DB",
  ],
  "store-read-only": ({ file }) => [
    `the store ${shown(file)} cannot be written to`,
    "Its file or folder is read-only for you. Another place: --db FILE",
  ],
  "store-unopened": ({ file }) => [
    `the store ${shown(file)} cannot be opened`,
    "Its folder is missing, or its file or folder is closed to you. Another place: --db FILE",
  ],
  "store-full": ({ file }) => [
    `the store ${shown(file)} cannot grow: the disk is full`,
    "What was being written is not in it; all else is as it was.",
  ],
  "store-failed": ({ file, reason }) => [
    `the store ${shown(file)} cannot be used: ${reasonText(reason)}`,
    "What was being written is not in it; all else is as it was.",
  ],
};
