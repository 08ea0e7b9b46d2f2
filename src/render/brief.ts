import type { Kpi, KpiResult } from "../kpi/types.ts";
import type { KpiComparison } from "../report/compare.ts";
import type { Report } from "../report/model.ts";
import type { WhereEntry } from "../report/request.ts";
import type { ToRead } from "../report/to-read.ts";
import { describe } from "../text/problems/index.ts";
import { sanitize } from "../text/sanitize.ts";
import { comparedWith } from "./comparison.ts";
import { isTime, NONE } from "./dimension.ts";
import { numberOf, rangeText, resultCell, timeFigure, TOO_FEW } from "./figures.ts";
import { baseName, headline } from "./header.ts";
import { shortName } from "./labels.ts";
import { counted, kpiNoun, nounOf } from "./noun.ts";
import { targetText } from "./targets.ts";
import { capitalised, count, duration, lowered } from "./units.ts";
import { TIE } from "./wrap.ts";

/** A report in a few sentences, to be pasted into a mail or a chat. */
export interface Brief {
  /** At most five, safe to print. */
  readonly sentences: readonly string[];
  readonly read: readonly ToRead[];
}

/** What else the sentences speak of. */
interface Context {
  /** The rows that the report was narrowed to. */
  readonly where: readonly WhereEntry[];
  /** What the course of time says, sentence by sentence. */
  readonly course: readonly string[];
}

const MOST_SENTENCES = 5;
const MOST_GROUPS = 4;
const LONGEST_ID = 40;

export const briefOf = (report: Report, { where, course }: Context): Brief => {
  const figures = report.comparison === undefined ? figureSentences(report) : comparedSentences(report);
  const others = [...groupsSentence(report, course), ...targetsSentence(report), ...readSentence(report)];
  // Where much is asked for at once, the figures share a sentence.
  const isFull = 1 + figures.length + others.length > MOST_SENTENCES;
  const sentences = [scope(report, where), ...(isFull ? [figures.map(bare).join("; ")] : figures), ...others];
  return {
    sentences: sentences.map((text) => sanitize(`${capitalised(bare(text))}.`.replaceAll(TIE, " "))),
    read: report.toRead ?? [],
  };
};

const bare = (text: string): string => text.replace(/\.$/u, "");

/** `FCR`, `reopened after solving`, `first reply`, `solving time`: as it stands within a sentence. */
const nameOf = (kpi: Kpi): string => {
  const short = shortName(kpi);
  return lowered(kpi.unit === "seconds" && short === kpi.abbreviation ? kpi.name : short).replace(/ times$/u, " time");
};

/** What the n of a time counts, in other words than its name has. */
const timesNoun = (kpi: Kpi, report: Report): string => {
  const noun = kpiNoun(kpi, report);
  return kpi.name.toLowerCase().startsWith(noun.split(" ")[0]) ? nounOf(report) : noun;
};

const conditions = (where: readonly WhereEntry[]): string =>
  where.map(({ name, equal, value }) => `${name} ${equal ? "" : "not "}${value === "" ? NONE : value}`).join(", ");

/** `486 tickets created 1–31 Oct 2026 (zendesk-tickets.csv), 56 still open, 8 waiting for a first reply.` */
const scope = (report: Report, where: readonly WhereEntry[]): string => {
  const [files, rows] = headline(report);
  const source = `(${files}${where.length === 0 ? "" : `; only ${conditions(where)}`})`;
  const total = report.groups[0].kpis;
  const open = numberOf(total["resolution_rate"] ?? NOTHING, "open") ?? numberOf(total["resolution_time"] ?? NOTHING, "open") ?? 0;
  const waiting = (total["art"]?.["waiting"] as { readonly count?: number } | undefined)?.count ?? 0;
  const parts = [
    `${rows} ${source}`,
    open === 0 ? "" : `${count(open)} still open`,
    waiting === 0 ? "" : `${count(waiting)} waiting for a first reply`,
    besideText(report),
    report.period.until !== null && report.period.until > report.asOf ? "the period is not over yet" : "",
  ];
  return parts.filter((text) => text !== "").join(", ");
};

