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

/** The letter that skips a question, small, taken from the line that says so ("S skip · Ctrl-C stop"). */
export const skipLetter = (help: string): string => /^\s*(\p{L})\s/u.exec(help)?.[1].toLowerCase() ?? "s";
