/** Words of a line with sums under a table, in the languages of the exports read. */
const TOTAL =
  "(?:grand |sub|overall |report )?totals?|sum|total general|suma(?: total)?|total geral|soma|gesamt(?:summe|ergebnis)?|summe|total général|totale(?: complessivo)?|totaal|eindtotaal";

const TOTALS = new RegExp(`^(?:${TOTAL}):?$`, "iu");

/** What report writers put under a table; each as the whole text of the first filled cell. */
const FOOTERS: readonly RegExp[] = [
  TOTALS,
  new RegExp(`^(?:${TOTAL})\\s*[:=(]\\s*[\\d.,]+(?: (?:records?|rows?|items?|tickets?|results?|entries))?\\)?$`, "iu"),
  /^confidential(?: information)?(?: - do not distribute)?\.?$/iu,
  /^copyright\b.*(?:\(c\)|©|\d{4}).*$/iu,
  /^(?:\(c\)|©) ?(?:copyright )?\d{4}\b.*$/iu,
  /^.{0,80}\ball rights reserved\.?$/iu,
  /^(?:this )?(?:report|file|export|data|list)?(?: was)? ?(?:generated|exported|printed|downloaded) (?:by|on|at|from)\b.*$/iu,
  /^\(?[\d.,]+ (?:records?|rows?|results?|entries)(?: (?:selected|returned|exported|affected|found|total))?\.?\)?$/iu,
  /^(?:number of |total |row |record )?(?:records?|rows?|results?|entries|count) ?[:=] ?[\d.,]+$/iu,
  /^\W{0,5}end of (?:report|file|data|export|list|document)\W{0,5}$/iu,
  /^page \d+(?: of \d+)?$/iu,
  /^reporting period\b.{0,80}$/iu,
  /^sep=.?$/iu,
  /^#+\s.*$/u,
  /^[-=*_]{3,}$/u,
];

/** First bytes of those that fill the width of the table too, either case: all other records of that width are spared the look. */
export const FOOTER_LETTERS: ReadonlySet<number> = new Set([..."(#*-=CcEeGgPpRrSsTt"].map((letter) => letter.charCodeAt(0)));

/** Whether a record with at most two filled cells is a footer, judged by its first filled cell. */
export const isFooter = (text: string): boolean => {
  const trimmed = text.trim();
  return FOOTERS.some((footer) => footer.test(trimmed));
};

/** Whether a record with this text in its first cell is a line of sums, if all else in it are numbers. */
export const isTotal = (text: string): boolean => TOTALS.test(text.trim());
