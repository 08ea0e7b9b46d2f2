import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openAnswers } from "../../src/answers/answers-file.ts";
import { forgetCustomer } from "../../src/answers/forget.ts";
import { readAnswers } from "../../src/answers/read.ts";
import { DEAD, HEADER, hidden, problem, row, text, world } from "./helpers.ts";

const MARIA = { customer: "Maria López", ticket_id: "7", comment: "call me" };
const GONE = { customer: null, ticket_id: null, comment: null };

test("a customer is blanked everywhere, and everybody else and the scores stay", async () => {
  const at = world();
  const others = [row("r2", { ...MARIA, customer: "Maria" }), row("r3", { comment: "Maria López was here\n=1" })];
  const file = await openAnswers(at.file, at);
  await file.append([row("r1", MARIA), row("r1", { survey_type: "csat", score: 2, customer: " maria LÓPEZ " }), ...others]);
  const before = text(at.file);
  const sibling = (kind: string): string => join(at.folder, `responses.csv.${kind}-20261121T101500Z-00000001.csv`);
  writeFileSync(
    sibling("backup"),
    `\ufeff${before.replace("\n", ",e-mail\n").replaceAll("yes\n", "yes,maria@example.com\n").replaceAll(",", ";")}`,
    "utf16le",
  );
  writeFileSync(sibling("aside"), before.replace("r1", "r4"));
  writeFileSync(sibling("torn"), 'r5,2026,nps,3,,7,,,,"Maria López');
  await (await openAnswers(at.file, { ...at, pid: DEAD, isAlive: () => true })).draft([row("r6", MARIA)]);
  const draft = join(at.folder, hidden(at.folder)[0]);

  const result = await forgetCustomer("responses.csv", "maria lópez", at);
  expect(result).toEqual({
    responses: 3,
    files: ["responses.csv", sibling("aside"), sibling("backup"), draft, sibling("torn")],
    unread: [],
  });
  expect((await readAnswers(at.file, at)).rows).toEqual([
    row("r1", GONE),
    row("r1", { ...GONE, survey_type: "csat", score: 2 }),
    ...others,
    row("r4", GONE),
  ]);
  const backup = text(sibling("backup")).split("\r\n");
  expect(backup[0]).toBe(`\ufeff${HEADER.replaceAll(",", ";")};e-mail`);
  expect(backup[1]).toBe("r1;2026-11-21T10:15:00Z;nps;9;;;;;;;;;;yes;");
  expect(backup[3]).toBe("r2;2026-11-21T10:15:00Z;nps;9;call me;7;;;;Maria;;;;yes;maria@example.com");
  expect(text(draft)).not.toContain("call me");
  expect(await forgetCustomer(at.file, "Maria López", at)).toEqual({ responses: 0, files: [], unread: [] });
  expect(await file.append([row("r7")])).toMatchObject({ aside: null });
});

test("a customer who is not there changes no byte, and the form of a file stays", async () => {
  const at = world();
  const content = `\ufeff${HEADER}\r\nr1,,nps,"9","=x",,,,,Ann,,,,yes\r\nr2,,nps,8,,,,,,Bob,,,,yes\r\n`;
  writeFileSync(at.file, content);
  expect(await forgetCustomer(at.file, "An", at)).toEqual({ responses: 0, files: [], unread: [] });
  expect(text(at.file)).toBe(content);
  await forgetCustomer(at.file, "Ann", at);
  expect(text(at.file)).toBe(`\ufeff${HEADER}\r\nr1,,nps,9,,,,,,,,,,yes\r\nr2,,nps,8,,,,,,Bob,,,,yes\r\n`);
});

test("lines that are no records go when they name the customer, and stay when not", async () => {
  const at = world();
  writeFileSync(at.file, `${HEADER}\nr1,"a"b,Ann,yes\nr2,"a"b,Annika,yes\nr3,,nps,8,,,,,,Bob,,,,yes\n`);
  expect(await forgetCustomer(at.file, "ann", at)).toMatchObject({ responses: 0, files: [at.file] });
  expect(text(at.file)).toBe(`${HEADER}\nr3,,nps,8,,,,,,Bob,,,,yes\nr2,"a"b,Annika,yes\n`);
});

test("files that cannot be looked through are named", async () => {
  const at = world();
  expect((await problem(3, forgetCustomer("responses.csv", "Ann", at)))[0]).toBe("there are no answers in responses.csv yet");
  const aside = join(at.folder, "responses.csv.aside-20261121T101500Z-00000001.csv");
  writeFileSync(aside, "PK\u0003\u0004");
  expect((await forgetCustomer(at.file, "Ann", at)).unread).toMatchObject([{ file: aside, problem: { code: "damaged-zip" } }]);
  writeFileSync(at.file, "id,subject\n1,Help\n");
  expect((await problem(3, forgetCustomer("responses.csv", "Ann", at)))[0]).toContain("not a file of survey answers");
});
