import type { Scale } from "./fields.ts";

const SCALE =
  /^(?:scale |escala |skala |echelle )?(?:(?:of|from|de|von) )?([01]) ?(?:-|\u2013|\u2014|to|bis|al?|\u2026|\.\.) ?(\d{1,2})\b(.*)$/u;
/** "scale of 1 to 10" anywhere in a text. */
export const SCALE_OF =
  /\b(?:scale|escala|skala|[e\u00e9]chelle) (?:of |from |de |von )?([01]) ?(?:-|\u2013|\u2014|to|bis|al?|\u00e0) ?(\d{1,2})\b/i;
/** `1 = very easy, 7 = very difficult`. */
export const ENDS =
  /\b([01]) ?(?:=|:|is|means|being|-|\u2013) ?([a-z][a-z ]*?)[ ,;/]+(?:and |to )?(\d{1,2}) ?(?:=|:|is|means|being|-|\u2013) ?[a-z]/i;
const BEST =
  /^(?:(?:very|extremely|completely|most|highly) )?(?:easy|easiest|satisfied|good|excellent|best|great|happy|effortless|low effort|low)\b/i;
const OUT_OF = /(?:^|\s)(?:out of |of |sur |von |sobre |\/ ?)(\d{1,2})$/u;

/** The scale that a piece of a header is: "1-5", "out of 10"; undefined when it is none. */
export const scaleOf = (text: string): Scale | undefined => {
  if (!/\d/u.test(text)) return undefined;
  const range = SCALE.exec(text);
  if (range !== null) {
    const [low, high] = [Number(range[1]), Number(range[2])];
    return high > low && high <= 10
      ? { low, high, lowIsGood: /\blow\b.*\bgood\b|\b1 ?(?:=|is) ?(?:best|very low|easy)/u.test(range[3]) }
      : undefined;
  }
  const outOf = OUT_OF.exec(text);
  if (outOf === null) return undefined;
  const high = Number(outOf[1]);
  return high === 5 || high === 7 || high === 10 ? { low: 1, high, lowIsGood: false } : undefined;
};

/** The scale whose two ends are named, from a match of `ENDS`. */
export const endsOf = ([, low, label, high]: RegExpExecArray): Scale | undefined => {
  const scale = scaleOf(`${low}-${high}`);
  return scale === undefined ? undefined : { ...scale, lowIsGood: BEST.test(label) };
};
