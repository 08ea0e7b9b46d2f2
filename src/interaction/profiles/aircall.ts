import type { Profile } from "./types.ts";

/** Aircall. The same call stands in several zones in one row; only the column in UTC says which it is. */
export const aircall: Profile = {
  id: "aircall",
  name: "Aircall",
  fingerprint: ["datetime utc", "missed call reason"],
  certainty: "documented",
  columns: {
    "datetime utc": { field: "created" },
    "datetime tz offset incl": null,
    "call start time": null,
    "call end time": null,
    "duration in call": { field: "talk", unit: "s" },
    "duration total": null,
    user: { field: "agent" },
    "customer number": { field: "customer" },
    "call id": { field: "id" },
  },
};
