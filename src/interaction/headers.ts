import type { TimeUnit } from "../values/batch.ts";
import { isZone } from "../values/zone.ts";
import type { Scale } from "./fields.ts";
import { ENDS, endsOf, SCALE_OF, scaleOf } from "./header-scale.ts";
import { IN, SHORT_UNITS, unitOf, UNITS } from "./header-units.ts";
import { isInvertedAbroad, plainWords, withoutAccents, withoutMean, withoutWorkingHours } from "./header-words.ts";

/** A column's header, taken apart: the words that name it, and the hints that say how its cells are meant. */
export interface HeaderName {
  /** Lower case, without accents, one blank between words; units, zones, scales and brackets taken out. */
  readonly words: string;
  /** Other readings of the name, weaker: without the text in brackets, or that text alone. */
  readonly variants: readonly string[];
  readonly unit?: TimeUnit;
  /** IANA zone, `UTC` or an offset such as `+02:00`. */
  readonly zone?: string;
  /** Counted within business hours. */
  readonly business?: boolean;
  readonly scale?: Scale;
  /** A verdict told the other way round in English: "breach", "violated"; see `isInverted`. */
  readonly inverted?: boolean;
  /** A figure over many interactions: "Avg …", "% …", "… (AVG)". */
  readonly aggregate?: boolean;
  /** As `aggregate`, by a function around the name, `MED(…)`: on a row that is one ticket it is that ticket's value. */
  readonly wrapped?: boolean;
}

const INVISIBLE = /[\u200B-\u200F\u2060\uFEFF\u00AD]/gu;
const BUSINESS = /\b(?:(?:with)?in |during )?(?:business|working|office|operating) (?:hours|hrs)\b/u;
const BUSINESS_END = /(?<=\b(?:time|minutes|hours)\b.*)\bbusiness$/u;
const BUSINESS_PREFIX = /\bbusiness (?=(?:time|minutes|mins|seconds|secs|duration|elapsed|resolve|resolution|response|first|reply)\b)/u;
/** Without one of them a header names no opening hours; patterns take longer to build than to look. */
const HOURS = /hours|hrs/u;
const CALENDAR =
  /\b(?:(?:in|within|during) )?calendar (?:hours|hrs|time)\b|\bcalendar (?=time|minutes|duration|first|resolution|response)|\bcalendar$/u;
const AGGREGATE =
  /^(?:%|pct|percent|percentage|avg|average|mean|med|median|max|maximum|minimum|min|p\d\d|stddev)\b|^%|(?:^|\s)(?:%|pct|percent|avg|average|mean|median)$/u;
/** Jira's fields of one's own. */
const CUSTOM = /^(?:custom field|campo personalizado|benutzerdefiniertes feld|champ personnalisé) \((.*)\)$/iu;
/** The table that a flattened record's column comes from. */
const PREFIX = /^(?:metric_?sets?|metrics?|attributes|properties|fields)\./i;
const WRAPPER = /^(?:avg|med|median|sum|min|max|mean|average|d_count|count)\s*\((.*)\)$/i;
const INVERTED = /\b(?:breach|breached|breaches|violated|violation|violations|missed|overdue|failed)\b/u;
const SCORE_WORD =
  /csat|nps|ces|rating|score|satisfa[cç]|effort|zufrieden|bewertung|\bnot[ae]\b|califica|avalia|valora|evalua|[eé]valua|esfuerzo|esfor[cç]o/i;
/** Zone letters that are no word of a header; what they mean in a cell they mean here. */
const LETTERED: Readonly<Record<string, string>> = {
  EST: "-05:00",
  EDT: "-04:00",
  CST: "-06:00",
  CDT: "-05:00",
  MST: "-07:00",
  MDT: "-06:00",
  PST: "-08:00",
  PDT: "-07:00",
  BRT: "-03:00",
  BST: "+01:00",
  CET: "+01:00",
  CEST: "+02:00",
  MEZ: "+01:00",
  MESZ: "+02:00",
  EET: "+02:00",
  EEST: "+03:00",
  MSK: "+03:00",
  IST: "+05:30",
  SGT: "+08:00",
  HKT: "+08:00",
  JST: "+09:00",
  AEST: "+10:00",
  AEDT: "+11:00",
  NZST: "+12:00",
  NZDT: "+13:00",
};

