import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { folder } from "../cli/helpers.ts";
import { type Around, killing, kills, ran } from "../cli/processes.ts";
import { stateOf } from "./state.ts";

const LONG = 4 * 3_600_000;

/**
 * What killed runs left that the next one was to clear away. Not meant are the lock of one that wrote nothing more (the next that writes
 * takes it), and the beginning of an output file, which has another name than any that is looked for.
 */
const left = (cwd: string): string[] =>
  readdirSync(cwd, { recursive: true })
    .map(String)
    .filter((name) => /-wal$|-shm$|\.db\.lock|\.(?:lock|draft|new)-/u.test(name));

/** What was seen, where many kills were asked for. */
const tell = (what: string, counts: object): void => {
  if (process.env.CS_METRICS_KILLS !== undefined) process.stdout.write(`${what}: ${JSON.stringify(counts)}\n`);
};

const done = async (argv: readonly string[], around: Around): Promise<string> => {
  const { status, stdout, stderr } = await ran(argv, around);
  expect(status, stderr).toBe(0);
  return stdout;
};

/** Places of one test: each a folder with what a model folder holds. Watched is the one that is written to. */
const places = (): { readonly base: string; copyOf(model: string): Around & { readonly watched: string } } => {
  const base = folder();
  return {
    base,
    copyOf(model) {
      const cwd = mkdtempSync(join(base, "run-"));
      cpSync(model, cwd, { recursive: true });
      const usual = join(cwd, "cs-metrics");
      return { cwd, watched: existsSync(usual) ? usual : cwd };
    },
  };
};

const model = (base: string, name: string, files: Readonly<Record<string, string>>): Around => {
  const cwd = join(base, name);
  mkdirSync(cwd);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(cwd, file), text);
  return { cwd };
};

const CHANNELS = ["Email", "Chat", "Phone", "Web"];

/** Tickets `from` … `to`, rated; of a later version when `turn` is greater. */
const tickets = (from: number, to: number, turn: number): string => {
  const lines = ["Ticket ID,Created at,Updated at,Status,Channel,Agent,CSAT score,Comment"];
  for (let id = from; id < to; id++) {
    const day = String(1 + (id % 28)).padStart(2, "0");
    const words = `turn ${turn}, ${"so it goes ".repeat(12)}${id}`;
    lines.push(
      `${id},2026-10-${day} 09:00,2026-11-${String(turn).padStart(2, "0")} 10:00,Closed,${CHANNELS[id % 4]},Agent ${id % 40},${1 + ((id + turn) % 5)},"${words}"`,
    );
  }
  return `${lines.join("\n")}\n`;
};

