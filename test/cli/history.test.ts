import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Place } from "../store/helpers.ts";
import { check, fail, folder, runWith } from "./helpers.ts";
import { validated } from "../schemas.ts";

const TICKETS = "fixtures/follow-ups/tickets.csv";
const ANSWERS = "fixtures/follow-ups/answers.csv";

interface History {
  readonly count: number;
  readonly entries: readonly Readonly<Record<string, unknown>>[];
}

const history = async (...argv: readonly string[]): Promise<History> => {
  const ran = await runWith(["history", ...argv, "--format", "json", "--quiet"]);
  expect(ran.exit, ran.stderr).toBe(0);
  return validated("history", ran.stdout) as History;
};

const MARIA = ["interaction 101 csat 5", "answer 101 nps 6", "interaction 103 csat 2", "answer 101 ces 7"];

const told = ({ entries }: History): string[] =>
  entries.map(({ kind, id, scores }) => {
    const given = (scores as readonly { readonly survey: string; readonly score: number }[]).map(
      ({ survey, score }) => `${survey} ${score}`,
    );
    return [kind, id, ...given].join(" ");
  });

describe("history of a customer", () => {
  test("is every ticket and answer in the order of time, from files or the store", async () => {
    expect(told(await history(" maria LOPEZ", TICKETS, ANSWERS))).toEqual(MARIA);
    const place = new Place();
    await place.import(TICKETS, ANSWERS);
    await check(["follow-ups", "--db", place.db, "--done", "103", "--note", "called", "--as-of", "2026-10-05"]);
    const { entries } = await history("Maria Lopez", "--db", place.db);
    expect(told({ count: 4, entries })).toEqual(MARIA);
    expect(entries[2]).toMatchObject({
      status: "Open",
      resolved: null,
      agent: "Ada",
      note: "called",
      contactedAt: "2026-10-05T00:00:00.000Z",
    });
    const { stdout } = await runWith(["history", "Maria Lopez", "--db", place.db, "--width", "80"]);
    expect(stdout).toContain("Maria Lopez: 4 entries, oldest first");
    expect(stdout).toContain("contacted 2026-10-05 00:00: called");
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  test("shows nobody whose name only holds the one asked for, and names no others", async () => {
    for (const name of ["Maria", "aria Lopez", "%", "Maria_Lopez"])
      expect(await history(name, TICKETS)).toMatchObject({ count: 0, entries: [] });
    const page = await check(["history", "Tom", TICKETS]);
    expect(page).toContain('Nothing of "Tom"');
    expect(page).not.toContain("Reed");
  });

  test("of a file without customers says what to do", async () => {
    const path = join(folder(), "plain.csv");
    writeFileSync(path, "Ticket ID,Created at,Status\n1,2026-10-01,Open\n");
    expect((await runWith(["history", "Ann", path])).stdout).toContain("--map customer=");
  });

  test("as CSV has always the same columns", async () => {
    const [head, first] = (await check(["history", "Tom Reed", TICKETS, "--format", "csv"])).split("\n");
    expect(head).toBe("date,kind,id,status,resolved,agent,channel,csat,nps,ces,comment,contacted_at,note,file,line");
    expect(first).toMatch(/^2026-10-02T09:00:00\.000Z,interaction,102,Solved,2026-10-03T10:00:00\.000Z,Ben,Phone,1,,,/u);
  });

  test("needs a customer, and a store or files", async () => {
    expect((await fail(2, ["history"]))[0]).toContain("history needs a customer");
    expect((await fail(2, ["history", "Ann"], { home: folder() }))[0]).toContain("history Ann needs a file");
    expect((await fail(4, ["history", "Ann", "--db", "nowhere.db"]))[0]).toContain("there is no store nowhere.db yet");
  });
});
