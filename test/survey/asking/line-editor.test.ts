import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EMPTY_LINE, LONGEST, type Line, asLine, edit, insert } from "../../../src/survey/asking/line-editor.ts";
import { key } from "./key.ts";

/** `|` marks the cursor. */
const line = (text: string): Line => ({ text: text.replace("|", ""), cursor: text.indexOf("|") });
const shown = ({ text, cursor }: Line): string => `${text.slice(0, cursor)}|${text.slice(cursor)}`;
const after = (text: string, ...keys: string[]): string => shown(keys.reduce((line, name) => edit(line, key(name)), line(text)));

describe("a line of text", () => {
  it.each([
    ["|", ["a", "b"], "ab|"],
    ["ac|", ["left", "b"], "ab|c"],
    ["ab|", ["home", "x"], "x|ab"],
    ["|ab", ["end", "x"], "abx|"],
    ["ab|", ["ctrl-a"], "|ab"],
    ["|ab", ["ctrl-e"], "ab|"],
    ["|ab", ["ctrl-f"], "a|b"],
    ["ab|", ["ctrl-b"], "a|b"],
    ["ab|c", ["backspace"], "a|c"],
    ["ab|c", ["ctrl-h"], "a|c"],
    ["ab|c", ["delete"], "ab|"],
    ["|", ["backspace", "delete", "left", "right"], "|"],
    ["ab|c", ["ctrl-u"], "|c"],
    ["ab|c", ["ctrl-k"], "ab|"],
    ["one two|", ["ctrl-w"], "one |"],
    ["one two |three", ["ctrl-w"], "one |three"],
    ["one two|", ["meta-backspace"], "one |"],
    ["one two|", ["meta-left"], "one |two"],
    ["one two|", ["ctrl-left", "ctrl-left"], "|one two"],
    ["|one two", ["ctrl-right"], "one| two"],
    ["a|", ["tab", "escape", "f5", "up", "down"], "a|"],
    ["a|", ["ctrl-x", "meta-x"], "a|"],
    ["a|", ["Ω", "é", "い", "?"], "aΩéい?|"],
  ])("%s, %s → %s", (before, keys, expected) => {
    expect(after(before, ...keys)).toBe(expected);
  });

  it("treats what readers see as one character as one", () => {
    const family = "👨‍👩‍👧";
    expect(after(`a${family}|`, "backspace")).toBe("a|");
    expect(after(`a${family}|b`, "left")).toBe(`a|${family}b`);
    expect(after(`|${family}b`, "right")).toBe(`${family}|b`);
    expect(after(`|${family}b`, "delete")).toBe("|b");
    expect(after("cafe\u0301|", "backspace")).toBe("caf|");
    expect(after("🇪🇸🇫🇷|", "left")).toBe("🇪🇸|🇫🇷");
  });

  it("puts characters together that arrive in parts", () => {
    const typed = [..."👍🏽"].reduce((line, part) => edit(line, key(part)), EMPTY_LINE);
    expect(shown(typed)).toBe("👍🏽|");
    expect(shown(insert(line("e|x"), "\u0301"))).toBe("e\u0301|x");
    // A regional letter before another joins with it to a flag.
    expect(shown(insert(line("|🇸"), "🇪"))).toBe("🇪🇸|");
  });

  it.each([
    ["two\nlines", "two lines"],
    ["two\r\nlines", "two lines"],
    ["two  \n\n  lines", "two lines"],
    ["a\tb", "a b"],
    ["a\u2028b", "a b"],
    ["bell\u0007 nul\u0000 del\u007f csi\u009b", "bell nul del csi"],
    ["right\u202eleft\u2066", "rightleft"],
    ["half \ud800", "half "],
    ["👨‍👩‍👧 ok", "👨‍👩‍👧 ok"],
  ])("takes %j in as %j", (pasted, expected) => {
    expect(asLine(pasted)).toBe(expected);
    expect(insert(EMPTY_LINE, pasted).text).toBe(expected);
  });

  it("ends at its longest", () => {
    const full = insert(EMPTY_LINE, "x".repeat(LONGEST + 500));
    expect(full.text).toHaveLength(LONGEST);
    expect(edit(full, key("y"))).toBe(full);
    expect(edit(edit(full, key("backspace")), key("y")).text.endsWith("xy")).toBe(true);
    // The family needs five code points: four are not taken.
    const nearly = insert(EMPTY_LINE, "x".repeat(LONGEST - 4));
    expect(insert(nearly, "👨‍👩‍👧")).toBe(nearly);
    expect([...insert(EMPTY_LINE, "😀".repeat(LONGEST + 1)).text]).toHaveLength(LONGEST);
  });

  it("never leaves the cursor within a character, and never holds a control character", () => {
    const names = ["left", "right", "home", "end", "backspace", "delete", "ctrl-w", "ctrl-k", "ctrl-left", "ctrl-right"];
    const step = fc.oneof(
      fc.constantFrom(...names),
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("\u0301", "\u200d", "🇪", "\n", "\u001b"),
    );
    const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let state = EMPTY_LINE;
        for (const one of steps) {
          state = names.includes(one) ? edit(state, key(one)) : insert(state, one);
          const starts = [...Array.from(segmenter.segment(state.text), ({ index }) => index), state.text.length];
          expect(starts).toContain(state.cursor);
          expect(state.text).not.toMatch(/[\p{Cc}\p{Cs}]/u);
        }
      }),
      { numRuns: 300 },
    );
  });
});
