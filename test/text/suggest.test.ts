import { expect, test } from "vitest";
import { quoteArgument } from "../../src/text/quote.ts";
import { similar } from "../../src/text/suggest.ts";
import { wrapWords } from "../../src/text/wrap.ts";

test.each([
  ["creatd", ["created", "closed", "csat"], ["created"]],
  ["CSTA", ["csat", "nps", "ces"], ["csat"]],
  ["first", ["first_response", "nps"], ["first_response"]],
  ["zzz", ["csat", "nps"], []],
  ["", ["csat"], []],
])("%j among %j means %j", (word, candidates, expected) => {
  expect(similar(word, candidates)).toEqual(expected);
});

test("a very long word costs nothing much", () => {
  expect(similar("x".repeat(100_000), ["csat"])).toEqual([]);
});

test("file names are quoted only where a shell needs it", () => {
  expect(quoteArgument("data/tickets.csv")).toBe("data/tickets.csv");
  expect(quoteArgument("Größe.csv")).toBe("Größe.csv");
  expect(quoteArgument("tickets (1).csv")).toBe('"tickets (1).csv"');
});

test("words wrap with a hanging indent", () => {
  expect(wrapWords(["KPIs:", "csat,", "nps,", "ces"], 11, 6)).toEqual(["KPIs: csat,", "      nps,", "      ces"]);
});
