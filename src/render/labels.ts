import type { Kpi } from "../kpi/types.ts";

/** What the tables call a KPI where its full name is too long. A KPI without an entry goes by its name. */
interface Label {
  /** Head of its column in a table by groups. */
  readonly head?: readonly string[];
  /** Shortest name, where the KPI's own says too little by itself. */
  readonly absent?: string;
  /** Why a file does not have it, in brackets behind its name. */
  readonly missing?: string;
}

const LABELS: Readonly<Record<string, Label>> = {
  csat: { head: ["Satisfied", "(CSAT)"], missing: "no such survey" },
  nps: { head: ["Promoter", "score (NPS)"], missing: "no such survey" },
  ces: { head: ["Ease of", "effort (CES)"], missing: "no such survey" },
  fcr: { head: ["Solved at", "1st (FCR)"] },
  aht: { head: ["Handling", "half within"], missing: "no handling times" },
  art: { head: ["First reply", "half within"], missing: "no first reply times" },
  resolution_time: { head: ["Solved", "half in"], absent: "solving times" },
  resolution_rate: { head: ["Solved", "so far"] },
  reopen_rate: { head: ["Reopened"] },
  sla: { head: ["Within", "SLA"] },
  asa: { head: ["Answered", "half within"] },
  abandon_rate: { head: ["Abandoned"] },
  service_level: { head: ["Answered", "in 20 s"], missing: "no waiting times" },
  transfer_rate: { head: ["Transferred"], missing: "not marked" },
  escalation_rate: { head: ["Escalated"], missing: "not marked" },
  repeat_contact_rate: { head: ["Came back", "in 7 days"], missing: "no customers with dates" },
  one_touch_rate: { head: ["Solved with", "≤ 1 reply"], missing: "no number of replies" },
  backlog: { head: ["Open at", "the end"], absent: "backlog", missing: "no dates with a status" },
  response_rate: { head: ["Answered", "when asked"], missing: "no such survey" },
  containment_rate: { head: ["Without", "a human"], missing: "no mark of a bot" },
  kept_promises: { head: ["Solved by", "due date"], missing: "no due dates" },
  recovery_rate: { head: ["Won back"], missing: "no scores with customers" },
  after_hours_share: { head: ["Outside", "hours"], missing: "no opening hours given" },
  at_risk: { head: ["Customers", "at risk"], missing: "no customers" },
};

/** Full name: "Satisfied customers (CSAT)". */
export const fullName = ({ name, abbreviation }: Kpi): string =>
  abbreviation === "" || name.includes(abbreviation) ? name : `${name} (${abbreviation})`;

/** Name of a row: "First reply (ART)", or without the abbreviation where there is no room. */
export const rowName = (kpi: Kpi, short: boolean): string => (short ? kpi.name : fullName(kpi));

/** Head of a column, one or two lines. */
export const columnHead = (kpi: Kpi): readonly string[] => {
  const head = LABELS[kpi.id]?.head;
  if (head !== undefined) return head;
  if (kpi.unit === "seconds") return [kpi.name, "half within"];
  const blank = kpi.name.indexOf(" ", kpi.name.length / 2 - 3);
  return blank === -1 ? [kpi.name] : [kpi.name.slice(0, blank), kpi.name.slice(blank + 1)];
};

/** Shortest name people know: "CSAT", "Reopened after solving". */
export const shortName = (kpi: Kpi): string => LABELS[kpi.id]?.absent ?? (kpi.abbreviation || kpi.name);

export const missingReason = (kpi: Kpi): string => LABELS[kpi.id]?.missing ?? "";
