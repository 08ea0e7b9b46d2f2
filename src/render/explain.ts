import { KPIS } from "../kpi/index.ts";
import type { Benchmark, Kpi, Unit } from "../kpi/types.ts";
import { intervalOf, NEVER_COUNTED } from "../report/explain-words.ts";
import { partsOf } from "../report/rows-behind-parts.ts";
import { draw } from "./draw.ts";
import { type ExplainOptions, laidOut, paged, type Section } from "./explain-layout.ts";
import type { Column, Grid } from "./grid.ts";
import { fullName } from "./labels.ts";
import { penOf, READABLE } from "./table.ts";
import { TIE, wrap } from "./wrap.ts";

const UNITS: Readonly<Record<Unit, string>> = {
  percent: "a share in percent",
  points: "points from −100 to +100",
  score: "a mean score",
  seconds: "a time",
  count: "a number",
};

const BETTER = { high: ", high is good", low: ", low is good" } as const;

/** All KPIs, one line each. */
export const renderList = (options: ExplainOptions): string => {
  const pen = penOf(options);
  const column = (head: string, texts: readonly string[], more: Partial<Column> = {}): Column => ({
    head: [head],
    align: "left",
    cells: texts.map((text) => ({ text })),
    ...more,
  });
  const kpis = [...KPIS.filter(({ standard }) => standard), ...KPIS.filter(({ standard }) => !standard)];
  const firstFurther = kpis.findIndex(({ standard }) => !standard);
  const grid: Grid = {
    columns: [
      column(
        "KPI",
        kpis.map(({ id }) => id),
        { tone: "bold" },
      ),
      column("Name", kpis.map(fullName), { least: 20 }),
      column("Needs", kpis.map(needsText), { least: 12 }),
    ],
    between: firstFurther < 0 ? [] : [{ before: firstFurther, line: { text: "Only where --kpi names them:" } }],
  };
  return paged([...draw(grid, pen), "", ...wrap("More on one: cs-metrics explain csat", READABLE).map(pen.style.dim)]);
};

const needsText = ({ needs }: Kpi): string => {
  const ways = needs.map((fields) => fields.join(" + ")).filter((way) => way !== "");
  if (ways.length === 0) return "nothing";
  return ways.length > 2 ? `${ways[0]}, or others` : ways.join(", or ");
};

/** Ways that differ in their last field alone are told together. */
const waysOf = ({ needs }: Kpi): string[] => {
  const ways = new Map<string, string[]>();
  for (const fields of needs) {
    const last = fields.at(-1);
    if (last === undefined) continue;
    const before = fields
      .slice(0, -1)
      .map((field) => `${field} + `)
      .join("");
    ways.set(before, [...(ways.get(before) ?? []), last]);
  }
  return [...ways].map(([before, fields]) => `• ${before}${fields.length > 1 ? "one of " : ""}${fields.join(", ")}`);
};

const benchmarkText = ({ of, range, source, year, differs }: Benchmark): string =>
  `• ${of}: ${range} (${source}, ${year ?? "no year given"})${differs === undefined ? "" : `; ${differs}`}`;

/** What a KPI is, whatever the file. */
export const definitionSections = (kpi: Kpi): Section[] => {
  const also = kpi.statistics.map(({ key }) => key);
  const interval = intervalOf(kpi);
  const parts = partsOf(kpi).map(({ id }) => id);
  const own = kpi.leftOut === undefined ? [] : [`Interactions ${kpi.leftOut}.`];
  const sections: Section[] = [
    ["What it is", [kpi.definition]],
    ["Formula", [kpi.formula]],
    [
      "Result",
      [`${UNITS[kpi.unit]}${kpi.better === null ? "" : BETTER[kpi.better]}${also.length === 0 ? "" : `; beside it: ${also.join(", ")}`}`],
    ],
    ["Likely range", interval === null ? [] : [interval]],
    ["Rule", Object.entries(kpi.rules ?? {}).map(([rule, says]) => `• ${rule}: ${says}`)],
    ["Needs", waysOf(kpi)],
    ["Left out", [...own, `Of every figure: ${NEVER_COUNTED}.`]],
    ["Mind", (kpi.caveats ?? []).map((caveat) => `• ${caveat}`)],
    ["Elsewhere", kpi.benchmarks === undefined ? [] : ["Context, no target:", ...kpi.benchmarks.map(benchmarkText)]],
    ["Its rows", [`--rows${TIE}${kpi.id}, or with a part behind a colon: ${parts.join(", ")}`]],
  ];
  return sections;
};

/** What a KPI is. */
export const renderKpi = (kpi: Kpi, options: ExplainOptions): string =>
  paged([...titleOf(kpi, options), ...laidOut(definitionSections(kpi), options)]);

export const titleOf = (kpi: Kpi, options: ExplainOptions): string[] => [penOf(options).style.bold(`${fullName(kpi)}: ${kpi.id}`), ""];
