import type { KpiResult } from "../kpi/types.ts";
import type { Report } from "../report/model.ts";
import { describe } from "../text/problems/index.ts";
import { rowAccount, shareLost, unreadableSentences } from "./accounts.ts";
import { clockText } from "./clock.ts";
import { numberOf } from "./figures.ts";
import { kpiNotes } from "./kpi-notes.ts";
import { counted, nounOf } from "./noun.ts";
import { dayText } from "./period.ts";
import { capitalised, count, percent } from "./units.ts";
import { TIE } from "./wrap.ts";

/** More is not read. */
const MOST_NOTES = 6;
/** Beside groups, lost rows are worth a line from this share on. */
const MUCH_LOST = 0.01;

/** What one must know to read the figures right, worst first, at most six. Each is one paragraph. */
export const goodToKnow = (report: Report): string[] => {
  const total = report.groups[0].kpis;
  const notes = [
    ...notesOf(report),
    answerShare(total),
    ...fewScores(report),
    openRows(report, total),
    fcrRule(total["fcr"]),
    handlingParts(total["aht"]),
    ...kpiNotes(report),
    clockText(report),
    account(report),
    ...assumptions(report),
  ];
  return notes.filter((note) => note !== null).slice(0, MOST_NOTES);
};

/** Beside groups: what stands out, which hours count where it is not all, and how to see what did not fit. */
export const goodToKnowOfGroups = (report: Report, more: string | null): string[] => {
  const notes = notesOf(report);
  if (report.period.clock === "business") notes.push(clockText(report) ?? "");
  if (shareLost(report) >= MUCH_LOST) notes.push(account(report) ?? "");
  const most = MOST_NOTES - (more === null ? 0 : 1);
  return [...notes.filter((note) => note !== "").slice(0, most), ...(more === null ? [] : [more])];
};

/** A flag and its value stay on one line. */
const notesOf = (report: Report): string[] =>
  report.notes.map((note) =>
    describe(note)
      .join(" ")
      .replace(/(--[a-z][a-z-]*) (?=\S)/gu, `$1${TIE}`),
  );

type Figures = Readonly<Record<string, KpiResult>>;

const answerShare = (total: Figures): string | null => {
  const csat = total["csat"];
  const asked = csat === undefined ? null : numberOf(csat, "asked");
  if (asked === null || asked <= csat.n) return null;
  return `${percent((100 * csat.n) / asked, 0)} of the customers asked gave a rating (${counts(csat.n, asked)}).`;
};

const counts = (part: number, whole: number): string => `${count(part)}${TIE}of${TIE}${count(whole)}`;

/** Scores too few for a figure are told by their counts. */
const fewScores = (report: Report): string[] => {
  const nps = report.groups[0].kpis["nps"];
  if (nps === undefined || nps.n === 0 || nps.n >= 10) return [];
  const parts = (["promoters", "passives", "detractors"] as const).map((key) => counted(numberOf(nps, key) ?? 0, key));
  return [`Too few for a promoter score: ${parts.join(", ")}.`];
};

const openRows = (report: Report, total: Figures): string | null => {
  const rate = total["resolution_rate"];
  const time = total["resolution_time"];
  const open = (rate === undefined ? null : numberOf(rate, "open")) ?? (time === undefined ? null : numberOf(time, "open"));
  if (open === null || open === 0) return waitingText(report, total["art"], null);
  const waiting = waitingText(report, total["art"], open);
  const noun = nounOf(report);
  const rises = [rate === undefined ? "" : '"solved so far"', time === undefined ? "" : "solving time"].filter((name) => name !== "");
  const verb = rises.length > 1 ? "rise" : "rises";
  const text = `${counted(open, noun)} ${open === 1 ? "is" : "are"} still open; as they close, ${rises.join(" and ")} ${verb}.`;
  return waiting === null ? text : `${text} ${waiting}`;
};

const waitingText = (report: Report, art: KpiResult | undefined, open: number | null): string | null => {
  const waiting = art?.["waiting"] as { readonly count?: number; readonly oldest?: number | null } | undefined;
  const n = waiting?.count ?? 0;
  if (n === 0) return null;
  const oldest = waiting?.oldest;
  const since =
    typeof oldest === "number" ? `, ${n === 1 ? "" : "the oldest "}since ${dayText(oldest, report.period).replaceAll(" ", TIE)}` : "";
  const who = open !== null && n <= open ? `${count(n)} of them` : counted(n, nounOf(report));
  return `${who} ${n === 1 ? "waits" : "wait"} for a first reply${since}.`;
};

const FCR_RULES: Readonly<Record<string, string>> = {
  flag: "First contact: as the export marks it.",
  "one-touch": "First contact: solved with at most one reply and never reopened.",
  "no-repeat-contact": "First contact: solved, and the same customer did not come back within 7 days.",
};

const fcrRule = (fcr: KpiResult | undefined): string | null => {
  const rule = fcr?.["rule"];
  return typeof rule === "string" ? (FCR_RULES[rule] ?? null) : null;
};

const PARTS: Readonly<Record<string, string>> = { talk: "talk", hold: "hold", wrap: "after-call work" };

/** Which parts a handling time lacks; null where the export gives the whole. */
const handlingParts = (aht: KpiResult | undefined): string | null => {
  const parts = aht?.["parts"] as Readonly<Record<string, number | null>> | undefined;
  if (parts === undefined || aht?.n === 0 || typeof parts["handle"] === "number") return null;
  const names = (there: boolean): string[] =>
    Object.keys(PARTS)
      .filter((part) => (typeof parts[part] === "number") === there)
      .map((part) => PARTS[part]);
  const missing = names(false);
  return missing.length === 0 ? null : `Handling time is ${names(true).join(" + ")}; the file has no ${missing.join(" and no ")} times.`;
};

const account = (report: Report): string | null => {
  const sentences = [rowAccount(report) ?? "", ...unreadableSentences(report)].filter((text) => text !== "");
  return sentences.length === 0 ? null : sentences.join(" ");
};

/** What was assumed about columns, the worst first. */
const ASSUMED = [
  "rows-are-totals",
  "dates-undecided",
  "scores-unusable",
  "unit-unknown",
  "unit-suspect",
  "ids-ruined",
  "people-ruined",
  "unit-assumed",
  "scale-assumed",
];

const assumptions = (report: Report): string[] => {
  const problems = report.sources.flatMap((source) => source.warnings).map(({ problem }) => problem);
  const sentences = ASSUMED.flatMap((code) => problems.filter((problem) => problem.code === code)).map((problem) =>
    sentence(describe(problem)[0]),
  );
  return [...new Set(sentences)];
};

const sentence = (text: string): string => capitalised(/[.!?]$/u.test(text) ? text : `${text}.`);
