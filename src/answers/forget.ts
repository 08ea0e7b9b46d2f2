import { readFile, rm } from "node:fs/promises";
import { writeCsv } from "../csv/write.ts";
import { ProblemError } from "../text/problem.ts";
import { exists, replaceFile } from "./disk.ts";
import type { AnswersEnv } from "./env.ts";
import { placeOf, rowOf } from "./format.ts";
import { Journal, reasonOf, stillHeld } from "./journal.ts";
import type { Loaded } from "./load.ts";
import type { Lock } from "./lock.ts";
import { loadAsAnswers, type Unread } from "./read.ts";
import { ANSWER_COLUMNS, type AnswerColumn } from "./row.ts";
import { leftBehind, siblingsOf } from "./siblings.ts";
import { locate, type Target } from "./target.ts";
import { tornKeeper } from "./torn.ts";

export interface Forgotten {
  /** Responses that were this customer's. */
  readonly responses: number;
  /** Files that were changed. */
  readonly files: readonly string[];
  /** Files that could not be looked through or changed, and may still name the customer. */
  readonly unread: readonly Unread[];
}

/** Told of the person; the rest of a row stays. Columns that somebody else added go too: they may say anything. */
const PERSONAL: readonly AnswerColumn[] = ["customer", "ticket_id", "comment"];

const folded = (name: string): string => name.trim().normalize("NFC").toLowerCase();

/** Whether a text that is no record names the customer. */
const named = (text: string, customer: string): boolean => {
  const name = folded(customer).replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${name}(?![\\p{L}\\p{N}])`, "u").test(folded(text));
};

/** The table without the customer, and the ids of the responses that were theirs; null = they are not in it. */
const without = (loaded: Loaded, customer: string): { text: string; ids: Set<unknown> } | null => {
  const { ours, delimiter, header, records, rejects } = loaded;
  const ids = new Set<unknown>();
  for (const cells of records) {
    const row = rowOf(header, cells);
    if (row.customer !== null && folded(String(row.customer)) === folded(customer)) ids.add(row.response_id);
  }
  const kept = rejects.filter((line) => !named(line, customer));
  if (ids.size === 0 && kept.length === rejects.length) return null;
  const stays = new Set(ANSWER_COLUMNS.filter((column) => !PERSONAL.includes(column)).map((column) => placeOf(header, column)));
  const blanked = records.map((cells) =>
    ids.has(rowOf(header, cells).response_id) ? cells.map((cell, index) => (stays.has(index) ? cell : "")) : cells,
  );
  const table = writeCsv([header, ...blanked], { excel: ours === "\n" ? null : { delimiter, decimal: "." } });
  return { text: table + kept.map((line) => `${line}${ours ?? "\r\n"}`).join(""), ids };
};

class Forgetting {
  readonly ids = new Set<unknown>();
  readonly files: string[] = [];
  readonly unread: Unread[] = [];
  private readonly target: Target;
  private readonly customer: string;
  private readonly env: AnswersEnv;

  constructor(target: Target, customer: string, env: AnswersEnv) {
    this.target = target;
    this.customer = customer;
    this.env = env;
  }

  journalOf(path: string): Journal {
    return new Journal(path, this.env, tornKeeper(this.target, this.env));
  }

  /** Blanks the customer in a file while nobody writes to it. */
  async inFile(path: string, shown: string, lock: Lock): Promise<void> {
    await this.journalOf(path).mendUnder(lock);
    const found = without(await loadAsAnswers(path, shown, this.env), this.customer);
    if (found === null) return;
    await stillHeld(lock);
    await replaceFile(path, found.text, this.env);
    this.files.push(shown);
    for (const id of found.ids) this.ids.add(id);
  }

  /** The same for the files around the answers file; what fails is told in the end. */
  async inSiblings(): Promise<void> {
    const { target, env } = this;
    const tables = [
      ...(await siblingsOf(target, "aside")),
      ...(await siblingsOf(target, "backup")),
      ...(await leftBehind(target, env)).drafts,
    ];
    for (const path of tables) {
      await this.told(path, () => this.journalOf(path).locked((lock) => this.inFile(path, path, lock)));
    }
    for (const path of await siblingsOf(target, "torn")) {
      await this.told(path, async () => {
        if (!named(await readFile(path, "utf8"), this.customer)) return;
        await rm(path);
        this.files.push(path);
      });
    }
  }

  private async told(file: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const problem =
        error instanceof ProblemError ? error.problem : { code: "answers-file-stays", facts: { file, reason: reasonOf(error) } };
      this.unread.push({ file, problem });
    }
  }
}

/**
 * Blanks customer, ticket and comment in all rows of a customer's responses: in the answers file, in those set aside, in backups. Scores
 * stay, so that figures stay what they were. The name has to be the same but for case and blanks around it. What a killed process left of
 * a row that names the customer is removed. Throws exit 3 when the file holds something else, or is missing where it must exist, exit 4
 * when it cannot be written.
 */
export const forgetCustomer = async (path: string, customer: string, env: AnswersEnv, mustExist = true): Promise<Forgotten> => {
  const target = await locate(path, env);
  const forgetting = new Forgetting(target, customer, env);
  const { files, ids, unread } = forgetting;
  try {
    await forgetting.journalOf(target.path).locked(async (lock) => {
      const there = await exists(target.path);
      if (mustExist && !there && (await siblingsOf(target, "aside")).length === 0)
        throw new ProblemError(3, "answers-missing", { file: target.shown });
      if (there) await forgetting.inFile(target.path, target.shown, lock);
      await forgetting.inSiblings();
    });
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError(4, "answers-busy", { file: target.shown, reason: reasonOf(error) }, { cause: error });
  }
  return { responses: ids.size, files, unread };
};
