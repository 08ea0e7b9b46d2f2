import type { Profile } from "./types.ts";

/** Contact search of Amazon Connect. The agent's interaction leaves out time on hold; a completed contact is over, not solved. */
export const connect: Profile = {
  id: "connect",
  name: "Amazon Connect",
  fingerprint: ["initiation timestamp", "routing profile|agent interaction duration|contact duration|enqueue timestamp"],
  certainty: "documented",
  columns: {
    "agent name": { field: "agent" },
    agent: { field: "agent" },
    "contact status": null,
  },
  headers: [
    "Contact ID",
    "Channel",
    "Contact status",
    "Initiation timestamp",
    "System phone number / email address",
    "Queue",
    "Agent",
    "Recording/Transcript",
    "Customer phone number / email address",
    "Disconnect timestamp",
    "Contact duration",
    "Agent name",
    "Routing profile",
    "Connected to agent timestamp",
    "ACW start timestamp",
    "ACW end timestamp",
    "Agent interaction duration",
    "Agent connection attempts",
    "Number of holds",
    "Is transferred out",
    "Initiation method",
    "Disconnect reason",
    "Enqueue timestamp",
  ],
  advice: {
    take: "the results of a contact search as CSV",
    // docs.aws.amazon.com/connect, contact search
    where: "Contact search; a search reaches over at most 8 weeks and returns the first 10,000 contacts: take several",
    know: [
      "AHT is the agent's interaction alone: the export has no time on hold, and after-call work only as the times it began and ended.",
      "A completed contact is over, which says nothing of its being solved.",
    ],
  },
};
