import { PRIVATE } from "./disk.ts";
import type { AnswersEnv } from "./env.ts";
import { Journal, type Reason, reasonOf } from "./journal.ts";
import type { AnswerRow } from "./row.ts";
import { makePlace, siblingPath } from "./siblings.ts";
import type { Target } from "./target.ts";
import { tornKeeper } from "./torn.ts";

/** A place that did not take rows. */
export interface Refusal {
  readonly place: string;
  readonly reason: Reason;
}

/** The file that this process sets answers aside in while the answers file cannot be written. */
export class Aside {
  private readonly target: Target;
  private readonly env: AnswersEnv;
  private journal: Journal | null = null;

  constructor(target: Target, env: AnswersEnv) {
    this.target = target;
    this.env = env;
  }

  /** Writes all rows, on the disk when this resolves; resolves to the file, or to why no place took them. */
  async keep(rows: readonly AnswerRow[]): Promise<string | readonly Refusal[]> {
    const refusals: Refusal[] = [];
    if (this.journal !== null) {
      const refusal = await this.tried(this.journal, this.journal.path, rows);
      if (refusal === null) return this.journal.path;
    }
    const { target, env } = this;
    for (const place of target.places) {
      const journal = new Journal(
        siblingPath(target, place, "aside", env),
        env,
        tornKeeper(target, env),
        place === target.folder ? undefined : PRIVATE,
      );
      const refusal = await this.tried(journal, place, rows);
      if (refusal === null) {
        this.journal = journal;
        return journal.path;
      }
      refusals.push(refusal);
    }
    return refusals;
  }

  private async tried(journal: Journal, place: string, rows: readonly AnswerRow[]): Promise<Refusal | null> {
    try {
      await makePlace(place, this.target);
      await journal.append(rows);
      return null;
    } catch (error) {
      return { place, reason: reasonOf(error) };
    }
  }
}
