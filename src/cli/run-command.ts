import type { CommandName } from "./commands/index.ts";
import type { Io } from "./io.ts";

/** Takes the words that are no flags and the flags given; resolves to the exit code. */
type Command = (io: Io, words: readonly string[], values: never) => Promise<number>;

/** The code behind each command, loaded when it is run. */
export const LOADERS: Readonly<Record<CommandName, () => Promise<Command>>> = {
  report: async () => (await import("./commands/report.ts")).runReportCommand,
  merge: async () => (await import("./commands/merge.ts")).runMergeCommand,
  inspect: async () => (await import("./commands/inspect.ts")).runInspectCommand,
  import: async () => (await import("./commands/import.ts")).runImportCommand,
  db: async () => (await import("./commands/db.ts")).runDbCommand,
  explain: async () => (await import("./commands/explain.ts")).runExplainCommand,
  survey: async () => (await import("./commands/survey.ts")).runSurveyCommand,
  init: async () => (await import("./commands/init.ts")).runInitCommand,
  config: async () => (await import("./commands/config.ts")).runConfigCommand,
  profiles: async () => (await import("./commands/profiles.ts")).runProfilesCommand,
  "follow-ups": async () => (await import("./commands/follow-ups.ts")).runFollowUpsCommand,
  trend: async () => (await import("./commands/trend.ts")).runTrendCommand,
  doctor: async () => (await import("./commands/doctor.ts")).runDoctorCommand,
  note: async () => (await import("./commands/note.ts")).runNoteCommand,
  history: async () => (await import("./commands/history.ts")).runHistoryCommand,
  responses: async () => (await import("./commands/responses.ts")).runResponsesCommand,
};