/** The zone that a text names, as an IANA name, `UTC` or an offset; null when it names none. */
const zoneIn = (raw: string): string | null => {
  const text = raw.trim();
  if (/^(?:utc|gmt|z)$/i.test(text)) return "UTC";
  const offset = /^(?:utc|gmt)? ?([+\-\u2212])(\d{1,2})(?::?(\d\d))?$/i.exec(text);
  if (offset !== null) {
    const [hours, minutes] = [Number(offset[2]), Number(offset[3] ?? "0")];
    if (hours > 14 || minutes > 59) return null;
    if (hours === 0 && minutes === 0) return "UTC";
    return `${offset[1] === "+" ? "+" : "-"}${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
  }
  if (!/^[A-Za-z]+(?:\/[A-Za-z0-9_+-]+){1,2}$/u.test(text)) return Object.hasOwn(LETTERED, text) ? LETTERED[text] : null;
  return isZone(text) ? text : null;
};

/** Whether a header's verdict is told the other way round, in whatever language. */
export const isInverted = ({ inverted, words }: HeaderName): boolean => inverted === true || isInvertedAbroad(words);

/** Plain words of a name as `normaliseHeader` compares them, without looking for hints. */
export const foldName = plainWords;

interface Hints {
  unit?: TimeUnit;
  zone?: string;
  business?: boolean;
  scale?: Scale;
}

/** Takes what a bracket says as a hint; false when it is part of the name. */
const takeBracket = (text: string, hints: Hints): boolean => {
  const zone = zoneIn(text);
  if (zone !== null) {
    hints.zone = zone;
    return true;
  }
  const lower = withoutAccents(text.toLowerCase()).trim();
  const scale = scaleOf(lower.replaceAll("_", " "));
  if (scale !== undefined) {
    hints.scale = scale;
    return true;
  }
  if (/^(?:(?:in|as) )?(?:(?:d+:)?h{1,3}:m{1,2}(?::s{1,2}(?:\.s+)?)?|m{1,2}:s{1,2})$/u.test(lower)) {
    hints.unit = lower.includes("h") ? "hms" : "mmss";
    return true;
  }
  if (
    /^(?:y(?:es)?|si?|sim|ja?|oui|o) ?\/ ?(?:n|no|nao|nein|non)$|^true ?\/ ?false$|^0 ?\/ ?1$|^list$|^txt$|^text$|^flag$|^int$|^bool(?:ean)?$/u.test(
      lower,
    )
  )
    return true;
  const calendar = withoutWorkingHours(lower);
  if (BUSINESS.test(lower) || calendar !== lower) hints.business = true;
  const rest = calendar
    .replace(BUSINESS, "")
    .replace(/^(?:in|en|em|calendar)\b/u, "")
    .replace(/\./gu, "")
    .trim();
  const unit = unitOf(rest);
  if (unit !== undefined) hints.unit = unit;
  return unit !== undefined || rest === "";
};

/** Takes unit, zone and business words out of plain words. */
const takeWords = (plain: string, hints: Hints): string => {
  let text = withoutWorkingHours(plain);
  if (text !== plain) hints.business = true;
  if ((HOURS.test(text) && BUSINESS.test(text)) || (text.includes("business") && (BUSINESS_PREFIX.test(text) || BUSINESS_END.test(text)))) {
    hints.business = true;
    text = text.replace(BUSINESS, " ").replace(BUSINESS_PREFIX, " ").replace(BUSINESS_END, " ");
  }
  if (text.includes("calendar")) text = text.replace(CALENDAR, " ");
  const words = text.split(" ").filter((word) => word !== "");
  const kept: string[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i];
    const afterIn = kept.length > 0 && IN.has(kept.at(-1)!);
    // "Min response time" is a minimum, and "Time to close" has a unit of one letter only at its end: resolution_time_s.
    const known = i === 0 && word === "min" ? undefined : UNITS.get(word);
    const isLast = i === words.length - 1 && i > 0;
    const short = afterIn || (isLast && word.length === 1 && /^[smh]$/u.test(word)) ? SHORT_UNITS.get(word) : undefined;
    const unit = known ?? short;
    if (unit !== undefined) {
      hints.unit ??= unit;
      if (afterIn) kept.pop();
    } else if (isLast && (word === "utc" || word === "gmt")) hints.zone ??= "UTC";
    else kept.push(word);
  }
  return kept.join(" ");
};

const knownHeaders = new Map<string, HeaderName>();

/** Takes a header apart; see HeaderName. Never fails: a blank header has no words. Many ask for the same few, so each is taken apart once. */
export const normaliseHeader = (text: string): HeaderName => {
  let name = knownHeaders.get(text);
  if (name === undefined) {
    name = takeApart(text);
    knownHeaders.set(text, name);
  }
  return name;
};

/** Takes a zone at the end of a header and a scale anywhere in it; returns what is left. */
const takeEnd = (header: string, text: string, hints: Hints): string => {
  let rest = header;
  const zone = /\b((?:utc|gmt) ?[+\-\u2212] ?\d{1,2}(?::?\d\d)?|[A-Z][a-z]+\/[A-Z][A-Za-z_]+)\s*$/i.exec(rest);
  if (zone !== null && zoneIn(zone[1]) !== null) {
    hints.zone ??= zoneIn(zone[1]) ?? undefined;
    rest = rest.slice(0, zone.index);
  }
  const scale = SCALE_OF.exec(rest);
  if (scale !== null) hints.scale ??= scaleOf(`${scale[1]}-${scale[2]}`);
  const ends = ENDS.exec(text);
  if (ends !== null) hints.scale = endsOf(ends) ?? hints.scale;
  if (SCORE_WORD.test(rest)) {
    rest = rest.replace(
      /[\s_,:-]+(?:([01])\s*(?:-|\u2013|to|_|bis|al?|\u00e0)\s*(10|[2-7])|(?:out of|sur|von|\/)\s*(5|7|10))\s*$/i,
      (_whole, low, high, outOf) => {
        hints.scale ??= { low: low === undefined ? 1 : Number(low), high: Number(high ?? outOf), lowIsGood: false };
        return "";
      },
    );
  }
  return rest;
};

const takeApart = (text: string): HeaderName => {
  let rest = text.normalize("NFC").replace(/^ï»¿/u, "").replace(INVISIBLE, "").replace(/\s+/gu, " ").trim();
  const custom = rest.endsWith(")") ? CUSTOM.exec(rest) : null;
  if (custom !== null) {
    // Of Jira's making: the time that is left, whatever it is called.
    if (/^time to\b/i.test(custom[1])) return { words: plainWords(rest), variants: [] };
    rest = custom[1];
  }
  rest = rest.replace(PREFIX, "");
  const wrapper = rest.endsWith(")") ? WRAPPER.exec(rest) : null;
  if (wrapper !== null) rest = wrapper[1].trim();

  const hints: Hints = {};
  const aside: string[] = [];
  rest = rest.replace(/\(([^()]*)\)|\[([^[\]]*)\]|\{([^{}]*)\}/gu, (_whole, round, square, curly) => {
    const inside: string = round ?? square ?? curly;
    if (takeBracket(inside, hints)) return " ";
    aside.push(inside);
    return " \u0000 ";
  });
  // No zone and no scale stands without a digit or a slash.
  if (/[\d/]/.test(text)) rest = takeEnd(rest, text, hints);

  let index = 0;
  const whole = takeWords(plainWords(rest.replace(/\u0000/gu, () => ` ${aside[index++]} `)), hints);
  const aggregate = AGGREGATE.test(whole) || withoutMean(whole) !== whole;
  const variants: string[] = [];
  if (aside.length > 0 && !aggregate) {
    const scratch: Hints = {};
    for (const variant of [
      takeWords(plainWords(rest.replaceAll("\u0000", " ")), scratch),
      ...aside.map((inside) => takeWords(plainWords(inside), scratch)),
    ]) {
      if (variant !== "" && variant !== whole) variants.push(variant);
    }
  }
  return {
    words: whole,
    variants,
    ...hints,
    ...(INVERTED.test(whole) && !/\bnot (?:breached|violated|missed)\b/u.test(whole) ? { inverted: true } : {}),
    ...(aggregate ? { aggregate } : {}),
    ...(wrapper === null ? {} : { wrapped: true }),
  };
};
