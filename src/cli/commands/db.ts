import { type CsvCell, type ExcelDialect, writeCsv } from "../../csv/write.ts";
import { backUpStore, forgetInStore, pruneStore, storeInfo } from "../../store/care.ts";
import type { StorePlace } from "../../store/env.ts";
import { exportRows } from "../../store/export.ts";
import { hasStore, openStore, openToRead, type Store } from "../../store/open.ts";
import { ProblemError } from "../../text/problem.ts";
import { quoteArgument } from "../../text/quote.ts";
import { sanitize } from "../../text/sanitize.ts";
import { MS_PER_DAY } from "../../values/civil.ts";
import type { AnswersHome } from "../answers-home.ts";
import { checkFiles } from "../check-files.ts";
import { makeStyle, wantsColor } from "../color.ts";
import { configured } from "../config.ts";
import { confirm } from "../confirm.ts";
import type { DbValues } from "../db-flags.ts";
import { EXIT } from "../exit.ts";
import type { Io } from "../io.ts";
import { print, tellProblem } from "../print.ts";
import { excelStyle, widthOf } from "../request.ts";
import { answersHome, forgetInFiles, leftNote, settleAnswers } from "../settle-answers.ts";
import { storePlace } from "../store-place.ts";

const DEEDS = ["info", "backup FILE", "export -o FILE", "prune --older-than AGE", "forget CUSTOMER"];

const many = (count: number): string => (count === 1 ? "1 interaction" : `${count} interactions`);

/** Opens a store that is there, to write to it, and closes it when the work is done. */
const changing = async <Result>(place: StorePlace, io: Io, work: (store: Store) => Promise<Result>): Promise<Result> => {
  // Nothing is made where there is none.
  openToRead(place, io).close();
  const store = openStore(place, io);
  try {
    return await work(store);
  } finally {
    store.close();
  }
};

/** Has the store take in the answers of surveys that wait for it. Where it cannot, that is said, or fails what has to reach them all. */
const settle = async (io: Io, home: AnswersHome, mustTake: boolean): Promise<void> => {
  const { left, problem } = await settleAnswers(io, home);
  if (left.length === 0 && problem === null) return;
  const why = problem ?? { code: "store-locked", facts: { file: home.place.name } };
  if (mustTake && why.code !== "answers-not-ours") throw new ProblemError(4, why.code, why.facts);
  await tellProblem(io, "note", leftNote(home.place, why));
};

const info = async (io: Io, place: StorePlace, values: DbValues): Promise<string> => {
  const store = openToRead(place, io);
  try {
    const render = await import("../../render/store.ts");
    const about = storeInfo(store);
    if (values.format === "json") return render.renderJson(about);
    const style = await makeStyle(wantsColor(values.color ?? "auto", io.env, io.stdout.isTTY));
    return render.renderTable(about, { style, width: widthOf(values, io, null), ascii: values.ascii ?? false });
  } finally {
    store.close();
  }
};

const backup = (io: Io, place: StorePlace, to: string): string => {
  const store = openToRead(place, io, false);
  try {
    backUpStore(store, to, io);
  } finally {
    store.close();
  }
  return `${sanitize(to)}: a copy of ${sanitize(place.name)} as it is now\n`;
};

const day = (date: string | null): string => (date ?? "").slice(0, 10);

/** Whether to go on; throws exit 2 where nobody can be asked. */
const isAgreed = async (io: Io, { yes }: DbValues, question: readonly string[], command: string): Promise<boolean> => {
  const agreed = yes === true ? true : await confirm(io, question.join("\n"));
  if (agreed === null) throw new ProblemError(2, "drop-unasked", { command });
  return agreed;
};

const UNCHANGED = "Nothing was changed.\n";

const prune = async (io: Io, place: StorePlace, values: DbValues): Promise<string> => {
  const age = values["older-than"];
  if (age === undefined) throw new ProblemError(2, "prune-without-age");
  const isTrial = values["dry-run"] ?? false;
  const before = io.now() - age;
  const until = new Date(before).toISOString().slice(0, 10);
  return changing(place, io, async (store) => {
    const { interactions: count, first, last, kept } = await pruneStore(store, before, false);
    const what = `${many(count)} from before ${until}`;
    if (count === 0) return `${what}: there is nothing to drop\n`;
    const dated = `${what} (${day(first)} to ${day(last)})`;
    const rest = `${many(kept)} stay`;
    if (isTrial) return `${dated} would be dropped, ${rest}; nothing was changed (--dry-run)\n`;
    const question = [
      `${dated} would be dropped for good, ${rest}.`,
      "Reports of that time could not be made again; recorded nights stay.",
    ];
    const command = `cs-metrics db prune --older-than ${age % MS_PER_DAY === 0 ? `${age / MS_PER_DAY}d` : `${age / 1000}s`}`;
    if (!(await isAgreed(io, values, [...question, "Drop them?"], command))) return UNCHANGED;
    await pruneStore(store, before, true);
    return `${dated} dropped, ${rest}\n`;
  });
};

