import { existsSync, mkdirSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { userFolders } from "../config/find.ts";
import { writePlain } from "../config/write-plain.ts";
import { profileFile } from "../interaction/profiles/file.ts";
import { takeOwnProfiles } from "../interaction/profiles/index.ts";
import { parseProfile } from "../interaction/profiles/parse.ts";
import type { Profile } from "../interaction/profiles/types.ts";
import { runInspect } from "../report/inspect.ts";
import type { InspectedFile } from "../report/inspect-model.ts";
import { readingOf } from "../report/reading.ts";
import { ProblemError } from "../text/problem.ts";
import { sanitize } from "../text/sanitize.ts";
import { VERSION } from "../text/version.ts";
import { applyConfig } from "./apply-config.ts";
import { placesOf } from "./config.ts";
import { profileFrom, profileId } from "./init-profile.ts";
import type { InitRun } from "./init-run.ts";
import type { Answer } from "./init-settings.ts";
import { writeTarget } from "./init-target.ts";
import type { Io } from "./io.ts";
import { ownProfiles, profileRules } from "./own-profiles.ts";
import { print, tellProblem } from "./print.ts";
import type { ReportValues } from "./report-flags.ts";
import { toRequest } from "./request.ts";

const ENDINGS = [".json", ".yaml", ".yml"];

/** Where reports look for profiles of the user's own. */
const profilesFolder = (io: Io): string | null => {
  const [folder] = userFolders(placesOf(io));
  return folder === undefined ? null : join(folder, "profiles");
};

/** Throws exit 2 where no profile can be written to the file, or no files are named to write it from. */
export const checkProfileOut = (io: Io, words: readonly string[], file: string, isForced: boolean): void => {
  if (words.length === 0) throw new ProblemError(2, "init-needs-file", { flag: "--profile-out" });
  if (!ENDINGS.includes(extname(file).toLowerCase()) || profileId(file) === "") throw new ProblemError(2, "init-profile-name", { file });
  if (!isForced && existsSync(resolve(io.cwd, file))) throw new ProblemError(2, "init-profile-exists", { file });
};

const headersOf = ({ columns }: InspectedFile): string => columns.map(({ header }) => header.trim()).join("\n");

/** Each column in use, with all that decides its values. */
const usesOf = ({ columns, dates }: InspectedFile): Map<string, string> =>
  new Map(
    columns.flatMap(({ column, header, use, scales }) => {
      if (use === null || use.column !== column) return [];
      const format = dates.find((date) => date.header === header)?.format ?? null;
      return [[header, JSON.stringify([use.field, use.unit ?? null, use.timeHeader ?? null, format, scales])] as const];
    }),
  );

/** Headers that the profile alone has read in another way, because it cannot hold what somebody has said of them. */
const differences = (wanted: InspectedFile, found: InspectedFile): string[] => {
  const [before, after] = [usesOf(wanted), usesOf(found)];
  return [...new Set([...before.keys(), ...after.keys()])].filter((header) => before.get(header) !== after.get(header));
};

/** The files read by the profile alone; null = they are not recognised as its own. */
const readAlone = async ({ io, files }: InitRun, profile: Profile): Promise<InspectedFile | null> => {
  const { cwd, stdin, now, tmpdir, signal } = io;
  const reading = { rules: profileRules([profile]), words: null, profiles: [profile] };
  const request = { ...toRequest(files, {}, "table", reading) };
  const { files: found } = await runInspect(request, { cwd, stdin, now, tmpdir, signal, version: VERSION, progress: () => undefined });
  return found.every((one) => one.profile?.id === profile.id) ? found[0] : null;
};

/** Writes a profile from what the run has understood, and tells where reports find it. Throws exit 2, exit 4. */
export const writeProfile = async (run: InitRun, answers: readonly Answer[], file: string): Promise<void> => {
  const { io, files } = run;
  const { files: found } = await run.inspect(answers);
  const [first] = found;
  if (found.some((one) => headersOf(one) !== headersOf(first))) throw new ProblemError(2, "init-profile-kinds", { files });
  const totals = first.report.warnings.find(({ problem }) => problem.code === "rows-are-totals");
  const isUseless = totals !== undefined || first.columns.every(({ use }) => use === null);
  if (isUseless) throw new ProblemError(2, "init-profile-useless", { file: first.report.file, column: totals?.column ?? null });
  const { reading } = await applyConfig<ReportValues>(io, "init", {}, run.draft(answers, []));
  const { ignore, pinned } = readingOf(toRequest(files, {}, "table", reading), first.report.file, io.cwd, first.profile?.id ?? null);
  takeOwnProfiles(await ownProfiles(io));
  const words = reading.words ?? { resolved: [], open: [], excluded: [], channels: new Map(), yes: [], no: [] };
  const written = profileFile(profileFrom({ id: profileId(file), file: first, words, ignored: ignore }));
  const profile = parseProfile(written, file);
  const alone = await readAlone(run, profile);
  const path = resolve(io.cwd, file);
  const folder = profilesFolder(io);
  if (dirname(path) === folder) mkdirSync(folder, { recursive: true });
  const replaced = existsSync(path) ? [path] : [];
  const backups = await writeTarget(
    io,
    { path, file, format: "json", text: null, replaced },
    writePlain(extname(file).toLowerCase() === ".json" ? "json" : "yaml", written),
  );
  const kept = backups.map((name) => `; the old one is kept as ${sanitize(name)}`).join("");
  await print(io, `Wrote ${sanitize(file)}, the profile ${profile.id}${kept}\n`);
  if (folder !== null && dirname(path) !== folder) await print(io, `Reports know it once it is in ${sanitize(folder)}\n`);
  const lost = [
    ...(pinned.delimiter === undefined ? [] : ["the delimiter"]),
    ...(words.channels.size === 0 ? [] : ["words for channels"]),
    ...(alone === null ? ["by which headers it is recognised"] : differences(first, alone).map((header) => `the column "${header}"`)),
  ];
  if (lost.length > 0) await tellProblem(io, "note", { code: "init-profile-lost", facts: { file, lost } });
};
