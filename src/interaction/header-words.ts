const ASCII = /^[\x00-\x7f]*$/u;
/** Where a word begins within letters, and what stands between words. ASCII needs none of the tables behind `\p`, which are slow to build. */
const ASCII_WORDS = { hump: /([a-z\d])([A-Z])/gu, acronym: /([A-Z])([A-Z][a-z])/gu, between: /[^a-z\d%#]+/gu };
let unicodeWords: (typeof ASCII_WORDS & { readonly marks: RegExp }) | undefined;
const unicode = (): NonNullable<typeof unicodeWords> =>
  (unicodeWords ??= {
    hump: /([\p{Ll}\d])(\p{Lu})/gu,
    acronym: /(\p{Lu})(\p{Lu}\p{Ll})/gu,
    between: /[^\p{L}\p{N}%#]+/gu,
    marks: /\p{M}/gu,
  });

/** Lower case, accents off, punctuation to blanks; `%` and `#` stay because they mean something. */
export const plainWords = (text: string): string => {
  const plain = ASCII.test(text) ? text : text.normalize("NFD").replace(unicode().marks, "");
  const { hump, acronym, between } = ASCII.test(plain) ? ASCII_WORDS : unicode();
  return plain
    .replace(hump, "$1 $2")
    .replace(acronym, "$1 $2")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replace(/['’`]/gu, "")
    .replace(/#/gu, " # ")
    .replace(between, " ")
    .trim();
};
