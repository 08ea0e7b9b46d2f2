import type { Key } from "../../../src/survey/asking/keys.ts";

const SEQUENCES: Readonly<Record<string, string>> = {
  left: "\u001b[D",
  right: "\u001b[C",
  up: "\u001b[A",
  down: "\u001b[B",
  home: "\u001b[H",
  end: "\u001b[F",
  backspace: "\u007f",
  delete: "\u001b[3~",
  f5: "\u001b[15~",
  tab: "\t",
  escape: "\u001b",
  return: "\r",
};

/** A key as readline would report it: by its name, or as the character it types; `ctrl-a`, `meta-left`. */
export const key = (name: string): Key => {
  const [, modifier, bare] = /^(?:(ctrl|meta)-)?(.+)$/su.exec(name)!;
  const isLetter = /^[a-z]$/u.test(bare);
  const sequence = modifier === "ctrl" && isLetter ? String.fromCharCode(bare.charCodeAt(0) - 96) : (SEQUENCES[bare] ?? bare);
  const hasName = bare in SEQUENCES || /^[a-z0-9]$/u.test(bare);
  return { name: hasName ? bare : undefined, sequence, ctrl: modifier === "ctrl", meta: modifier === "meta" };
};
