import { tmpdir } from "node:os";
import { toRequest } from "../../src/cli/request.ts";
import { readPart, runReport } from "../../src/report/index.ts";
import type { Report } from "../../src/report/model.ts";
import type { Readers } from "../../src/report/part.ts";
import type { ReportRequest } from "../../src/report/request.ts";

const DEFAULTS = toRequest([], {}, "json");

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

/** A report of files below the repository's root, or of text given as standard input (`files: ["-"]`). */
export const report = (request: Partial<ReportRequest>, input = "", readers?: Readers): Promise<Report> =>
  runReport(
    { ...DEFAULTS, ...request },
    { cwd: process.cwd(), stdin: bytes(input), tmpdir: tmpdir(), now: () => Date.UTC(2026, 10, 21), version: "0.0.0", readers },
  );

/** The same for a small CSV written in the test. */
export const reportOf = (csv: string, request: Partial<ReportRequest> = {}): Promise<Report> => report({ files: ["-"], ...request }, csv);

/** Reads parts as threads do, in this one: everything goes through the form in which threads hand it to each other. `parts` counts them. */
export const readersOf = (count: number, least = 1): Readers & { parts: number } => {
  const readers = {
    count,
    least,
    parts: 0,
    expect: () => undefined,
    async read(part: Parameters<Readers["read"]>[0]) {
      readers.parts += 1;
      return structuredClone(await readPart(structuredClone(part), () => undefined));
    },
  };
  return readers;
};
