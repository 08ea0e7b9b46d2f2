import { foldName } from "../interaction/headers.ts";
import { type ExpectedColumn, expectedColumns } from "../interaction/profiles/expected.ts";
import { profileFile } from "../interaction/profiles/file.ts";
import type { Profile } from "../interaction/profiles/types.ts";
import { draw, type Pen } from "./draw.ts";
import type { Column } from "./grid.ts";
import { MARGIN } from "./page.ts";
import { headLines, penOf, READABLE, wordedBy } from "./table.ts";
import type { RenderOptions } from "./types.ts";
import { wrap } from "./wrap.ts";

type Options = Pick<RenderOptions, "style" | "width" | "ascii">;

/** How sure the facts of a profile are, in a word and in a sentence. */
export const CERTAINTY: Readonly<Record<Profile["certainty"], string>> = {
  seen: "checked against a real export",
  documented: "from the vendor's pages or public code that reads the export",
  unconfirmed: "from hearsay: look at what inspect says of your file",
};

const UNITS: Readonly<Record<NonNullable<ExpectedColumn["unit"]>, string>> = {
  ms: "in milliseconds",
  s: "in seconds",
  min: "in minutes",
  h: "in hours",
  d: "in days",
  hms: "as HH:MM:SS",
  mmss: "as MM:SS",
};

const LABEL = 10;

/** The headers that tell an export, in words: `"Issue key" and "Status Category"`. */
export const toldBy = ({ fingerprint, headers }: Profile): string => {
  const spelled = new Map(headers.map((header) => [foldName(header), header]));
  const quoted = (name: string): string => {
    if (!name.endsWith("*")) return `"${spelled.get(name) ?? name}"`;
    const start = name.slice(0, -1).trim();
    return `"${start[0].toUpperCase()}${start.slice(1)} …"`;
  };
  const parts = fingerprint.filter((part) => !part.startsWith("!")).map((part) => part.split("|").map(quoted));
  return parts
    .map(([first, ...others]) =>
      others.length === 0 ? first : `${first} (or ${others.slice(0, 2).join(", ")}${others.length > 2 ? " …" : ""})`,
    )
    .join(" and ");
};

/** What a column is read as, besides its field. */
export const readAs = ({ unit, zone, scale, business, words }: ExpectedColumn): string =>
  [
    ...(unit === undefined ? [] : [UNITS[unit]]),
    ...(business === true ? ["in business hours: with --clock business"] : []),
    ...(zone === undefined ? [] : [`in the zone ${zone}`]),
    ...(scale === undefined ? [] : [scaleWords(scale)]),
    ...(words === undefined ? [] : [wordsText(words)]),
  ].join(", ");

export const scaleWords = ({ low, high, lowIsGood }: NonNullable<ExpectedColumn["scale"]>): string =>
  `${low} to ${high}${lowIsGood ? ", low is good" : ""}`;

const wordsText = (words: NonNullable<ExpectedColumn["words"]>): string => {
  const meanings = new Map<string, string[]>();
  for (const [word, meaning] of Object.entries(words)) meanings.set(meaning, [...(meanings.get(meaning) ?? []), word]);
  return [...meanings].map(([meaning, of]) => `${of.join(", ")} = ${meaning}`).join("; ");
};

/** "a, b or c" */
const either = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;

/** What rows a profile tells apart, a sentence each. */
export const rowsWords = ({ rows = [], headers }: Profile): string[] =>
  rows.map(({ column, words, are, fields, prefer }) => {
    const header = headers.find((one) => foldName(one) === column) ?? column;
    const which = `${are} ("${header}" is ${either(words)})`;
    if (prefer === true) return `of rows with one id, ${which} count`;
    return fields === undefined ? `${which} are left out` : `${which} have no ${fields.join(", no ")}`;
  });

const left = (head: string, texts: readonly string[], least?: number, tone?: "bold" | "dim"): Column => ({
  head: [head],
  align: "left",
  cells: texts.map((text) => ({ text })),
  least,
  tone,
});

