/** Words laid out in lines of at most `width` columns (ASCII); lines after the first are indented by `indent` blanks. */
export const wrapWords = (words: readonly string[], width: number, indent: number): string[] => {
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    if (line.trim() !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = " ".repeat(indent) + word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return line === "" ? lines : [...lines, line];
};

/** `Title: one, two, three` in lines of at most `width` columns, the items under each other. */
export const wrapList = (title: string, items: readonly string[], width: number): string[] => {
  const words = items.map((item, index) => (index < items.length - 1 ? `${item},` : item));
  return wrapWords([`${title}:`, ...words], width, title.length + 2);
};
