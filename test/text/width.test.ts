import fc from "fast-check";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { displayWidth, padEnd, padStart, truncate } from "../../src/text/width.ts";

test.each([
  ["Ana", 3],
  ["Zoë – 82…", 9],
  ["Ольга", 5],
  ["日本", 4],
  ["e\u0301", 1],
  ["👩‍👩‍👧", 2],
  ["🇩🇪", 2],
  ["", 0],
  ["\u001b[1mbold\u001b[22m", 4],
])("width of %j is %i", (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test("every character taken for simple is as wide as string-width says", () => {
  for (let code = 0x20; code < 0x2600; code++) {
    const character = String.fromCharCode(code);
    if (!/\p{Cc}/u.test(character)) expect(displayWidth(character), code.toString(16)).toBe(stringWidth(character));
  }
});

test("padding aligns by columns", () => {
  expect(padStart("日本", 6)).toBe("  日本");
  expect(padEnd("日本", 6)).toBe("日本  ");
  expect(padEnd("too long", 3)).toBe("too long");
});

test("truncation never exceeds the width and never cuts a grapheme", () => {
  expect(truncate("Full resolution time in minutes", 30)).toBe("Full resolution time in minut…");
  expect(truncate("日本語です", 6)).toBe("日本…");
  expect(truncate("a👩‍👩‍👧b", 3)).toBe("a…");
  expect(truncate("exact", 5)).toBe("exact");
  expect(truncate("ascii", 4, "~")).toBe("asc~");
  expect(truncate("x y", 0)).toBe("");
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 0, max: 20 }), (text, width) => {
      expect(displayWidth(truncate(text, width))).toBeLessThanOrEqual(width);
    }),
  );
});
