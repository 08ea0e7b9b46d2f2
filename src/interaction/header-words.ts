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

// What follows is for other languages. Each pattern is looked at only where a piece of a word speaks for it: most headers are English.

const has = (words: string, pieces: readonly string[]): boolean => pieces.some((piece) => words.includes(piece));

const MEAN_PIECES = ["medi", "moyen", "durchschn", "mittler", "\u00f8"];
const MEAN =
  /\b(?:promedio(?: de)?|(?<=\b(?:tiempo|tempo) )medio|(?<=\b(?:duracion|duracao|nota|satisfaccion|satisfacao|calificacion|puntuacion|avaliacao) )media|media (?=d[eao]\b)|(?<=\b(?:temps|delai) )moyen|(?<=\b(?:duree|note|satisfaction) )moyenne|moyenne (?=d[eu]?\b)|durchschnittliche[rsn]?|durchschnitt|mittlere[rsn]?)\b|^\u00f8 ?/gu;

/** Words without those that say that a figure is a mean: "Tiempo medio de respuesta" → "tiempo de respuesta". */
export const withoutMean = (words: string): string =>
  has(words, MEAN_PIECES) ? words.replace(MEAN, " ").replace(/ {2,}/gu, " ").trim() : words;

const HOURS_PIECES = ["hora", "zeit", "stunden", "heures"];
const WORKING_HOURS =
  /\b(?:(?:en |em |dentro (?:de |del |do )?)?(?:horas? |horario )(?:habil(?:es)?|laborables?|laboral|de oficina|uteis|util|comercial|comerciais|de expediente)|(?:innerhalb der |innerhalb |wahrend der |in der |in )?(?:geschafts|arbeits|buro|service|offnungs)(?:zeiten|zeit|stunden)|(?:en |pendant les |aux )?heures (?:ouvrees|ouvrables|de bureau|de travail|d ?ouverture))\b/gu;

/** Words without those that say that only working hours count: "(horas hábiles)", "in Geschäftszeiten". */
export const withoutWorkingHours = (words: string): string =>
  has(words, HOURS_PIECES) ? words.replace(WORKING_HOURS, " ").replace(/ {2,}/gu, " ").trim() : words;

const INVERTED =
  /\b(?:incumplid[oa]s?|incumplimiento|descumprid[oa]s?|violad[oa]s?|violou|vencid[oa]s?|superad[oa]|supero|excedid[oa]|estourad[oa]|estourou|atraso|fuera de|fuera del|fora d[eo]|verletzt|verletzung|uberschritten|uberfallig|ausserhalb|depasses?|depassement|hors|en retard)\b/u;

/** Whether a verdict is told the other way round: "SLA vencido", "Überfällig", "Délai dépassé". */
export const isInvertedAbroad = (words: string): boolean => INVERTED.test(words);

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
