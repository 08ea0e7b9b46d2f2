/** Words inside dates, lower case. Help desks export dates in the language of the person who asked. */
const numbered = (...lists: string[]): Map<string, number> => {
  const words = new Map<string, number>();
  for (const list of lists) {
    for (const [i, spellings] of list.split(" ").entries()) for (const word of spellings.split("|")) words.set(word, i + 1);
  }
  return words;
};

/** Month names and their short forms → 1–12: English, German, French, Spanish, Portuguese, Italian, Dutch. */
export const MONTHS: ReadonlyMap<string, number> = numbered(
  "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sep|sept october|oct november|nov december|dec",
  "januar|jänner februar märz|mär|mrz april mai juni juli august september oktober|okt november dezember|dez",
  "janvier|janv février|févr|fév mars avril|avr mai juin juillet|juil août|aoû septembre octobre novembre décembre|déc",
  "enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre octubre noviembre diciembre|dic",
  "janeiro fevereiro|fev março abril maio|mai junho julho agosto setembro|set outubro|out novembro dezembro",
  "gennaio|gen febbraio marzo aprile maggio|mag giugno|giu luglio|lug agosto settembre ottobre|ott novembre dicembre",
  "januari februari maart|mrt april mei juni juli augustus september oktober november december",
);

/** Names of weekdays, which only decorate a date. */
export const WEEKDAYS: ReadonlySet<string> = new Set(
  (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun " +
    "montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so " +
    "lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim " +
    "lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom " +
    "segunda terça quarta quinta sexta seg ter qua qui sex"
  ).split(" "),
);

const pair = (first: number, second: number): number => ((first | 0x20) << 8) | (second | 0x20);

const BEGINNINGS = new Set<number>();
const beginnings = new Set([...MONTHS.keys(), ...WEEKDAYS].map((word) => word.slice(0, 2)));
for (const form of ["NFC", "NFD"]) {
  const bytes = Buffer.from([...beginnings].join(" ").normalize(form));
  for (let at = 0; at < bytes.length; at++) if (at === 0 || bytes[at - 1] === 0x20) BEGINNINGS.add(pair(bytes[at], bytes[at + 1]));
}

/** Whether a month or a weekday may begin with these two bytes, either case; most words that are neither do not. */
export const mayBeginDate = (first: number, second: number): boolean => BEGINNINGS.has(pair(first, second));

const hours = (offset: number, names: string): [string, number][] => names.split(" ").map((name) => [name, offset * 60]);

/** Zone letters at the end of a time → minutes east of Greenwich. Where letters are shared, the reading usual in help-desk exports. */
export const ZONE_LETTERS: ReadonlyMap<string, number> = new Map([
  ...hours(0, "z utc gmt ut wet"),
  ...hours(1, "bst cet wat west mez"),
  ...hours(2, "cest eet sast cat mesz"),
  ...hours(3, "eest msk eat trt"),
  ...hours(4, "gst"),
  ...hours(5, "pkt"),
  ...hours(5.5, "ist"),
  ...hours(7, "wib ict"),
  ...hours(8, "sgt hkt pht awst myt"),
  ...hours(9, "jst kst"),
  ...hours(9.5, "acst"),
  ...hours(10, "aest"),
  ...hours(10.5, "acdt"),
  ...hours(11, "aedt"),
  ...hours(12, "nzst"),
  ...hours(13, "nzdt"),
  ...hours(-3.5, "nst"),
  ...hours(-2.5, "ndt"),
  ...hours(-3, "brt art adt"),
  ...hours(-4, "edt ast"),
  ...hours(-5, "est cdt cot pet"),
  ...hours(-6, "cst mdt"),
  ...hours(-7, "mst pdt"),
  ...hours(-8, "pst akdt"),
  ...hours(-9, "akst"),
  ...hours(-10, "hst"),
]);
