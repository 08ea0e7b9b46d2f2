/** What report writers put under a table; each as the whole text of the first filled cell. */
const FOOTERS: readonly RegExp[] = [
  /^(grand |sub)?totals?:?$/i,
  /^(grand )?totals? \([\d.,]+ (records?|rows?|items?)\)$/i,
  /^confidential information - do not distribute$/i,
  /^copyright \((c|©)\) .*$/i,
  /^copyright © .*$/i,
  /^(report )?generated (by|on|at)\b.*$/i,
];

/** First bytes of the above, either case: all other records are spared the look. */
export const FOOTER_LETTERS: ReadonlySet<number> = new Set([..."CcGgRrSsTt"].map((letter) => letter.charCodeAt(0)));

/** Whether a record with at most two filled cells is a footer, judged by its first filled cell. */
export const isFooter = (text: string): boolean => {
  const trimmed = text.trim();
  return FOOTERS.some((footer) => footer.test(trimmed));
};
