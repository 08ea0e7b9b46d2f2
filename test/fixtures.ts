import { readdirSync } from "node:fs";

/**
 * Fixtures that hold a table, by path. What goes through all of them with many settings takes one in `n`, so that the tests end while one
 * waits; CS_METRICS_TEST_ALL=1 takes them all.
 */
export const tables = (n = 1): string[] =>
  readdirSync("fixtures", { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(csv|tsv|txt)$/u.test(path))
    .map((path) => `fixtures/${path.replaceAll("\\", "/")}`)
    .toSorted()
    .filter((_, i) => i % (process.env["CS_METRICS_TEST_ALL"] === "1" ? 1 : n) === 0);
