import type { ReportPeriod } from "../report/model.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

interface Day {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

const OFFSET = /^([+-])(\d{2}):?(\d{2})$/u;

/** Calendar day of an instant (epoch ms) in a zone: an IANA name or a fixed offset `+02:00`. */
const dayOf = (instant: number, zone: string): Day => {
  const offset = OFFSET.exec(zone);
  if (zone === "UTC" || offset !== null) {
    const minutes = offset === null ? 0 : (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === "-" ? -1 : 1);
    const date = new Date(instant + minutes * 60_000);
    return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  }
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    calendar: "gregory",
    year: "numeric",
    month: "numeric",
    day: "numeric",
  });
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return { year: parts.get("year")!, month: parts.get("month")!, day: parts.get("day")! };
};

const dayAndMonth = ({ month, day }: Day): string => `${day} ${MONTHS[month - 1]}`;

/** Both days included: `1–31 Oct 2026`, `1 Oct – 12 Nov 2026`, `5 Oct 2026`; "" when no day is known. */
export const periodText = (period: ReportPeriod): string => {
  const first = period.since ?? period.first;
  const last = period.until === null ? period.last : period.until - 1;
  if (first === null || last === null || last < first) return "";
  const from = dayOf(first, period.timeZone);
  const to = dayOf(last, period.timeZone);
  const end = `${dayAndMonth(to)} ${to.year}`;
  if (from.year !== to.year) return `${dayAndMonth(from)} ${from.year} – ${end}`;
  if (from.month !== to.month) return `${dayAndMonth(from)} – ${end}`;
  return from.day === to.day ? end : `${from.day}–${end}`;
};

/** A day beside the period of the header: `1 Oct`, with the year where it is another one. */
export const dayText = (instant: number, period: ReportPeriod): string => {
  const day = dayOf(instant, period.timeZone);
  const last = period.until === null ? period.last : period.until - 1;
  const same = last !== null && dayOf(last, period.timeZone).year === day.year;
  return same ? dayAndMonth(day) : `${dayAndMonth(day)} ${day.year}`;
};
