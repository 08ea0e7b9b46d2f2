import type { Check, InspectedColumn, InspectedFile, InspectedKpi, Inspection } from "../report/inspect-model.ts";
import { checkWords } from "./inspect-checks.ts";
import { accountOf, iso, shortened, textOf } from "./json.ts";

const SCHEMA = "cs-metrics.inspect/1";

/** How files were understood as JSON, `docs/inspect.schema.json`. The same inspection gives the same bytes. */
export const render = ({ tool, asOf, clock, files }: Inspection): string =>
  `${textOf({ schema: SCHEMA, tool: { name: tool.name, version: tool.version }, asOf: iso(asOf), clock, files: files.map(fileOf) })}\n`;

const fileOf = (file: InspectedFile): object => {
  const { report, profile, text, zone, dates, columns, kpis, checks } = file;
  return {
    file: report.file,
    profile: profile === null ? null : { id: profile.id, name: profile.name, from: profile.from, headers: profile.headers },
    text,
    zone: { name: zone.name, from: zone.from },
    dates: dates.map(({ field, header, format, from, dateOnly, example }) => ({ field, header, format, from, dateOnly, example })),
    rows: accountOf(report.rows),
    columns: columns.map(columnOf),
    kpis: kpis.map(kpiOf),
    problems: checks.map((check) => problemOf(check, file)),
  };
};

const columnOf = (column: InspectedColumn): object => {
  const { use, header, timeHeader, usable, rows, sampled, scales, vocabulary, example, needed, doubtful, couldBe, ignored } = column;
  return {
    column: column.column,
    header,
    timeHeader,
    field: use?.field ?? null,
    evidence: use?.evidence ?? null,
    unit: use?.unit ?? null,
    zone: use?.zone ?? null,
    clock: use?.clock ?? null,
    scales,
    vocabulary,
    usable,
    rows,
    share: rows === 0 ? null : (100 * usable) / rows,
    sampled,
    example,
    needed,
    doubtful,
    couldBe,
    ignored,
  };
};

const kpiOf = ({ kpi, obstacle, reason, missing, header }: InspectedKpi): object => ({
  kpi: kpi.id,
  available: obstacle === null,
  obstacle,
  reason,
  header,
  missing,
  needs: kpi.needs,
});

const problemOf = (check: Check, file: InspectedFile): object => {
  const [message, ...details] = checkWords(check, file);
  return {
    code: check.problem.code,
    message,
    details,
    count: check.count,
    header: check.header,
    line: check.line,
    examples: check.examples.map(({ line, value }) => ({ line, value: shortened(value) })),
  };
};
