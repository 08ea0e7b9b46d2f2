import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folder } from "./helpers.ts";

const PAGE = readFileSync("docs/nightly.md", "utf8");

const block = (language: string): string[] =>
  [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gmsu"))].map(([, text]) => text);

const program = (path: string, text: string): string => {
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
};

const ANALYZE = "/usr/bin/systemd-analyze";

describe("docs/nightly.md", () => {
  test.skipIf(!existsSync(ANALYZE))("has units that systemd takes", () => {
    const place = folder();
    const script = program(join(place, "every-night.sh"), "exit 0");
    const units = block("ini").map((text) => {
      const [, name] = /^# \/etc\/systemd\/system\/(\S+)$/mu.exec(text)!;
      const path = join(place, name);
      writeFileSync(path, text.replaceAll("/usr/local/bin/every-night.sh", script));
      return path;
    });
    expect(units).toHaveLength(2);
    const { status, stdout, stderr } = spawnSync(ANALYZE, ["verify", ...units], { encoding: "utf8" });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  test.skipIf(process.platform === "win32")(
    "has lines of a crontab that an empty environment runs, and that speak only of failures",
    () => {
      const [text] = block("crontab");
      const lines = text.split("\n").flatMap((line) => /^(?:[\d*/,-]+ ){5}(.*)$/u.exec(line)?.[1] ?? []);
      expect(lines).toHaveLength(2);
      for (const code of [0, 1]) {
        const place = folder();
        mkdirSync(join(place, "state"));
        for (const name of ["every-night.sh", "cs-metrics"]) program(join(place, name), `echo figures >> "${place}/ran"; exit ${code}`);
        const said = lines.map((line) => {
          // cron ends the command at a % that is not escaped, and takes the backslash of others away.
          expect(line).not.toMatch(/(?<!\\)%/u);
          const command = line
            .replaceAll(String.raw`\%`, "%")
            .replaceAll("/usr/local/bin", place)
            .replaceAll("/var/lib/cs-metrics", join(place, "state"));
          return spawnSync("/bin/sh", ["-c", command], { env: {}, cwd: "/", encoding: "utf8" }).stdout;
        });
        expect(said[0]).toBe(code === 0 ? "" : `every-night.sh ended with 1: see ${place}/state/log.jsonl\n`);
        expect(said[1]).toBe("");
        expect(readFileSync(join(place, "ran"), "utf8")).toBe("figures\nfigures\n");
        expect(readdirSync(join(place, "state"))).toEqual([expect.stringMatching(/^brief-\d{4}-\d\d-\d\d\.txt$/u)]);
      }
    },
  );
});
