import { describe, expect, it } from "vitest";
import { paragraph, stack } from "../../../src/survey/asking/layout.ts";
import { scaleRows } from "../../../src/survey/asking/scale-view.ts";
import type { ScaleQuestion } from "../../../src/survey/model.ts";
import { displayWidth } from "../../../src/text/width.ts";
import { CES, CSAT, NPS } from "./drive.ts";

const scaleLines = (question: ScaleQuestion, chosen: number | null, columns: number): string[] =>
  stack(paragraph(question.ask, columns), scaleRows(question, chosen, columns));

const shown = (...args: Parameters<typeof scaleLines>): string => scaleLines(...args).join("\n");

describe("a scale", () => {
  it("looks as it was drawn", () => {
    expect(shown(NPS, 9, 80)).toBe(
      [
        "  How likely are you to recommend Acme to a friend",
        "  or colleague?",
        "",
        "    0    1    2    3    4    5    6    7    8  [ 9 ]  10",
        "  not at all likely                     extremely likely",
      ].join("\n"),
    );
  });

  it("has no brackets while nothing is chosen", () => {
    for (const question of [NPS, CSAT, CES])
      for (const width of [30, 57, 60, 120]) expect(shown(question, null, width)).not.toMatch(/[[\]]/u);
  });

  it.each([NPS, CSAT, CES])("marks each number without moving the others: $type", (question) => {
    for (const width of [30, 40, 57, 60, 120]) {
      const empty = shown(question, null, width);
      for (let number = question.low; number <= question.high; number++) {
        const chosen = shown(question, number, width);
        expect(chosen).toMatch(new RegExp(`\\[ ?${number} ?\\]`, "u"));
        const bare = chosen.replace(/[[\]]/gu, " ").replace(/ +$/gmu, "");
        expect(bare).toBe(empty);
      }
    }
  });

  it.each([NPS, CSAT, CES])("fits every width from 30 columns on, whole and in order: $type", (question) => {
    const numbers = Array.from({ length: question.high - question.low + 1 }, (_, index) => question.low + index);
    for (let width = 30; width <= 130; width++) {
      for (const chosen of [null, question.low, question.high]) {
        const lines = scaleLines(question, chosen, width);
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        const row = lines.find((line) => /^[\s\d[\]]*\d[\s\d[\]]*$/u.test(line))!;
        expect(row.match(/\d+/gu)!.map(Number)).toEqual(numbers);
        const text = lines.join(" ");
        expect(text).toContain(question.lowLabel);
        expect(text).toContain(question.highLabel);
      }
    }
  });

  it.each([NPS, CSAT, CES])("has its labels under its ends from 57 columns on: $type", (question) => {
    for (const width of [57, 60, 120]) {
      const [numbers, labels] = scaleLines(question, null, width).slice(-2);
      expect(labels).toHaveLength(numbers.length);
      expect(labels).toMatch(new RegExp(`^ {2}${question.lowLabel} {3,}${question.highLabel}$`, "u"));
    }
  });

  it("names the ends by their numbers where the labels find no room under them", () => {
    expect(shown(NPS, 10, 30)).toBe(
      [
        "  How likely are you to",
        "  recommend Acme to a friend",
        "  or colleague?",
        "",
        "   0 1 2 3 4 5 6 7 8 9[10]",
        "   0 = not at all likely",
        "  10 = extremely likely",
      ].join("\n"),
    );
    expect(shown({ ...CES, lowLabel: "entirely and without any doubt disagree", highLabel: "agree" }, null, 60)).toContain("\n  7 = agree");
  });

  it("breaks into rows only where no row could hold it", () => {
    const rows = scaleLines(NPS, 7, 20).filter((line) => /^[\s\d[\]]*\d[\s\d[\]]*$/u.test(line));
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.join(" ").match(/\d+/gu)!.map(Number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(rows.join("")).toContain("[7]");
  });

  it("measures wide labels by their columns", () => {
    const [numbers, labels] = scaleLines({ ...NPS, lowLabel: "まったく思わない", highLabel: "強くそう思う" }, null, 80).slice(-2);
    expect(displayWidth(labels)).toBe(displayWidth(numbers));
  });

  it("may do without labels", () => {
    expect(scaleLines({ ...CSAT, lowLabel: "", highLabel: "" }, 3, 80).at(-1)).toBe("    1    2  [ 3 ]  4    5");
    expect(scaleLines({ ...CSAT, lowLabel: "", highLabel: "good" }, 3, 30).at(-1)).toMatch(/good$/u);
  });

  it("draws nothing that a file smuggles in", () => {
    const text = shown({ ...NPS, ask: "A\u001b[2JB\u202eC", lowLabel: "\u001b]0;x\u0007", highLabel: "\u009b1m" }, null, 80);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/u);
    expect(text).toContain("A\\x1b[2JB\\u202eC");
  });
});
