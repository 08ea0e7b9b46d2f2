import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { KPIS } from "../../src/kpi/index.ts";
import { runWith } from "../cli/helpers.ts";
import { figures, Place } from "./helpers.ts";

const folders = ["fixtures/vendors", "fixtures/traps", "fixtures/languages", "fixtures/shapes", "fixtures/several"];
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".csv"))
    .map((name) => `${folder}/${name}`),
);
const all = KPIS.map(({ id }) => id).join();

describe("the store gives the figures of the file", () => {
  test.each(files)("%s", async (file) => {
    const place = new Place();
    const { exit, stderr } = await runWith(["import", file, "--db", place.db, "--quiet"]);
    const flags = ["--kpi", all, "--by", "channel"];
    if (exit === 0) {
      expect(await place.report(...flags)).toEqual(await figures(file, ...flags));
      const part = ["--since", "2026-10-05", "--until", "2026-10-12", "--by", "day"];
      expect(await place.report(...part)).toEqual(await figures(file, ...part));
      expect(await place.report("--clock", "business")).toEqual(await figures(file, "--clock", "business"));
    } else {
      // What import does not take is refused for a reason that the file's own report or inspection gives, too.
      expect({ exit, first: stderr.split("\n")[0] }).toEqual({
        exit: 3,
        first: expect.stringMatching(/cannot tell day from month|each row holds figures over many/u),
      });
    }
  });
});
