import { render } from "../../render/inspect-table.ts";
import type { Inspection } from "../../report/inspect-model.ts";
import { ProblemError } from "../../text/problem.ts";
import { quoteFile } from "../../text/quote.ts";
import { sanitize } from "../../text/sanitize.ts";
import { isZone } from "../../values/zone.ts";
import { advising } from "../advising.ts";
import { canAsk } from "../can-ask.ts";
import { filesGiven } from "../check-files.ts";
import { makeStyle, wantsColor } from "../color.ts";
import { CHECKS } from "../config-checks.ts";
import { EXIT } from "../exit.ts";
import type { InitValues } from "../init-flags.ts";
import type { Question } from "../init-question.ts";
import { type InitRun, openRun } from "../init-run.ts";
import type { Answer } from "../init-settings.ts";
import { findTarget, writeTarget } from "../init-target.ts";
import { answerText } from "../init-words.ts";
import type { Io } from "../io.ts";
import { print, tellProblem } from "../print.ts";
import { widthOf } from "../request.ts";

/** Flags that say how a file is read. */
const OF_FILES: readonly (keyof InitValues)[] = ["map", "profile", "date-format", "scale", "delimiter", "encoding", "match"];

/** Flags that say what no profile holds. */
const NOT_OF_PROFILES: readonly (keyof InitValues)[] = ["match", "company", "target", "business-hours", "format"];

const refuse = async (io: Io, words: readonly string[], values: InitValues): Promise<void> => {
  const flag = OF_FILES.find((name) => values[name] !== undefined);
  const profile = values["profile-out"];
  if (profile !== undefined) {
    const other = NOT_OF_PROFILES.find((name) => values[name] !== undefined);
    if (other !== undefined) throw new ProblemError(2, "flags-exclude", { flags: ["--profile-out", `--${other}`] });
    const { checkProfileOut } = await import("../init-profile-write.ts");
    checkProfileOut(io, words, profile, values.force === true);
  }
  if (words.length === 0 && flag !== undefined) throw new ProblemError(2, "init-needs-file", { flag: `--${flag}` });
  if (words.includes("-")) throw new ProblemError(2, "init-stdin");
  const { tz, match } = values;
  if (tz !== undefined && !isZone(tz)) throw new ProblemError(2, "unknown-zone", { zone: tz });
  for (const target of values.target ?? []) await CHECKS.target(target, "--target");
  if (values["business-hours"] !== undefined) await CHECKS.hours(values["business-hours"], "--business-hours");
  if (match !== undefined) await CHECKS.match(match, "--match");
};

/** What was understood, in the words of `inspect`. */
const overview = async (io: Io, inspection: Inspection, values: InitValues, isTTY: boolean): Promise<string> =>
  render(inspection, {
    style: await makeStyle(wantsColor(values.color ?? "auto", io.env, isTTY)),
    width: widthOf(values, io, null),
    ascii: values.ascii ?? false,
    all: values.all ?? false,
    nextCommand: null,
    keepCommand: null,
    brief: true,
  });

/** What is open, as the problem that it is under `--strict` and the note that it is else. */
const openFacts = (run: InitRun, open: readonly Question[]): Readonly<Record<string, unknown>> => ({
  file: run.written.file,
  files: run.files,
  flags: run.values["profile-out"] === undefined ? "" : ` --profile-out ${quoteFile(run.values["profile-out"])}`,
  questions: open.map(({ key, group, ask, options, typed }) => ({
    ask,
    place: group === null || run.values["profile-out"] !== undefined ? key : `${key} (files, ${run.groups[group].match})`,
    answers: [
      ...options.flatMap(({ label, sets: [set] }) =>
        set === undefined ? [] : [`${set.key === key ? "" : `${set.key}: `}${answerText(label, set.value)}`],
      ),
      ...(options.length === 0 && typed !== null ? [typed.ask.replace(/^Which\? /u, "")] : []),
    ],
  })),
});

/** Writes what is decided, and tells so; nothing under `--strict` where something is open. Resolves to the exit code. */
const finish = async (run: InitRun, answers: readonly Answer[], open: readonly Question[], shown: string): Promise<number> => {
  const { io, values, target } = run;
  if (values.strict && open.length > 0) throw new ProblemError(2, "init-open-strict", openFacts(run, open));
  if (values["profile-out"] !== undefined) {
    const { writeProfile } = await import("../init-profile-write.ts");
    await print(io, shown);
    await writeProfile(run, answers, values["profile-out"]);
    if (open.length > 0) await tellProblem(io, "note", { code: "init-profile-open", facts: openFacts(run, open) });
    return EXIT.done;
  }
  const text = run.textWith(answers, open);
  if (target.text === null && text === "{}\n") throw new ProblemError(2, "init-nothing");
  await print(io, shown);
  if (text === target.text) await print(io, `${sanitize(target.file)} says all this already\n`);
  else {
    const backups = await writeTarget(io, target, text);
    const kept = backups.map((name) => `; the old one is kept as ${sanitize(name)}`).join("");
    await print(io, `${target.text === null ? "Wrote" : "Added to"} ${sanitize(target.file)}${kept}\n`);
  }
  if (run.files.length > 0 && open.length === 0)
    await print(io, `Next: cs-metrics report ${run.files.map(quoteFile).map(sanitize).join(" ")}\n`);
  if (open.length > 0) await tellProblem(io, "note", { code: "init-open", facts: openFacts(run, open) });
  return EXIT.done;
};

/** `cs-metrics init`: files → what they leave open → answers → a config file. Resolves to the exit code. */
export const runInitCommand = async (io: Io, words: readonly string[], values: InitValues): Promise<number> => {
  await refuse(io, words, values);
  const files = await advising("cs-metrics init", () => filesGiven(io, words));
  const run = await openRun(io, files, values, findTarget(io, values["profile-out"] === undefined ? values : {}));
  const first = await run.begin();
  const isAsking = canAsk(io);
  const shown = first === null ? "" : await overview(io, first, values, isAsking ? io.stderr.isTTY : io.stdout.isTTY);
  const inspection = await run.verify();
  if (isAsking) {
    const { askForConfig } = await import("../init-ask.ts");
    return askForConfig(run, { shown, inspection, finish: (answers, open) => finish(run, answers, open, "") });
  }
  return finish(run, [], inspection === null ? [] : run.questions(inspection), shown);
};
