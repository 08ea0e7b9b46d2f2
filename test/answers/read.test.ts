import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readAnswers } from "../../src/answers/read.ts";
import { ANSWER_COLUMNS, type AnswerRow } from "../../src/answers/row.ts";
import { writeCsv } from "../../src/csv/write.ts";
import { HEADER, line, problem, row, world } from "./helpers.ts";

const ROWS = [
  row("r1", { comment: '=1+1, "naïve";\n€ 5', customer: "@maria", team: "-", ticket_id: "007" }),
  row("r2", { score: null, complete: "not reached", answered_at: null }),
  row("r3", { score: null, survey_type: "coach.tags", comment: "a; b" }),
];

/** The rows as a spreadsheet saves them, with columns in this order. */
const saved = (delimiter: string, columns: readonly string[] = ANSWER_COLUMNS): string => {
  const cells = ROWS.map((one) => columns.map((column) => one[column as keyof AnswerRow] ?? null));
  return writeCsv([columns, ...cells], { excel: { delimiter, decimal: "," } });
};

const inWindows1252 = (text: string): Buffer => Buffer.from(text.slice(1).replaceAll("€", "\u0080"), "latin1");

test.each([
  ["semicolons", Buffer.from(saved(";"))],
  ["tabs in UTF-16", Buffer.from(saved("\t"), "utf16le")],
  ["Windows-1252", inWindows1252(saved(","))],
  ["Windows-1252 and semicolons", inWindows1252(saved(";"))],
  ["another order, and a column of somebody's own", Buffer.from(saved(",", ["notes", ...ANSWER_COLUMNS.toReversed()]))],
  ["capital letters", Buffer.from(saved(";").replace("response_id", "Response_ID"))],
  ["bars and the separator told", Buffer.from(`sep=|\r\n${saved("|").slice(1)}`)],
])("answers saved with %s are the same answers", async (_how, content) => {
  const at = world();
  writeFileSync(at.file, content);
  expect(await readAnswers("responses.csv", at)).toEqual({ rows: ROWS, files: ["responses.csv"], unread: [], rejected: 0 });
});

test("columns that are missing are blank, and a score that is no number stays what it is", async () => {
  const at = world();
  writeFileSync(at.file, "survey_type;response_id;score\nnps;r1;good\n;;\nnps;r2; 10 \n");
  const blank = { answered_at: null, complete: null };
  expect((await readAnswers(at.file, at)).rows).toEqual([row("r1", { ...blank, score: "good" }), row("r2", { ...blank, score: 10 })]);
});

test("answers set aside belong to the others, each once; what cannot be read is named", async () => {
  const at = world();
  const aside = (mark: string): string => join(at.folder, `responses.csv.aside-20261121T101500Z-0000000${mark}.csv`);
  writeFileSync(at.file, `${HEADER}\n${line("r1")}\n${line("r1")}\n${line("r2", "no")}\n${line("r4", "no")}\n`);
  writeFileSync(aside("1"), `${HEADER}\n${line("r1")}\n${line("r2")}\n`);
  writeFileSync(aside("2"), `${HEADER}\n${line("r2")}\n${line("r3")}\n`.replaceAll(",", ";"));
  writeFileSync(aside("3"), "PK\u0003\u0004");
  writeFileSync(aside("4"), "id,subject\n1,Help\n");
  mkdirSync(aside("5"));
  writeFileSync(join(at.folder, "responses.csv.torn-20261121T101500Z-00000006.csv"), line("r9"));
  writeFileSync(join(at.folder, "responses2.csv.aside-20261121T101500Z-00000006.csv"), `${HEADER}\n${line("r9")}\n`);
  const { rows, files, unread } = await readAnswers(at.file, at);
  expect(rows.map(({ response_id, complete }) => `${response_id} ${complete}`)).toEqual(["r1 yes", "r1 yes", "r4 no", "r2 yes", "r3 yes"]);
  expect(files).toEqual([at.file, aside("1"), aside("2")]);
  expect(unread.map(({ file, problem }) => [file, problem.code])).toEqual([
    [aside("3"), "damaged-zip"],
    [aside("4"), "answers-other-file"],
    [aside("5"), "unreadable-file"],
  ]);
});

test("a file that is not there holds no answers; one that holds something else is refused", async () => {
  const at = world();
  expect(await readAnswers("gone/responses.csv", at)).toEqual({ rows: [], files: [], unread: [], rejected: 0 });
  writeFileSync(at.file, "id,subject\n1,Help\n");
  expect((await problem(3, readAnswers("responses.csv", at)))[0]).toBe("responses.csv is another table, not a file of survey answers");
  expect((await problem(3, readAnswers(at.folder, at)))[0]).toContain("it is a folder");
});
