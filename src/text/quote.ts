/** A file name as it can be typed in any shell: in double quotes where it holds more than plain characters. */
export const quoteArgument = (word: string): string =>
  /^[\p{L}\p{N}_./\\:@%+,=~-]+$/u.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`;
