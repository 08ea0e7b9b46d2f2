import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { writerOf } from "../../render/index.ts";
import { mergePartials, type NamedPartial } from "../../report/merge.ts";
import { PARTIAL_SCHEMA, type PartialReport } from "../../report/partial.ts";
import { fromLine } from "../../report/partial-format.ts";
import { ProblemError } from "../../text/problem.ts";
import { errorCode } from "../../text/system-error.ts";
import { VERSION } from "../../text/version.ts";
import { checkFiles } from "../check-files.ts";
import { makeStyle } from "../color.ts";
import { configured } from "../config.ts";
import { EXIT } from "../exit.ts";
import type { Io } from "../io.ts";
import type { MergeValues } from "../merge-flags.ts";
import { print, tellNotices } from "../print.ts";
import { colorOf, toDestination, toRenderOptions, toRequest, withoutEffect } from "../request.ts";
import { writeFile } from "../write-file.ts";

const LF = 10;

/** The lines of a file or of standard input, as they come. */
async function* linesOf(io: Io, file: string): AsyncGenerator<string> {
  let pieces: Uint8Array[] = [];
  try {
    for await (const chunk of file === "-" ? io.stdin : (createReadStream(resolve(io.cwd, file)) as AsyncIterable<Uint8Array>)) {
      let rest = chunk;
      for (let end = rest.indexOf(LF); end >= 0; end = rest.indexOf(LF)) {
        yield Buffer.concat([...pieces, rest.subarray(0, end)]).toString();
        pieces = [];
        rest = rest.subarray(end + 1);
      }
      pieces.push(Uint8Array.from(rest));
    }
  } catch (cause) {
    throw new ProblemError(3, "unreadable-file", { file, reason: errorCode(cause) }, { cause });
  }
  yield Buffer.concat(pieces).toString();
}

/** One partial report. Throws ProblemError (exit 3). */
const partialOf = (text: string, file: string, line: number): PartialReport => {
  let value: unknown;
  try {
    value = fromLine(text);
  } catch {
    throw new ProblemError(3, text.startsWith(`{"schema":"${PARTIAL_SCHEMA}"`) ? "partial-damaged" : "not-a-partial", { file, line });
  }
  const { schema } = (value ?? {}) as { readonly schema?: unknown };
  if (schema !== PARTIAL_SCHEMA)
    throw new ProblemError(3, "not-a-partial", { file, line, ...(typeof schema === "string" ? { schema } : {}) });
  return value as PartialReport;
};

const readPartials = async (io: Io, files: readonly string[]): Promise<NamedPartial[]> => {
  const partials: NamedPartial[] = [];
  for (const file of files) {
    let line = 0;
    let found = 0;
    for await (const text of linesOf(io, file)) {
      line += 1;
      // Programs that hand lines on may put a key and a tab before each, or behind it.
      const one = text.trim();
      if (one === "") continue;
      found += 1;
      partials.push({ name: line === 1 ? file : `${file}:${line}`, partial: partialOf(one, file, line) });
    }
    if (found === 0) throw new ProblemError(3, "not-a-partial", { file });
  }
  return partials;
};

/** `cs-metrics merge FILES`: one report of partial reports. Resolves to the exit code. */
export const runMergeCommand = async (io: Io, words: readonly string[], given: MergeValues): Promise<number> => {
  const files = [...words];
  if (files.length === 0) throw new ProblemError(2, "merge-no-files");
  const { values, format: usual } = await configured(io, "merge", given);
  const { format, file } = toDestination(values, usual);
  checkFiles(io, files, { "--output": file });
  const partials = await readPartials(io, files);
  const [{ partial }] = partials;
  const { words: own, schedule, sla, businessHours, ...question } = partial.question;
  const request = {
    ...toRequest(
      partials.flatMap((one) => one.partial.sources.map(({ name }) => name)),
      {},
      "json",
    ),
    ...question,
    ...(businessHours === null ? {} : { businessHours }),
    reading: { rules: [], words: own, schedule, sla },
  };
  const { cwd, stdin, now, tmpdir, signal } = io;
  const report = await mergePartials(partials, request, { cwd, stdin, now, tmpdir, signal, version: VERSION });
  signal?.throwIfAborted();
  const render = await writerOf(format);
  const style = await makeStyle(colorOf(values, io, file));
  // How the files were read is seen where they are.
  const text = render(report, toRenderOptions(values, io, [], file, style));
  await (file === null ? print(io, text) : writeFile(io, file, text));
  if (!values.quiet) await tellNotices(io, [...report.notices, ...withoutEffect(given, format)]);
  return EXIT.done;
};
