import type { Profile } from "./types.ts";

/** Answers of a Typeform. `#` numbers the answers; Network ID is the place they came from, and one place may answer often. */
export const typeform: Profile = {
  id: "typeform",
  name: "Typeform",
  fingerprint: ["network id", "submit date utc"],
  certainty: "documented",
  columns: {
    "#": { field: "response_id" },
  },
  zone: "UTC",
  headers: ["#", "How likely are you to recommend us?", "Start Date (UTC)", "Submit Date (UTC)", "Network ID"],
  advice: {
    take: "all responses as CSV",
    know: ["Questions are headers in full: name those that are not understood with --map."],
  },
};
