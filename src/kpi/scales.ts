import type { Scale } from "../interaction/fields.ts";

/** Lowest satisfied score by the top of the scale: 4 of 5, 6 of 7, 9 of 10, 3 of 4, 3 of 3, 2 of 0–2. */
const SATISFIED_FROM: Readonly<Record<number, number>> = { 10: 9, 7: 6, 5: 4, 4: 3, 3: 3, 2: 2 };

/** A score seen from the good end: on a scale where low is good it is turned round. */
const upright = (value: number, scale: Scale): number => (scale.lowIsGood ? scale.low + scale.high - value : value);

/** Whether a satisfaction score is a positive one. Scales without a custom of their own take the best quarter. */
export const isSatisfied = (value: number, scale: Scale): boolean =>
  upright(value, scale) >= (SATISFIED_FROM[scale.high] ?? scale.high - (scale.high - scale.low) / 4);

/** Whether an effort score says "easy": the better half without the middle, so 5–7 of 1–7 and 4–5 of 1–5. */
export const isEasy = (value: number, scale: Scale): boolean => upright(value, scale) >= Math.floor((scale.low + scale.high) / 2) + 1;

/** Lowest and highest answer of those who would not and of those who would recommend, on 0–10. */
export const DETRACTORS_TO = 6;
export const PROMOTERS_FROM = 9;

/** What a score on its scale says of its customer: unhappy (below the middle; of NPS 0–6), happy, or neither. Null = no such score. */
export function moodOf(field: "csat" | "nps" | "ces", value: number, scale: Scale | undefined): "low" | "middle" | "high" | null {
  if (scale === undefined || value < scale.low || value > scale.high) return null;
  if (field === "nps") {
    if (!Number.isInteger(value)) return null;
    return value <= DETRACTORS_TO ? "low" : value >= PROMOTERS_FROM ? "high" : "middle";
  }
  if (field === "csat" ? isSatisfied(value, scale) : isEasy(value, scale)) return "high";
  return upright(value, scale) < (scale.low + scale.high) / 2 ? "low" : "middle";
}

/** "1-5"; "1-5:low" where low is good, as in `--map`. */
export const scaleName = ({ low, high, lowIsGood }: Scale): string => `${low}-${high}${lowIsGood ? ":low" : ""}`;
