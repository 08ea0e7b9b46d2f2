import type { Profile } from "./types.ts";

/**
 * Jira Service Management. Its "Time to …" columns hold the time that is left (negative once breached), not the time that was taken; the
 * status category is the one word that means solved whatever a team calls its statuses. Comments are whole conversations.
 */
export const jira: Profile = {
  id: "jira",
  name: "Jira Service Management",
  fingerprint: ["issue key", "status category"],
  certainty: "documented",
  columns: {
    "issue key": { field: "id" },
    "status category": { field: "status" },
    status: { field: "status" },
    "custom field time to first response": null,
    "custom field time to resolution": null,
    "time to first response": null,
    "time to resolution": null,
    "time spent": null,
    "status category changed": null,
    resolution: null,
    comment: null,
  },
};
