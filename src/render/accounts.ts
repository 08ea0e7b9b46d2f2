import { FIELDS, type Field } from "../interaction/fields.ts";
import type { Report, SourceReport } from "../report/model.ts";
import { baseName } from "./header.ts";
import { counted, nounOf } from "./noun.ts";
import { count } from "./units.ts";
import { TIE } from "./wrap.ts";

/** Columns whose unreadable cells are told one by one; the others are counted. */
const TOLD = 2;
/** Longest piece of a cell that is shown. */
const EXAMPLE = 30;

/** `492 rows = 486 tickets + 3 deleted + 3 repeated.`; null when every row counts. */
export const rowAccount = (report: Report): string | null => {
  const read = sum(report, ({ rows }) => rows.read);
  const used = sum(report, ({ rows }) => rows.used);
  return read === used ? null : `${counted(read, "rows")} = ${accountParts(report, "repeated").join(" + ")}.`;
};

/** `486 tickets`, `3 deleted`, `3 repeated`: where the rows went. `repeated` words those left out because their id comes again. */
export const accountParts = (report: Pick<Report, "sources">, repeated: string): string[] => {
  const parts = [
    counted(
      sum(report, ({ rows }) => rows.used),
      nounOf(report),
    ),
  ];
  const add = (n: number, text: string): void => {
    if (n > 0) parts.push(`${count(n)} ${text}`);
  };
  const named = new Map<string, number>();
  for (const { rows } of report.sources) {
    for (const [word, n] of Object.entries(rows.filteredStatus)) named.set(word.toLowerCase(), (named.get(word.toLowerCase()) ?? 0) + n);
  }
  const words = [...named].sort((a, b) => b[1] - a[1]);
  for (const [word, n] of words) add(n, word);
  const others = sum(report, ({ rows }) => rows.filteredBy.status) - words.reduce((total, [, n]) => total + n, 0);
  add(others, "deleted or merged");
  add(
    sum(report, ({ rows }) => rows.duplicates),
    repeated,
  );
  add(
    sum(report, ({ rows }) => rows.filteredBy.period),
    "outside the period",
  );
  add(
    sum(report, ({ rows }) => rows.filteredBy.undated),
    "without a date",
  );
  add(
    sum(report, ({ rows }) => rows.filteredBy.where),
    "left out by --where",
  );
  add(
    sum(report, ({ rows }) => rows.rejected),
    "damaged",
  );
  add(
    sum(report, ({ rows }) => rows.notData),
    "without data (titles, totals, blanks)",
  );
  return parts;
};

const sum = (report: Pick<Report, "sources">, figure: (source: SourceReport) => number): number =>
  report.sources.reduce((total, source) => total + figure(source), 0);

interface Unread {
  readonly field: string;
  readonly column: string;
  readonly source: SourceReport;
  count: number;
}

/** What could not be read, the most frequent first: `2 solving times could not be right (line 49: -35 minutes) and are left out.` */
export const unreadableSentences = (report: Report): string[] => {
  const all = new Map<string, Unread>();
  for (const source of report.sources) {
    for (const { field, column, count: n } of source.unreadable) {
      if (n === 0) continue;
      const key = `${field} ${column}`;
      const known = all.get(key);
      if (known === undefined) all.set(key, { field, column, source, count: n });
      else known.count += n;
    }
  }
  const sorted = [...all.values()].sort((a, b) => b.count - a.count);
  const sentences = sorted.slice(0, TOLD).map((unread) => sentence(unread, report.sources.length > 1));
  const rest = sorted.length - TOLD;
  if (rest > 0) sentences.push(`${rest === 1 ? "One more column has" : `${rest} more columns have`} cells that could not be read.`);
  return sentences;
};

const sentence = ({ field, column, source, count: n }: Unread, severalFiles: boolean): string => {
  const own = OWN_NOUNS[field];
  const what = own === undefined ? `${counted(n, "values")} in "${column}"` : counted(n, own);
  const example = source.unreadable.find((unreadable) => unreadable.field === field && unreadable.column === column)?.examples[0];
  const negative = example !== undefined && /^[-−]\s*\d/u.test(example.value);
  const verb = negative ? "could not be right" : "could not be read";
  const use = source.decisions.columns.find((known) => known.field === field && known.header === column);
  const place =
    example === undefined
      ? ""
      : ` (${severalFiles ? `${baseName(source.file)}, ` : ""}line${TIE}${example.line}: ${shown(example.value, use?.unit)})`;
  return `${what} ${verb}${place} and ${n === 1 ? "is" : "are"} left out.`;
};

const shown = (value: string, unit: string | undefined): string => {
  const text = value.length > EXAMPLE ? `${value.slice(0, EXAMPLE)}…` : value;
  const word = unit === undefined ? undefined : UNIT_WORDS[unit];
  return word !== undefined && /^-?\s*\d+([.,]\d+)?$/u.test(value) ? `${text}${TIE}${word}` : text;
};

export const UNIT_WORDS: Readonly<Record<string, string>> = { ms: "milliseconds", s: "seconds", min: "minutes", h: "hours", d: "days" };

const OWN_NOUNS: Readonly<Record<string, string>> = {
  response_time: "first reply times",
  resolution_time: "solving times",
  csat: "ratings",
  nps: "NPS scores",
  ces: "CES scores",
  score: "scores",
};

/** Share of the rows with something unreadable or missing, 0–1: whether it is worth a line beside the figures of groups. */
export const shareLost = (report: Report): number => {
  const read = sum(report, ({ rows }) => rows.read);
  const lost = sum(report, ({ rows, unreadable }) => {
    const cells = unreadable.filter(({ field }) => field in FIELDS && isFigure(field as Field));
    return rows.rejected + rows.filteredBy.undated + Math.max(0, ...cells.map((cell) => cell.count));
  });
  return read === 0 ? 0 : lost / read;
};

const isFigure = (field: Field): boolean => FIELDS[field] !== "category";
