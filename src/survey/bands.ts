import type { ScaleQuestion } from "./model.ts";

/** Ends of the scale of each type, both included: fixed, so that answers stay comparable. */
export const SCALES: Readonly<Record<ScaleQuestion["type"], { readonly low: number; readonly high: number }>> = {
  csat: { low: 1, high: 5 },
  nps: { low: 0, high: 10 },
  ces: { low: 1, high: 7 },
  enps: { low: 0, high: 10 },
  rating: { low: 1, high: 5 },
};

/** The types with words of their own for good and bad answers. */
export const BANDED_TYPES = ["csat", "nps", "ces"] as const;
export type BandedType = (typeof BANDED_TYPES)[number];

/** Greatest score that counts as low, and as middle: what the follow-up and the thanks go by. */
export const BANDS: Readonly<Record<BandedType, { readonly low: number; readonly middle: number }>> = {
  csat: { low: 2, middle: 3 },
  nps: { low: 6, middle: 8 },
  ces: { low: 3, middle: 4 },
};