const page = (lines: readonly string[]): string => lines.map((line) => (line === "" ? "\n" : `${" ".repeat(MARGIN)}${line}\n`)).join("");

/** All profiles, one line each. */
export const profilesTable = (profiles: readonly Profile[], options: Options): string => {
  const pen = penOf(options);
  const columns = [
    left(
      "Name",
      profiles.map(({ id }) => id),
      undefined,
      "bold",
    ),
    left(
      "Export of",
      profiles.map(({ name }) => name),
      14,
    ),
    left(
      "How sure",
      profiles.map(({ certainty }) => certainty),
    ),
    left("Told by the headers", profiles.map(toldBy), 12, "dim"),
  ];
  const notes = Object.entries(CERTAINTY).map(([word, sentence]) => `${word}: ${sentence}`);
  const worded = wordedBy(pen);
  const said = [...notes, "What one of them expects: cs-metrics profiles show zendesk"].flatMap((note) => wrap(worded(note), pen.width));
  return page([...draw({ columns, between: [] }, pen), "", ...said.map(pen.style.dim)]);
};

const labelled = (label: string, texts: readonly string[], pen: Pen): string[] =>
  texts
    .flatMap((text) => wrap(wordedBy(pen)(text), Math.min(pen.width, READABLE) - LABEL))
    .map((line, index) => (index === 0 ? label.padEnd(LABEL) : " ".repeat(LABEL)) + line);

/** One profile: which export to take, and what each of its headers is read as. */
export const profilePage = (profile: Profile, options: Options): string => {
  const pen = penOf(options);
  const { id, name, certainty, zone, scales = {}, advice } = profile;
  const columns = expectedColumns(profile);
  const used = columns.filter(({ field }) => field !== null);
  const others = columns.filter(({ field }) => field === null).map(({ header }) => header);
  const fact = (label: string, texts: readonly string[]): string[] => (texts.length === 0 ? [] : labelled(label, texts, pen));
  const grid = [
    left(
      "Header",
      used.map(({ header }) => header),
      16,
    ),
    left(
      "Read as",
      used.map(({ field }) => field!),
      undefined,
      "bold",
    ),
    left("How", used.map(readAs), 10, "dim"),
  ];
  return page([
    ...headLines([name, `--profile ${id}`].map(wordedBy(pen)), pen.width).map(pen.style.bold),
    "",
    ...fact("How sure", [`${certainty}: ${CERTAINTY[certainty]}`]),
    ...fact("Take", [advice.take]),
    ...fact("Where", advice.where === undefined ? [] : [advice.where]),
    ...fact("Told by", [toldBy(profile)]),
    ...fact("Zone", zone === undefined ? [] : [`times without a zone are in ${zone}`]),
    ...fact(
      "Scales",
      Object.entries(scales).flatMap(([kpi, scale]) => (scale === undefined ? [] : [`${kpi} ${scaleWords(scale)}`])),
    ),
    ...fact("Rows", rowsWords(profile)),
    ...fact("To know", advice.know ?? []),
    "",
    ...draw({ columns: grid, between: [] }, pen),
    ...(others.length === 0
      ? []
      : ["", ...wrap(wordedBy(pen)(`Not used: ${others.join(", ")}`), Math.min(pen.width, READABLE)).map(pen.style.dim)]),
  ]);
};

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

export const profilesJson = (profiles: readonly Profile[]): string =>
  json({
    schema: "cs-metrics.profiles/1",
    profiles: profiles.map(({ id, name, certainty, fingerprint, advice }) => ({ id, name, certainty, fingerprint, take: advice.take })),
  });

/** A profile in the shape of a file of one's own, with what each header is read as. */
export const profileJson = (profile: Profile): string =>
  json({ schema: "cs-metrics.profile/1", ...profileFile(profile), expected: expectedColumns(profile) });