const forget = (io: Io, home: AnswersHome, customer: string, values: DbValues): Promise<string> =>
  changing(home.place, io, async (store) => {
    const name = sanitize(customer);
    const found = await forgetInStore(store, customer, false);
    const isThere = found.interactions > 0 || found.figures > 0;
    const nobody = `${name}: no customer of that name is in the store (capitals do not matter); nothing was changed\n`;
    const spelled = found.spellings.filter((one) => one !== customer).map((one) => `"${sanitize(one)}"`);
    const also = spelled.length === 0 ? "" : ` (also as ${spelled.join(", ")})`;
    const what = `${name}${also}: name, organisation, comments and columns kept besides`;
    const whose = `from ${many(found.interactions)}`;
    if (values["dry-run"]) return isThere ? `${what} would be gone ${whose}; nothing was changed (--dry-run)\n` : nobody;
    const question = [`${what} would be gone ${whose} for good; the figures stay.`, "Forget them?"];
    if (isThere && !(await isAgreed(io, values, question, `cs-metrics db forget ${quoteArgument(customer)}`))) return UNCHANGED;
    const isGone = isThere ? (await forgetInStore(store, customer, true)).isGone : true;
    const { files, unread, responses } = await forgetInFiles(io, home, customer);
    for (const { problem } of unread) await tellProblem(io, "note", problem);
    if (!isThere && responses === 0) return nobody;
    return [
      `${what} are gone ${whose}; the figures stay`,
      ...files.map((file) => `  ${sanitize(file)}: the same in the survey answers there`),
      ...(isGone ? [] : ["  Somebody reads the store at the moment: its files keep traces of them until the next import."]),
      ...found.copies.map((copy) => `  A copy from before an update still holds them: ${sanitize(copy)}`),
      "  Backups still hold them, and an export that still names the customer would bring them back.\n",
    ].join("\n");
  });

/** Rows written at once. */
const STEP = 1000;

/** Rows as CSV, piece by piece. */
function* csvOf(rows: Iterable<CsvCell[]>, excel: ExcelDialect | null): Generator<string> {
  let some: CsvCell[][] = [];
  let mark: RegExp | string = "";
  const piece = (): string => writeCsv(some, { excel }).replace(mark, "");
  for (const row of rows) {
    some.push(row.map((cell) => (typeof cell === "string" ? sanitize(cell) : cell)));
    if (some.length < STEP) continue;
    yield piece();
    // Only the first piece has the mark of a file's beginning.
    mark = /^\ufeff/u;
    some = [];
  }
  yield piece();
}

const exportAll = async (io: Io, place: StorePlace, { output, excel, source }: DbValues): Promise<string> => {
  const file = output === undefined || output === "-" ? null : output;
  checkFiles(io, [place.path], { "--output": file });
  const store = openToRead(place, io, false);
  try {
    const pieces = csvOf(exportRows(store, source ?? null), excel ? excelStyle(io.env) : null);
    if (file === null) for (const piece of pieces) await print(io, piece);
    else await (await import("../write-file.ts")).writeFile(io, file, pieces);
  } finally {
    store.close();
  }
  return "";
};

/** `cs-metrics db`: the care of the store. Resolves to the exit code. */
export const runDbCommand = async (io: Io, words: readonly string[], given: DbValues): Promise<number> => {
  const [deed = "info", name, ...rest] = words;
  const wantsName = deed === "backup" || deed === "forget";
  const isKnown = wantsName || deed === "info" || deed === "prune" || deed === "export";
  if (!isKnown || rest.length > 0 || wantsName !== (name !== undefined)) throw new ProblemError(2, "db-deed", { words, deeds: DEEDS });
  const { values } = await configured(io, "db", given);
  const place = storePlace(io, values.db);
  const home = answersHome(io, place, given.db !== undefined);
  if (hasStore(place.path, io)) await settle(io, home, deed === "forget");
  const text = {
    info: () => info(io, place, values),
    backup: () => backup(io, place, name),
    export: () => exportAll(io, place, values),
    prune: () => prune(io, place, values),
    forget: () => forget(io, home, name, values),
  }[deed as "info" | "backup" | "export" | "prune" | "forget"];
  await print(io, await text());
  return EXIT.done;
};
