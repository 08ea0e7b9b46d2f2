import type { Profile } from "./types.ts";

/** Salesforce Service Cloud: a report of cases, or cases from Data Loader under the names of the interface. */
export const salesforce: Profile = {
  id: "salesforce",
  name: "Salesforce Service Cloud",
  fingerprint: ["case number", "date time opened|date time closed|case origin|case owner|is closed|is escalated|owner id"],
  certainty: "documented",
  columns: {},
  headers: [
    "Case Owner",
    "Case Number",
    "Account Name",
    "Contact Name",
    "Subject",
    "Status",
    "Priority",
    "Severity",
    "Case Origin",
    "Date/Time Opened",
    "Date/Time Closed",
    "Age (Hours)",
    "Escalated",
    "Product: Product Name",
  ],
  advice: {
    take: "a report of cases without groups, one row for each case, exported as Details Only, format .csv",
    where: "the report, Export, Details Only: a Formatted Report is a workbook",
    know: [
      "Totals, the copyright and other lines under the table are left out and counted.",
      "Dates are written as the user's locale has them: day first in most of Europe.",
    ],
  },
};
