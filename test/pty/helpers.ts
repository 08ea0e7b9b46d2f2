import { type IPty, spawn } from "@lydell/node-pty";
import { Terminal } from "@xterm/headless";
import { onTestFinished } from "vitest";

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export interface Exit {
  readonly code: number;
  /** Number of the signal that ended the program; 0 = none. */
  readonly signal: number;
}

/** Milliseconds that a wait lasts at most; the machine may be busy with other tests. */
const PATIENCE = 15_000;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** A program in a terminal of its own, with a screen to look at. */
export class PtyScreen {
  readonly #pty: IPty;
  readonly #terminal: Terminal;
  #raw = "";
  #ended: Exit | null = null;
  #written: Promise<void> = Promise.resolve();
  /** Resolves when the program has ended. */
  readonly exit: Promise<Exit>;

  constructor(command: string, args: readonly string[], { columns = 80, rows = 24, env = {}, cwd }: TerminalOptions) {
    this.#terminal = new Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 1000 });
    this.#pty = spawn(command, [...args], {
      name: "xterm-256color",
      cols: columns,
      rows,
      cwd,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    });
    this.#pty.onData((data) => {
      this.#raw += data;
      this.#written = new Promise((resolve) => {
        this.#terminal.write(data, resolve);
      });
    });
    this.exit = new Promise((resolve) => {
      this.#pty.onExit(({ exitCode, signal }) => {
        const ended = { code: exitCode, signal: signal ?? 0 };
        this.#ended = ended;
        // The last lines may come through the terminal after the program is gone.
        void this.settle(50).then(() => resolve(ended));
      });
    });
  }

  get pid(): number {
    return this.#pty.pid;
  }

  /** All that the program wrote. */
  get raw(): string {
    return this.#raw;
  }

  /** Types the keys, or whatever else a terminal would send. */
  keys(text: string): void {
    this.#pty.write(text);
  }

  /** The lines in view without blanks at their ends, and without the empty ones at the end of the screen. */
  screen(): string {
    return this.#lines(this.#terminal.buffer.active.baseY);
  }

  /** The same with what has been scrolled out of view. */
  history(): string {
    return this.#lines(0);
  }

  /** Where the cursor stands in view, from 0. */
  cursor(): { row: number; column: number } {
    const { cursorX, cursorY } = this.#terminal.buffer.active;
    return { row: cursorY, column: cursorX };
  }

  /** Resolves to the screen once it holds the text and the program is quiet; rejects with the screen when that does not come about. */
  async waitFor(wanted: string | RegExp): Promise<string> {
    const isThere = (): boolean => (typeof wanted === "string" ? this.screen().includes(wanted) : wanted.test(this.screen()));
    await this.waitUntil(isThere, `for ${String(wanted)}`);
    return this.screen();
  }

  /** Resolves once the text is no longer in view. */
  async waitGone(unwanted: string): Promise<string> {
    await this.waitUntil(() => !this.screen().includes(unwanted), `until "${unwanted}" is gone`);
    return this.screen();
  }

  async waitUntil(holds: () => boolean, what: string): Promise<void> {
    const start = Date.now();
    let seen = -1;
    for (;;) {
      const size = this.#raw.length;
      await this.#written;
      if (holds() && size === this.#raw.length && seen === size) return;
      seen = size;
      const hasEnded = this.#ended !== null && Date.now() - start > 500;
      if ((hasEnded && !holds()) || Date.now() - start > PATIENCE) {
        const state = this.#ended === null ? "still running" : `ended with ${this.#ended.code}`;
        throw new Error(`waited in vain ${what}; the program is ${state}, its screen:\n${this.screen()}\n`);
      }
      await pause(10);
    }
  }

  /** Resolves once the program has been quiet for a while, for keys that are to change nothing. */
  async settle(milliseconds = 150): Promise<string> {
    for (let size = -1; size !== this.#raw.length;) {
      size = this.#raw.length;
      await pause(milliseconds);
      await this.#written;
    }
    return this.screen();
  }

  /** Changes the size as somebody who drags the window does: the terminal lays out its lines anew, then tells the program. */
  resize(columns: number, rows = this.#terminal.rows): void {
    this.#terminal.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  /** Closes the window: the program loses its terminal. */
  close(): void {
    (this.#pty as unknown as { destroy(): void }).destroy();
  }

  /** Ends what is left of the program. */
  dispose(): void {
    if (this.#ended === null) this.#pty.kill("SIGKILL");
    this.#terminal.dispose();
  }

  #lines(from: number): string {
    const buffer = this.#terminal.buffer.active;
    const lines: string[] = [];
    for (let index = from; index < buffer.length; index++) lines.push(buffer.getLine(index)?.translateToString(true).trimEnd() ?? "");
    return lines.join("\n").trimEnd();
  }
}

/** Starts a program in a terminal; what is left of it goes away with the test. */
export const openTerminal = (command: string, args: readonly string[], options: TerminalOptions = {}): PtyScreen => {
  const screen = new PtyScreen(command, args, options);
  onTestFinished(() => screen.dispose());
  return screen;
};
