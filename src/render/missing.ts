import type { Kpi } from "../kpi/types.ts";
import type { Report } from "../report/model.ts";
import { missingReason, shortName } from "./labels.ts";

const PHONE: readonly string[] = ["asa", "abandon_rate"];

/**
 * One sentence on the KPIs asked for that the files do not carry; null when they carry all. Beside groups only what was named is missed:
 * the report without groups tells the rest.
 */
export const missingText = (report: Report): string | null => {
  const absent = new Set(report.unavailable.map(({ kpi }) => kpi));
  const unasked = isDefault(report);
  if (unasked && report.dimensions.length > 0) return null;
  const missing = report.requested.filter((kpi) => absent.has(kpi.id) && !(unasked && PHONE.includes(kpi.id) && allPhoneAbsent(absent)));
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

/** Whether nobody named KPIs: phone KPIs a mail team never has are then not worth a word. */
const isDefault = (report: Report): boolean => ["volume", ...PHONE].every((id) => report.requested.some((kpi) => kpi.id === id));

const allPhoneAbsent = (absent: ReadonlySet<string>): boolean => PHONE.every((id) => absent.has(id));
