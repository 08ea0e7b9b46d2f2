import type { Kpi, SpanClock } from "../kpi/types.ts";
import type { OpeningHoursReport, Report } from "../report/model.ts";
import { capitalised } from "./units.ts";
import { TIE } from "./wrap.ts";

/** KPIs that count the time between two instants: what a sentence calls them, and the field of their own column. */
const SPANS: Readonly<Record<string, { readonly name: string; readonly field: string }>> = {
  art: { name: "first reply", field: "response_time" },
  resolution_time: { name: "solving time", field: "resolution_time" },
};

/** What a time of the report counts; null where no file has it. */
const clockOf = ({ sources }: Report, { id }: Kpi): SpanClock | null => {
  const clocks = sources.map(({ decisions }) => (decisions.clocks === undefined ? "calendar" : decisions.clocks[SPANS[id].field]));
  return clocks.find((clock) => clock !== undefined) ?? null;
};

/** "Mon-Fri 09:00-17:00 in Europe/Berlin, without 3 holidays" */
const hoursText = ({ hours, timeZone, holidays, byTeam }: OpeningHoursReport, asWritten: boolean): string => {
  const zone = asWritten || timeZone === null || hours.endsWith(timeZone) ? "" : ` in ${timeZone}`;
  const without = holidays.length === 0 ? "" : `, without ${holidays.length} ${holidays.length === 1 ? "holiday" : "holidays"}`;
  return `${hours.replaceAll(" ", TIE)}${zone}${without}${byTeam ? "; some teams have hours of their own" : ""}`;
};

const EXAMPLE = `--business-hours${TIE}"Mon-Fri${TIE}09:00-17:00"`;

/** Of all times together. */
const whole = (report: Report, clock: SpanClock): string => {
  const { clock: asked, openingHours, asWritten } = report.period;
  if (clock === "schedule") return `Times count opening hours only: ${hoursText(openingHours!, asWritten)}.`;
  if (clock === "export" && asked === "business") return "Times count opening hours only, as the export gives them.";
  if (clock === "export") return "Times in opening hours only are all the file has; nights and weekends do not count.";
  if (asked === "business") {
    const why = openingHours === undefined ? "the file has none in opening hours" : "the file has no dates to count opening hours from";
    return `Times count nights and weekends: ${why}.${openingHours === undefined ? ` Say when the team works: ${EXAMPLE}` : ""}`;
  }
  const other = openingHours !== undefined || report.sources.some(({ otherClock }) => otherClock === true);
  return other ? `Times count nights and weekends; for opening hours only: --clock${TIE}business` : "Times count nights and weekends.";
};

/** Of a time by itself, where others are on another clock. */
const single = ({ period }: Report, clock: SpanClock): string => {
  const { clock: asked, openingHours, asWritten } = period;
  if (clock === "schedule") return `counts opening hours: ${hoursText(openingHours!, asWritten)}`;
  if (clock === "export") {
    const why = asked === "calendar" ? ", which is all the file has" : openingHours === undefined ? "" : ", as it has no dates for it";
    return `counts opening hours as the export gives them${why}`;
  }
  return `counts nights and weekends${asked === "calendar" ? "" : ", as the file has no other"}`;
};

/** Which hours the times of a report count; null where it has no such times. */
export const clockText = (report: Report): string | null => {
  const times = report.kpis.flatMap((kpi) => {
    const clock = SPANS[kpi.id] === undefined ? null : clockOf(report, kpi);
    return clock === null ? [] : [{ name: SPANS[kpi.id].name, clock }];
  });
  if (times.length === 0) return null;
  const [first, ...others] = times;
  if (others.every(({ clock }) => clock === first.clock)) return whole(report, first.clock);
  return capitalised(`${times.map(({ name, clock }) => `${name} ${single(report, clock)}`).join("; ")}.`);
};
