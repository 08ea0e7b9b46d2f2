import type { Scale } from "../interaction/fields.ts";
import type { MapEntry } from "../interaction/map.ts";
import type { StorePlace } from "../store/env.ts";
import type { FcrRule } from "../kpi/types.ts";
import type { Pseudonyms } from "./pseudonyms.ts";
import type { FileReading } from "./reading.ts";
import type { Target } from "./targets.ts";

/** `--where FIELD=VALUE` or `FIELD!=VALUE`. */
export interface WhereEntry {
  readonly name: string;
  readonly equal: boolean;
  readonly value: string;
}

/** What a report is asked for, whatever asked (flags and config today; store later). Text values are still as typed. */
export interface ReportRequest {
  readonly files: readonly string[];
  /** The store to report from, beside the files; undefined = none. */
  readonly store?: StorePlace;
  readonly by: readonly string[];
  readonly across: string | null;
  readonly period: string | null;
  readonly since: string | null;
  readonly until: string | null;
  /** IANA zone or offset of `--tz`; null = none given. */
  readonly tz: string | null;
  readonly dateBasis: "created" | "resolved" | "answered";
  readonly clock: "calendar" | "business";
  /** `--business-hours` as typed; null and undefined: as a config says, if it does. */
  readonly businessHours?: string | null;
  readonly where: readonly WhereEntry[];
  /** KPI ids in the order asked for; null = the default report. */
  readonly kpis: readonly string[] | null;
  /** What counts as solved at first contact; null = the best rule that the files allow. */
  readonly fcrRule: FcrRule | null;
  readonly map: readonly MapEntry[];
  readonly profile: string | null;
  readonly dateFormat: string | null;
  readonly scales: Readonly<Partial<Record<"csat" | "nps" | "ces", Scale>>>;
  readonly delimiter: string | null;
  readonly encoding: string | null;
  /** How files are read where the flags above do not say it. */
  readonly reading: FileReading;
  /** File for rejected records; null = none. */
  readonly rejects: string | null;
  readonly strict: boolean;
  /** `--as-of` as typed; null = the clock. */
  readonly asOf: string | null;
  readonly hash: boolean;
  /** Compare groups with the rest and say who stands out (for people; table and Markdown). */
  readonly verdicts: boolean;
  /** What to set the figures beside: `previous`, `year` or a period as typed, or a file; null = nothing. */
  readonly compare: { readonly kind: "period"; readonly period: string } | { readonly kind: "file"; readonly file: string } | null;
  /** What figures are to reach. */
  readonly targets: readonly Target[];
  /** Whose names are not to be shown; undefined = all are. */
  readonly pseudonyms?: Pseudonyms;
  /** Look up the rows to read, too; undefined = no. */
  readonly brief?: boolean;
}