const NOTHING: KpiResult = { value: null, n: 0, low: null, high: null, unit: "count" };

/** `compared with 450 tickets of 1–30 Sep 2026 (no clear change)`. */
const besideText = (report: Report): string => {
  const volume = report.comparison?.groups[0].kpis["volume"];
  if (report.comparison === undefined || volume?.value === 0) return "";
  const isChanged = volume !== undefined && isClear(volume);
  const rows = volume === undefined ? "" : `${counted(volume.value ?? 0, nounOf(report))} of `;
  const verdict = isChanged ? ` (clearly ${volume.verdict === "higher" ? "more" : "fewer"} now)` : "";
  return `compared with ${rows}${comparedWith(report)}${verdict}`;
};

/** `CSAT 87.8% of 148 ratings (likely 82–92%)`, `first reply: half of 478 tickets within 1h 22m (likely 1h 01m–1h 42m)`. */
const figureText = (report: Report, kpi: Kpi, result: KpiResult): string => {
  const range = rangeText(kpi, result, "tight");
  const [low, high] = range.replace(/%$/u, "").split("–");
  // Very many rows leave no room for doubt.
  const likely = low === high ? "" : ` (likely ${range}${kpi.unit === "percent" ? "%" : ""})`;
  return `${valueText(report, kpi, result)}${likely}`;
};

const valueText = (report: Report, kpi: Kpi, result: KpiResult): string => {
  const of = counted(result.n, kpiNoun(kpi, report));
  if (result.value === null || (kpi.unit !== "count" && result.n === 0)) return `${nameOf(kpi)} no data`;
  if (kpi.unit === "count") return `${nameOf(kpi)} ${count(result.value)}`;
  if (kpi.unit !== "seconds") {
    const text = resultCell(kpi, result).text;
    if (result.n >= TOO_FEW) return `${nameOf(kpi)} ${text} ${kpi.unit === "percent" ? "of" : "from"} ${of}`;
    return text.startsWith("too few") ? `${nameOf(kpi)} too few (${of})` : `${nameOf(kpi)} ${text} ${kpiNoun(kpi, report)}`;
  }
  const { half, p90 } = timeFigure(kpi, result);
  if (half === null || result.n < TOO_FEW) return `${nameOf(kpi)} too few (${of})`;
  const hours = result["clock"] === undefined ? "" : " in opening hours";
  return `${nameOf(kpi)}${hours}: half of ${counted(result.n, timesNoun(kpi, report))} within ${duration(half)}${p90 === null ? "" : `, 9 in 10 by ${duration(p90)}`}`;
};

/** Every figure with its n: scores and rates, then times. */
const figureSentences = (report: Report): string[] => {
  const total = report.groups[0].kpis;
  const kpis = report.kpis.filter(({ id }) => id !== "volume");
  const silent = kpis.filter(({ id }) => total[id].value === null);
  const told = kpis.filter((kpi) => !silent.includes(kpi));
  const textsOf = (isTime: boolean): string[] =>
    told.filter(({ unit }) => (unit === "seconds") === isTime).map((kpi) => figureText(report, kpi, total[kpi.id]));
  const none = silent.length === 0 ? [] : [`no data: ${silent.map(nameOf).join(", ")}`];
  const [rates, times] = [textsOf(false), textsOf(true)];
  if (times.length === 0) return sentence([...rates, ...none]);
  return [...sentence(rates), ...sentence([...times, ...none])];
};

const sentence = (parts: readonly string[]): string[] => (parts.length === 0 ? [] : [parts.join("; ")]);

const isClear = ({ verdict }: KpiComparison): boolean => verdict !== "no clear change" && verdict !== "no data";

