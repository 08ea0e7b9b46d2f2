import { useEffect, useKeypress, useRef, useState } from "@inquirer/core";
import { displayWidth } from "../../text/width.ts";
import type { Key } from "./keys.ts";
import { type Size, clipped } from "./layout.ts";

/** What every prompt needs besides its question. */
export interface Prompting {
  readonly output: NodeJS.WriteStream;
  /** Ends the prompt because the person or the terminal is gone. */
  readonly stop: () => void;
  /** Told when the whole screen had to be emptied, with what stood above the prompt. */
  readonly wiped: () => void;
}

/** Lines of a screen and where the cursor stands among them; null hides it. */
export interface Frame {
  readonly lines: readonly string[];
  readonly cursor: { readonly row: number; readonly column: number } | null;
}

/** What a prompt does with keys and pasted text. */
export interface Handlers {
  readonly onKey: (key: Key) => void;
  /** Without it, pasted text is ignored as a whole. */
  readonly onPaste?: (text: string) => void;
}

/** The parts of readline's interface that its types leave out. */
interface Readline {
  line: string;
  readonly closed?: boolean;
  _ttyWrite: (text: string | undefined, key: Key) => void;
  getCursorPos: () => { rows: number; cols: number };
  on(event: string, listener: () => void): void;
}

/** Milliseconds without a key after which a paste counts as ended: the mark of its end may be lost on the way. */
const PASTE_PATIENCE = 2000;

const HIDE_CURSOR = "\u001b[?25l";

/** A size that nobody knows is that of the first terminals. */
export const sizeOf = ({ columns, rows }: NodeJS.WriteStream): Size => ({ columns: columns || 80, rows: rows || 24 });

/** Columns of a frame's last or cursor line at which inquirer leaves the cursor. */
const restingColumn = ({ lines, cursor }: Frame): number => cursor?.column ?? displayWidth(lines[lines.length - 1]);

/** The cursor's line as inquirer is to see it, which adds a line of its own below one whose length is a multiple of the width. */
const padded = (line: string, columns: number): string => (line.length % columns === 0 ? `${line} ` : line);

/** Whether a terminal of this size had to wrap lines of the frame. */
const isWrapped = ({ lines }: Frame, { columns }: Size): boolean => lines.some((line) => displayWidth(line) > columns);

/**
 * What empties a frame's lines after a change of size. Where the terminal had to wrap them nobody can tell where they stand (some spare
 * the cursor's line, some cut lines off), so that the whole screen is emptied then.
 */
const erase = (frame: Frame, size: Size): string => {
  const row = frame.cursor?.row ?? frame.lines.length - 1;
  const top = isWrapped(frame, size) ? "\u001b[H\u001b[2J" : `${row > 0 ? `\u001b[${row}A` : ""}\r\u001b[J`;
  // inquirer will go up again by as many lines as it drew.
  return top + (row > 0 ? `\u001b[${row}B` : "");
};

/**
 * A prompt's hold on the terminal, as a hook for a view of inquirer's core: its size, kept current, and `show`, which gives a frame the
 * form that a view returns. Keys go to the handlers alone; readline's own line would act on some of them and be cut by others.
 */
export const useTerminal = (
  { output, stop, wiped }: Prompting,
  handlers: Handlers,
): { size: Size; show: (frame: Frame) => [string, string] } => {
  const [size, setSize] = useState(() => sizeOf(output));
  const current = useRef(handlers);
  current.current = handlers;
  const drawn = useRef<Frame>({ lines: [""], cursor: null });
  const paste = useRef<{ text: string; timer: NodeJS.Timeout } | null>(null);

  const endPaste = (): void => {
    if (paste.current === null) return;
    const { text, timer } = paste.current;
    clearTimeout(timer);
    paste.current = null;
    current.current.onPaste?.(text);
  };
  const continuePaste = (text: string): void => {
    clearTimeout(paste.current?.timer);
    paste.current = { text, timer: setTimeout(endPaste, PASTE_PATIENCE) };
  };

  useEffect((line) => {
    const readline = line as unknown as Readline;
    readline.line = "";
    readline._ttyWrite = (_text, { ctrl, name }) => {
      if (paste.current === null && ctrl && (name === "c" || name === "d")) stop();
    };
    readline.getCursorPos = () => {
      // inquirer counts the rows that the cursor's line wraps to by its length; here every line is a row.
      const { lines, cursor } = drawn.current;
      const { columns } = sizeOf(output);
      const { length } = padded(lines[cursor?.row ?? lines.length - 1], columns);
      return { rows: Math.floor(length / columns), cols: restingColumn(drawn.current) };
    };
    readline.on("close", stop);
    // Leaving raw mode fails on a terminal that is gone, and readline hands the error on.
    readline.on("error", stop);
    // Ctrl-D may have been pressed before the prompt was there.
    if (readline.closed) stop();
    const resized = (): void => {
      const now = sizeOf(output);
      output.write(erase(drawn.current, now));
      if (isWrapped(drawn.current, now)) wiped();
      setSize(now);
    };
    output.on("resize", resized);
    return () => {
      clearTimeout(paste.current?.timer);
      output.removeListener("resize", resized);
    };
  }, []);

  useKeypress((event) => {
    const key = event as unknown as Key;
    if (key.name === "paste-start") {
      continuePaste(paste.current?.text ?? "");
    } else if (key.name === "paste-end") {
      endPaste();
    } else if (paste.current === null) {
      handlers.onKey(key);
    } else {
      // Escape sequences within a paste are no text.
      continuePaste(paste.current.text + (key.sequence.startsWith("\u001b") ? "" : key.sequence));
    }
  });

  const show = (frame: Frame): [string, string] => {
    // A prompt that only waits for a key has nothing to draw.
    const lines = clipped(frame.lines.length === 0 ? [""] : frame.lines, size.columns);
    const row = frame.cursor?.row ?? lines.length - 1;
    drawn.current = { lines, cursor: frame.cursor };
    const content = [...lines.slice(0, row), padded(lines[row], size.columns)].join("\n");
    return [frame.cursor === null ? content + HIDE_CURSOR : content, lines.slice(row + 1).join("\n")];
  };
  return { size, show };
};
