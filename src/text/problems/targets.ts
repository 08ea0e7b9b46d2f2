import type { Messages } from "../messages.ts";
import { wrapList } from "../wrap.ts";

/** Lines are indented by two when printed. */
const WIDTH = 76;

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** Figures that are to reach something. */
export const targetMessages: Messages = {
  "target-no-limit": ({ target, limit }) => [
    `--target ${String(target)} has no limit`,
    `If you typed ${String(target)}>=${String(limit)} without quotes, your shell took the ">" and may have`,
    `made a file called "=${String(limit)}" in this folder.`,
    `Write: --target ${String(target)}=${String(limit)}   (scores: at least; times, as in art=4h: at most)`,
  ],
  "target-statistic": ({ kpi, statistic, statistics }) => [
    `--target: ${String(kpi)} has no "${String(statistic)}"`,
    ...wrapList("It has", texts(statistics), WIDTH),
  ],
  "compare-needs-period": ({ compare }) => [
    `--compare ${String(compare)} needs a period to compare`,
    `For example: --period last-month --compare ${String(compare)}`,
  ],
  "check-without-targets": () => ["--check has nothing to check", "Add a target: --target csat=85"],
  "target-missed": ({ name, value, limit, of, range, mayBeChance, status, least, noun, read }) => {
    if (status === "no data") return [`target not reached: ${String(name)} has no data, target ${String(limit)}`];
    if (status === "too few")
      return [
        `target not reached: ${String(name)} has too few values (${String(of)}, at least ${String(least)} needed), target ${String(limit)}`,
      ];
    return [
      `target missed: ${String(name)} ${String(value)}, target ${String(limit)} (${String(of)})`,
      ...(range === null ? [] : [`Likely range ${String(range)}: this ${mayBeChance === true ? "could still be" : "is hardly"} chance.`]),
      ...(read === null
        ? []
        : [`${noun === "tickets" ? "Tickets" : noun === "answers" ? "Answers" : "Rows"} to read: ${texts(read).join(" ")}`]),
    ];
  },
};
