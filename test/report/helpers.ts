import { tmpdir } from "node:os";
import { toRequest } from "../../src/cli/request.ts";
import { runReport } from "../../src/report/index.ts";
import type { Report } from "../../src/report/model.ts";
import type { ReportRequest } from "../../src/report/request.ts";

const DEFAULTS = toRequest([], {}, "json");

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

/** A report of files below the repository's root, or of text given as standard input (`files: ["-"]`). */
export const report = (request: Partial<ReportRequest>, input = ""): Promise<Report> =>
  runReport(
    { ...DEFAULTS, ...request },
    { cwd: process.cwd(), stdin: bytes(input), tmpdir: tmpdir(), now: () => Date.UTC(2026, 10, 21), version: "0.0.0" },
  );

/** The same for a small CSV written in the test. */
export const reportOf = (csv: string, request: Partial<ReportRequest> = {}): Promise<Report> => report({ files: ["-"], ...request }, csv);
