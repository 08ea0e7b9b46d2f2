import type { Check, InspectedFile } from "../report/inspect-model.ts";
import { describe } from "../text/problems/index.ts";
import { displayWidth } from "../text/width.ts";
import type { Pen } from "./draw.ts";
import { baseName } from "./header.ts";
import { counted, nounOf } from "./noun.ts";
import { READABLE, wordedBy } from "./table.ts";
import { capitalised } from "./units.ts";
import { TIE, wrap } from "./wrap.ts";

/** Checks shown at most, unless all are asked for. */
const MOST_CHECKS = 10;

/** The sentences of a check: what it is, then what was done and what would mend it. */
export const checkWords = ({ problem: { code, facts } }: Check, { report }: Pick<InspectedFile, "report">): string[] => {
  // On the page of a file its folder is of no interest, but in a command to paste.
  const file = baseName(report.file);
  const [first, ...rest] = describe({ code, facts: { ...facts, file, inspected: report.file, noun: nounOf({ sources: [report] }) } });
  const sentence = /[.!?:]$/u.test(first) ? first : `${first}.`;
  // A file's name stays as it is.
  return [sentence.startsWith(String(file)) ? sentence : capitalised(sentence), ...rest];
};

/** What to look at in a file, one bullet each. */
export const checkLines = (file: InspectedFile, all: boolean, pen: Pen): string[] => {
  const shown = all ? file.checks : file.checks.slice(0, MOST_CHECKS);
  const rest = file.checks.length - shown.length;
  return [
    ...shown.flatMap((check) => oneCheck(check, file, pen)),
    ...(rest === 0 ? [] : wrap(wordedBy(pen)(`… and ${counted(rest, "more points")}; all: --all`), pen.width)),
  ];
};

/** A bullet, the line it is about, what it is; below it further lines of the same, and what was done or would mend it. */
const oneCheck = (check: Check, file: InspectedFile, pen: Pen): string[] => {
  const worded = wordedBy(pen);
  const [first, ...rest] = checkWords(check, file);
  const places = (check.examples.length > 0 ? check.examples.map(({ line }) => line) : check.line === null ? [] : [check.line]).map(
    (line) => `line ${line}`,
  );
  const gutter = places.length === 0 ? 0 : Math.max(...places.map(displayWidth)) + 2;
  const texts = [first, ...further(check)];
  // What was done about cells stands behind the last of them.
  const done = check.examples.length > 0 && rest.length > 0 ? rest.shift()! : null;
  if (done !== null) texts.push(`${texts.pop()!} ${done}`);
  const bullet = pen.clean("•");
  const width = Math.min(pen.width, READABLE) - 2 - gutter;
  return [...texts, ...rest].flatMap((text, i) => {
    const lines = wrap(worded(keepTogether(text, width)), width);
    return lines.map((line, at) => `${i + at === 0 ? bullet : " "} ${(at === 0 ? (places[i] ?? "") : "").padEnd(gutter)}${line}`);
  });
};

const further = ({ examples, count }: Check): string[] => {
  const texts = examples.slice(1).map(({ value }) => (value === examples[0].value ? "The same." : `Here it is ${value}.`));
  const rest = count - examples.length;
  if (examples.length > 0 && rest > 0) texts.push(`${texts.pop() ?? ""} And ${counted(rest, "more")}.`.trim());
  return texts;
};

/** A command to paste stays on one line where it fits, a flag keeps its value, and blanks that align lines stay. */
export const keepTogether = (text: string, width: number): string =>
  text
    .replace(/cs-metrics [^"]*(?:"[^"]*"[^"]*)*$/u, (command) => (displayWidth(command) <= width ? command.replaceAll(" ", TIE) : command))
    .replace(/(--[a-z][a-z-]*) (?=\S)/gu, `$1${TIE}`)
    .replace(/ {2,}/gu, (blanks) => `${TIE.repeat(blanks.length - 1)} `);
