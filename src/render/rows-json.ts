import type { KpiResult } from "../kpi/types.ts";
import type { RowsBehind } from "../report/rows-behind.ts";
import type { RowBehind } from "../report/rows-behind-row.ts";
import { ProblemError } from "../text/problem.ts";
import { accountOf, iso, openingOf, textOf } from "./json.ts";
import { fileOf } from "./rows-columns.ts";

const SCHEMA = "cs-metrics.rows/1";

/**
 * Rows behind a figure as JSON, `docs/rows.schema.json`: the figure of each group with the number of its rows, then the rows, one a line.
 * Instants are ISO 8601 UTC, times seconds, unknown is null.
 */
export const render = (behind: RowsBehind): string => {
  const { report, kpi, part, counts } = behind;
  const envelope = {
    ...openingOf(SCHEMA, report),
    sources: report.sources.map(({ file, sha256, profile, rows }) => ({ file, sha256, profile, rows: accountOf(rows) })),
    kpi: kpi.id,
    part: part.id,
    order: part.order,
    unit: kpi.unit,
    dimensions: report.dimensions,
    groups: report.groups.map(({ by, kpis }, place) => ({
      by,
      ...figureOf(kpis[kpi.id]),
      ...countedOf(behind, place),
      rows: counts[place] ?? 0,
    })),
    unavailable: report.unavailable.map(({ kpi: id, reason, needs }) => ({ kpi: id, reason, needs })),
    rows: [],
  };
  const [before, after] = textOf(envelope).split('"rows": []');
  return `${before}"rows": [${rowTexts(behind)}]${after}\n`;
};

/** Customers, or what else is counted in place of rows. */
const countedOf = ({ entities }: RowsBehind, place: number): object => (entities === null ? {} : { counted: entities[place] ?? 0 });

const figureOf = (result: KpiResult | undefined): object => {
  if (result === undefined) return { value: null, n: 0, low: null, high: null };
  const { value, n, numerator, low, high } = result;
  return { value, n, ...(numerator === undefined ? {} : { numerator }), low, high };
};

/** JavaScript has no longer texts than about this. */
const LONGEST = 500_000_000;

const rowTexts = (behind: RowsBehind): string => {
  if (behind.rows.length === 0) return "";
  let text = "";
  for (const row of behind.rows) {
    text += `${text === "" ? "" : ","}\n    ${textOf(rowOf(behind, row), 0)}`;
    if (text.length > LONGEST) throw new ProblemError(2, "too-long-for-json", { rows: behind.rows.length });
  }
  return `${text}\n  `;
};

const rowOf = (behind: RowsBehind, row: RowBehind): object => {
  const { report } = behind;
  const { id, created, resolved, channel, agent, customer, value, verdict, line, comment } = row;
  return {
    ...(report.dimensions.length === 0 ? {} : { by: report.groups[row.place].by }),
    id,
    created: iso(created),
    resolved: iso(resolved),
    channel,
    agent,
    ...(customer === undefined ? {} : { customer }),
    value,
    verdict,
    file: fileOf(behind, row),
    line,
    ...(behind.comments ? { comment } : {}),
  };
};
