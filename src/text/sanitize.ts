/**
 * What may not reach a terminal or a spreadsheet from data: C0 and C1 controls (ANSI escapes start with one), DEL, line and paragraph
 * separators, marks that turn the reading direction (bidi), lone halves of surrogate pairs.
 */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\p{Cs}]/gu;

const BLANKS = "\t\n\v\f\r\u0085\u2028\u2029";

const visible = (character: string): string => {
  if (BLANKS.includes(character)) return " ";
  const code = character.charCodeAt(0);
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
};

/**
 * Text from data, made harmless on one line: tabs and line ends become a space, other unsafe characters a visible escape (`\x1b`,
 * `\u202e`). Clean text comes back as it is. Linear in the length.
 */
export const sanitize = (text: string): string => text.replace(UNSAFE, visible);

/** A text in quotes, as JSON and YAML have it, with every unsafe character in it as an escape that both read back. */
export const escapeUnsafe = (quoted: string): string =>
  quoted.replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`).replaceAll("\ufeff", "\\ufeff");
