import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { folder } from "./helpers.ts";

const PROGRAM = fileURLToPath(new URL("../../bin/cs-metrics.js", import.meta.url));

/** So large that two threads read it. */
const LARGE = 26 << 20;

test("threads of the built program give the same bytes, and it ends", () => {
  const channels = ["Email", "Chat", "Phone"];
  const filler = "lorem ipsum ".repeat(20);
  const rows: string[] = [];
  for (let size = 0; size < LARGE; size += rows.at(-1)!.length) {
    const i = rows.length;
    const day = String((i % 28) + 1).padStart(2, "0");
    rows.push(
      `${i},2026-01-${day} 10:0${i % 10},2026-01-${day} 1${i % 9}:30,Solved,${channels[i % 3]},${(i % 5) + 1},${i % 4},"${filler}, ${i}"\n`,
    );
  }
  const file = join(folder(), "large.csv");
  // The last row repeats an id of the other part, and a cell of that part cannot be read.
  const odd = '3,2026-02-01 10:00,2026-02-01 09:00,Closed,Chat,99,many,""\n';
  writeFileSync(file, `Ticket ID,Created at,Solved at,Status,Channel,Satisfaction rating,Agent replies,Comment\n${rows.join("")}${odd}`);
  const reportWith = (threads: string): string =>
    execFileSync(
      process.execPath,
      [PROGRAM, "report", file, "--by", "channel", "--as-of", "2026-06-01", "--format", "json", "--threads", threads],
      {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
        maxBuffer: 1 << 24,
      },
    );
  const one = reportWith("1");
  expect(reportWith("2")).toBe(one);
  expect(reportWith("3")).toBe(one);
  expect(JSON.parse(one).sources[0].rows).toMatchObject({ read: rows.length + 1, duplicates: 1 });
});
