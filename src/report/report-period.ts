import type { BuildInput } from "./build.ts";
import type { OpeningHoursReport, ReportPeriod } from "./model.ts";
import type { PassResult } from "./pass.ts";
import type { Source } from "./source.ts";

/** Whether instants name their offset themselves. */
export const offsetsIn = ({ readings }: PassResult): boolean =>
  readings.some(({ columns }) => columns.some(({ offsets: count }) => count > 0));

/** Of which time the report is, and by which clocks. */
export const periodOf = ({ request, sources, zone, period, plan, result }: BuildInput): ReportPeriod => {
  const namesZone = sources.some(({ decisions }) => decisions.zone !== null);
  return {
    since: period.since,
    until: period.until,
    timeZone: zone,
    asWritten: request.tz === null && !namesZone && !offsetsIn(result),
    dateBasis: request.dateBasis,
    clock: request.clock,
    openingHours: hoursOf(sources),
    first: result.first,
    last: plan.basis.every((field) => field === null) ? null : result.last,
  };
};

const hoursOf = (sources: readonly Source[]): OpeningHoursReport | undefined => {
  const hours = sources[0]?.hours ?? null;
  if (hours === null) return undefined;
  const zones = new Set(sources.map(({ decisions }) => hours.zoneOf(decisions.zone)));
  const { text, holidays, origin, hasTeams } = hours;
  return { hours: text, timeZone: zones.size === 1 ? [...zones][0] : null, holidays, origin, byTeam: hasTeams };
};
