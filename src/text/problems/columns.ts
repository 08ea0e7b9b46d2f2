import type { Messages } from "../messages.ts";

const PERIODS = "2026-11-21, 2026-W47, 2026-11, 2026-Q4, 2026, yesterday, last-week, last-month or 30d";

export const columnMessages: Messages = {
  "period-unreadable": ({ period }) => [`--period "${period}" is no period`, `Write one of ${PERIODS}`],
  "period-twice": ({ period }) => [
    "--period sets both ends, so it does not go with --since and --until",
    `Either: --period ${period}`,
    "Or:     --since 2026-11-01 --until 2026-12-01",
  ],
  "period-empty": ({ since, until, dateOnly }) => [
    `nothing can lie between --since ${since} and --until ${until}`,
    ...(dateOnly === true && since === until
      ? ["--until leaves its own day out: for one day, give the next day"]
      : ["--until must be the later one"]),
  ],
  "instant-unreadable": ({ flag, value }) => [
    `${flag} "${value}" is no date that exists`,
    `Write year, month, day: ${flag} 2026-11-21, ${flag} "2026-11-21 14:30" or ${flag} 2026-11-21T14:30Z`,
  ],
};
