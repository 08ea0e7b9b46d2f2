import { blankWidth, decodeText, trimCell } from "./bytes.ts";

/** What exports write for "nothing", lower case. `0` is a value and not among them. */
const NULL_WORDS: ReadonlySet<string> = new Set([
  "",
  "-",
  "--",
  "---",
  "–",
  "—",
  "?",
  "n/a",
  "#n/a",
  "na",
  "n.a.",
  "<na>",
  "null",
  "(null)",
  "<null>",
  "#null!",
  "\\n",
  "none",
  "(none)",
  "[none]",
  "nan",
  "nat",
  "undefined",
  "(blank)",
  "[deleted]",
  "[no associated user]",
  "no replies",
  "unassigned",
  "(unassigned)",
  "not assigned",
  "[unassigned]",
  // Spanish, Portuguese, German, French; #N/D and #NV are what spreadsheets make of #N/A there.
  "#n/d",
  "#nv",
  "sin asignar",
  "no asignado",
  "ninguno",
  "ninguna",
  "sin datos",
  "no aplica",
  "não atribuído",
  "nao atribuido",
  "nenhum",
  "nenhuma",
  "sem dados",
  "não se aplica",
  "nao se aplica",
  "não informado",
  "nao informado",
  "nicht zugewiesen",
  "keine",
  "keiner",
  "keine angabe",
  "k.a.",
  "k. a.",
  "(leer)",
  "non assigné",
  "non assigne",
  "non attribué",
  "non attribue",
  "aucun",
  "aucune",
  "non renseigné",
  "non renseigne",
  "sans objet",
  "(vide)",
  "(en blanco)",
  "(vazio)",
]);

const LONGEST = Math.max(...[...NULL_WORDS].map((word) => word.length));

/** First bytes a null word can have, either case; everything else is decided by one look-up. */
const FIRST = new Uint8Array(256);
// One text of them all: a buffer for each would take its time at every start.
const lines = [...NULL_WORDS].join("\n");
for (const bytes of [Buffer.from(lines), Buffer.from(lines.toUpperCase())]) {
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) FIRST[bytes[at + 1]] = 1;
}

/** Whether a cell says that there is no value: blank, `-`, `N/A`, `null`, `[Deleted]`, … */
export const isNullWord = (text: string): boolean => {
  if (text.length > LONGEST && text.charCodeAt(0) > 0x20 && text.charCodeAt(0) < 0x80 && text.charCodeAt(LONGEST) > 0x20) return false;
  return isNullFolded(trimCell(text).toLowerCase());
};

/** `isNullWord` of a text in lower case without blanks around it. */
export const isNullFolded = (word: string): boolean => word.length <= LONGEST && NULL_WORDS.has(word);

/** `isNullWord` of a stretch of bytes. */
export const isNullBytes = (bytes: Uint8Array, start: number, end: number): boolean => {
  let from = start;
  for (let width = blankWidth(bytes, from, end); width > 0; width = blankWidth(bytes, from, end)) from += width;
  if (from === end) return true;
  return FIRST[bytes[from]] === 1 && isNullWord(decodeText(bytes, from, end));
};
