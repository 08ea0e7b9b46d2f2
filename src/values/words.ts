import { foldWord, type WordTable } from "./vocabulary.ts";

const YES = [
  "yes",
  "y",
  "true",
  "t",
  "1",
  "1.0",
  "si",
  "sí",
  "sì",
  "sim",
  "s",
  "ja",
  "j",
  "oui",
  "verdadeiro",
  "verdadero",
  "vero",
  "vrai",
  "wahr",
];
const NO = ["no", "n", "false", "f", "0", "0.0", "não", "nao", "nein", "nee", "non", "falso", "faux", "falsch"];

/** The yes and no that every flag column knows, folded → 1 or 0. */
export const YES_NO: WordTable = new Map([...YES.map((word) => [word, 1] as const), ...NO.map((word) => [word, 0] as const)]);

/** 1 yes, 0 no, −1 neither. */
export const readYesNo = (text: string): number => YES_NO.get(foldWord(text)) ?? -1;
