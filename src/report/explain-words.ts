import type { Kpi, Unit } from "../kpi/types.ts";

const INTERVALS: Readonly<Record<Unit, string | null>> = {
  percent: "Wilson's interval of a share, 95 %",
  points: "adjusted Wald interval, 95 %",
  score: "Student's t interval of the mean, 95 %; Wilson's interval of the share",
  seconds: "by binomial ranks for the median (from 6 values on), Student's t for the mean, 95 %",
  count: null,
};

/** How the likely range of a KPI comes about; null = a count has none. */
export const intervalOf = ({ unit }: Kpi): string | null => INTERVALS[unit];

/** What every KPI leaves out. */
export const NEVER_COUNTED =
  "rows marked as spam, deleted or merged, repeats of an id (the newest counts), records that cannot be read, rows outside the period or --where";
