import type { Draft } from "../config/resolve.ts";
import { renderers } from "../render/index.ts";
import { parseTarget } from "../report/targets.ts";
import { isProblem } from "../text/problem.ts";
import { describe } from "../text/problems/index.ts";
import { VERSION } from "../text/version.ts";
import { applyConfig } from "./apply-config.ts";
import { makeStyle, wantsColor } from "./color.ts";
import type { InitValues } from "./init-flags.ts";
import type { Io } from "./io.ts";
import type { ReportValues } from "./report-flags.ts";
import { toRequest } from "./request.ts";

/** Lines of a report shown before it is decided on. */
const MOST_LINES = 18;

/** The figures of a page, without what is good to know of them. */
const figuresOf = (page: string): string => {
  const lines = page.split("\n");
  const notes = lines.findIndex((line) => line.trim() === "Good to know");
  const end = Math.min(MOST_LINES, notes === -1 ? lines.length : notes);
  return `${lines.slice(0, end).join("\n").trimEnd()}\n`;
};

/** The first lines of the report that a config makes; why there is none, where it leaves open what a report needs. */
export const preview = async (io: Io, files: readonly string[], asked: InitValues, draft: Draft): Promise<string> => {
  const { cwd, stdin, now, tmpdir, signal } = io;
  try {
    const { values, reading } = await applyConfig<ReportValues>(io, "report", {}, draft);
    const request = { ...toRequest(files, values, "table", reading), targets: (values.target ?? []).map(parseTarget) };
    const { runReport } = await import("../report/index.ts");
    const report = await runReport(request, { cwd, stdin, now, tmpdir, signal, version: VERSION });
    const render = await renderers.table();
    const page = render(report, {
      style: await makeStyle(wantsColor(asked.color ?? "auto", io.env, io.stderr.isTTY)),
      width: asked.width ?? io.stderr.columns ?? 80,
      ascii: asked.ascii ?? false,
      limit: 0,
      layout: "wide",
      excel: null,
      timeUnit: "s",
      nextCommand: null,
    });
    return figuresOf(page);
  } catch (error) {
    if (!isProblem(error)) throw error;
    return `  No report yet: ${describe(error.problem)[0]}\n`;
  }
};
