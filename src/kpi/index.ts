import { abandonRate } from "./abandon-rate.ts";
import { aht } from "./aht.ts";
import { art } from "./art.ts";
import { asa } from "./asa.ts";
import { ces } from "./ces.ts";
import { csat } from "./csat.ts";
import { fcr } from "./fcr.ts";
import { nps } from "./nps.ts";
import { reopenRate } from "./reopen-rate.ts";
import { resolutionRate } from "./resolution-rate.ts";
import { resolutionTime } from "./resolution-time.ts";
import { sla } from "./sla.ts";
import type { Kpi } from "./types.ts";
import { volume } from "./volume.ts";

export { chooseFcrRule } from "./fcr-rule.ts";

/** All KPIs, in the order of the default report. */
export const KPIS: readonly Kpi[] = [
  volume,
  csat,
  nps,
  ces,
  fcr,
  aht,
  art,
  resolutionTime,
  resolutionRate,
  reopenRate,
  sla,
  asa,
  abandonRate,
];

/** The KPIs of a report that names none. */
export const defaultKpis: readonly Kpi[] = KPIS.filter(({ standard }) => standard);

export const findKpi = (id: string): Kpi | undefined => KPIS.find((kpi) => kpi.id === id);
