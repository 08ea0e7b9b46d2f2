import { foldName } from "../headers.ts";
import { fits, PROFILES } from "./index.ts";
import type { Profile } from "./types.ts";

/** Exports of vendors' reports whose rows are figures over many interactions, by what tells them; none of these headers is in an export of single ones. */
const TOTALS: readonly { readonly profile: string; readonly fingerprint: readonly string[] }[] = [
  // Performance views, a row for each interval and queue or agent.
  { profile: "genesys", fingerprint: ["interval start", "interval end", "interval complete"] },
  // Historical metrics.
  { profile: "connect", fingerprint: ["start interval", "end interval"] },
  // Reports of agents, inboxes, teams and labels, in the language of the account.
  {
    profile: "chatwoot",
    fingerprint: [
      "assigned conversations|no of conversations|conversations count|anzahl gesprache|anzahl der konversationen|conversas atribuidas|n de conversas|contagem de conversas",
      "avg resolution time*|durchschnittliche auflosungszeit*|tempo medio de resolucao*",
    ],
  },
  // Metrics by any attribute but the ticket.
  {
    profile: "zendesk-explore",
    fingerprint: [
      "% satisfaction score|% one touch tickets|med first reply time*|med full resolution time*|avg first reply time*|avg full resolution time*",
    ],
  },
];

/** The vendor whose report of totals has these headers; null = not known. */
export const vendorOfTotals = (headers: readonly string[]): Profile | null => {
  const names = new Set(headers.map(foldName));
  const found = TOTALS.find((one) => fits(one, names));
  return PROFILES.find(({ id }) => id === found?.profile) ?? null;
};
