import type { Messages } from "../messages.ts";
import { quoteFile } from "../quote.ts";

const count = (value: unknown, one: string, many: string): string => `${String(value)} ${value === 1 ? one : many}`;

const HOUR = 36e5;

/** `30 days`, `12 hours` */
const spanText = (milliseconds: number): string => {
  const hours = Math.round(milliseconds / HOUR);
  return hours % 24 === 0 ? count(hours / 24, "day", "days") : count(hours, "hour", "hours");
};

const leftOut = ({ asked, tried, againAfter }: Readonly<Record<string, unknown>>): string[] => [
  ...(Number(asked) > 0 ? [`${count(asked, "customer was", "customers were")} asked in the last ${spanText(Number(againAfter))}`] : []),
  ...(Number(tried) > 0 ? [`${count(tried, "was", "were")} not reached in the last 12 hours`] : []),
];

/** What can be said of a round of calls before it begins. */
export const roundMessages: Messages = {
  "round-solved-unknown": ({ files }) => {
    const names = (Array.isArray(files) ? files : []).map((file) => quoteFile(String(file)));
    return [
      `nothing in ${names.join(", ")} tells which tickets are solved`,
      "A round asks about solved tickets: it needs a status, or the time a ticket was solved.",
      'If a column has it, name the column: --map status="Ticket state" or --map resolved="Closed at"',
    ];
  },
  "round-nobody": (facts) => {
    const { solved, rated, tickets, drawn } = facts;
    if (solved === 0) return ["nobody to ask: none of these tickets is solved"];
    if (tickets === 0) return [`nobody to ask: ${count(solved, "solved ticket", "solved tickets")}, all with a rating`];
    const why = leftOut(facts).join(", ");
    const sampled = drawn === tickets ? "" : ` of the ${String(drawn)} drawn`;
    return [
      `nobody left to ask${sampled}: ${why}`,
      `${count(solved, "ticket is", "tickets are")} solved; ${String(rated)} of them ${rated === 1 ? "has" : "have"} a rating.`,
    ];
  },
  "round-left-out": (facts) => [`left out of this round: ${leftOut(facts).join(", ")}`],
  "round-anonymous": () => [
    "answers without customer and ticket do not tell who was asked: when this round is taken up again, it begins with the same people",
  ],
  "round-nameless": ({ count: tickets }) => [
    `${count(tickets, "ticket has", "tickets have")} neither a customer nor a number: nobody can tell later who of them was asked`,
    'If a column has it, name the column: --map customer="Email"',
  ],
};
