import { delimiterOption } from "../csv/dialect.ts";
import { knownEncoding } from "../csv/encoding.ts";
import { findProfile, PROFILES } from "../interaction/profiles/index.ts";
import { findKpi, KPIS } from "../kpi/index.ts";
import { parseTarget } from "../report/targets.ts";
import { type Facts, ProblemError } from "../text/problem.ts";
import { similar } from "../text/suggest.ts";
import { badSetting, saidAnew } from "./config-problems.ts";

export { parseLength, parseRows } from "../report/sla-targets.ts";

/** Looks at values that need much code of other rooms: loaded only for a config that has such. */

const targetText = ({ code, kpi, statistics }: Facts): string | null => {
  if (code === "unknown-kpi" || code === "bad-value") return null;
  const known = code === "target-statistic" && Array.isArray(statistics) ? statistics.map((name) => `${String(kpi)}.${String(name)}`) : [];
  return known.length > 0 ? `one of ${known.join(", ")}` : "a target with a limit, such as csat>=85 or art<=4h";
};

export const checkTarget = (text: string, key: string): void => saidAnew(() => parseTarget(text), key, text, targetText);

export const checkKpi = (text: string): void => {
  const kpis = KPIS.map(({ id }) => id);
  if (findKpi(text.trim().toLowerCase()) === undefined)
    throw new ProblemError(2, "unknown-kpi", { name: text, similar: similar(text, kpis), kpis });
};

export const checkDelimiter = (text: string, key: string): void =>
  saidAnew(
    () => delimiterOption(text),
    key,
    text,
    () => "one character, or comma, semicolon, tab or pipe",
  );

export const checkEncoding = (text: string): void => void knownEncoding(text);

export const checkProfile = (text: string): void => void findProfile(text);

/** A bare word, which could be meant for a profile. One that is none would never match anything. */
export const checkProfileMatch = (text: string, key: string): void => {
  const ids = PROFILES.map(({ id }) => id);
  if (!ids.includes(text.trim().toLowerCase()))
    throw badSetting(key, text, 'a file name such as "tickets*.csv", or a profile such as zendesk', ids);
};
