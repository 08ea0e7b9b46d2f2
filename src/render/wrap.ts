import { displayWidth, truncate } from "../text/width.ts";

/** Joins words that belong on one line (a flag and its value); printed as a blank. */
export const TIE = "\u00a0";

/** Breaks text at blanks into lines of at most `width` columns; longer words are broken anywhere. At least one line. */
export const wrap = (text: string, width: number): string[] => {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const piece of text.split(" ")) {
    let word = piece.replaceAll(TIE, " ");
    if (word === "") continue;
    let columns = displayWidth(word);
    if (line !== "" && used + 1 + columns > width) {
      lines.push(line);
      line = "";
    }
    while (columns > width) {
      const part = truncate(word, width, "");
      if (part === "") break;
      lines.push(part);
      word = word.slice(part.length);
      columns = displayWidth(word);
    }
    used = line === "" ? columns : used + 1 + columns;
    line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines;
};
