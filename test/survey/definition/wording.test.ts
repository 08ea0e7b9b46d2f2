import { expect, test } from "vitest";
import { matchLanguage } from "../../../src/survey/definition/language.ts";
import { WORDINGS } from "../../../src/survey/wording/index.ts";

/** Every text of a wording by its path. */
const textsOf = (value: unknown, path = ""): [path: string, text: string][] =>
  typeof value === "string"
    ? [[path, value]]
    : Object.entries(value as Record<string, unknown>).flatMap(([key, inner]) => textsOf(inner, path === "" ? key : `${path}.${key}`));

const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/gu)].map(([whole]) => whole).toSorted();

const english = new Map(textsOf(WORDINGS.get("en")));

test.each([...WORDINGS])("%s has every text of English, with its placeholders", (_language, wording) => {
  const texts = new Map(textsOf(wording));
  expect([...texts.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  for (const [path, text] of texts) {
    expect(text.trim(), path).toBe(text);
    expect(text, path).not.toBe("");
    expect(placeholders(text), path).toEqual(placeholders(english.get(path) ?? ""));
  }
});

test.each([...WORDINGS])("%s: what is read aloud names the scale and its ends", (_language, { scores }) => {
  const ends = { csat: [1, 5], nps: [0, 10], ces: [1, 7], enps: [0, 10] } as const;
  for (const [type, [low, high]] of Object.entries(ends)) {
    const words = scores[type as keyof typeof ends];
    for (const text of [words.aloud, words.aloudUnnamed]) {
      expect(text).toMatch(new RegExp(`\\b${low}\\b.*\\b${high}\\b.*\\b${low}\\b.*\\b${high}\\b`, "u"));
      // Written "satisfecho/a", said "satisfecho".
      for (const label of [words.low, words.high])
        expect(text).toContain(label.replace("muy satisfecho/a", "muy satisfecho").replace("/a", ""));
    }
  }
});

test.each([
  ["es", ["en", "es"], "es"],
  ["ES", ["en", "es"], "es"],
  ["es-MX", ["en", "es"], "es"],
  ["es_MX.UTF-8", ["en", "es"], "es"],
  ["pt", ["en", "pt-BR"], "pt-BR"],
  ["es-MX", ["es", "es-MX"], "es-MX"],
  ["zh-Hant-TW", ["zh", "zh-Hant"], "zh-Hant"],
  ["fr", ["en", "es"], undefined],
  ["e", ["en", "es"], undefined],
  ["", ["en"], undefined],
])("%s of %s is %s", (wanted, available, expected) => {
  expect(matchLanguage(wanted, available)).toBe(expected);
});
