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
  zip: ["a zip archive in another archive", "Unpack it and report on the CSV file in it."],
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
  ebcdic: [
    "text in EBCDIC, as mainframes write it",
    "Have it converted on the way (the transfer program has a text mode), or save it as CSV in UTF-8.",
  ],
  binary: ["a binary file", "Give the CSV file that the help desk exported, as it came."],
};

/** Names in a line are few. */
const MOST_NAMES = 3;

const listed = (title: string, names: readonly string[]): string[] => {
  if (names.length === 0) return [];
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : "";
  return [`${title}: ${names.slice(0, MOST_NAMES).join(", ")}${more}`];
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
  "no-match": ({ pattern, folder }) => [
    `no file matches ${String(pattern)} in ${String(folder)}`,
    "Check the folder and the ending of the files.",
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
  "damaged-zip": ({ file, entry }) => [
    entry === null ? `${shown(file)} is a damaged zip archive` : `${shown(file)} is damaged: ${String(entry)} in it cannot be unpacked`,
    "Download or copy it again.",
  ],
  "zip-locked": ({ file }) => [
    `${shown(file)} is protected by a password`,
    "Unpack it with the password and report on the CSV file in it.",
  ],
  "zip-method": ({ file, entry }) => [
    `${String(entry)} in ${shown(file)} is packed by a method that only newer zip programs know`,
    "Unpack it with one of those and report on the CSV file itself.",
  ],
  "zip-without-table": ({ file, entries }) => [
    `${shown(file)} holds no CSV file`,
    ...listed("In it", entries as readonly string[]),
    "Export the tickets as CSV from the help desk.",
  ],
  "zip-of-several": ({ file, entries }) => [
    `${shown(file)} holds several CSV files, where one is needed`,
    ...listed("In it", entries as readonly string[]),
    "Unpack it and give one of them.",
  ],
  "line-too-long": ({ megabytes }) => [
    `a line is longer than ${String(megabytes)} MB, which is no table of tickets`,
    "Check that the file is the export itself; --encoding and --delimiter tell how to read it.",
  ],
  "unknown-encoding": ({ encoding }) => [
    `there is no encoding "${String(encoding)}"`,
    "Known are utf-8, utf-16le, utf-16be, windows-1252, iso-8859-15, shift_jis, gb18030, cp850 and others of the web.",
  ],
  "unread-encoding": ({ encoding }) => [
    `the encoding ${String(encoding)} is not read here`,
    "Save the file as CSV in UTF-8, or have it converted, for example: iconv -f UTF-32 -t UTF-8",
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
