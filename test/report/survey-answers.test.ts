import { describe, expect, it } from "vitest";
import { ANSWER_COLUMNS } from "../../src/answers/row.ts";
import { reportOf } from "./helpers.ts";

/** An answers file; each row as `type score`, one response a row. */
const answers = (...rows: string[]): string =>
  [
    ANSWER_COLUMNS.join(","),
    ...rows.map((row, index) => {
      const [type, score = ""] = row.split(" ");
      return `01R${index},2026-11-20T10:00:0${index % 10}Z,${type},${score},,T${index},Ana,,Phone,C${index},en,,2026-11-20T09:59:00Z,yes`;
    }),
  ].join("\n");

describe("what surveys have collected", () => {
  it("is recognised even where most questions are those of a survey of one's own", async () => {
    const { groups, sources } = await reportOf(answers("csat 5", ...Array.from({ length: 12 }, () => "service-quality.clarity 2")));
    expect(sources[0].profile).toBe("cs-metrics");
    expect(groups[0].kpis.csat).toMatchObject({ value: 100, n: 1 });
  });

  it("has the scales of its questions, however few of their values it holds, and needs no notice about them", async () => {
    const report = await reportOf(answers("ces 4", "ces 5", "csat 4", "nps 0"));
    expect(report.groups[0].kpis.ces).toMatchObject({ value: 4.5, n: 2, scale: "1-7" });
    expect(report.groups[0].kpis.nps).toMatchObject({ value: -100, detractors: 1 });
    expect(report.notices).toEqual([]);
  });

  it("never counts staff's answers about their work among customers'", async () => {
    const { groups } = await reportOf(answers("nps 0", "nps 3", "enps 10", "enps 9"));
    expect(groups[0].kpis.nps).toMatchObject({ n: 2, promoters: 0, detractors: 2 });
  });

  it("counts an answer once that was merged in twice, the later row winning", async () => {
    const text = answers("nps 3");
    const { groups, sources } = await reportOf(`${text}\n${text.split("\n")[1].replace("nps,3", "nps,9")}`);
    expect(sources[0].rows).toMatchObject({ read: 2, used: 1, duplicates: 1 });
    expect(groups[0].kpis.nps).toMatchObject({ n: 1, promoters: 1 });
  });
});
