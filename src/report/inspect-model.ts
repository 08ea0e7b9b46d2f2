import type { Profile } from "../interaction/profiles/index.ts";
import type { FormatSource } from "../interaction/date-order.ts";
import type { ColumnUse, Field, Scale } from "../interaction/fields.ts";
import type { Kpi } from "../kpi/types.ts";
import type { Problem } from "../text/problem.ts";
import type { SourceReport } from "./model.ts";

/** How files were understood and on what evidence: facts only, renderers word them. */
export interface Inspection {
  readonly tool: { readonly name: "cs-metrics"; readonly version: string };
  /** Epoch milliseconds. */
  readonly asOf: number;
  readonly clock: "calendar" | "business";
  readonly files: readonly InspectedFile[];
}

export interface InspectedFile {
  /** What a report of the same files says of this one: its account of rows, what was unreadable. */
  readonly report: SourceReport;
  readonly profile: InspectedProfile | null;
  readonly text: InspectedText;
  readonly zone: InspectedZone;
  /** One for each column used as an instant. */
  readonly dates: readonly InspectedDate[];
  /** All of them, in file order. */
  readonly columns: readonly InspectedColumn[];
  /** All that there are, in the order of the default report. */
  readonly kpis: readonly InspectedKpi[];
  /** What to look at, the worst first. */
  readonly checks: readonly Check[];
}

export interface InspectedProfile {
  readonly id: string;
  /** As people call it: "Zendesk". */
  readonly name: string;
  /** How sure its facts are. */
  readonly certainty: Profile["certainty"];
  readonly from: "flag" | "config" | "headers";
  /** Where a config says it. */
  readonly origin: string | null;
  /** Headers of the file that told it; empty where none did. */
  readonly headers: readonly string[];
}

export interface InspectedText {
  readonly encoding: string;
  readonly bom: boolean;
  /** Null = the file is not compressed. */
  readonly compression: string | null;
  readonly delimiter: string;
  readonly quote: string;
  /** Physical line of the column names, 1-based. */
  readonly headerLine: number;
  /** Records above and below the column names that are no data. */
  readonly titleRecords: number;
  readonly extraHeaderRecords: number;
  /** Records looked at before reading; what is said of columns that are not used rests on them. */
  readonly sampled: number;
  /** They are all there are. */
  readonly complete: boolean;
}

export interface InspectedZone {
  /** IANA name or offset; null = none is named. */
  readonly name: string | null;
  /** Header of the file, its profile, what a config says of the file, offsets in the cells, or `--tz`. */
  readonly from: "header" | "profile" | "config" | "cells" | "flag" | null;
  /** Where a config says it. */
  readonly origin: string | null;
}

export interface InspectedDate {
  readonly field: Field;
  readonly header: string;
  /** `dmy`, `mdy`, `ymd`, `unix`, `unixms`, `excel` or a pattern; null = day and month cannot be told apart, or nothing to tell by. */
  readonly format: string | null;
  /** What told it; null = nothing did. */
  readonly from: FormatSource | "config" | null;
  /** Where a config says it. */
  readonly origin: string | null;
  readonly dateOnly: boolean;
  /** A cell of the column; where cells told the order, the first that did. */
  readonly example: Example | null;
}

export interface Example {
  /** Physical line of its record; null where that is not known. */
  readonly line: number | null;
  /** As it stands in the file. */
  readonly value: string;
  /** What it was taken for, where that is another word: "Email" for "Mail". */
  readonly means?: string;
}

export interface InspectedColumn {
  readonly column: number;
  readonly header: string;
  /** Header of the column of times of day that was joined to it. */
  readonly timeHeader: string | null;
  /** Null = not used. A column joined to another as its time of day has that one's use. */
  readonly use: ColumnUse | null;
  /** Rows whose cell can be used as the field; where the column is not used, rows whose cell is filled. */
  readonly usable: number;
  readonly rows: number;
  /** Only the sampled rows were looked at. */
  readonly sampled: boolean;
  /** The scales of scores; of several types in the long form. */
  readonly scales: Readonly<Partial<Record<"csat" | "nps" | "ces", Scale>>>;
  /** Words of the file whose meaning counts, the most frequent first. */
  readonly vocabulary: readonly Word[];
  readonly example: Example | null;
  /** Figures of the default report, or what tells its rows apart, need it. */
  readonly needed: boolean;
  /** Worth a second look: something was assumed, left out or could not be decided. */
  readonly doubtful: boolean;
  /** Fields it could serve as, by its name and cells, were it asked to. Only of columns not used. */
  readonly couldBe: readonly Field[];
  /** A config says that it is not used. */
  readonly ignored: boolean;
}

export interface Word {
  readonly word: string;
  /** `positive`, `neutral`, `negative`, `asked`, `yes`, `no`, `solved`, `open`, or our own spelling of a channel and its like. */
  readonly means: string;
}

/** Why a KPI cannot be reported. */
export type Obstacle = "no-column" | "no-values" | "no-scale" | "dates-undecided" | "unit-unknown" | "no-rule";

export interface InspectedKpi {
  readonly kpi: Kpi;
  /** Null = it can be reported. */
  readonly obstacle: Obstacle | null;
  readonly reason: string | null;
  /** Fields without a column, by the alternatives of which the fewest are missing. */
  readonly missing: readonly (readonly Field[])[];
  /** The column that stands in the way. */
  readonly header: string | null;
}

/** One thing to look at, its cause and what would mend it being the problem's wording. */
export interface Check {
  readonly problem: Problem;
  /** Cells, records or files it is true of. */
  readonly count: number;
  readonly header: string | null;
  readonly line: number | null;
  /** At most three, in file order. */
  readonly examples: readonly { readonly line: number; readonly value: string }[];
}
