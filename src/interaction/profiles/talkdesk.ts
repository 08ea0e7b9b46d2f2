import type { Profile } from "./types.ts";

/** Talkdesk contacts. "Answered At" is when the call was picked up, not when a survey was answered; the user is the agent. */
export const talkdesk: Profile = {
  id: "talkdesk",
  name: "Talkdesk",
  fingerprint: ["interaction id", "short abandon time"],
  certainty: "documented",
  columns: {
    "answered at": { field: "first_response" },
    "user name": { field: "agent" },
    "user id": { field: "agent" },
    "contact person number": { field: "customer" },
    "contact id": null,
    "contact type": null,
    "finished at": null,
    "connected at": null,
    duration: null,
  },
};