/** The value that is compared: of times their average or their half, whichever the KPI is. */
const comparedText = (kpi: Kpi, value: number | null, n: number, words: string): string => {
  if (kpi.unit === "seconds") {
    if (value === null || n < TOO_FEW) return `too few (${count(n)})`;
    return kpi.central === "median" ? `half of ${count(n)} within ${duration(value)}` : `${duration(value)} on average of ${count(n)}`;
  }
  const result: KpiResult = { value, n, low: null, high: null, unit: kpi.unit };
  if (kpi.unit === "percent" && n < TOO_FEW && value !== null) return `${Math.round((value * n) / 100)} of ${count(n)}${words}`;
  const text = resultCell(kpi, result).text;
  if (kpi.unit === "count" || value === null) return text;
  return `${text} ${kpi.unit === "percent" ? "of" : "from"} ${count(n)}${words}`;
};

/** What has clearly changed, and what has not. */
const comparedSentences = (report: Report): string[] => {
  const now = report.groups[0].kpis;
  const before = report.comparison!.groups[0].kpis;
  if (before["volume"]?.value === 0) return [`nothing to compare with: no rows in ${comparedWith(report)}`, ...figureSentences(report)];
  const changed: string[] = [];
  const same: string[] = [];
  const few: string[] = [];
  for (const kpi of report.kpis.filter(({ id }) => id !== "volume")) {
    const [own, other] = [now[kpi.id], before[kpi.id]];
    if (own.value === null && other.value === null) continue;
    const isFew = kpi.unit !== "count" && Math.min(own.n, other.n) < TOO_FEW;
    const figures = `${comparedText(kpi, own.value, own.n, ` ${kpiNoun(kpi, report)}`)} (before: ${comparedText(kpi, other.value, other.n, "")})`;
    if (other.verdict === "no data" || isFew) few.push(`${nameOf(kpi)} ${figures}`);
    else if (isClear(other)) changed.push(`${nameOf(kpi)} ${other.verdict}, ${figures}`);
    else same.push(`${nameOf(kpi)} ${figures}`);
  }
  const last = same.length === 0 ? [] : [`${changed.length === 0 ? "nothing has clearly changed" : "no clear change"}: ${same.join("; ")}`];
  if (few.length > 0) last.push(`too few to compare: ${few.join("; ")}`);
  const first = changed.length === 0 ? [] : [`clearly changed: ${changed.join("; ")}`];
  const rest = last.length === 0 ? [] : [last.join("; ")];
  return [...first, ...rest];
};

/** Who stands out among the groups, which of them have changed, or what the course of time says. */
const groupsSentence = (report: Report, course: readonly string[]): string[] => {
  if (report.groups.length === 1) return [];
  if (report.trend !== undefined) return sentence(course.map((text, i) => (i === 0 ? bare(text) : lowered(bare(text)))));
  if (report.comparison !== undefined) return [changedGroups(report)];
  if (report.notes.length > 0) {
    const advice = / To compare like with like, add --where .*$/u;
    return [report.notes.map((note) => lowered(bare(describe(note).join(" ").replace(advice, "")))).join("; ")];
  }
  return sideBySide(report);
};

const groupName = (by: Readonly<Record<string, string>>): string => Object.values(by).join(" · ");

const changedGroups = (report: Report): string => {
  const { groups } = report.comparison!;
  const clear = groups.slice(1).flatMap(({ by, kpis }, i) =>
    report.kpis.flatMap((kpi) => {
      const other = kpis[kpi.id];
      const isFew = kpi.unit !== "count" && Math.min(report.groups[i + 1].kpis[kpi.id].n, other.n) < TOO_FEW;
      return isClear(other) && !isFew ? [`${groupName(by)} ${nameOf(kpi)} ${other.verdict}`] : [];
    }),
  );
  const name = report.dimensions.join(" and ");
  if (clear.length === 0) return `by ${name}: no clear change`;
  const more = clear.length > MOST_GROUPS ? `, and ${clear.length - MOST_GROUPS} more` : "";
  return `clearly changed by ${name}: ${clear.slice(0, MOST_GROUPS).join("; ")}${more}`;
};

