import type { WantedRecords } from "../csv/records.ts";
import type { Aggregate, Kpi } from "../kpi/types.ts";
import type { PassPlan } from "./pass.ts";

/** Who look for contacts that follow within so many milliseconds, and for the newest one. */
const FOLLOWED: ReadonlySet<string> = new Set(["fcr", "repeat_contact_rate"]);
const WINDOW = 7 * 86_400_000;
/** The newest interaction may be one that does not count; one of so many does. */
const NEWEST = 100;

/** What of a store a pass has to see: its period, and what its KPIs look up beyond it. Null = everything. */
export const spanOf = (
  { since, until, kpis, byCreated, sources }: Pick<PassPlan, "since" | "until" | "kpis" | "byCreated" | "sources">,
  aggregates: readonly Aggregate[],
): WantedRecords["span"] => {
  if ((since === null && until === null) || !byCreated) return null;
  // A file may repeat what the store has of any time.
  if (sources.some(({ allScores }) => allScores === undefined)) return null;
  const looking = (kpi: Kpi, at: number): boolean => kpi.beyondPeriod === true || aggregates[at].observe !== undefined;
  const beyond = kpis.filter(looking);
  if (beyond.length === 0) return { since, until, newest: 0 };
  if (!beyond.every(({ id }) => FOLLOWED.has(id))) return null;
  return { since, until: until === null ? null : until + WINDOW, newest: NEWEST };
};
