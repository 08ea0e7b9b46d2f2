import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Dictionary } from "../../src/values/dictionary.ts";

const add = (dictionary: Dictionary, text: string): number => {
  const bytes = Buffer.from(`#${text}#`);
  return dictionary.codeOfBytes(bytes, 1, bytes.length - 1);
};

describe("Dictionary", () => {
  it("takes texts that differ in case and blanks for one, in the first spelling", () => {
    const agents = new Dictionary();
    const codes = ["Ana Pereira", "ANA PEREIRA", " ana  pereira ", "ana\u00a0pereira", "Dev Patel", "ana\tpereira"].map((text) =>
      add(agents, text),
    );
    expect(codes).toEqual([0, 0, 0, 0, 1, 0]);
    expect([agents.text(0), agents.text(1), agents.size]).toEqual(["Ana Pereira", "Dev Patel", 2]);
  });

  it("folds letters beyond ASCII and their composition", () => {
    const agents = new Dictionary();
    expect(["Zoë Åberg", "ZOË ÅBERG", "Zoe\u0308 A\u030aberg", "Zoe Aberg"].map((text) => add(agents, text))).toEqual([0, 0, 0, 1]);
    expect(agents.text(0)).toBe("Zoë Åberg");
  });

  it("tells ids apart that differ in nothing but case", () => {
    const ids = new Dictionary(undefined, true);
    expect(["5003tA", "5003ta", " 5003tA", "Ñ1", "ñ1", "n/a"].map((text) => add(ids, text))).toEqual([0, 1, 0, 2, 3, -1]);
    expect([0, 1, 2, 3].map((code) => ids.text(code))).toEqual(["5003tA", "5003ta", "Ñ1", "ñ1"]);
  });

  it("keeps inner blanks of the first spelling as written, outer ones not", () => {
    const topics = new Dictionary();
    expect(topics.text(add(topics, " Late   delivery "))).toBe("Late   delivery");
    expect(topics.text(topics.codeOfText("late delivery"))).toBe("Late   delivery");
  });

  it("has no code for nothing", () => {
    const agents = new Dictionary();
    expect(["", "  ", "N/A", "Unassigned", "[Deleted]", "—", "n/a"].map((text) => add(agents, text))).toEqual([-1, -1, -1, -1, -1, -1, -1]);
    expect(agents.size).toBe(0);
  });

  it("spells what the vocabulary knows its way, whatever comes first", () => {
    const channels = new Dictionary((text) => (["mail", "e-mail", "email"].includes(text.toLowerCase()) ? "Email" : text));
    expect(["Mail", "email", "EMAIL", "e-mail", "Fax", "Mail", "fax"].map((text) => add(channels, text))).toEqual([0, 0, 0, 0, 1, 0, 1]);
    expect([channels.text(0), channels.text(1)]).toEqual(["Email", "Fax"]);
    const others = new Dictionary((text) => (text === "mail" ? "Email" : text));
    expect(["email", "mail"].map((text) => add(others, text))).toEqual([0, 0]);
  });

  it("gives bytes and text the same codes, equal exactly where the folded texts are", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "B", "b", " ", "é", "É", "e\u0301", "\t", "0", "@", "`", "[", "{"), maxLength: 6 });
    const fold = (cell: string): string => cell.normalize("NFC").replace(/\s+/gu, " ").trim().toLowerCase();
    fc.assert(
      fc.property(fc.array(text, { maxLength: 30 }), (cells) => {
        const dictionary = new Dictionary();
        const seen = new Map<string, number>();
        for (const cell of cells) {
          const code = add(dictionary, cell);
          expect(dictionary.codeOfText(cell)).toBe(code);
          if (fold(cell) === "") expect(code).toBe(-1);
          else {
            expect(code).toBe(seen.get(fold(cell)) ?? seen.size);
            if (!seen.has(fold(cell))) expect(dictionary.text(code)).toBe(cell.trim());
            seen.set(fold(cell), code);
          }
        }
        expect(dictionary.size).toBe(seen.size);
      }),
    );
  });

  it("holds very many texts", () => {
    const ids = new Dictionary();
    for (let i = 0; i < 100_000; i++) add(ids, `TICKET-${i}`);
    expect([add(ids, "ticket-99999"), ids.size, ids.text(4711)]).toEqual([99_999, 100_000, "TICKET-4711"]);
  });
});