/** The largest groups with the report's first figure, in the order of their size: they are not ranked. */
const sideBySide = (report: Report): string[] => {
  const kpi = report.kpis.find(({ id }) => id !== "volume" && report.groups[0].kpis[id].value !== null) ?? report.kpis[0];
  if (kpi === undefined) return [];
  const rows = report.kpis.find(({ id }) => id === "volume") ?? kpi;
  const groups = report.groups
    .slice(1)
    .filter(({ by, kpis }) => !Object.values(by).includes(NONE) && kpis[kpi.id].value !== null)
    .toSorted((a, b) => b.kpis[rows.id].n - a.kpis[rows.id].n);
  if (groups.length === 0) return [];
  const texts = groups
    .slice(0, MOST_GROUPS)
    .map(({ by, kpis }) => valueText(report, kpi, kpis[kpi.id]).replace(nameOf(kpi), () => groupName(by)));
  const more = groups.length > MOST_GROUPS ? ` and ${groups.length - MOST_GROUPS} more` : "";
  const order = report.dimensions.some(isTime) ? ", the busiest first" : "";
  return [`${nameOf(kpi)} by ${report.dimensions.join(" and ")}${order}: ${texts.join("; ")}${more}`];
};

const STATUSES = ["missed", "met", "too few", "no data"] as const;

/** `target missed: CSAT 82.1% (448 ratings), wanted at least 85%, may be chance; met: …`. */
const targetsSentence = (report: Report): string[] => {
  const targets = report.targets ?? [];
  const parts = STATUSES.flatMap((status) => {
    const texts = targets
      .filter((target) => target.status === status)
      .map((target) => {
        const { name, value, limit, of, mayBeChance } = targetText(target, report);
        const chance = mayBeChance && (status === "met" || status === "missed") ? ", may be chance" : "";
        const isShown = value !== null && (target.kpi.unit === "count" || target.n >= TOO_FEW);
        return `${name} ${isShown ? `${value} ` : ""}(${of}), wanted ${limit}${chance}`;
      });
    return texts.length === 0 ? [] : [`${texts.length === 1 ? "target" : "targets"} ${status}: ${texts.join("; ")}`];
  });
  return sentence(parts);
};

/** What the rows to read are called, behind "the newest of 18" or "the slowest". */
const LISTS: Readonly<Record<string, string>> = {
  csat: "negative ratings",
  nps: "detractors",
  ces: "low ease scores",
  fcr: "not solved at first contact",
  sla: "SLA breached",
  resolution_rate: "still open",
  reopen_rate: "reopened",
  art: "first replies",
  resolution_time: "to solve",
  aht: "handling times",
  asa: "answered",
  abandon_rate: "abandoned",
  at_risk: "tickets of customers at risk",
};

const readSentence = (report: Report): string[] => {
  const several = report.sources.length > 1;
  const texts = (report.toRead ?? []).map(({ kpi, part, where, count: all, dated, rows }) => {
    const name = LISTS[kpi.id] ?? `${nameOf(kpi)}${part.id === "all" ? "" : ` (${part.id.replaceAll("_", " ")})`}`;
    const only = where.length === 0 ? "" : `, ${conditions(where)}`;
    const ids = rows.map(({ id, file, line }) => (id === null ? `line ${line}${several ? ` of ${baseName(file)}` : ""}` : shortened(id)));
    const some = all > rows.length ? `the ${dated ? part.order : "first"} of ${count(all)} ${name}` : counted(all, name);
    return `${part.order === "slowest" ? `the slowest ${name}` : some}${only} (${ids.join(", ")})`;
  });
  return texts.length === 0 ? [] : [`to read: ${texts.join("; ")}`];
};

const shortened = (id: string): string => ([...id].length > LONGEST_ID ? `${[...id].slice(0, LONGEST_ID).join("")}…` : id);
