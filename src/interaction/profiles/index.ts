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

/** The profile whose fingerprint stands whole among the headers, the user's own first; null = none. */
export const detectProfile = (headers: readonly string[], own: readonly Profile[] = []): Profile | null => {
  const names = new Set(headers.map(foldName));
  const fitting = (profile: Profile): boolean => fits(profile, names);
  return own.find(fitting) ?? PROFILES.find(fitting) ?? null;
};

/** The profile that `--profile` names. Throws ProblemError(2, "unknown-profile"). */
export const findProfile = (id: string, own: readonly Profile[] = []): Profile => {
  const wanted = id.trim().toLowerCase();
  const all = [...own, ...PROFILES];
  const profile = all.find((one) => one.id === wanted);
  if (profile === undefined) throw new ProblemError(2, "unknown-profile", { profile: id, profiles: all.map((one) => one.id) });
  return profile;
};
