import { runCustomerHistory } from "../../report/customer-history.ts";
import { ProblemError } from "../../text/problem.ts";
import { quoteArgument } from "../../text/quote.ts";
import { VERSION } from "../../text/version.ts";
import { advising } from "../advising.ts";
import { checkFiles, filesGiven } from "../check-files.ts";
import { makeStyle } from "../color.ts";
import { blaming, configured } from "../config.ts";
import { EXIT } from "../exit.ts";
import type { HistoryValues } from "../history-flags.ts";
import type { Io } from "../io.ts";
import { print, tellNotices } from "../print.ts";
import { makeProgress } from "../progress.ts";
import { colorOf, toDestination, toRenderOptions, toRequest } from "../request.ts";
import { storeToRead } from "../store-place.ts";
import { withAnswers } from "../with-answers.ts";

/** `cs-metrics history CUSTOMER [FILES]`: everything of one customer. Resolves to the exit code. */
export const runHistoryCommand = async (io: Io, words: readonly string[], given: HistoryValues): Promise<number> => {
  const [customer, ...named] = words;
  if (customer === undefined || customer.trim() === "") throw new ProblemError(2, "history-whose");
  const command = `history ${quoteArgument(customer)}`;
  const { values, reading, places, format: usual } = await configured(io, "history", given);
  const { format, file } = toDestination(values, usual);
  const files = await advising(`cs-metrics ${command}`, () => filesGiven(io, named));
  checkFiles(io, files, { "--output": file });
  const store = storeToRead(io, files, given, values.db, command);
  const request = { ...toRequest(files, values, format, reading), store };
  const progress = makeProgress(io, values.quiet ?? false);
  const { cwd, stdin, now, tmpdir, signal } = io;
  const env = { cwd, stdin, now, tmpdir, signal, version: VERSION, progress: progress.report };
  const history = await withAnswers(io, store, given, (found) =>
    blaming(places, () => runCustomerHistory(customer, { ...request, store: found.store, files: [...files, ...found.answers] }, env)),
  ).finally(progress.finish);
  signal?.throwIfAborted();
  const options = toRenderOptions(values, io, files, file, await makeStyle(colorOf(values, io, file)));
  const render = await import("../../render/customer-history.ts");
  const text = {
    table: () => render.renderTable(history, options),
    csv: () => render.renderCsv(history, options),
    json: () => render.renderJson(history),
    markdown: () => render.renderMarkdown(history),
  }[format]();
  await (file === null ? print(io, text) : (await import("../write-file.ts")).writeFile(io, file, text));
  if (!values.quiet) await tellNotices(io, history.report.notices);
  return EXIT.done;
};
