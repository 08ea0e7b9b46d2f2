import type { Field } from "../fields.ts";

/** A comma list of words. */
type List = string;

/**
 * What help desks and hand-made sheets write in one language. Plain data, looked at only when a file asks for it. A word that means
 * something else in another language stands in neither.
 */
export interface Language {
  /** Names of fields, best first, as `normaliseHeader` leaves a header (no accents, units, zones and brackets), and without articles. */
  readonly headers: Readonly<Partial<Record<Field, List>>>;
  /** Wording of survey questions and verdicts that stand as headers. */
  readonly questions: readonly (readonly [Field, RegExp])[];
  /** Words that may fall away from a header where the rest names a field: what a row is, and what only says that a thing has a name. */
  readonly rows: List;
  readonly fillers: Readonly<Record<"instant" | "duration" | "count" | "score" | "category", List>>;
  /** Words of a column that counts interactions: what is counted, and what was done with it. */
  readonly counted: readonly [things: List, done: List];
  /** Words of cells, with their accents; without them they are known too. */
  readonly status: { readonly resolved: List; readonly excluded: List; readonly open: List; readonly unresolved: List };
  readonly answered: readonly [yes: List, no: List];
  readonly sla: { readonly met: List; readonly breached: List; readonly undecided: List };
  readonly csat: {
    readonly good: List;
    readonly neutral: List;
    readonly bad: List;
    readonly offered: List;
    readonly unoffered: List;
  };
  readonly nps: readonly [promoters: List, passives: List, detractors: List];
  readonly directions: readonly [inbound: List, outbound: List];
  /** By our spelling. */
  readonly channels: Readonly<Record<string, List>>;
}
