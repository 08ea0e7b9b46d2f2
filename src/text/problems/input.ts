import type { Messages } from "../messages.ts";
import { quoteFile } from "../quote.ts";
import { reasonText } from "../system-error.ts";

const shown = (file: unknown): string => (file === "-" ? "standard input" : String(file));

/** `command` is what the file was given to, up to its name. */
const again = (command: unknown, file: unknown): string => `${String(command ?? "cs-metrics report")} ${quoteFile(String(file))}`;

const asCsv = (file: unknown): string => (file === "-" ? "tickets.csv" : String(file).replace(/(\.[a-z]{2,7})?$/iu, ".csv"));

const WORKBOOKS: Readonly<Record<string, readonly [what: string, how: string]>> = {
  excel: ["an Excel workbook", "In Excel: File > Save As > CSV UTF-8 (Comma delimited)"],
  opendocument: ["an OpenDocument spreadsheet", "In LibreOffice: File > Save As > Text CSV"],
  numbers: ["a Numbers spreadsheet", "In Numbers: File > Export To > CSV"],
};

const OTHERS: Readonly<Record<string, readonly [what: string, ...how: string[]]>> = {
  zip: ["a zip archive", "Unpack it and report on the CSV file in it."],
  archive: ["a packed archive", "Unpack it and report on the CSV file in it; gzip (.gz) needs no unpacking."],
  html: ["a web page", "Perhaps a sign-in page was saved instead of the export: download it again in the browser."],
  json: ["JSON", "Export the tickets as CSV from the help desk."],
  xml: ["XML", "Export the tickets as CSV from the help desk."],
  pdf: ["a PDF document", "Export the tickets as CSV from the help desk."],
  word: ["a Word document", "Export the tickets as CSV from the help desk."],
  image: ["an image", "Export the tickets as CSV from the help desk."],
  database: ["a database", "Export the table with the tickets as CSV."],
  parquet: ["a Parquet file", "Export the table with the tickets as CSV."],
  program: ["a program", "Give the CSV file that the help desk exported."],
  utf32: ["text in UTF-32", "Save it as CSV in UTF-8."],
  binary: ["a binary file", "Give the CSV file that the help desk exported, as it came."],
};

export const inputMessages: Messages = {
  "no-such-file": ({ file, folder, similar, suggestion, command }) => [
    `there is no file "${String(file)}" in ${String(folder)}`,
    ...(suggestion === null
      ? []
      : [`Similar names here: ${(similar as readonly string[]).join(", ")}`, `Try: ${again(command, suggestion)}`]),
  ],
  "no-such-folder": ({ file, folder }) => [
    `there is no file "${String(file)}": the folder ${String(folder)} does not exist`,
    "Check the path, or go to the folder of the export first (cd).",
  ],
  "is-folder": ({ file, files, more, suggestion, command }) => [
    `${String(file)} is a folder, not a file`,
    ...(suggestion === null
      ? ["Give the CSV file that the help desk exported."]
      : [
          `In it: ${(files as readonly string[]).join(", ")}${Number(more) > 0 ? ` and ${String(more)} more` : ""}`,
          `Try: ${again(command, suggestion)}`,
        ]),
  ],
  "unreadable-file": ({ file, reason }) => [
    `cannot read ${shown(file)}: ${reasonText(reason)}`,
    "Check that the file may be read and is not open in another program.",
  ],
  "empty-file": ({ file }) => [`${shown(file)} is empty`, "Export it again; even without tickets the column names are needed."],
  workbook: ({ file, kind, command }) => {
    const [what, how] = WORKBOOKS[String(kind)];
    return [`${shown(file)} is ${what}, not a CSV file`, how, `Then: ${again(command, asCsv(file))}`];
  },
  "not-csv": ({ file, kind }) => {
    const [what, ...how] = OTHERS[String(kind)];
    return [`${shown(file)} is ${what}, not a CSV file`, ...how];
  },
  "damaged-gzip": ({ file, cut }) => [
    `${shown(file)} is ${cut === true ? "cut off: its gzip data end too early" : "damaged: its gzip data cannot be unpacked"}`,
    "Download or copy it again.",
  ],
  "line-too-long": ({ megabytes }) => [
    `a line is longer than ${String(megabytes)} MB, which is no table of tickets`,
    "Check that the file is the export itself; --encoding and --delimiter tell how to read it.",
  ],
  "unknown-encoding": ({ encoding }) => [
    `there is no encoding "${String(encoding)}"`,
    "Known are utf-8, utf-16le, utf-16be, windows-1252, iso-8859-15, shift_jis, gb18030 and others of the web.",
  ],
  "bad-delimiter": ({ delimiter }) => [
    `--delimiter takes one character, not "${String(delimiter)}"`,
    "For example: --delimiter ;   or the words comma, semicolon, tab, pipe",
  ],
  "spool-failed": ({ folder, reason }) => [
    `cannot keep the input in the folder for temporary files, ${String(folder)}: ${reasonText(reason)}`,
    "Give the file by name instead of a pipe, or set TMPDIR to a folder with room.",
  ],
};
