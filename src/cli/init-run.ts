import { resolve } from "node:path";
import type { Config } from "../config/resolve.ts";
import { isMeant } from "../config/match.ts";
import { matchFor } from "../config/write-match.ts";
import { writtenConfig } from "../config/write.ts";
import { runInspect } from "../report/inspect.ts";
import type { InspectedFile, Inspection } from "../report/inspect-model.ts";
import { isProblem, type Problem, ProblemError } from "../text/problem.ts";
import { describe } from "../text/problems/index.ts";
import { VERSION } from "../text/version.ts";
import { isZone } from "../values/zone.ts";
import { advising } from "./advising.ts";
import { applyConfig, loadConfig } from "./apply-config.ts";
import { CHECKS } from "./config-checks.ts";
import type { InitValues } from "./init-flags.ts";
import { preview } from "./init-preview.ts";
import type { Question, ReadKey } from "./init-question.ts";
import { questionsOf } from "./init-questions.ts";
import { type Answer, type Group, settingsFrom, sureAnswers } from "./init-settings.ts";
import type { Target } from "./init-target.ts";
import type { Io } from "./io.ts";
import { makeProgress } from "./progress.ts";

/** What stands for each key in the checks of a config. */
const CHECK_OF = {
  timeZone: CHECKS.zone,
  scale: CHECKS.scale,
  encoding: CHECKS.encoding,
  businessHours: CHECKS.hours,
  targets: CHECKS.target,
  match: CHECKS.match,
} as const;

/** A text typed for a key, without blanks around it. Rejects with exit 2 where it cannot be. */
const readKey: ReadKey = async (key, text) => {
  await CHECK_OF[key as keyof typeof CHECK_OF]?.(text.trim(), key);
  return text.trim();
};

/** What a file shows against a config that is not written yet, which is called after `who` it says; null for any other error. */
const contradictionOf = (error: unknown, who: string): string[] | null => {
  if (!isProblem(error) || !error.problem.code.startsWith("pinned-")) return null;
  const { code, facts } = error.problem;
  return describe({ code, facts: { ...facts, origin: who } }).filter((line) => !/^If the file is right,|^Change /u.test(line));
};

const NOTHING_READ = { map: [], profile: null, dateFormat: null, scales: {}, delimiter: null, encoding: null } as const;

/** One run of `init`: what its files show under what has been answered so far, and the config that the answers make. */
export class InitRun {
  readonly io: Io;
  readonly files: readonly string[];
  readonly values: InitValues;
  readonly target: Target;
  /** What counts already, without the file that is to be begun anew. */
  readonly config: Config;
  readonly readKey = readKey;
  readonly contradiction = contradictionOf;
  groups: readonly Group[] = [];
  /** What needs no question. */
  sure: readonly Answer[] = [];

  /** The file to be written, as people are shown it; it is a profile, or a config that may be there already. */
  get written(): { readonly file: string; readonly isNew: boolean } {
    const profile = this.values["profile-out"];
    return profile === undefined ? { file: this.target.file, isNew: this.target.text === null } : { file: profile, isNew: true };
  }

  constructor(io: Io, files: readonly string[], values: InitValues, target: Target, config: Config) {
    this.io = io;
    this.files = files;
    this.values = values;
    this.target = target;
    this.config = config;
  }

  /** Looks at the files as flags and config have them read. Throws exit 2 or 3 as `inspect` does. */
  async begin(): Promise<Inspection | null> {
    if (this.files.length === 0) {
      this.sure = sureAnswers(this.values, [], []);
      return null;
    }
    const inspection = await this.#inspect(this.#draftOf(this.target.text ?? ""), this.values);
    this.groups = this.#groupsOf(inspection.files);
    this.sure = sureAnswers(this.values, this.groups, inspection.files);
    return inspection;
  }

  /** Looks at the files as they are read with these answers. Throws where the files contradict one of them. */
  inspect(answers: readonly Answer[]): Promise<Inspection> {
    return this.#inspect(this.draft(answers, []), null);
  }

  /** As `inspect`, without what the files seemed to prove where they contradict it; what flags say must fit. */
  async verify(): Promise<Inspection | null> {
    if (this.files.length === 0) return null;
    try {
      return await this.inspect([]);
    } catch (error) {
      if (contradictionOf(error, "") === null) throw error;
    }
    const said = this.sure.filter(({ why }) => why === null);
    try {
      this.sure = said;
      return await this.inspect([]);
    } catch (error) {
      const lines = contradictionOf(error, "the command");
      throw lines === null ? error : new ProblemError(2, "init-contradicted", { lines }, { cause: error });
    }
  }

