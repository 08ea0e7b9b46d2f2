/** An instant in ISO 8601, to the minute: `2026-11-21 04:15`. */
export const minuteText = (instant: unknown): string => String(instant).slice(0, 16).replace("T", " ");
