import type { RowsBehind } from "../report/rows-behind.ts";
import { partsOf } from "../report/rows-behind-parts.ts";
import type { RowBehind } from "../report/rows-behind-row.ts";

/** What rows are listed with, whatever the format. */
export type RowColumn =
  | "id"
  | "created"
  | "resolved"
  | "channel"
  | "agent"
  | "customer"
  | "value"
  | "verdict"
  | "file"
  | "line"
  | "comment";

/** The columns of a listing: they depend on the KPI and what was asked for, never on the data. */
export const columnsOf = ({ kpi, comments }: Pick<RowsBehind, "kpi" | "comments">): readonly RowColumn[] => {
  const hasValue = kpi.unit === "seconds" || kpi.id === "csat" || kpi.id === "nps" || kpi.id === "ces";
  const hasVerdict = partsOf(kpi).some(({ isVerdict, isReason }) => isVerdict || isReason);
  return [
    "id",
    "created",
    "resolved",
    "channel",
    "agent",
    ...(kpi.entity === "customer" ? ["customer" as const] : []),
    ...(hasValue ? ["value" as const] : []),
    ...(hasVerdict ? ["verdict" as const] : []),
    "file",
    "line",
    ...(comments ? ["comment" as const] : []),
  ];
};

/** The file as named on the command line. */
export const fileOf = ({ report }: Pick<RowsBehind, "report">, row: RowBehind): string => report.sources[row.source].file;

/** The values of the dimensions of the group that a row stands in. */
export const byOf = ({ report }: Pick<RowsBehind, "report">, row: RowBehind): readonly string[] =>
  report.dimensions.map((name) => report.groups[row.place].by[name] ?? "");
