import { PROFILES } from "../interaction/profiles/index.ts";
import type { Report } from "../report/model.ts";
import { counted, nounOf } from "./noun.ts";
import { periodText } from "./period.ts";

const FILES_NAMED = 3;

/** The file without its folders. */
export const baseName = (file: string): string => (file === "-" ? "standard input" : (file.split(/[/\\]/u).at(-1) ?? file) || file);

/** Parts of the first line: the files, how many rows of which time, whose export or by what. */
export const headline = (report: Report): string[] => {
  const parts = [fileNames(report), `${counted(used(report), nounOf(report))}${when(report)}`];
  if (report.dimensions.length > 0) parts.push(`by ${report.dimensions.join(", ")}`);
  else {
    const vendor = vendorName(report);
    if (vendor !== null) parts.push(`${vendor} export`);
  }
  return parts;
};

/** How many rows count. */
export const used = (report: Report): number => report.sources.reduce((sum, source) => sum + source.rows.used, 0);

const fileNames = (report: Report): string => {
  const names = report.sources.map((source) => baseName(source.file));
  if (names.length === 1) return names[0];
  const shown = names.slice(0, FILES_NAMED).join(", ");
  return `${names.length} files: ${shown}${names.length > FILES_NAMED ? ", …" : ""}`;
};

const when = (report: Report): string => {
  const period = periodText(report.period);
  if (period === "") return "";
  if (report.period.dateBasis === "resolved") return ` solved ${period}`;
  if (report.period.dateBasis === "answered") return ` answered ${period}`;
  return nounOf(report) === "tickets" || nounOf(report) === "interactions" ? ` created ${period}` : `, ${period}`;
};

const vendorName = (report: Report): string | null => {
  const profiles = new Set(report.sources.map((source) => source.profile));
  const [profile] = profiles;
  if (profiles.size !== 1 || profile === null || profile === undefined) return null;
  return PROFILES.find((known) => known.id === profile)?.name ?? profile;
};

/** In which zone times are told; null where no time plays a part. */
export const zoneLine = (report: Report): string | null => {
  const { period } = report;
  if (period.first === null && period.since === null && period.until === null) return null;
  if (!period.asWritten) return `Times are in ${period.timeZone}.`;
  return report.sources.length > 1
    ? "Times are as written in the files, which name no time zone."
    : "Times are as written in the file, which names no time zone.";
};
