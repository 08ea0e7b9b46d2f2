import type { Field } from "../interaction/fields.ts";
import type { InspectedFile, InspectedKpi } from "../report/inspect-model.ts";
import { areTotals, listed, quoted } from "./inspect-words.ts";
import { missingReason, shortName } from "./labels.ts";
import { nounOf } from "./noun.ts";

const NAMES: Readonly<Record<string, string>> = {
  art: "first reply",
  resolution_time: "solving time",
  resolution_rate: "solved",
  reopen_rate: "reopened",
  asa: "speed of answer",
  abandon_rate: "abandoned",
  service_level: "answered within 20 seconds",
  transfer_rate: "transferred",
  escalation_rate: "escalated",
  repeat_contact_rate: "came back within 7 days",
  one_touch_rate: "solved with at most one reply",
  response_rate: "answered when asked",
  containment_rate: "handled without a human",
  kept_promises: "solved by the due date",
  recovery_rate: "won back",
  after_hours_share: "outside opening hours",
  at_risk: "customers at risk",
};

const nameOf = ({ kpi }: InspectedKpi): string => NAMES[kpi.id] ?? shortName(kpi);

/** The KPIs a file carries, in one line. `all`: those nobody asks for by default, too. */
export const canReport = (file: InspectedFile, all: boolean): string => {
  const { kpis, report } = file;
  if (areTotals(file)) return "nothing: its rows are no single interactions (see below)";
  const names = kpis.filter(({ kpi, obstacle }) => obstacle === null && kpi.id !== "volume" && (all || kpi.standard)).map(nameOf);
  return names.length === 0 ? `nothing but how many ${nounOf({ sources: [report] })} there are` : names.join(", ");
};

/** What a KPI misses, where its field is among the missing. */
const MISSING: readonly (readonly [kpi: string, field: Field, words: string])[] = [
  ["fcr", "replies", "no mark of it, and no number of replies"],
  ["aht", "talk", "no handling or talk times"],
  ["art", "response_time", "no first replies"],
  ["resolution_time", "resolution_time", "no solving times"],
  ["reopen_rate", "reopens", "no number of reopenings"],
  ["sla", "sla", "no verdict on it"],
  ["asa", "wait", "no waiting times"],
  ["abandon_rate", "abandoned", "nothing tells which calls were"],
];

const NOT_SOLVED = "nothing tells what is solved";

/** `handle or talk`, `reopens + status` */
const waysOf = ({ missing }: InspectedKpi): string => listed(missing.map((fields) => fields.join(" + ")));

const missingWords = (one: InspectedKpi): string => {
  const missing = one.missing.flat();
  const own = MISSING.find(([id, field]) => id === one.kpi.id && missing.includes(field))?.[2];
  const words = own ?? (missing.includes("status") ? NOT_SOLVED : missingReason(one.kpi) || NOT_SOLVED);
  return `${words} (${waysOf(one)})`;
};

const obstacleWords = (one: InspectedKpi): string => {
  const column = quoted(one.header ?? "");
  switch (one.obstacle) {
    case "no-column":
      return missingWords(one);
    case "no-values":
      return one.header === null ? "nothing usable in its columns" : `nothing usable in ${column}`;
    case "no-scale":
      return `the scores in ${column} fit no scale it has (see below)`;
    case "dates-undecided":
      return `day and month in ${column} cannot be told apart (see below)`;
    case "unit-unknown":
      return `the unit of ${column} is not known (see below)`;
    default:
      return one.reason ?? "";
  }
};

/** KPIs that may share a reason: those of them without a column, or only where `all` are without. */
interface Together {
  readonly ids: readonly string[];
  readonly all: boolean;
  readonly words: (ones: readonly InspectedKpi[]) => string;
}

const SURVEYS = ["csat", "nps", "ces"];

/** `ratings`, `scores 0–10 or 1–7` */
const scoresWords = (ones: readonly InspectedKpi[]): string => {
  const has = (id: string): boolean => ones.some(({ kpi }) => kpi.id === id);
  const scales = [...(has("nps") ? ["0–10"] : []), ...(has("ces") ? ["1–7"] : [])];
  return listed([...(has("csat") ? ["ratings"] : []), ...(scales.length === 0 ? [] : [`scores ${listed(scales)}`])]);
};

/** One reason for several KPIs, where they lack columns of one kind. */
const TOGETHER: readonly Together[] = [
  {
    ids: SURVEYS,
    all: false,
    words: (ones) => `no column with ${scoresWords(ones)} (${ones.map(({ kpi }) => kpi.id).join(", ")})`,
  },
  {
    ids: ["resolution_rate", "resolution_time", "fcr", "reopen_rate"],
    all: true,
    words: ([rate]) => `${NOT_SOLVED} (${waysOf(rate)})`,
  },
  { ids: ["aht", "asa", "abandon_rate"], all: true, words: (ones) => `nothing on phone calls (${ones.map(waysOf).join(", ")})` },
];

/** What a file cannot tell, with the reason: KPIs with one and the same reason together. `all`: those nobody asks for by default, too. */
export const cannotReport = (file: InspectedFile, all: boolean): string[] => {
  if (areTotals(file)) return [];
  const { kpis } = file;
  const stopped = kpis.filter(({ kpi, obstacle }) => obstacle !== null && (all || kpi.standard));
  const reasons = new Map<InspectedKpi, string>(stopped.map((one) => [one, obstacleWords(one)]));
  for (const { ids, all: isWhole, words } of TOGETHER) {
    const ones = ids.flatMap((id) => stopped.filter(({ kpi, obstacle }) => kpi.id === id && obstacle === "no-column"));
    if (ones.length === 0 || (isWhole && ones.length < ids.length)) continue;
    for (const one of ones) reasons.set(one, words(ones));
  }
  const byReason = new Map<string, string[]>();
  for (const [one, reason] of reasons) byReason.set(reason, [...(byReason.get(reason) ?? []), nameOf(one)]);
  return [...byReason].map(([reason, names]) => `${names.join(", ")}: ${reason}`);
};
