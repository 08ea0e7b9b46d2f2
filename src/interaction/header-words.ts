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

/** A text without its accents, for tables that are written without them. */
export const withoutAccents = (text: string): string => (ASCII.test(text) ? text : text.normalize("NFD").replace(unicode().marks, ""));

const MEAN =
  /\b(?:promedio(?: de)?|(?<=\b(?:tiempo|tempo) )medio|(?<=\b(?:duracion|duracao|nota|satisfaccion|satisfacao|calificacion|puntuacion|avaliacao) )media|media (?=d[eao]\b)|(?<=\b(?:temps|delai) )moyen|(?<=\b(?:duree|note|satisfaction) )moyenne|moyenne (?=d[eu]?\b)|durchschnittliche[rsn]?|durchschnitt|mittlere[rsn]?)\b|^\u00f8 ?/gu;

/** Words without those that say in other languages that a figure is a mean: "Tiempo medio de respuesta" → "tiempo respuesta". */
export const withoutMean = (words: string): string =>
  words.search(MEAN) === -1 ? words : words.replace(MEAN, " ").replace(/ {2,}/gu, " ").trim();

/** Lower case, accents off, punctuation to blanks; `%` and `#` stay because they mean something. */
export const plainWords = (text: string): string => {
  const plain = withoutAccents(text).replace(/[ºª]/gu, "");
  const { hump, acronym, between } = ASCII.test(plain) ? ASCII_WORDS : unicode();
  return (
    plain
      .replace(hump, "$1 $2")
      .replace(acronym, "$1 $2")
      .toLowerCase()
      .replaceAll("ß", "ss")
      // d'ouverture, l'agent: the article is a word of its own.
      .replace(/\b([dl])['’](?=[a-z])/gu, "$1 ")
      .replace(/['’`]/gu, "")
      .replace(/#/gu, " # ")
      .replace(between, " ")
      .trim()
  );
};
