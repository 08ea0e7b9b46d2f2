import { expect, test } from "vitest";
import { quoteArgument, quoteFile } from "../../src/text/quote.ts";
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
  expect(quoteArgument("C:\\Users\\Maria\\tickets.csv")).toBe('"C:\\Users\\Maria\\tickets.csv"');
});

test("pasting a file's name runs nothing and gives no flag", () => {
  expect(quoteArgument("$(touch x)`y`.csv")).toBe("'$(touch x)`y`.csv'");
  expect(quoteArgument('it\'s "5".csv')).toBe("'it'\\''s \"5\".csv'");
  expect(quoteFile("-o.csv")).toBe("./-o.csv");
  expect(quoteFile("-")).toBe("-");
});

test("words wrap with a hanging indent", () => {
  expect(wrapWords(["KPIs:", "csat,", "nps,", "ces"], 11, 6)).toEqual(["KPIs: csat,", "      nps,", "      ces"]);
});
