import { type Facts, isProblem, ProblemError } from "../text/problem.ts";
import type { ConfigFaultKind } from "../text/problems/config.ts";
import { similar } from "../text/suggest.ts";
import type { CheckName } from "./keys.ts";
import { type Origin, originText } from "./origin.ts";

/** Where in a config something stands: `["files 2", "dateFormat"]`. */
export type Path = readonly string[];

/** More than these nobody puts right in one go. */
const MOST = 50;

interface Fault {
  readonly origin: Origin;
  readonly key: string;
  readonly kind: ConfigFaultKind;
  readonly facts: Facts;
}

/** What might have been meant is looked for only where it is told: a file may have very many faults. */
const withSimilar = (facts: Facts): Facts =>
  Array.isArray(facts.known) ? { ...facts, similar: similar(String(facts.name), facts.known as string[]) } : facts;

/** A value that somebody who knows more of it has yet to look at. */
interface Doubt {
  readonly origin: Origin;
  readonly path: Path;
  readonly check: CheckName;
  readonly value: string;
}

/** Looks at a value; `key` names it in messages. Throws a ProblemError where the value cannot be. */
export type Checks = Readonly<Record<CheckName, (value: string, key: string) => void | Promise<void>>>;

/** Collects all that is wrong with the configuration before anything is said. */
export class Faults {
  readonly #found: Fault[] = [];
  readonly #doubts: Doubt[] = [];

  add(origin: Origin, path: Path, kind: ConfigFaultKind, facts: Facts = {}): void {
    this.#found.push({ origin, key: path.join(", "), kind, facts });
  }

  /** Has a value looked at in the end. */
  doubt(origin: Origin, path: Path, check: CheckName, value: string): void {
    this.#doubts.push({ origin, path, check, value });
  }

  /**
   * Looks at all values in doubt, then throws exit 2 with all faults, if there are any, in the order of their files and lines. Of very many
   * values that are wrong the last ones are not looked at.
   */
  async raise(checks: Checks): Promise<void> {
    let left = this.#doubts.length;
    for (const doubt of this.#doubts) {
      if (this.#found.length >= MOST) break;
      left--;
      await this.#look(doubt, checks);
    }
    if (this.#found.length === 0) return;
    const files = [...new Set(this.#found.map(({ origin }) => (origin.kind === "file" ? origin.file : "")))];
    const rank = ({ origin }: Fault): number => (origin.kind === "file" ? files.indexOf(origin.file) * 1e7 + origin.line : 1e12);
    const faults = this.#found
      .toSorted((a, b) => rank(a) - rank(b))
      .slice(0, MOST)
      .map(({ origin, facts, ...fault }) => ({ ...fault, place: originText(origin), facts: withSimilar(facts) }));
    throw new ProblemError(2, "config-faults", { faults, count: this.#found.length, isAll: left === 0 });
  }

  async #look({ origin, path, check, value }: Doubt, checks: Checks): Promise<void> {
    const key = path.at(-1)!;
    try {
      await checks[check](value, key);
    } catch (error) {
      if (!isProblem(error)) throw error;
      const { code, facts } = error.problem;
      // Problems of flags begin with their flag, which here is the key.
      const isNamed = facts.flag !== undefined;
      const { describe } = await import("../text/problems/index.ts");
      const lines = describe({ code, facts: isNamed ? { ...facts, flag: key } : facts });
      this.add(origin, isNamed ? path.slice(0, -1) : path, "refused", { lines });
    }
  }
}
