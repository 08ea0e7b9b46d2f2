import { type Facts, isProblem, ProblemError } from "../text/problem.ts";
import type { ConfigFaultKind } from "../text/problems/config.ts";
import { describe } from "../text/problems/index.ts";
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

/** Collects all that is wrong with the configuration before anything is said. */
export class Faults {
  readonly #found: Fault[] = [];

  add(origin: Origin, path: Path, kind: ConfigFaultKind, facts: Facts = {}): void {
    this.#found.push({ origin, key: path.join(", "), kind, facts });
  }

  /** Runs the check of a value; what it throws is a fault in the words of its problem. */
  check(origin: Origin, path: Path, check: () => void): void {
    try {
      check();
    } catch (error) {
      if (!isProblem(error)) throw error;
      const { code, facts } = error.problem;
      const key = path.at(-1)!;
      // Problems of flags begin with their flag, which here is the key.
      const isNamed = facts.flag !== undefined;
      const lines = describe({ code, facts: isNamed ? { ...facts, flag: key } : facts });
      this.add(origin, isNamed ? path.slice(0, -1) : path, "refused", { lines });
    }
  }

  /** Throws exit 2 with all faults, if there are any, in the order of their files and lines. */
  raise(): void {
    if (this.#found.length === 0) return;
    const files = [...new Set(this.#found.map(({ origin }) => (origin.kind === "file" ? origin.file : "")))];
    const rank = ({ origin }: Fault): number => (origin.kind === "file" ? files.indexOf(origin.file) * 1e7 + origin.line : 1e12);
    const faults = this.#found
      .toSorted((a, b) => rank(a) - rank(b))
      .slice(0, MOST)
      .map(({ origin, ...fault }) => ({ ...fault, place: originText(origin) }));
    throw new ProblemError(2, "config-faults", { faults, count: this.#found.length });
  }
}
