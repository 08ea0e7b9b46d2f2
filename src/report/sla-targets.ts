import type { Field } from "../interaction/fields.ts";
import { slaWith } from "../kpi/own-sla.ts";
import type { SlaCondition, SlaRule } from "../kpi/sla-judge.ts";
import type { Kpi } from "../kpi/types.ts";
import { ProblemError } from "../text/problem.ts";
import { sanitize } from "../text/sanitize.ts";
import { foldWord } from "../values/vocabulary.ts";
import { NONE } from "./dimensions.ts";
import { wantedWords } from "./filter.ts";
import type { SlaSetting } from "./reading.ts";
import type { Slips } from "./slips.ts";

/** Fields that rows may be told apart by. */
const FIELDS = ["priority", "channel", "team", "topic", "organisation"] as const satisfies readonly Field[];

const SECONDS: Readonly<Record<string, number>> = { s: 1, sec: 1, m: 60, min: 60, h: 3600, hr: 3600 };
const PART = /(\d+(?:\.\d+)?)\s*(sec|s|min|m|hr|h)(?![a-z])\s*/gu;

const bad = (flag: string, value: string, expected: string): ProblemError => new ProblemError(2, "bad-value", { flag, value, expected });

/** `4h`, `30min`, `1h 30min` → seconds, more than none. Throws exit 2: "bad-value". */
export const parseLength = (text: string, key: string): number => {
  const plain = text.trim().toLowerCase();
  const parts = [...plain.matchAll(PART)];
  const seconds = parts.reduce((sum, [, number, unit]) => sum + Number(number) * SECONDS[unit], 0);
  if (parts.map(([part]) => part).join("") !== plain || seconds <= 0)
    throw bad(key, text, "a time in hours and minutes, such as 4h or 1h 30min (a day in opening hours could be any number of hours)");
  return seconds;
};

/**
 * Which rows a target is for: `default` all, `urgent` those of a priority, `channel=Chat and priority=urgent`. Throws exit 2:
 * "bad-value".
 */
export const parseRows = (text: string, key: string): readonly (SlaCondition & { readonly word: string })[] => {
  if (foldWord(text) === "default") return [];
  return text.split(/\s+and\s+(?=[a-z]+\s*=)/iu).map((part) => {
    const [, name = "priority", value] = /^\s*(?:([a-z]+)\s*=)?\s*(.+?)\s*$/iu.exec(part) ?? [];
    const field = FIELDS.find((one) => one === name.toLowerCase());
    if (field === undefined || value === undefined || value.includes("="))
      throw bad(key, text, `default, a priority such as urgent, or channel=Chat and priority=urgent (${FIELDS.join(", ")})`);
    const wanted = wantedWords({ kind: "field", name: field, field }, value);
    return { field, word: value, holds: (found) => wanted.has(found === null ? NONE : foldWord(found)) };
  });
};

/** The rule that says most of a row first; of those that say as much, the strictest. */
const rulesOf = (settings: SlaSetting["resolution"], slips: Slips): SlaRule[] =>
  settings
    .map(([rows, { value, origin }]): SlaRule => {
      const when = parseRows(rows, origin).map(({ field, word, holds }): SlaCondition => {
        const met = slips.watch({ field, word, origin });
        return { field, holds: (text) => met(text, holds(text)) };
      });
      return { when, seconds: parseLength(value, origin) };
    })
    .toSorted((a, b) => b.when.length - a.when.length || a.seconds - b.seconds);

/** `first reply within 4h, urgent 1h; solved within 24h`: as it stands in the config. */
const told = ({ firstResponse, resolution }: SlaSetting): string => {
  const list = (name: string, settings: SlaSetting["resolution"]): string[] => {
    const texts = settings.map(([rows, { value }]) => (foldWord(rows) === "default" ? value.trim() : `${rows.trim()} ${value.trim()}`));
    return texts.length === 0 ? [] : [`${name} within ${texts.join(", ")}`];
  };
  return sanitize([...list("first reply", firstResponse), ...list("solved", resolution)].join("; "));
};

/** The KPI `sla` by the targets of a config; words of these that fit no row are noted as slips. Throws exit 2: "bad-value". */
export const slaOf = (setting: SlaSetting, slips: Slips): Kpi => {
  const [response, resolution] = [rulesOf(setting.firstResponse, slips), rulesOf(setting.resolution, slips)];
  return slaWith({ response, resolution }, told(setting));
};