describe.skipIf(process.platform === "win32")("kill -9 at any moment", () => {
  test(
    "of an import leaves each file in the store wholly or not at all, and the next run completes it",
    async () => {
      const times = kills(4);
      const rows = times > 50 ? 8000 : 800;
      const { base, copyOf } = places();
      const before = model(base, "before", {
        "first.csv": tickets(0, rows, 1),
        "second.csv": tickets(rows / 2, 2 * rows, 2),
        "third.csv": tickets(rows, 3 * rows, 3),
      });
      const db = ["--db", "metrics.db", "--tz", "UTC"];
      await done(["import", "first.csv", ...db], before);
      const states = [stateOf(before.cwd)];
      const { cwd: whole } = copyOf(before.cwd);
      for (const file of ["second.csv", "third.csv"]) {
        await done(["import", file, ...db], { cwd: whole });
        states.push(stateOf(whole));
      }
      expect(new Set(states).size).toBe(3);
      const argv = ["import", "second.csv", "third.csv", ...db];
      const seen = new Map<number, number>();
      const killed = await killing({ argv, fresh: () => copyOf(before.cwd) }, times, async ({ cwd }, { status }, moment) => {
        const at = states.indexOf(stateOf(cwd));
        expect(at, moment).toBeGreaterThanOrEqual(status === 0 ? 2 : 0);
        seen.set(at, (seen.get(at) ?? 0) + 1);
        await done(argv, { cwd });
        expect(stateOf(cwd), moment).toBe(states[2]);
        expect(left(cwd), moment).toEqual([]);
        rmSync(cwd, { recursive: true });
      });
      expect(killed).toBeGreaterThan(times / 3);
      tell("import", { times, killed, seen: Object.fromEntries(seen) });
    },
    LONG,
  );

  test(
    "of report --record leaves the night as it was recorded before or as it is now, and -o an old file or a new one",
    async () => {
      const times = kills(4);
      const { base, copyOf } = places();
      const before = model(base, "before", { "first.csv": tickets(0, 600, 1), "second.csv": tickets(200, 1000, 2), "out.json": "old\n" });
      const db = ["--db", "metrics.db"];
      const night = (day: string): string[] => [
        "report",
        ...db,
        "--as-of",
        day,
        "--by",
        "agent,channel",
        "--tz",
        "UTC",
        "--record",
        "-o",
        "out.json",
        "--quiet",
      ];
      await done(["import", "first.csv", ...db, "--tz", "UTC"], before);
      for (const day of ["2026-11-01", "2026-11-02"]) await done(night(day), before);
      writeFileSync(join(before.cwd, "out.json"), "old\n");
      await done(["import", "second.csv", ...db, "--tz", "UTC"], before);
      const first = stateOf(before.cwd);
      // By turns a night that is recorded anew and a further one.
      for (const day of ["2026-11-02", "2026-11-03"]) {
        const { cwd: whole } = copyOf(before.cwd);
        await done(night(day), { cwd: whole });
        const last = stateOf(whole);
        const report = readFileSync(join(whole, "out.json"), "utf8");
        expect(last).not.toBe(first);
        const seen = { before: 0, after: 0, old: 0, new: 0 };
        const killed = await killing(
          { argv: night(day), fresh: () => copyOf(before.cwd) },
          times / 2,
          async ({ cwd }, { status }, moment) => {
            const state = stateOf(cwd);
            expect(status === 0 ? [last] : [first, last], moment).toContain(state);
            const text = readFileSync(join(cwd, "out.json"), "utf8");
            // The night is kept before the file is written.
            expect(state === first ? ["old\n"] : ["old\n", report], moment).toContain(text);
            seen[state === first ? "before" : "after"]++;
            seen[text === report ? "new" : "old"]++;
            await done(night(day), { cwd });
            expect(stateOf(cwd), moment).toBe(last);
            expect(readFileSync(join(cwd, "out.json"), "utf8")).toBe(report);
            expect(left(cwd), moment).toEqual([]);
            rmSync(cwd, { recursive: true });
          },
        );
        expect(killed).toBeGreaterThan(times / 2 / 3);
        tell(`record ${day}`, { times: times / 2, killed, seen });
      }
    },
    LONG,
  );

  test(
    "of survey costs no answer that was confirmed, and giving the answers again doubles none",
    async () => {
      const times = kills(4);
      const { base, copyOf } = places();
      const given = (from: number, to: number): string => {
        const line = (_: unknown, i: number): string =>
          `r${from + i},${(from + i) % 11},2026-11-01 10:00,"said, ""so"" ñ 你 ${"x".repeat((from + i) % 300)}",T${from + i}`;
        return `response_id,score,answered_at,comment,ticket\n${Array.from({ length: to - from }, line).join("\n")}\n`;
      };
      const [earlier, all] = [60, 460];
      for (const place of [["--to", "answers.csv"], []]) {
        const survey = ["survey", "nps", "--answers", "in.csv", ...place];
        const before = model(base, place[1] ?? "usual", { "in.csv": given(0, earlier) });
        await done(survey, before);
        writeFileSync(join(before.cwd, "in.csv"), given(earlier, all));
        /** How often each answer is there. */
        const kept = async (around: Around): Promise<ReadonlyMap<string, number>> => {
          const rows: Record<string, string>[] = parse(await done(["responses", ...place, "--format", "csv", "-o", "-"], around), {
            columns: true,
          });
          const counts = new Map<string, number>();
          for (const { response_id: id, score, comment, complete } of rows) {
            const number = Number(id.slice(1));
            expect({ id, score, complete }).toEqual({ id, score: String(number % 11), complete: "yes" });
            expect(comment).toBe(`said, "so" ñ 你 ${"x".repeat(number % 300)}`.trim());
            counts.set(id, (counts.get(id) ?? 0) + 1);
          }
          return counts;
        };
        const ids = (to: number): string[] => Array.from({ length: to }, (_, i) => `r${i}`);
        const once = (to: number): Map<string, number> => new Map(ids(to).map((id) => [id, 1]));
        const seen = { none: 0, some: 0, all: 0 };
        const killed = await killing({ argv: survey, fresh: () => copyOf(before.cwd) }, times / 2, async (around, { stdout }, moment) => {
          const counts = await kept(around);
          const confirmed = stdout.startsWith("Saved") ? all : earlier;
          expect(
            ids(confirmed).filter((id) => !counts.has(id)),
            moment,
          ).toEqual([]);
          expect(
            [...counts.values()].every((count) => count === 1),
            moment,
          ).toBe(true);
          seen[counts.size === earlier ? "none" : counts.size === all ? "all" : "some"]++;
          await done(survey, around);
          expect(new Map([...(await kept(around))].toSorted(([a], [b]) => Number(a.slice(1)) - Number(b.slice(1)))), moment).toEqual(
            once(all),
          );
          expect(left(around.cwd), moment).toEqual([]);
          rmSync(around.cwd, { recursive: true });
        });
        expect(killed).toBeGreaterThan(times / 2 / 3);
        tell(`survey ${place.join(" ")}`, { times: times / 2, killed, seen });
      }
    },
    LONG,
  );
});

