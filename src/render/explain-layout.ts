import { displayWidth } from "../text/width.ts";
import { MARGIN } from "./page.ts";
import { penOf, READABLE, wordedBy } from "./table.ts";
import type { RenderOptions } from "./types.ts";
import { wrap } from "./wrap.ts";

export type ExplainOptions = Pick<RenderOptions, "style" | "width" | "ascii">;

/** A name, and what stands beside it; one without anything is left out. */
export type Section = readonly [name: string, paragraphs: readonly string[]];

/** Width of the names on the left. */
const NAMES = 14;

export const paged = (lines: readonly string[]): string =>
  lines.map((line) => (line === "" ? "\n" : `${" ".repeat(MARGIN)}${line}\n`)).join("");

/** Names on the left, what they are on the right; points of a list begin with `• `. */
export const laidOut = (sections: readonly Section[], options: ExplainOptions): string[] => {
  const pen = penOf(options);
  const worded = wordedBy(pen);
  const width = Math.min(pen.width, READABLE) - NAMES;
  return sections.flatMap(([name, paragraphs]) =>
    paragraphs
      .flatMap((paragraph) => {
        const bullet = /^• /u.exec(paragraph)?.[0] ?? "";
        const [first, ...rest] = wrap(worded(paragraph.slice(bullet.length)), width - bullet.length);
        return [worded(bullet) + first, ...rest.map((line) => " ".repeat(bullet.length) + line)];
      })
      .map((line, i) => (i === 0 ? pen.style.bold(name) + " ".repeat(NAMES - displayWidth(name)) : " ".repeat(NAMES)) + line),
  );
};
