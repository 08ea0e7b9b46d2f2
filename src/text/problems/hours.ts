import type { Messages } from "../messages.ts";

/** Longest piece of the user's own typing that is repeated to them. */
const REPEATED = 60;

const shown = (value: unknown): string => {
  const text = String(value);
  return `"${text.length > REPEATED ? `${text.slice(0, REPEATED)}…` : text}"`;
};

const EXAMPLE = '"Mon-Fri 09:00-17:00; Sat 10:00-14:00"';

/** What is wrong with a piece of opening hours, and what to write instead. */
const REASONS: Readonly<Record<string, (part: string) => string>> = {
  unknown: (part) => `${shown(part)} is no day and no times: days are Mon Tue Wed Thu Fri Sat Sun, times such as 09:00-17:00`,
  "no-times": (part) => `${part} has no times: write ${part} 09:00-17:00`,
  "no-days": (part) => `${part} has no days: write Mon-Fri ${part}`,
  "no-length": (part) => `${part} ends where it begins; a whole day is 00:00-24:00, the whole week 24/7`,
  backwards: (part) => `${part} ends before it begins: write both times in full, 09:00-17:00 for a day or 22:00-06:00 for a night`,
  "no-such-time": (part) => `${part} is no time of day: write 00:00 to 24:00`,
  "no-such-zone": (part) => `there is no time zone ${shown(part)}: write one such as Europe/Berlin behind the hours, or leave it to --tz`,
  empty: () => "Hours beyond midnight are 22:00-06:00, all hours 24/7",
};

const NAMES: Readonly<Record<string, string>> = { response_time: "first reply times", resolution_time: "solving times" };

const CLOCKS: Readonly<Record<string, string>> = {
  calendar: "nights and weekends, too",
  export: "the export's own opening hours",
  schedule: "the opening hours given",
};

/** Wording for opening hours. */
export const hoursMessages: Messages = {
  "hours-of-others": ({ place, team }) => [
    `${String(place)}: team ${shown(team)} has opening hours, but there are none for everybody else`,
    'Add businessHours to the config, such as "Mon-Fri 09:00-17:00"; "24/7" if the others always work',
  ],
  "other-clock": ({ file, field, clock, kept }) => [
    `the ${NAMES[String(field)]} of ${String(file)} are left out: they count ${CLOCKS[String(clock)]}, those of the other files ${CLOCKS[String(kept)]}`,
  ],
  "word-unmet": ({ field, word, origin, similar }) => [
    `${String(origin)}: no row has ${String(field)} ${shown(word)}`,
    `Did you mean ${(similar as string[]).map(shown).join(" or ")}?`,
  ],
  "compared-clock": ({ kpis, file }) => [
    `${(kpis as string[]).join(" and ")} cannot be compared with ${String(file)}: one of both counts opening hours only`,
    "If both have dates, opening hours of your own make them alike: --business-hours",
  ],
  "hours-in-utc": ({ flag, hours }) => [
    `${String(flag)}: ${String(hours)} was taken as UTC, as the file's times are given with their distance from it`,
    "If the team's clock is another: --tz Europe/Berlin",
  ],
  "bad-hours": ({ flag, value, reason, part }) => [
    `${String(flag)} needs opening hours such as ${EXAMPLE}, not ${shown(value)}`,
    REASONS[String(reason)](String(part)),
  ],
};
