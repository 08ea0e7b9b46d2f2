import { ProblemError } from "../../text/problem.ts";
import { foldName } from "../headers.ts";
import { aircall } from "./aircall.ts";
import { jira } from "./jira.ts";
import { surveyAnswers } from "./survey-answers.ts";
import { talkdesk } from "./talkdesk.ts";
import type { Profile } from "./types.ts";
import { zendesk } from "./zendesk.ts";
import { zoho } from "./zoho.ts";

export type { Profile } from "./types.ts";

/** Every known export; the first whose fingerprint fits wins. */
export const PROFILES: readonly Profile[] = [zendesk, zoho, jira, talkdesk, aircall, surveyAnswers];

/** The profile whose fingerprint stands whole among the headers; null = none. */
export const detectProfile = (headers: readonly string[]): Profile | null => {
  const names = new Set(headers.map(foldName));
  return PROFILES.find((profile) => profile.fingerprint.every((name) => names.has(name))) ?? null;
};

/** The profile that `--profile` names. Throws ProblemError(2, "unknown-profile"). */
export const findProfile = (id: string): Profile => {
  const profile = PROFILES.find((one) => one.id === id.trim().toLowerCase());
  if (profile === undefined) throw new ProblemError(2, "unknown-profile", { profile: id, profiles: PROFILES.map((one) => one.id) });
  return profile;
};
