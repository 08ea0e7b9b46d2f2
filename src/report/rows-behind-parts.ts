import { findKpi, KPIS } from "../kpi/index.ts";
import type { Kpi, KpiResult, Statistic } from "../kpi/types.ts";
import { ProblemError } from "../text/problem.ts";
import { similar } from "../text/suggest.ts";

export type RowOrder = "newest" | "oldest" | "slowest" | "fastest";

/** One sort of the rows behind a figure. */
export interface RowPart {
  /** As typed behind the colon: "negative". */
  readonly id: string;
  /** Other words for it. */
  readonly also: readonly string[];
  /** How many rows of a figure it has, by the figure's own account; null = the figure does not tell. A row by itself has 1 or 0. */
  readonly of: (result: KpiResult) => number | null;
  readonly order: RowOrder;
  /** Every row that counts is of just one such part. */
  readonly isVerdict: boolean;
  /** Tells why a row is listed; it can be of several such parts. */
  readonly isReason: boolean;
}

/** What people call the rows that a share counts, and those that it counts only among all; the first word is used, all are understood. */
const NAMES: Readonly<Record<string, { readonly yes?: readonly string[]; readonly no?: readonly string[] }>> = {
  csat: { yes: ["positive", "good"], no: ["negative", "bad"] },
  sla: { yes: ["achieved", "met"], no: ["breached", "missed"] },
  resolution_rate: { yes: ["solved", "resolved"], no: ["open"] },
  reopen_rate: { yes: ["reopened"] },
  abandon_rate: { yes: ["abandoned"], no: ["answered"] },
  service_level: { yes: ["in_time"], no: ["late"] },
  transfer_rate: { yes: ["transferred"] },
  escalation_rate: { yes: ["escalated"] },
  repeat_contact_rate: { yes: ["repeated"] },
  response_rate: { yes: ["answered"], no: ["unanswered"] },
  containment_rate: { yes: ["contained"] },
  kept_promises: { yes: ["kept"], no: ["broken"] },
  after_hours_share: { yes: ["after_hours"] },
};

/** Rows on which something is still to be done: the oldest are the worst. */
const isUnfinished = (id: string): boolean => ["open", "waiting", "pending", "overdue"].includes(id) || id.startsWith("age_");

const numberOf = (value: unknown): number | null => (typeof value === "number" && Number.isFinite(value) ? value : null);

const part = (id: string, of: RowPart["of"], more: Partial<RowPart> = {}): RowPart => ({
  id,
  also: [],
  of,
  order: isUnfinished(id) ? "oldest" : "newest",
  isVerdict: false,
  isReason: false,
  ...more,
});

const verdict = ([id, ...also]: readonly string[], of: RowPart["of"]): RowPart => part(id, of, { also, isVerdict: true });

/** Scores that say "easy", and the others, by the share that the figure carries. */
const easyOf = ({ n, share }: KpiResult): number => Math.round((n * (numberOf(share) ?? 0)) / 100);

/** By what the figure is; the whole comes first. */
const kindParts = (kpi: Kpi): RowPart[] => {
  const { yes = [], no = [] } = NAMES[kpi.id] ?? {};
  switch (kpi.unit) {
    case "percent":
      return [
        part("all", ({ n }) => n),
        verdict([...yes, "yes"], ({ numerator = 0 }) => numerator),
        verdict([...no, "no"], ({ n, numerator = 0 }) => n - numerator),
      ];
    case "seconds":
      return [part("slowest", ({ n }) => n, { also: ["all"], order: "slowest" }), part("fastest", ({ n }) => n, { order: "fastest" })];
    case "score":
      return [
        part("all", ({ n }) => n),
        verdict(["low", "hard"], (result) => result.n - easyOf(result)),
        verdict(["high", "easy"], easyOf),
      ];
    case "count":
      return [part("all", ({ value }) => value, kpi.id === "backlog" ? { also: ["open"], order: "oldest" } : {})];
    default:
      return [part("all", ({ n }) => n)];
  }
};

const BANDS = ["promoters", "passives", "detractors"];

/** What makes a customer one at risk; how old an open ticket is. */
const isReason = (kpi: Kpi, key: string): boolean => (kpi.id === "at_risk" && key !== "several") || key.startsWith("age_");

const statisticPart = (kpi: Kpi, { key, read }: Statistic): RowPart =>
  part(key, (result) => numberOf(read === undefined ? result[key] : read(result)), {
    isVerdict: BANDS.includes(key),
    isReason: isReason(kpi, key),
  });

/** The parts of a KPI: by its kind, and one for each further count that it carries. */
export const partsOf = (kpi: Kpi): readonly RowPart[] => {
  const parts = kindParts(kpi);
  const known = (id: string): boolean => id === "numerator" || parts.some((one) => one.id === id || one.also.includes(id));
  for (const statistic of kpi.statistics) {
    if (statistic.unit !== "count" || known(statistic.key)) continue;
    if (statistic.key !== "asked") parts.push(statisticPart(kpi, statistic));
    // Of those asked, the ones that answered are the figure's own.
    else parts.push(part("unanswered", ({ n, asked }) => (numberOf(asked) === null ? null : numberOf(asked)! - n)));
  }
  return parts;
};

/** How the figure judges a row, or why it is listed; null where it does neither. */
export const judged = (
  parts: readonly RowPart[],
  { alone, counted }: { readonly alone: KpiResult; readonly counted: KpiResult },
): string | null => {
  const verdict = parts.find((one) => one.isVerdict && holds(one, counted));
  if (verdict !== undefined) return verdict.id;
  const reasons = parts.filter((one) => one.isReason && holds(one, alone)).map(({ id }) => id);
  return reasons.length === 0 ? null : reasons.join(", ");
};

/** Whether what comes to such a figure is of the part. */
export const holds = ({ of }: RowPart, result: KpiResult): boolean => (of(result) ?? 0) >= 1;

/** What `--rows` names. */
export interface RowsAsked {
  readonly kpi: Kpi;
  readonly part: RowPart;
}

/** `csat:negative`, `art:slowest`, `volume`: a KPI and, if wanted, which of its rows. Throws exit 2: "unknown-kpi", "unknown-part". */
export const parseRows = (text: string): RowsAsked => {
  const [id, ...rest] = text
    .trim()
    .toLowerCase()
    .split(":")
    .map((word) => word.trim().replaceAll(/[ -]/gu, "_"));
  const kpi = findKpi(id);
  const kpis = KPIS.map((one) => one.id);
  if (kpi === undefined) throw new ProblemError(2, "unknown-kpi", { name: id, similar: similar(id, kpis), kpis });
  const parts = partsOf(kpi);
  const word = rest.join(":");
  const found = word === "" ? parts[0] : parts.find((one) => one.id === word || one.also.includes(word));
  if (found !== undefined) return { kpi, part: found };
  const names = parts.flatMap((one) => [one.id, ...one.also]);
  throw new ProblemError(2, "unknown-part", { kpi: id, part: word, similar: similar(word, names), parts: parts.map((one) => one.id) });
};

/** The rows to read where a figure is worse than it should be, as typed behind `--rows`; null = none are worse than others. */
export const rowsToRead = (kpi: Kpi): string | null => {
  const parts = partsOf(kpi);
  const named = (id: string): string => `${kpi.id}:${id}`;
  if (kpi.unit === "percent") return named(parts[kpi.better === "low" ? 1 : 2].id);
  if (kpi.unit === "seconds") return named("slowest");
  if (kpi.unit === "score") return named("low");
  if (kpi.unit === "points") return named("detractors");
  return kpi.better === null ? null : kpi.id;
};
