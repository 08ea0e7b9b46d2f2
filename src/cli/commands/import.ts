import { statSync } from "node:fs";
import { resolve } from "node:path";
import { openProblem } from "../../csv/missing.ts";
import type { ImportReport } from "../../report/import-model.ts";
import { runImport } from "../../report/import.ts";
import { ProblemError } from "../../text/problem.ts";
import { VERSION } from "../../text/version.ts";
import { advising } from "../advising.ts";
import { checkFiles, filesGiven } from "../check-files.ts";
import { makeStyle, wantsColor } from "../color.ts";
import { blaming, configured } from "../config.ts";
import { EXIT } from "../exit.ts";
import type { ImportValues } from "../import-flags.ts";
import type { Io } from "../io.ts";
import { print, tellNotices } from "../print.ts";
import { makeProgress } from "../progress.ts";
import { toRequest, widthOf } from "../request.ts";
import { riskOfPlace } from "../risky-place.ts";
import { holdingStore } from "../store-lock.ts";
import { storePlace } from "../store-place.ts";
import { withAnswers } from "../with-answers.ts";

/** A slip in a name is not to leave an empty store behind. Throws exit 3. */
const checkThere = (io: Io, files: readonly string[]): void => {
  for (const file of files) {
    try {
      if (file !== "-") statSync(resolve(io.cwd, file));
    } catch (error) {
      throw openProblem(file, io.cwd, error);
    }
  }
};

/** `cs-metrics import FILES`: files → the store → what became of their rows. Resolves to the exit code. */
export const runImportCommand = async (io: Io, words: readonly string[], given: ImportValues): Promise<number> => {
  if (words.length === 0) throw new ProblemError(2, "no-files", { command: "import", piped: !io.stdin.isTTY });
  const { values, reading, places } = await configured(io, "import", given);
  const file = values.output === undefined || values.output === "-" ? null : values.output;
  const format = values.format ?? (file?.toLowerCase().endsWith(".json") ? "json" : "table");
  const files = await advising("cs-metrics import", () => filesGiven(io, words));
  checkThere(io, files);
  const store = storePlace(io, values.db);
  checkFiles(io, [...files, store.path], { "--output": file, "--rejects": values.rejects ?? null });
  const { source, keep = [], fresh = null, strict } = values;
  const readingValues = {
    map: values.map,
    profile: values.profile,
    "date-format": values["date-format"],
    tz: values.tz,
    scale: values.scale,
  };
  const { delimiter, encoding, clock, rejects } = values;
  const report = toRequest(files, { ...readingValues, delimiter, encoding, clock, rejects, strict }, "json", reading);
  const progress = makeProgress(io, values.quiet ?? false);
  const { cwd, stdin, now, tmpdir, signal } = io;
  const env = { cwd, stdin, now, tmpdir, signal, version: VERSION, progress: progress.report };
  const request = {
    report,
    store,
    keep,
    source: source ?? null,
    isTrial: values["dry-run"] ?? false,
    fresh,
    minRows: values["min-rows"] ?? null,
  };
  const work = (): Promise<ImportReport> => blaming(places, () => runImport(request, env)).finally(progress.finish);
  const done = request.isTrial ? await work() : await holdingStore(io, store, work);
  // What waits for the store is there for whoever reads it next, be it another program.
  if (!request.isTrial) await withAnswers(io, store, given, () => Promise.resolve());
  const text =
    format === "json"
      ? (await import("../../render/import.ts")).renderJson(done)
      : (await import("../../render/import.ts")).renderTable(done, {
          style: await makeStyle(wantsColor(values.color ?? "auto", io.env, file === null && io.stdout.isTTY)),
          width: widthOf(values, io, file),
          ascii: values.ascii ?? false,
        });
  if (rejects !== undefined) {
    const { writeRejects } = await import("../../csv/write.ts");
    await (await import("../write-file.ts")).writeFile(io, rejects, writeRejects(done.rejects));
  }
  await (file === null ? print(io, text) : (await import("../write-file.ts")).writeFile(io, file, text));
  if (!values.quiet) {
    const risk = riskOfPlace(io, store);
    await tellNotices(io, [...(risk === null ? [] : [risk]), ...done.notices]);
  }
  return EXIT.done;
};
