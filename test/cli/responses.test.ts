import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { check, fail, folder, runWith } from "./helpers.ts";

const ANSWERS = `response_id,answered_at,survey_type,score,comment,ticket_id,agent,team,channel,customer,language,topic,sent,complete
01A,2026-11-18T10:00:00Z,nps,9,Quick,1,Ana,,Phone,Maria,en,,2026-11-18T09:59:00Z,yes
01B,2026-11-19T10:05:00Z,csat,2,"rude, late",2,Bo,,Phone,Jo,en,,,yes
01C,2026-11-20T11:05:00Z,nps,0,,3,Bo,,Email,Maria,en,,,yes
01D,,csat,,,4,Bo,,Phone,Zoe,en,,2026-11-20T12:00:00Z,declined
01E,2026-11-20T13:00:00Z,enps,10,,,,,,,en,,,yes
01F,2026-11-20T14:00:00Z,shop.clean,4,,,,,,,en,,,yes
01G,2026-11-20T14:00:00Z,shop.how,,Friend,,,,,,en,,,yes
`;

const kept = (): string => {
  const cwd = folder();
  writeFileSync(join(cwd, "a.csv"), ANSWERS);
  return cwd;
};

/** Ids of the answers that `responses` gives for these flags, in their order. */
const ids = async (...flags: string[]): Promise<string[]> => {
  const { stdout } = await runWith(["responses", "a.csv", "--format", "json", "--quiet", ...flags], { cwd: kept() });
  return (JSON.parse(stdout) as { responses: { response_id: string }[] }).responses.map(({ response_id: id }) => id);
};

describe("which answers", () => {
  it.each<[string[], string[]]>([
    [
      ["--type", "nps"],
      ["01A", "01C"],
    ],
    [
      ["--type", "NPS,shop.how"],
      ["01A", "01C", "01G"],
    ],
    [
      ["--agent", "bo "],
      ["01B", "01C", "01D"],
    ],
    [
      ["--max-score", "2"],
      ["01B", "01C"],
    ],
    [["--max-score", "0"], ["01C"]],
    [
      ["--since", "2026-11-20"],
      ["01C", "01D", "01F", "01G"],
    ],
    [["--until", "2026-11-19"], ["01A"]],
    [
      ["--since", "2026-11-20 12:06", "--tz", "Europe/Berlin"],
      ["01D", "01F", "01G"],
    ],
    [["--type", "ces"], []],
  ])("%j", async (flags, wanted) => {
    expect(await ids(...flags)).toEqual(wanted);
  });

  it("staff's answers about their work are not shown below five, and that is said", async () => {
    const { stdout, stderr } = await runWith(["responses", "a.csv", "--format", "csv"], { cwd: kept() });
    expect(stdout).not.toContain("enps");
    expect(stderr).toContain("note: enps: 1 answer; shown from 5 on");
    const cwd = kept();
    const more = Array.from({ length: 4 }, (_, i) => `02${i},2026-11-20T13:00:00Z,enps,7,,,,,,,en,,,yes\n`).join("");
    writeFileSync(join(cwd, "a.csv"), ANSWERS + more);
    expect((await runWith(["responses", "a.csv", "--format", "csv"], { cwd })).stdout.match(/,enps,/gu)).toHaveLength(5);
  });
});

