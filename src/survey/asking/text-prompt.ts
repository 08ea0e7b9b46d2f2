import { createPrompt, useEffect, useRef, useState } from "@inquirer/core";
import { isEnter } from "./keys.ts";
import { MARGIN, above, indented, screenWidth } from "./layout.ts";
import { EMPTY_LINE, type Line, edit, insert } from "./line-editor.ts";
import { layOut, windowed } from "./text-view.ts";
import { type Prompting, useTerminal } from "./use-terminal.ts";

export interface TextConfig extends Prompting {
  /** What stands above the text, for a terminal of so many columns. */
  readonly head: (columns: number) => readonly (readonly string[])[];
  /** What stands before the first line, such as `› `. */
  readonly lead: string;
  /** Told the text whenever it changes, so that it is not lost when the prompt is stopped. */
  readonly typed: (text: string) => void;
}

/** Milliseconds within which a key after Enter shows that both were pasted into a terminal that does not mark pastes. */
const PASTE_GAP = 20;

/** Resolves to the text without blanks around it, or to null when there is none. */
export const textPrompt = createPrompt<string | null, TextConfig>((config, done) => {
  const [line, setLine] = useState(EMPTY_LINE);
  const entered = useRef<NodeJS.Timeout | undefined>(undefined);
  useEffect(() => () => clearTimeout(entered.current), []);
  const put = (next: Line): void => {
    if (next.text !== line.text) config.typed(next.text.trim());
    setLine(next);
  };
  /** The line as it is when what follows Enter turns out to belong to it. */
  const continued = (): Line => {
    if (entered.current === undefined) return line;
    clearTimeout(entered.current);
    entered.current = undefined;
    return insert(line, " ");
  };
  const { size, show } = useTerminal(config, {
    onKey: (key) => {
      const open = continued();
      if (isEnter(key)) {
        put(open);
        entered.current = setTimeout(() => done(open.text.trim() || null), PASTE_GAP);
      } else {
        put(edit(open, key));
      }
    },
    onPaste: (text) => put(insert(continued(), text)),
  });
  const width = screenWidth(size.columns) - MARGIN - config.lead.length - 1;
  const head = above(config.head(size.columns), size.rows - 2);
  const { lines, row, column } = windowed(layOut(line, width), Math.max(1, size.rows - head.length - 1));
  const indent = " ".repeat(config.lead.length);
  return show({
    lines: [...head, ...lines.map((text, index) => indented((index === 0 ? config.lead : indent) + text))],
    cursor: { row: head.length + row, column: MARGIN + config.lead.length + column },
  });
});
