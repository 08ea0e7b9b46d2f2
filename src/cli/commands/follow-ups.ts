import { type FollowUpsRequest, runFollowUps } from "../../report/follow-ups.ts";
import { parseInstantFlag } from "../../report/period.ts";
import { type Marked, markContacted, unmarkContacted } from "../../store/contacts.ts";
import { openStore, openToRead, transaction } from "../../store/open.ts";
import { ProblemError } from "../../text/problem.ts";
import { quoteFile } from "../../text/quote.ts";
import { sanitize } from "../../text/sanitize.ts";
import { VERSION } from "../../text/version.ts";
import { advising } from "../advising.ts";
import { checkFiles, filesGiven } from "../check-files.ts";
import { makeStyle } from "../color.ts";
import { blaming, configured } from "../config.ts";
import { EXIT } from "../exit.ts";
import type { FollowUpsValues } from "../follow-ups-flags.ts";
import type { Io } from "../io.ts";
import { print, tellNotices } from "../print.ts";
import { makeProgress } from "../progress.ts";
import { colorOf, toDestination, toRenderOptions, toRequest } from "../request.ts";
import { storePlace, storeToRead } from "../store-place.ts";
import { withAnswers } from "../with-answers.ts";

/** Most answers in the table where no other number is asked for. */
const LIMIT = 50;

/** Flags that choose what to list or how. */
const LISTING: readonly (keyof FollowUpsValues)[] = [
  "happy",
  "all",
  "where",
  "period",
  "since",
  "until",
  "sort",
  "limit",
  "format",
  "output",
];

const said = (word: string, { id, customer }: Marked): string => `${word}: ${id}${customer === null ? "" : `, ${customer}`}`;

/** Marks customers as contacted, or takes marks away. Resolves to the exit code. */
const mark = async (io: Io, words: readonly string[], given: FollowUpsValues, values: FollowUpsValues): Promise<number> => {
  const { done, undo, note, source = null } = values;
  const flag = done === undefined ? "--undo" : "--done";
  if (done !== undefined && undo !== undefined) throw new ProblemError(2, "done-and-undo");
  if (words.length > 0) throw new ProblemError(2, "contact-in-file", { flag, file: words[0] });
  const other = LISTING.find((name) => values[name] !== undefined);
  if (other !== undefined) throw new ProblemError(2, "contact-alone", { flag, other: `--${other}` });
  const place = storePlace(io, values.db);
  const env = { cwd: io.cwd, now: io.now };
  // It has to be there: writing would make an empty one.
  openToRead(place, env).close();
  const at = values["as-of"] === undefined ? io.now() : parseInstantFlag(values["as-of"], values.tz ?? "UTC");
  const changed = await withAnswers(io, place, given, async () => {
    const store = openStore(place, env);
    try {
      return await transaction(store, true, async () =>
        done === undefined
          ? unmarkContacted(store, { ids: undo!, source })
          : markContacted(store, { ids: done, source }, { at, note: note ?? null }),
      );
    } finally {
      store.close();
    }
  });
  const text = changed.map((one) =>
    said(done !== undefined ? "contacted" : one.before === null ? "was not marked" : "to contact again", one),
  );
  await print(io, [...new Set(text)].map((line) => `${sanitize(line)}\n`).join(""));
  return EXIT.done;
};

/** `cs-metrics follow-ups [FILES]`: customers to contact, and marks for those who were. Resolves to the exit code. */
export const runFollowUpsCommand = async (io: Io, words: readonly string[], given: FollowUpsValues): Promise<number> => {
  const { values, reading, places, format: usual } = await configured(io, "follow-ups", given);
  if (given.done !== undefined || given.undo !== undefined) return mark(io, words, given, values);
  const alone = (["note", "source"] as const).find((name) => given[name] !== undefined);
  if (alone !== undefined) throw new ProblemError(2, "contact-without-done", { flag: `--${alone}` });
  const { happy, all, sort, done: _done, undo: _undo, note: _note, source: _source, ...shared } = values;
  const { format, file } = toDestination(shared, usual);
  const files = await advising("cs-metrics follow-ups", () => filesGiven(io, words));
  checkFiles(io, files, { "--output": file });
  const store = storeToRead(io, files, given, values.db, "follow-ups");
  const { limit = format === "table" ? LIMIT : 0 } = values;
  const request: FollowUpsRequest = {
    report: { ...toRequest(files, shared, format, reading), store },
    kind: happy ? "happy" : "unhappy",
    all: all ?? false,
    order: sort ?? "newest",
    limit: limit === 0 ? Infinity : limit,
  };
  const progress = makeProgress(io, values.quiet ?? false);
  const { cwd, stdin, now, tmpdir, signal } = io;
  const env = { cwd, stdin, now, tmpdir, signal, version: VERSION, progress: progress.report };
  const found = await withAnswers(io, store, given, (about) =>
    blaming(places, () =>
      runFollowUps({ ...request, report: { ...request.report, store: about.store, files: [...files, ...about.answers] } }, env),
    ),
  ).finally(progress.finish);
  signal?.throwIfAborted();
  const options = toRenderOptions(shared, io, files, file, await makeStyle(colorOf(shared, io, file)));
  const command = `cs-metrics follow-ups${given.db === undefined ? "" : ` --db ${quoteFile(given.db)}`}`;
  const render = await import("../../render/follow-ups.ts");
  const text = {
    table: () => render.renderTable(found, options, command),
    csv: () => render.renderCsv(found, options),
    json: () => render.renderJson(found),
    markdown: () => render.renderMarkdown(found, command),
  }[format]();
  await (file === null ? print(io, text) : (await import("../write-file.ts")).writeFile(io, file, text));
  if (!values.quiet) await tellNotices(io, found.report.notices);
  return EXIT.done;
};