describe("how they are shown", () => {
  it("newest first as a table, without columns that are empty throughout", async () => {
    const { stdout } = await runWith(["responses", "a.csv", "--type", "nps,csat"], { cwd: kept() });
    expect(stdout).toMatchInlineSnapshot(`
      " Answered (UTC)    Survey     Score  Ticket  Agent  Channel  Customer  Comment
       ───────────────────────────────────────────────────────────────────────────────
       2026-11-20 12:00  csat    declined  4       Bo     Phone    Zoe
       2026-11-20 11:05  nps            0  3       Bo     Email    Maria
       2026-11-19 10:05  csat           2  2       Bo     Phone    Jo        rude, late
       2026-11-18 10:00  nps            9  1       Ana    Phone    Maria     Quick
      "
    `);
  });

  it("CSV is the answers file again", async () => {
    const { stdout } = await runWith(["responses", "a.csv", "--format", "csv", "--type", "nps,csat,shop.clean,shop.how"], { cwd: kept() });
    expect(stdout).toBe(
      ANSWERS.split("\n")
        .filter((line) => !line.includes("enps"))
        .join("\n"),
    );
  });

  it("-o picks the format by its ending", async () => {
    const cwd = kept();
    await runWith(["responses", "a.csv", "--type", "nps", "-o", "out.json"], { cwd });
    expect(JSON.parse(readFileSync(join(cwd, "out.json"), "utf8"))).toMatchObject({
      schema: "cs-metrics.responses/1",
      responses: [{}, {}],
    });
  });

  it("a summary has a line for each question", async () => {
    const { stdout } = await runWith(["responses", "a.csv", "--summary", "--format", "json"], { cwd: kept() });
    const { questions } = JSON.parse(stdout) as { questions: unknown[] };
    expect(questions).toMatchObject([
      { type: "nps", asked: 2, answered: 2, value: 0, unit: "points", mean: 4.5, distribution: { 0: 1, 9: 1 } },
      { type: "csat", asked: 2, answered: 1, value: 0, unit: "percent", distribution: { 2: 1 } },
      { type: "shop.clean", asked: 1, answered: 1, value: 4, unit: "score", low: null },
      { type: "shop.how", asked: 1, answered: 1, value: null, unit: null, distribution: { Friend: 1 } },
    ]);
  });

  it("control characters of a comment never reach the terminal", async () => {
    const cwd = kept();
    writeFileSync(join(cwd, "a.csv"), ANSWERS.replace("Quick", "\u001b[2JQuick\u202e"));
    const { stdout } = await runWith(["responses", "a.csv", "--width", "140"], { cwd });
    expect(stdout).toContain("\\x1b[2JQuick\\u202e");
  });
});

describe("nothing there", () => {
  it("no answers yet is no error, and tells how to collect some", async () => {
    const ran = await runWith(["responses"], { cwd: kept(), env: { XDG_DATA_HOME: "/nonexistent" } });
    expect(ran).toMatchObject({ exit: 0 });
    expect(ran.stderr).toContain("holds no answers yet");
  });

  it("a named file that is missing is exit 3 with what is similar", async () => {
    expect(await fail(3, ["responses", "b.csv"], { cwd: kept() })).toEqual([
      expect.stringContaining('there is no file "b.csv"'),
      ...(await fail(3, ["responses", "b.csv"], { cwd: kept() })).slice(1),
    ]);
    expect((await fail(3, ["responses", "aa.csv"], { cwd: kept() })).join("\n")).toContain("cs-metrics responses a.csv");
  });

  it("flags that fit nothing are said", async () => {
    const ran = await runWith(["responses", "a.csv", "--type", "ces"], { cwd: kept() });
    expect(ran.exit).toBe(0);
    expect(ran.stderr).toContain("no answer in a.csv fits these flags");
  });
});

it("--forget blanks a customer and leaves the scores", async () => {
  const cwd = kept();
  expect(await check(["responses", "a.csv", "--forget", "MARIA"], { cwd })).toContain("blanked in 2 responses");
  const text = readFileSync(join(cwd, "a.csv"), "utf8");
  expect(text).not.toMatch(/Maria|Quick/u);
  expect(text).toContain("01A,2026-11-18T10:00:00Z,nps,9,,,Ana,,Phone,,en");
  expect(text).toContain("Jo");
});

it("merge brings a file that a spreadsheet saved anew back into form, and keeps it as it was", async () => {
  const cwd = kept();
  writeFileSync(join(cwd, "a.csv"), `\ufeff${ANSWERS.replaceAll('"rude, late"', "rude").replaceAll(",", ";")}`);
  const ran = await runWith(["survey", "nps", "--score", "8", "--to", "a.csv"], { cwd });
  expect(ran.exit).toBe(0);
  expect(ran.stderr).toContain("cs-metrics responses merge a.csv");
  expect((await runWith(["responses", "a.csv", "--format", "json"], { cwd })).stdout).toContain('"score": 8');
  expect(await check(["responses", "merge", "a.csv"], { cwd })).toContain("1 row merged into a.csv");
  const text = readFileSync(join(cwd, "a.csv"), "utf8");
  expect(text.split("\n")[0]).toBe(ANSWERS.split("\n")[0]);
  expect(text).toMatch(/,nps,8,/u);
  const backup = /as it was: (\S+)/u.exec((await runWith(["responses", "merge", "a.csv"], { cwd })).stdout);
  expect(backup).toBeNull();
  expect(existsSync(join(cwd, "a.csv"))).toBe(true);
});
