import type { Reject } from "../csv/block.ts";
import type { ColumnUse, Scale } from "../interaction/fields.ts";
import type { Kpi, KpiResult, SpanClock } from "../kpi/types.ts";
import type { Sample } from "../stats/sample.ts";
import type { Problem } from "../text/problem.ts";
import type { Comparison } from "./compare.ts";
import type { TargetReport } from "./targets.ts";
import type { WhereEntry } from "./request.ts";
import type { ToRead } from "./to-read.ts";
import type { Trend } from "./trend.ts";

/** A finished report: numbers and facts only. Renderers turn it into text and decide nothing else. */
export interface Report {
  readonly tool: { readonly name: "cs-metrics"; readonly version: string };
  /** Epoch milliseconds. */
  readonly asOf: number;
  readonly period: ReportPeriod;
  readonly sources: readonly SourceReport[];
  /** Names as asked for with `--by` (then `--across`). */
  readonly dimensions: readonly string[];
  /** The dimension laid out sideways in the table, the last of `dimensions`. */
  readonly across: string | null;
  /** The total first. */
  readonly groups: readonly GroupReport[];
  /** KPIs of the report in order: those of `groups[].kpis`. */
  readonly kpis: readonly Kpi[];
  /** KPIs asked for: the default set or `--kpi`, available or not. */
  readonly requested: readonly Kpi[];
  readonly unavailable: readonly { readonly kpi: string; readonly reason: string; readonly needs: readonly string[] }[];
  /** Beside another period or file; undefined = not compared. */
  readonly comparison?: Comparison;
  /** How the targets fared, in the order given; undefined = none were. */
  readonly targets?: readonly TargetReport[];
  /** The groups as a course of time; undefined = no single time dimension makes them. */
  readonly trend?: Trend;
  /** The conditions of the rows as they may be shown; undefined = as they were asked for. */
  readonly where?: readonly WhereEntry[];
  /** Rows to read, the most pressing first; undefined = not asked for. */
  readonly toRead?: readonly ToRead[];
  /** Statements for "Good to know" beyond what the figures say themselves; worst first. */
  readonly notes: readonly Problem[];
  /** Notices for stderr (grouped, each once). */
  readonly notices: readonly Problem[];
  /** The rejected records, kept when `--rejects` asked for them. */
  readonly rejects: readonly (Reject & { readonly file: string })[];
}

export interface ReportPeriod {
  /** Epoch milliseconds, half-open; null = open. */
  readonly since: number | null;
  readonly until: number | null;
  /** IANA name; "UTC" when nothing names a zone. */
  readonly timeZone: string;
  /** Neither a file nor `--tz` names a zone: say "as written". */
  readonly asWritten: boolean;
  readonly dateBasis: "created" | "resolved" | "answered";
  readonly clock: "calendar" | "business";
  /** When the team works; undefined = nobody said. */
  readonly openingHours?: OpeningHoursReport;
  /** First and last instant of the rows used on that basis, epoch milliseconds; null without any. */
  readonly first: number | null;
  readonly last: number | null;
}

export interface OpeningHoursReport {
  /** As it was written. */
  readonly hours: string;
  /** IANA name or offset; null = each file's own. */
  readonly timeZone: string | null;
  /** Days such as 2026-12-25. */
  readonly holidays: readonly string[];
  /** The flag or the place of the config that says it. */
  readonly origin: string;
  /** Some teams have hours of their own. */
  readonly byTeam: boolean;
}

export interface SourceReport {
  /** As named on the command line; "-" for standard input. */
  readonly file: string;
  readonly sha256: string | null;
  /** Profile id, null = generic. */
  readonly profile: string | null;
  readonly encoding: string;
  readonly delimiter: string;
  readonly decisions: SourceDecisions;
  /** The file has the same times on the other clock (`--clock`), too: business beside calendar hours, or the other way round. */
  readonly otherClock?: boolean;
  readonly rows: RowAccount;
  readonly unreadable: readonly {
    readonly field: string;
    readonly column: string;
    readonly count: number;
    readonly examples: readonly { readonly line: number; readonly value: string }[];
  }[];
  readonly warnings: readonly { readonly problem: Problem; readonly count: number; readonly column?: string; readonly line?: number }[];
}

/** What was decided for a file, serialisable. */
export interface SourceDecisions {
  readonly headerLine: number;
  readonly columns: readonly ColumnUse[];
  readonly dateOrder: Readonly<Record<string, string>>;
  readonly scales: Readonly<Record<string, Scale>>;
  readonly zone: string | null;
  /** What the times count that are in the figures, by field; undefined = all hours. */
  readonly clocks?: Readonly<Partial<Record<string, SpanClock>>>;
}

export interface RowAccount {
  readonly read: number;
  readonly used: number;
  readonly filtered: number;
  readonly filteredBy: { readonly status: number; readonly period: number; readonly where: number; readonly undated: number };
  readonly duplicates: number;
  readonly rejected: number;
  readonly notData: number;
  /** Status words of the rows filtered by status, with counts: "deleted" → 3. */
  readonly filteredStatus: Readonly<Record<string, number>>;
}

export interface GroupReport {
  /** Dimension name → value; {} for the total. `(none)` = absent. */
  readonly by: Readonly<Record<string, string>>;
  /** By KPI id, in the report's order. */
  readonly kpis: Readonly<Record<string, KpiResult>>;
  /** Times of a KPI behind the figure, in seconds; null for KPIs that are no times. */
  sample?(kpi: string): Sample | null;
}