  questions({ files }: Inspection): Question[] {
    const groupOf = (index: number): number => this.groups.findIndex(({ members }) => members.includes(index));
    return questionsOf(files, groupOf, { systemZone: systemZone(this.io), read: readKey });
  }

  /** The text of the config with these answers. Throws exit 2 where it says something else already. */
  textWith(answers: readonly Answer[], open: readonly Question[]): string {
    const { format, text, file } = this.target;
    return writtenConfig(format, text, file, settingsFrom(this.groups, [...this.sure, ...answers], open, text === null));
  }

  draft(answers: readonly Answer[], open: readonly Question[]): { path: string; text: string } {
    return this.#draftOf(this.textWith(answers, open));
  }

  /** The first lines of the report as the answers make it. */
  preview(answers: readonly Answer[]): Promise<string> {
    return preview(this.io, this.files, this.values, this.draft(answers, []));
  }

  #draftOf(text: string): { path: string; text: string } {
    return { path: this.target.path, text };
  }

  async #inspect(draft: { path: string; text: string }, flags: InitValues | null): Promise<Inspection> {
    const { cwd, stdin, now, tmpdir, signal } = this.io;
    const { values, reading } = await applyConfig<InitValues & { readonly config?: string }>(this.io, "init", flags ?? {}, draft);
    const said =
      flags === null
        ? NOTHING_READ
        : {
            map: flags.map ?? [],
            profile: flags.profile ?? null,
            dateFormat: flags["date-format"] ?? null,
            scales: Object.fromEntries(flags.scale ?? []),
            delimiter: flags.delimiter ?? null,
            encoding: flags.encoding ?? null,
          };
    const request = { files: this.files, tz: values.tz ?? null, clock: "calendar", asOf: null, reading, ...said } as const;
    const progress = makeProgress(this.io, false);
    const env = { cwd, stdin, now, tmpdir, signal, version: VERSION, progress: progress.report };
    return advising("cs-metrics init", () => runInspect(request, env)).finally(progress.finish);
  }

  /** Files by the pattern that they are found by: that of an item there is, or one made from the name. */
  #groupsOf(files: readonly InspectedFile[]): Group[] {
    const { match: given } = this.values;
    const { cwd } = this.io;
    const groups = new Map<string, { match: string; members: number[]; isNew: boolean }>();
    for (const [index, { report }] of files.entries()) {
      const known = given === undefined ? this.#itemOf(resolve(cwd, report.file), report.profile) : undefined;
      const match = given?.trim() ?? known ?? matchFor(report.file, cwd);
      if (given !== undefined && !this.fits(match, report)) throw new ProblemError(2, "init-match", { match, file: report.file });
      const group = groups.get(match) ?? { match, members: [], isNew: known === undefined };
      group.members.push(index);
      groups.set(match, group);
    }
    return [...groups.values()];
  }

  /** Whether a pattern is for a file. */
  fits(match: string, { file, profile }: Pick<InspectedFile["report"], "file" | "profile">): boolean {
    return match.trim().toLowerCase() === profile || isMeant(match, resolve(this.target.path, ".."), resolve(this.io.cwd, file));
  }

  /** The last item of the file to be written that is for this file. */
  #itemOf(path: string, profile: string | null): string | undefined {
    const own = this.config.rules.filter(({ match }) => match?.origin.kind === "file" && match.origin.file === this.target.file);
    return own.findLast(({ match, folder }) => match!.value.trim().toLowerCase() === profile || isMeant(match!.value, folder, path))?.match
      ?.value;
  }
}

/** The zone that this computer's clock shows. */
const systemZone = ({ env }: Io): string => {
  const named = env.TZ;
  if (named !== undefined && named !== "" && isZone(named)) return named;
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
};

/** Whether faults are those of the file to be written. */
const areOf = ({ file }: Target, { faults }: Problem["facts"]): boolean =>
  Array.isArray(faults) && faults.some(({ place }: { place: string }) => place === file || place.startsWith(`${file}:`));

/** Begins a run. Throws exit 2 where the config that is there is wrong. */
export const openRun = async (io: Io, files: readonly string[], values: InitValues, target: Target): Promise<InitRun> => {
  try {
    const config = await loadConfig(io, undefined, {}, target.text === null ? { path: target.path, text: "" } : undefined);
    return new InitRun(io, files, values, target, config);
  } catch (error) {
    if (!isProblem(error) || target.text === null || !areOf(target, error.problem.facts)) throw error;
    throw new ProblemError(2, "init-faulty", { lines: describe(error.problem) }, { cause: error });
  }
};