test.skipIf(process.platform === "win32")(
  "two imports and ten surveys at once, with a report and a recorded night between them: all get in, nothing twice",
  { timeout: 120_000 },
  async () => {
    const cwd = folder();
    const db = ["--db", "metrics.db", "--tz", "UTC"];
    writeFileSync(join(cwd, "0.csv"), tickets(0, 200, 1));
    writeFileSync(join(cwd, "1.csv"), tickets(100, 700, 2));
    writeFileSync(join(cwd, "2.csv"), tickets(500, 1000, 3));
    await done(["import", "0.csv", ...db], { cwd });
    const surveys = Array.from({ length: 10 }, (_, i) => {
      const file = `answers-${i}.csv`;
      const lines = Array.from({ length: 20 }, (_line, line) => `r${i}-${line},${line % 11},"so, it ""goes"""`);
      writeFileSync(join(cwd, file), `response_id,score,comment\n${lines.join("\n")}\n`);
      return ["survey", "nps", "--answers", file];
    });
    const argvs = [
      ["import", "1.csv", ...db],
      ["import", "2.csv", ...db],
      ...surveys,
      ["report", ...db, "--format", "csv"],
      ["report", ...db, "--as-of", "2026-11-02", "--record", "--format", "csv"],
    ];
    const runs = await Promise.all(argvs.map((argv) => ran(argv, { cwd })));
    for (const [i, { status, stderr }] of runs.entries()) expect(status, `${argvs[i].join(" ")}: ${stderr}`).toBe(0);
    const csv = async (...argv: readonly string[]): Promise<Record<string, string>[]> =>
      parse(await done(argv, { cwd }), { columns: true });
    const [{ volume, csat_n: rated }] = await csv("report", ...db, "--format", "csv", "--quiet");
    expect({ volume, rated }).toEqual({ volume: "1000", rated: "1000" });
    // The tickets that were there, those with one of the files, or with both.
    for (const { stdout } of runs.slice(-2)) {
      const [row]: Record<string, string>[] = parse(stdout, { columns: true });
      expect(["200", "700", "1000"]).toContain(row.volume);
    }
    const rows = await csv("responses", "--format", "csv", "-o", "-");
    const ids = surveys.flatMap((_, i) => Array.from({ length: 20 }, (_line, line) => `r${i}-${line}`));
    expect(rows.map(({ response_id: id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(rows.every(({ score, response_id: id }) => score === String(Number(id.split("-")[1]) % 11))).toBe(true);
    stateOf(cwd);
    expect(left(cwd)).toEqual([]);
  },
);
