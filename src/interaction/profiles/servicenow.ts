import type { Profile } from "./types.ts";

/** ServiceNow incidents, under their labels or the names of their fields. An audit log of incidents has one row a change: the last counts. */
export const servicenow: Profile = {
  id: "servicenow",
  name: "ServiceNow",
  fingerprint: ["assignment group", "made sla|opened|opened at|sys created on|incident state"],
  certainty: "documented",
  columns: {
    duration: { field: "resolution_time" },
    // Both are counted in the hours of a schedule.
    "business duration": { field: "resolution_time", business: true },
    "business resolve time": { field: "resolution_time", business: true },
    // How high it stands on a scale, Normal or Overdue, not that somebody passed it on.
    escalation: null,
  },
  headers: [
    "Number",
    "Short description",
    "Caller",
    "Priority",
    "State",
    "Service",
    "Assignment group",
    "Assigned to",
    "Created",
    "Opened",
    "Opened by",
    "Resolved",
    "Resolved by",
    "Closed",
    "Closed by",
    "Contact type",
    "Category",
    "Configuration item",
    "Business duration",
    "Business resolve time",
    "Duration",
    "Escalation",
    "Impact",
    "Severity",
    "Made SLA",
    "SLA due",
    "Time worked",
    "Close notes",
    "Reassignment count",
    "Reopen count",
  ],
  advice: {
    take: "the list of incidents as CSV, with all the columns wanted in the list",
    know: [
      "Dates are written as the user's settings have them; where no day is past the 12th, give --date-format.",
      "A log with a row for each change counts each incident once, by its last row.",
    ],
  },
};
