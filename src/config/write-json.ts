import { escapeUnsafe } from "../text/sanitize.ts";

/** Columns of a list that stands on one line. */
const WIDEST = 100;

const scalar = (value: unknown): string => escapeUnsafe(JSON.stringify(value));

const lines = (value: unknown, indent: string, step: string): string => {
  const inner = indent + step;
  const block = (open: string, parts: readonly string[], close: string): string =>
    parts.length === 0 ? open + close : `${open}\n${parts.map((part) => inner + part).join(",\n")}\n${indent}${close}`;
  if (Array.isArray(value)) {
    const isFlat = value.every((item) => typeof item !== "object" || item === null);
    const flat = `[${value.map(scalar).join(", ")}]`;
    if (isFlat && indent.length + flat.length <= WIDEST) return flat;
    return block(
      "[",
      value.map((item) => lines(item, inner, step)),
      "]",
    );
  }
  if (typeof value !== "object" || value === null) return scalar(value);
  const entries = Object.entries(value);
  return block(
    "{",
    entries.map(([key, below]) => `${scalar(key)}: ${lines(below, inner, step)}`),
    "}",
  );
};

/** JSON for people: short lists on one line, every character of texts one that can be seen and typed. */
export const printJson = (value: unknown, step = "  "): string => `${lines(value, "", step)}\n`;
