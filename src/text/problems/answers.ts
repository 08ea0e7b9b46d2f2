import type { Messages } from "../messages.ts";
import { quoteFile } from "../quote.ts";
import { reasonText } from "../system-error.ts";

/** What a file turns out to be that was named for answers. */
const KINDS: Readonly<Record<string, string>> = {
  folder: "a folder",
  device: "no file",
  table: "another table",
  packed: "a packed file",
  excel: "an Excel workbook",
  opendocument: "an OpenDocument spreadsheet",
  numbers: "a Numbers spreadsheet",
};

const REASONS: Readonly<Record<string, string>> = {
  held: "another cs-metrics has been writing to it for too long",
  EBUSY: "another program is using it",
  EPERM: "another program is using it, or it may not be changed",
  EACCES: "it may not be changed, or another program is using it",
  EROFS: "the disk is read-only",
  ENODEV: "it is no file",
  encoding: "another program saved it in another encoding",
  delimiter: "another program saved it with other delimiters",
  columns: "another program saved it with other columns",
  damaged: "a quote in it is open",
};

const why = (reason: unknown): string => REASONS[String(reason)] ?? reasonText(reason);

const merge = (file: unknown): string => `cs-metrics responses merge ${quoteFile(String(file))}`;

/** Keeping answers. */
export const answersMessages: Messages = {
  "answers-other-file": ({ file, kind }) => [
    `${String(file)} is ${KINDS[String(kind)] ?? "something else"}, not a file of survey answers`,
    kind === "folder"
      ? `Name a file in it: --to ${quoteFile(`${String(file).replace(/[/\\]+$/u, "")}/responses.csv`)}`
      : "Answers go to a file of their own: --to responses.csv",
  ],
  "answers-no-folder": ({ file, folder }) => [
    `cannot keep answers in ${String(file)}: there is no folder ${String(folder)}`,
    "Make the folder first, or name another place: --to responses.csv",
  ],
  "answers-folder-failed": ({ folder, reason }) => [
    `cannot make the folder for answers, ${String(folder)}: ${reasonText(reason)}`,
    "Name another place: --to responses.csv",
  ],
  "answers-missing": ({ file }) => [`there are no answers in ${String(file)} yet`, "Check the name, or ask first: cs-metrics survey csat"],
  "answers-aside": ({ target, file, reason, store }) => [
    `saved in ${String(file)}, because ${String(target)} cannot be added to: ${why(reason)}`,
    ...(typeof store === "string"
      ? [`Nothing is lost: reports read it from there, and ${store} takes it in as soon as it can.`]
      : ["Nothing is lost. To bring both together, once the file is closed everywhere:", merge(target)]),
  ],
  "answers-waiting": ({ file, why: reason }) => [
    `kept beside ${String(file)}, which cannot take answers in at the moment: ${String(reason)}`,
    "Nothing is lost: reports read them from there, and the store takes them in as soon as it can.",
  ],
  "answers-moved": ({ file, copy }) => [
    `the answers of earlier versions are in ${String(file)} now`,
    `Their file stays as a copy: ${String(copy)}`,
  ],
  "answers-not-ours": ({ file }) => [
    `the answers in ${String(file)} are not in the store: another program has changed the dates in that file`,
    `To bring them in: cs-metrics import ${quoteFile(String(file))}`,
    "Then move the file away.",
  ],
  "answers-not-kept": ({ file, reason, refusals, lines }) => [
    `the answer is NOT saved: cannot write ${String(file)}: ${why(reason)}`,
    ...(refusals as readonly { readonly place: string; readonly reason: string }[]).map(
      ({ place, reason }) => `Nor a file in ${place}: ${why(reason)}`,
    ),
    "So that it is not lost, copy these lines into a file:",
    ...(lines as { readonly csv: readonly string[] }).csv,
  ],
  "answers-busy": ({ file, reason }) => [
    `cannot change ${String(file)}: ${why(reason)}`,
    "The file stays as it was. Close it in other programs and try again.",
  ],
  "answers-unreadable-lines": ({ file, count }) => [
    `${String(file)} stays: ${count === 1 ? "1 line of it is" : `${String(count)} lines of it are`} not readable`,
    "All other answers in it are merged. Look at it in an editor, and delete it when nothing in it is missed.",
  ],
  "answers-file-stays": ({ file, reason }) => [`${String(file)} stays as it was: ${why(reason)}`],
};
