import type { Profile } from "./types.ts";

/** Answers of a SurveyMonkey survey. The row under the header names the answer options; questions are headers in full. */
export const surveymonkey: Profile = {
  id: "surveymonkey",
  name: "SurveyMonkey",
  fingerprint: ["respondent id", "collector id"],
  certainty: "documented",
  columns: {
    "end date": { field: "answered_at" },
  },
  headers: [
    "Respondent ID",
    "Collector ID",
    "Start Date",
    "End Date",
    "IP Address",
    "Email Address",
    "First Name",
    "Last Name",
    "Custom Data 1",
    "How likely is it that you would recommend us to a friend or colleague?",
  ],
  advice: {
    take: "all individual responses as CSV, condensed columns, numbers as answers",
    know: ["The row under the header holds answer options: it is left out and counted."],
  },
};
