import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check, folder, runWith } from "../cli/helpers.ts";

const ZENDESK = "fixtures/zendesk-tickets.csv";

/** A report's figures, without what can only be said of files. */
const figures = (json: string): unknown => {
  const { groups, unavailable, period } = JSON.parse(json) as Record<string, unknown>;
  return { groups, unavailable, period };
};

interface Imported {
  readonly files: readonly { readonly already: object | null; readonly rows: Record<string, number> }[];
}

const imported = async (...argv: readonly string[]): Promise<Imported> => {
  const { exit, stdout, stderr } = await runWith(["import", ...argv, "--format", "json", "--quiet"]);
  expect(exit, stderr).toBe(0);
  return JSON.parse(stdout) as Imported;
};

const adds = ({ read, ...fates }: Record<string, number>): void =>
  expect(Object.values(fates).reduce((sum, count) => sum + count, 0)).toBe(read);

describe("import, then report from the store", () => {
  test.each([
    [[]],
    [["--by", "channel"]],
    [["--by", "month", "--across", "channel"]],
    [["--where", "channel=Email", "--by", "Assignee"]],
    [["--period", "2026-10"]],
    [["--period", "2026-10", "--compare", "previous"]],
    [["--date-basis", "resolved", "--period", "2026-10"]],
    [["--kpi", "repeat_contact_rate,backlog,at_risk", "--period", "2026-10"]],
    [["--tz", "America/New_York", "--by", "day"]],
  ])("gives the figures of the file, %j", async (flags) => {
    const db = join(folder(), "x.db");
    const { files } = await imported(ZENDESK, "--db", db);
    expect(files[0].rows).toMatchObject({ read: 492, new: 489, duplicates: 3 });
    adds(files[0].rows);
    const [fromFile, fromStore] = [
      await runWith(["report", ZENDESK, "--format", "json", ...flags]),
      await runWith(["report", "--db", db, "--format", "json", ...flags]),
    ];
    expect(fromStore.exit).toBe(0);
    expect(figures(fromStore.stdout)).toEqual(figures(fromFile.stdout));
  });

  test("the same file again changes nothing and says so, under another name, too", async () => {
    const db = join(folder(), "x.db");
    await imported(ZENDESK, "--db", db);
    expect(await check(["import", ZENDESK, "--db", db])).toContain("was imported already on 2026-11-21: nothing to do.");
    const { files } = await imported(`./${ZENDESK}`, "--db", db);
    expect(files[0].already).not.toBeNull();
    expect(files[0].rows).toMatchObject({ read: 492, new: 0, updated: 0, unchanged: 492 });
  });

  test("a newer export brings tickets up to date: a blank clears, a column that is missing stays", async () => {
    const path = folder();
    const db = join(path, "x.db");
    const write = (name: string, text: string): string => {
      writeFileSync(join(path, name), text);
      return join(path, name);
    };
    const first = write(
      "a.csv",
      "Ticket ID,Created at,Updated at,Status,Agent,Channel\n1,2026-10-01,2026-10-02,Open,Ann,Email\n2,2026-10-01,2026-10-01,Open,Bob,Chat\n",
    );
    const second = write(
      "b.csv",
      "Ticket ID,Created at,Updated at,Status,Agent\n1,2026-10-01,2026-10-05,Solved,\n2,2026-10-01,2026-09-30,Solved,Eve\n3,2026-10-03,2026-10-03,Open,Ann\n",
    );
    await imported(first, "--db", db, "--source", "desk");
    const { files } = await imported(second, "--db", db, "--source", "desk");
    expect(files[0].rows).toMatchObject({ read: 3, new: 1, updated: 1, unchanged: 1 });
    const text = await check(["report", "--db", db, "--kpi", "volume", "--by", "Agent,Channel,Status", "--format", "csv", "--quiet"]);
    expect(
      text
        .split("\n")
        .slice(1)
        .map((line) => line.split(",").slice(0, 4).join()),
    ).toEqual(["(all),(all),(all),3", "Ann,(none),Open,1", "Bob,Chat,Open,1", "(none),Email,Solved,1", ""]);
  });
});
