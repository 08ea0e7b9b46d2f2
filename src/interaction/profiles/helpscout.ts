import type { Profile } from "./types.ts";

/** Help Scout conversations. Ratings are Great, Okay and Not Good; no export was found that shows the headers. */
export const helpscout: Profile = {
  id: "helpscout",
  name: "Help Scout",
  fingerprint: ["mailbox|inbox", "number", "assigned to", "!assignment group|made sla|message id"],
  certainty: "unconfirmed",
  columns: {
    // Email, phone or chat.
    type: { field: "channel" },
    rating: { field: "csat", words: { great: "good", okay: "neutral", ok: "neutral", "not good": "bad" } },
  },
  headers: [
    "Number",
    "Customer",
    "Customer Email",
    "Subject",
    "Status",
    "Assigned To",
    "Mailbox",
    "Type",
    "Tags",
    "Created",
    "Closed",
    "First Response Time",
    "Resolution Time",
    "Rating",
  ],
  advice: {
    take: "a list of conversations as CSV",
    know: [
      "The headers of this export are not confirmed; inspect shows what was understood, and --map corrects it.",
      // developer.helpscout.com, happiness report
      "Help Scout's happiness score is Great less Not Good, from -100 to 100; CSAT here is the share of Great among all ratings.",
      // docs.helpscout.com/article/46-reporting
      "Help Scout calls a conversation resolved only when a user has replied to it and it is closed.",
    ],
  },
};
