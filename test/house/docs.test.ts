import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type CommandInfo, COMMANDS } from "../../src/cli/commands/index.ts";
import { FIELDS } from "../../src/interaction/fields.ts";
import { KPIS } from "../../src/kpi/index.ts";
import { check } from "../cli/helpers.ts";

const cell = (text: string): string => text.replaceAll("|", "\\|");

/** docs/reference.md, made from the tables that the program itself runs on. Renew it with `npx vitest run test/house -u`. */
const reference = (): string => {
  const lines = ["# Reference", "", "Made from the program's own tables; a test keeps it current.", "", "## KPIs", ""];
  for (const kpi of KPIS) {
    lines.push(`### ${kpi.name}${kpi.abbreviation === "" ? "" : ` (${kpi.abbreviation})`}: \`${kpi.id}\``, "", kpi.definition, "");
    lines.push(`- Formula: ${kpi.formula}`);
    if (!kpi.standard) lines.push("- Reported by `--kpi` only");
    lines.push(`- Unit: ${kpi.unit}${kpi.better === null ? "" : `; ${kpi.better} is good`}`);
    lines.push(`- Needs: ${kpi.needs.map((fields) => fields.map((field) => `\`${field}\``).join(" + ")).join(", or ") || "nothing"}`);
    const further = kpi.statistics.map(({ key }) => `\`${kpi.id}_${key}\``).join(", ");
    lines.push(
      `- CSV columns: \`${kpi.id}\`, \`${kpi.id}_n\`, \`${kpi.id}_low\`, \`${kpi.id}_high\`${further === "" ? "" : `, ${further}`}`,
      "",
    );
  }
  for (const [command, { title, groups, flags }] of Object.entries<CommandInfo>(COMMANDS)) {
    lines.push(`## \`${command}\``, "", `${title}.`, "");
    for (const [group, heading] of Object.entries(groups)) {
      lines.push(`### ${heading}`, "", "| flag | |", "|---|---|");
      for (const [name, flag] of Object.entries(flags)) {
        if (flag.group !== group) continue;
        const names = flag.short === undefined ? `--${name}` : `-${flag.short}, --${name}`;
        lines.push(`| \`${cell(flag.argument === null ? names : `${names} ${flag.argument}`)}\` | ${cell(flag.help)} |`);
      }
      lines.push("");
    }
  }
  lines.push("## Fields for `--map` and `--where`", "", "| field | what its cells are |", "|---|---|");
  for (const [field, kind] of Object.entries(FIELDS)) lines.push(`| \`${field}\` | ${kind} |`);
  return `${lines.join("\n")}\n`;
};

describe("documentation", () => {
  it("describes every KPI, flag and field", async () => {
    await expect(reference()).toMatchFileSnapshot("../../docs/reference.md");
  });

  it("shows in the README what its first command prints", async () => {
    const readme = readFileSync("README.md", "utf8");
    expect(readme).toContain("npm install && npx cs-metrics report fixtures/zendesk-tickets.csv");
    const shown = /```text\n(.*?)```/su.exec(readme)?.[1];
    expect(shown).toBe(await check(["report", "fixtures/zendesk-tickets.csv", "--width", "80"]));
  });
});
