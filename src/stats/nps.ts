import { Z } from "./interval.ts";
import type { Interval } from "./interval.ts";

/**
 * Adjusted Wald 95 % interval of the net promoter score (Lewis and Sauro), in points −100…100; null without answers. Three quarters of
 * an answer are added to promoters and detractors and three answers to n, so that it stays honest when all answers fall in one class.
 */
export function npsInterval(promoters: number, passives: number, detractors: number): Interval | null {
  const answers = promoters + passives + detractors;
  if (answers === 0) return null;
  const n = answers + 3;
  const p = (promoters + 0.75) / n;
  const d = (detractors + 0.75) / n;
  const score = p - d;
  const half = Z * Math.sqrt((p + d - score * score) / n);
  return { low: Math.max(-100, 100 * (score - half)), high: Math.min(100, 100 * (score + half)) };
}
