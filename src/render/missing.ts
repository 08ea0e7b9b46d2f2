import type { Kpi } from "../kpi/types.ts";
import type { Report } from "../report/model.ts";
import { missingReason, shortName } from "./labels.ts";
import { type Noun, nounOf } from "./noun.ts";

const PHONE = ["asa", "abandon_rate"];
const SURVEYS = ["csat", "nps", "ces"];
const TICKETS = ["art", "resolution_time", "resolution_rate", "reopen_rate"];

/** KPIs that files of a kind never have: not worth a word unless someone asks for them. */
const FOREIGN: Readonly<Record<Noun, (id: string) => boolean>> = {
  tickets: (id) => PHONE.includes(id),
  interactions: (id) => PHONE.includes(id),
  calls: (id) => TICKETS.includes(id),
  answers: (id) => !SURVEYS.includes(id),
  rows: () => true,
};

/**
 * One sentence on the KPIs asked for that the files do not carry; null when they carry all. Beside groups only what was named is missed:
 * the report without groups tells the rest.
 */
export const missingText = (report: Report): string | null => {
  const absent = new Set(report.unavailable.map(({ kpi }) => kpi));
  const unasked = isDefault(report);
  if (unasked && report.dimensions.length > 0) return null;
  const isForeign = unasked ? FOREIGN[nounOf(report)] : () => false;
  const missing = report.requested.filter(({ id }) => absent.has(id) && !isForeign(id));
  if (missing.length === 0) return null;
  const byReason = new Map<string, string[]>();
  for (const kpi of missing) {
    const reason = reasonOf(kpi, report);
    const key = reason === "" ? kpi.id : reason;
    byReason.set(key, [...(byReason.get(key) ?? []), shortName(kpi)]);
  }
  const parts = [...byReason].map(([key, names]) => (absent.has(key) ? names.join(", ") : `${names.join(", ")} (${key})`));
  return `Not in ${report.sources.length > 1 ? "these files" : "this file"}: ${parts.join(", ")}.`;
};

/** A column of the KPI's own that is there but of no use has a story of its own. */
const reasonOf = (kpi: Kpi, report: Report): string => {
  const isThere = report.sources.some((source) => source.decisions.columns.some((use) => use.field === kpi.id));
  return isThere ? (report.unavailable.find((one) => one.kpi === kpi.id)?.reason ?? "") : missingReason(kpi);
};

/** Whether nobody named KPIs: the default report has those of phones and of surveys. */
const isDefault = (report: Report): boolean => ["volume", "nps", ...PHONE].every((id) => report.requested.some((kpi) => kpi.id === id));
