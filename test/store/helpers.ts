import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { folder, runWith } from "../cli/helpers.ts";
import { validated } from "../schemas.ts";

/** What `import` says of one file. */
interface ImportedFile {
  readonly already: object | null;
  readonly rows: Readonly<Record<string, number>>;
  readonly reasons: Readonly<Record<string, number>>;
  readonly older: number;
  readonly newest: string | null;
}

/** A folder of its own with a store in it. */
export class Place {
  readonly path = folder();
  readonly db = join(this.path, "metrics.db");

  /** Writes a file; returns its path. */
  file(name: string, text: string): string {
    writeFileSync(join(this.path, name), text);
    return join(this.path, name);
  }

  /** Imports, expects success, and gives what became of each file; every record has one fate. */
  async import(...argv: readonly string[]): Promise<readonly ImportedFile[]> {
    const { exit, stdout, stderr } = await runWith(["import", "--db", this.db, "--format", "json", "--quiet", ...argv]);
    expect(exit, stderr).toBe(0);
    const { files } = validated("import", stdout) as { readonly files: readonly ImportedFile[] };
    for (const { rows } of files) {
      const { read, ...fates } = rows;
      expect(Object.values(fates).reduce((sum, count) => sum + count, 0)).toBe(read);
    }
    return files;
  }

  report(...argv: readonly string[]): Promise<unknown> {
    return figures("--db", this.db, ...argv);
  }
}

/** The figures of a report, without what can only be said of files. */
export const figures = async (...argv: readonly string[]): Promise<unknown> => {
  const { exit, stdout, stderr } = await runWith(["report", "--format", "json", "--quiet", ...argv]);
  expect(exit, stderr).toBe(0);
  const { groups, unavailable, period } = JSON.parse(stdout) as Record<string, unknown>;
  return { groups, unavailable, period };
};

/** A table of CSV from rows that all have the same columns. */
export const csvOf = (rows: readonly Readonly<Record<string, string>>[]): string =>
  `${Object.keys(rows[0]).join()}\n${rows.map((row) => `${Object.values(row).join()}\n`).join("")}`;
