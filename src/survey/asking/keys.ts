/** A key as readline reports it: a name for keys that have one, and what the terminal sent. */
export interface Key {
  readonly name?: string;
  readonly sequence: string;
  readonly ctrl: boolean;
  readonly meta: boolean;
}

/** The character a key types, full-width forms made plain; null for keys that type none. */
export const typedCharacter = ({ sequence, ctrl, meta }: Key): string | null => {
  if (ctrl || meta || /^[\p{Cc}\p{Cs}]|^$/u.test(sequence)) return null;
  return sequence.normalize("NFKC");
};

export const isEnter = ({ name }: Key): boolean => name === "return" || name === "enter";

/** Whether the key types this letter, small or large. */
export const types = (key: Key, letter: string): boolean => typedCharacter(key)?.toLowerCase() === letter.toLowerCase();

/** The key that skips a question, and the line that says so. */
export interface Skip {
  /** A small letter. */
  readonly letter: string;
  readonly help: string;
}

/**
 * How a question is skipped, from the line that says so ("S skip · Ctrl-C stop"). Where its letter is among those taken, as in Spanish
 * for "sí", the first letter of its word stands in: "O omitir" for "S omitir".
 */
export const skipOf = (help: string, taken: readonly string[] = []): Skip => {
  const [, blank, letter, word] = /^(\s*)(\p{L})(\s+\p{L}.*)$/su.exec(help) ?? ["", "", "s", ""];
  const stand = word.trim().slice(0, 1);
  if (!taken.includes(letter.toLowerCase()) || stand === "" || taken.includes(stand.toLowerCase())) {
    return { letter: letter.toLowerCase(), help };
  }
  return { letter: stand.toLowerCase(), help: blank + stand.toUpperCase() + word };
};
