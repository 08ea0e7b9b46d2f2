import { expect, it } from "vitest";
import { expectedColumns } from "../../src/interaction/profiles/expected.ts";
import { PROFILES } from "../../src/interaction/profiles/index.ts";
import { CERTAINTY, readAs, rowsWords, scaleWords, toldBy } from "../../src/render/profiles.ts";

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("<", "\\<");

/** docs/profiles.md, made from the profiles that the program itself reads with. Renew it with `npx vitest run test/house -u`. */
const page = (): string => {
  const lines = [
    "# Profiles",
    "",
    "What cs-metrics knows of the exports of help desks, phone systems and survey tools. Made from the program's own tables; a test keeps it current.",
    "",
    "A file is recognised by its headers; nothing has to be said. `cs-metrics inspect FILE` shows what was recognised, `--profile NAME` names another,",
    "and what a profile does not state is read by the general rules: a profile never keeps a column from being understood.",
    "",
    ...Object.entries(CERTAINTY).map(([word, sentence]) => `- **${word}**: ${sentence}`),
    "",
    "| name | export of | how sure | told by |",
    "|---|---|---|---|",
    ...PROFILES.map(
      (profile) => `| [\`${profile.id}\`](#${profile.id}) | ${profile.name} | ${profile.certainty} | ${cell(toldBy(profile))} |`,
    ),
    "",
    "## One of your own",
    "",
    "A profile is a file of JSON or YAML in the folder `profiles` beside your own config. `cs-metrics init tickets.csv --profile-out my-desk.json`",
    "writes one from an export of yours, by what it shows and what you say of it; `cs-metrics profiles show zendesk -o my-desk.json` one of ours to",
    "begin with. It has:",
    "",
    "- `id` and `name`: what `--profile` takes, and what people call it.",
    '- `fingerprint`: headers that together only this export has. `"Queue|Team"`: one of them is enough; `"Opened at*"`: any header that begins so;',
    '  `"!Ticket ID"`: it is not there.',
    '- `columns`: header → field (`"created"`), or `{"field": "handle", "unit": "min"}` with `unit`, `scale` ("1-5", "1-7:low"), `business`, `time` (of',
    '  dates: the header of their times of day) and `words` ({"great": "good"}; of the status {"parked": "open", "done": "solved"}), or `null` for a',
    "  column that is not to be used. Headers not named are read by the general rules.",
    '- `zone`: of times that name none. `dateFormat` ("D/M/Y") and `encoding`, as in a config: a file that shows something else is refused. `scales`: of scores in a file with one row for each answer, such as {"csat": "0-2"}.',
    '- `rows`: rows to tell apart, such as {"column": "Autoreply", "words": ["yes"], "are": "automatic replies"}: left out; with `fields`, only these',
    "  fields mean nothing in them; with `prefer`, of several rows with one id such a row counts.",
    '- `keep`: headers of further columns that the store keeps, such as ["Product"].',
    "- `headers`, `advice` (`take`, `where`, `know`) and `certainty`: for `cs-metrics profiles show`.",
    "",
  ];
  for (const profile of PROFILES) {
    const { id, name, certainty, zone, scales = {}, advice } = profile;
    lines.push(`## ${id}`, "", `${name}; ${certainty}. Told by ${toldBy(profile)}.`, "");
    lines.push(`- Take ${advice.take}${advice.where === undefined ? "" : ` (${advice.where})`}.`);
    if (zone !== undefined) lines.push(`- Times without a zone are in ${zone}.`);
    for (const [kpi, scale] of Object.entries(scales))
      if (scale !== undefined) lines.push(`- \`${kpi}\` is on a scale from ${scaleWords(scale)}.`);
    for (const words of rowsWords(profile)) lines.push(`- ${words[0].toUpperCase()}${words.slice(1)}.`);
    for (const note of advice.know ?? []) lines.push(`- ${note}`);
    const columns = expectedColumns(profile);
    lines.push("", "| header | read as | how |", "|---|---|---|");
    for (const column of columns)
      if (column.field !== null) lines.push(`| ${cell(column.header)} | \`${column.field}\` | ${readAs(column)} |`);
    const others = columns.filter(({ field }) => field === null).map(({ header }) => header);
    if (others.length > 0) lines.push("", `Not used: ${cell(others.join(", "))}.`);
    lines.push("");
  }
  return `${lines.join("\n").trimEnd()}\n`;
};

it("docs/profiles.md describes every profile", async () => {
  await expect(page()).toMatchFileSnapshot("../../docs/profiles.md");
});
