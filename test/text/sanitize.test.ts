import fc from "fast-check";
import { expect, test } from "vitest";
import { sanitize } from "../../src/text/sanitize.ts";

test.each([
  ["an ANSI escape", "\u001b[31mred", "\\x1b[31mred"],
  ["a clipboard escape (OSC 52)", "\u001b]52;c;aGk=\u0007", "\\x1b]52;c;aGk=\\x07"],
  ["a C1 control sequence introducer", "\u009b31m", "\\x9b31m"],
  ["a bidi override", "invoice\u202Efdp.exe", "invoice\\u202efdp.exe"],
  ["bidi isolates and marks", "\u2066a\u2069\u200e\u200f\u061c", "\\u2066a\\u2069\\u200e\\u200f\\u061c"],
  ["half a surrogate pair", "a\ud800b", "a\\ud800b"],
  ["a tab, line ends", "a\tb\r\nc\u2028d", "a b  c d"],
  ["DEL and NUL", "\u007f\u0000", "\\x7f\\x00"],
])("%s is made harmless", (_, text, safe) => {
  expect(sanitize(text)).toBe(safe);
});

test("clean text of any script stays as it is", () => {
  const text = "Zoë Müller – 日本語 👩‍👩‍👧 עברית";
  expect(sanitize(text)).toBe(text);
});

test("nothing unsafe is left, and a second time changes nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const safe = sanitize(text);
      expect(safe).not.toMatch(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
      expect(sanitize(safe)).toBe(safe);
    }),
  );
});

test("a long hostile text takes linear time", () => {
  const started = performance.now();
  sanitize("\u001b".repeat(1_000_000));
  expect(performance.now() - started).toBeLessThan(5000);
});
