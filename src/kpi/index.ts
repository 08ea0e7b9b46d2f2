import { abandonRate } from "./abandon-rate.ts";
import { afterHoursShare } from "./after-hours-share.ts";
import { aht } from "./aht.ts";
import { art } from "./art.ts";
import { asa } from "./asa.ts";
import { atRisk } from "./at-risk.ts";
import { backlog } from "./backlog.ts";
import { ces } from "./ces.ts";
import { containmentRate } from "./containment-rate.ts";
import { csat } from "./csat.ts";
import { escalationRate } from "./escalation-rate.ts";
import { fcr } from "./fcr.ts";
import { keptPromises } from "./kept-promises.ts";
import { nps } from "./nps.ts";
import { oneTouchRate } from "./one-touch-rate.ts";
import { recoveryRate } from "./recovery-rate.ts";
import { reopenRate } from "./reopen-rate.ts";
import { repeatContactRate } from "./repeat-contact-rate.ts";
import { resolutionRate } from "./resolution-rate.ts";
import { resolutionTime } from "./resolution-time.ts";
import { responseRate } from "./response-rate.ts";
import { serviceLevel } from "./service-level.ts";
import { sla } from "./sla.ts";
import { transferRate } from "./transfer-rate.ts";
import type { Kpi } from "./types.ts";
import { volume } from "./volume.ts";

export { chooseFcrRule, FCR_NEEDS } from "./fcr-rule.ts";

/** All KPIs: those of the default report in its order, then those by `--kpi` only. */
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
  // By --kpi only:
  serviceLevel,
  transferRate,
  escalationRate,
  repeatContactRate,
  oneTouchRate,
  backlog,
  responseRate,
  containmentRate,
  keptPromises,
  recoveryRate,
  afterHoursShare,
  atRisk,
];

/** The KPIs of a report that names none. */
export const defaultKpis: readonly Kpi[] = KPIS.filter(({ standard }) => standard);

export const findKpi = (id: string): Kpi | undefined => KPIS.find((kpi) => kpi.id === id);
