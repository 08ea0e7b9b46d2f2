import type { Profile } from "./types.ts";

/** Answers of a Qualtrics survey, under three header rows. Previews, spam and unfinished answers are none. */
export const qualtrics: Profile = {
  id: "qualtrics",
  name: "Qualtrics",
  fingerprint: ["response id", "recorded date", "progress|finished|distribution channel|start date"],
  certainty: "documented",
  columns: {
    // When the survey was opened.
    "start date": { field: "created" },
    "recipient email": { field: "customer" },
  },
  rows: [{ column: "finished", words: ["false", "0", "no"], are: "unfinished answers" }],
  headers: [
    "StartDate",
    "EndDate",
    "Status",
    "IPAddress",
    "Progress",
    "Duration (in seconds)",
    "Finished",
    "RecordedDate",
    "ResponseId",
    "RecipientLastName",
    "RecipientFirstName",
    "RecipientEmail",
    "ExternalReference",
    "LocationLatitude",
    "LocationLongitude",
    "DistributionChannel",
    "UserLanguage",
    "Q1_NPS_GROUP",
    "Q1",
  ],
  advice: {
    take: "the recorded responses as CSV, with choice text",
    // qualtrics.com/support, understanding your dataset
    where: "Data & Analysis, Export & Import",
    know: [
      "Previews, spam and unfinished answers are left out and counted.",
      "An NPS question is read from its group; name other questions with --map, such as --map csat=Q2.",
    ],
  },
};
