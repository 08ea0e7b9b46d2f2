import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { skipLetter } from "../../../src/survey/asking/keys.ts";
import { above, inAscii, paragraph, wrap } from "../../../src/survey/asking/layout.ts";
import { choiceLines, listLines, yesNoLines } from "../../../src/survey/asking/list-view.ts";
import { layOut, windowed } from "../../../src/survey/asking/text-view.ts";
import { displayWidth } from "../../../src/text/width.ts";

describe("paragraphs", () => {
  it("stay on one line where they fit and else keep to the measure", () => {
    expect(paragraph("How satisfied are you with the help you got from Acme?", 80)).toHaveLength(1);
    expect(paragraph("How likely are you to recommend Acme to a friend or colleague?", 200)).toEqual([
      "  How likely are you to recommend Acme to a friend",
      "  or colleague?",
    ]);
    expect(paragraph("", 80)).toEqual([]);
  });

  it("break words and text without blanks that are longer than a line", () => {
    expect(wrap("aaaaaaaaaaaa b", 5)).toEqual(["aaaaa", "aaaaa", "aa b"]);
    expect(wrap("満足していますか", 6)).toEqual(["満足し", "ていま", "すか"]);
    expect(wrap("one\ntwo three", 20)).toEqual(["one", "two three"]);
  });

  it("lose nothing but blanks and never pass the width", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), fc.integer({ min: 8, max: 40 }), (text, width) => {
        const clean = text.replace(/[\p{Cc}\p{Cs}]/gu, "");
        for (const line of wrap(clean, width)) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        expect(wrap(clean, width).join("").replace(/\s/gu, "").length).toBeGreaterThanOrEqual(clean.replace(/\s/gu, "").length);
      }),
    );
  });

  it("give way from the top in low terminals", () => {
    const parts = [["title"], ["one", "two"]];
    expect(above(parts, 5)).toEqual(["title", "", "one", "two", ""]);
    expect(above(parts, 3)).toEqual(["title", "one", "two"]);
    expect(above(parts, 1)).toEqual(["two"]);
    expect(above(parts, 0)).toEqual([]);
  });

  it("do without symbols", () => {
    expect(inAscii("use ← → · Café…")).toBe("use <- -> - Café...");
  });
});

describe("the key that skips", () => {
  it("is the letter its line begins with", () => {
    expect(skipLetter("S skip · Ctrl-C stop")).toBe("s");
    expect(skipLetter("Ü überspringen")).toBe("ü");
    expect(skipLetter("Skip with s")).toBe("s");
  });
});

describe("lists", () => {
  const labels = ["Billing", "Delivery", "A very long reason that does not fit into one line of the terminal, so it takes two"];

  it("mark the chosen option with brackets", () => {
    expect(choiceLines(labels, 2, 60, 20)).toEqual([
      "    1   Billing",
      "  [ 2 ] Delivery",
      "    3   A very long reason that does not fit into one line",
      "        of the terminal, so it takes two",
    ]);
    expect(choiceLines(labels, null, 60, 20).join()).not.toContain("[");
  });

  it("show what is around the focus where not all fit", () => {
    const many = Array.from({ length: 30 }, (_, index) => `option ${index + 1}`);
    for (const [focus, rows] of [
      [0, 8],
      [15, 8],
      [29, 8],
      [3, 3],
      [29, 1],
    ]) {
      const lines = listLines(many, () => "", focus, 60, rows);
      expect(lines.length).toBeLessThanOrEqual(Math.max(rows, 3));
      expect(lines).toContain(`  option ${focus + 1}`);
    }
  });

  it("set yes beside no", () => {
    expect(yesNoLines(["Yes", "No"], null)).toEqual(["    Yes       No"]);
    expect(yesNoLines(["Yes", "No"], 2)).toEqual(["    Yes     [ No ]"]);
  });
});

describe("a text in lines", () => {
  const laid = (text: string, width: number): ReturnType<typeof layOut> =>
    layOut({ text: text.replace("|", ""), cursor: text.indexOf("|") }, width);

  it("breaks at blanks and keeps the cursor in place", () => {
    expect(laid("one two three|", 8)).toEqual({ lines: ["one two", "three"], row: 1, column: 5 });
    expect(laid("one two |three", 8)).toEqual({ lines: ["one two", "three"], row: 1, column: 0 });
    expect(laid("one tw|o three", 8)).toEqual({ lines: ["one two", "three"], row: 0, column: 6 });
    expect(laid("|", 8)).toEqual({ lines: [""], row: 0, column: 0 });
  });

  it("breaks words that are longer than a line", () => {
    expect(laid("abcdefghij|", 4)).toEqual({ lines: ["abcd", "efgh", "ij"], row: 2, column: 2 });
    expect(laid("満足しています|", 5)).toEqual({ lines: ["満足", "して", "いま", "す"], row: 3, column: 2 });
  });

  it("never passes the width and loses nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.integer({ min: 8, max: 30 }), fc.nat(), (raw, width, at) => {
        const text = raw.replace(/[\p{Cc}\p{Cs}]/gu, "");
        const segments = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)];
        const cursor = segments[at % (segments.length + 1)]?.index ?? text.length;
        const { lines, row, column } = layOut({ text, cursor }, width);
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.join("").replace(/\s/gu, "")).toBe(text.replace(/\s/gu, ""));
        expect(row).toBeLessThan(lines.length);
        expect(column).toBeLessThanOrEqual(width);
      }),
    );
  });

  it("shows the lines around the cursor where not all fit", () => {
    const lines = Array.from({ length: 10 }, (_, index) => String(index));
    expect(windowed({ lines, row: 9, column: 1 }, 3)).toEqual({ lines: ["7", "8", "9"], row: 2, column: 1 });
    expect(windowed({ lines, row: 0, column: 1 }, 3)).toEqual({ lines: ["0", "1", "2"], row: 0, column: 1 });
    expect(windowed({ lines, row: 5, column: 1 }, 3)).toEqual({ lines: ["4", "5", "6"], row: 1, column: 1 });
  });
});
