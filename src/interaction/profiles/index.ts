import { ProblemError } from "../../text/problem.ts";
import { foldName } from "../headers.ts";
import { aircall } from "./aircall.ts";
import { chatwoot } from "./chatwoot.ts";
import { connect } from "./connect.ts";
import { delighted } from "./delighted.ts";
import { five9 } from "./five9.ts";
import { freshdesk } from "./freshdesk.ts";
import { freshservice } from "./freshservice.ts";
import { front } from "./front.ts";
import { genesys } from "./genesys.ts";
import { gorgias } from "./gorgias.ts";
import { helpscout } from "./helpscout.ts";
import { hubspot } from "./hubspot.ts";
import { hubspotFeedback } from "./hubspot-feedback.ts";
import { intercom } from "./intercom.ts";
import { jira } from "./jira.ts";
import { qualtrics } from "./qualtrics.ts";
import { reviews } from "./reviews.ts";
import { salesforce } from "./salesforce.ts";
import { servicenow } from "./servicenow.ts";
import { surveyAnswers } from "./survey-answers.ts";
import { surveymonkey } from "./surveymonkey.ts";
import { talkdesk } from "./talkdesk.ts";
import { typeform } from "./typeform.ts";
import type { Profile } from "./types.ts";
import { zendesk } from "./zendesk.ts";
import { zendeskExplore } from "./zendesk-explore.ts";
import { zoho } from "./zoho.ts";

export type { Profile } from "./types.ts";

/** Every known export; the first whose fingerprint fits wins. */
export const PROFILES: readonly Profile[] = [
  zendesk,
  zendeskExplore,
  hubspot,
  hubspotFeedback,
  freshdesk,
  freshservice,
  intercom,
  helpscout,
  zoho,
  salesforce,
  jira,
  gorgias,
  front,
  chatwoot,
  servicenow,
  genesys,
  five9,
  talkdesk,
  aircall,
  connect,
  qualtrics,
  surveymonkey,
  typeform,
  delighted,
  surveyAnswers,
  // The least telling fingerprint.
  reviews,
];

const isThere = (name: string, names: ReadonlySet<string>): boolean => {
  if (!name.endsWith("*")) return names.has(name);
  const start = name.slice(0, -1);
  for (const one of names) if (one.startsWith(start)) return true;
  return false;
};

/** Whether all the parts of a fingerprint hold for the normalised headers. */
export const fits = ({ fingerprint }: Pick<Profile, "fingerprint">, names: ReadonlySet<string>): boolean =>
  fingerprint.every((part) => {
    const isAbsence = part.startsWith("!");
    const any = (isAbsence ? part.slice(1) : part).split("|").some((name) => isThere(name, names));
    return any !== isAbsence;
  });

/** The user's own, of this run; they go before those of the program, also where they have a name of theirs. */
let own: readonly Profile[] = [];

/** Replaces the user's own profiles, from now on and for the whole process. */
export const takeOwnProfiles = (profiles: readonly Profile[]): void => void (own = profiles);

/** All profiles there are, the user's own first. */
export const allProfiles = (): readonly Profile[] =>
  own.length === 0 ? PROFILES : [...own, ...PROFILES.filter(({ id }) => !own.some((one) => one.id === id))];

/** The profile whose fingerprint stands whole among the headers; null = none. */
export const detectProfile = (headers: readonly string[]): Profile | null => {
  const names = new Set(headers.map(foldName));
  return allProfiles().find((profile) => fits(profile, names)) ?? null;
};

/** The headers that tell the profile, as the file writes them. */
export const tellingHeaders = ({ fingerprint }: Profile, headers: readonly string[]): string[] =>
  fingerprint.flatMap((part) => {
    const names = part.startsWith("!") ? [] : part.split("|");
    return headers.find((header) => names.some((name) => isThere(name, new Set([foldName(header)])))) ?? [];
  });

/** The profile that `--profile` names. Throws ProblemError(2, "unknown-profile"). */
export const findProfile = (id: string): Profile => {
  const all = allProfiles();
  const profile = all.find((one) => one.id === id.trim().toLowerCase());
  if (profile === undefined) throw new ProblemError(2, "unknown-profile", { profile: id, profiles: all.map((one) => one.id) });
  return profile;
};
