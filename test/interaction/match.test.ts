import { describe, expect, it } from "vitest";
import { decideColumns, decideTable, mappingOf } from "./sources.ts";

const days = ["2026-10-01 09:00", "2026-10-02 10:30"];
const mapped = (columns: Record<string, readonly string[]>): Record<string, string> => mappingOf(decideColumns(columns));

describe("names that must match nothing", () => {
  it.each([
    ["Resolved by", ["Ana", "Bo"]],
    ["Created by an agent", ["True", "False"]],
    ["Updated by", ["Ana", "Bo"]],
    ["Closed by", ["Ana", "Bo"]],
    ["Date of Purchase", days],
    ["Date of Birth", days],
    ["Customer Age", ["32", "45"]],
    ["Resolution", ["Replaced the part", "Refund"]],
    ["Resolved", ["Ana Pereira", "Bo Lindqvist"]],
    ["Avg first response time", ["00:10:00", "00:20:00"]],
    ["% Satisfaction score", ["94.01%", "91%"]],
    ["Ticket created - Hour", ["9", "10"]],
    ["Assigned at", days],
    ["Assigned date", days],
    ["Last Viewed", days],
    ["First resolution time (min)", ["10", "20"]],
    ["On-hold time (min)", ["10", "20"]],
    ["Reopen_Time", days],
    ["No_of_Related_Interactions", ["1", "2"]],
    ["KB_number", ["KM1", "KM2"]],
    ["Alert_Status", ["closed", "closed"]],
    ["Ticket Field: Channel", ["Email", "Chat"]],
    ["Score", ["9", "10"]],
    ["Inside Business Hours (Yes / No)", ["Yes", "No"]],
    ["state", ["Ohio", "New Jersey"]],
    ["SLA Breach Reason", ["Understaffed", "Holiday"]],
    // Three steps, or the best first: numbers alone would mislead.
    ["Satisfaction", ["1 - Unsatisfied", "3 - Highly satisfied"]],
    ["Satisfaction", ["1 - Very satisfied", "5 - Very dissatisfied"]],
    ["Status", ["2", "5"]],
    ["Talk Duration (AVG)", ["0:02:14", "0:02:22"]],
    ["Satisfaction (%)", ["88", "91"]],
    ["", ["1", "2"]],
  ])("%s", (header, cells) => {
    expect(mapped({ [header]: cells })).toEqual({});
  });
});

describe("cells pick the kind among siblings", () => {
  it.each([
    ["Resolved", days, "resolved"],
    ["Resolved", ["Y", "N"], "resolved_flag"],
    ["Resolved", ["", ""], "resolved"],
    ["Resolution time", ["01:10:00", "50:38:24"], "resolution_time"],
    ["Time to Resolution", days, "resolved"],
    ["First Response Time", days, "first_response"],
    ["First response time", ["00:10:00", "30:20:00"], "response_time"],
    ["Initial response time", days, "first_response"],
    ["Closed", ["true", "false"], "resolved_flag"],
    ["Closed", days, "closed"],
    ["Answered", ["Yes", "No"], "answered"],
    ["Answered At", days, "answered_at"],
    ["SLA", ["Met", "Breached"], "sla"],
    ["Ticket satisfaction rating", ["Unoffered", "Unoffered", "Unoffered", "Good"], "csat"],
    ["SLA due", days, "due"],
    ["Wrap-up", ["Billing", "Refund"], "topic"],
    ["Wrap-up", ["00:00:10", "00:01:10"], "wrap"],
    ["Type", ["Incident", "Problem"], "topic"],
    ["Type", ["email", "phone"], "channel"],
    ["Call type", ["Inbound", "Outbound"], "direction"],
    ["Reopened", ["yes", "no"], "reopens"],
    ["State", ["Active", "Awaiting User Info"], "status"],
    ["Call Status", ["Answered", "Missed"], "answered"],
    ["disposition", ["ANSWERED", "NO ANSWER"], "answered"],
    ["Did we resolve your issue?", ["Yes", "No"], "resolved_flag"],
    ["SLA Response Met?", ["Yes", "No"], "sla"],
    ["NPS", ["10 - Extremely likely", "0 - Not at all likely"], "nps"],
    ["Satisfaction", ["1 - Very dissatisfied", "5 - Very satisfied"], "csat"],
    ["Status", ["Answered", "Open"], "status"],
    ["resolution_status", ["Resolved", "Unresolved"], "resolved_flag"],
    ["Resolution status", ["Within SLA", "SLA Violated"], "sla"],
    ["Responded Time", days, "first_response"],
    ["metric_set.reply_time_in_minutes.calendar", ["5", "7"], "response_time"],
    ["How likely are you to recommend Acme to a friend?", ["9", "10"], "nps"],
    ["How satisfied were you with our support?", ["4", "5"], "csat"],
    ["Acme made it easy for me to handle my issue", ["6", "7"], "ces"],
  ])("%s %j is %s", (header, cells, field) => {
    expect(mapped({ [header]: cells })).toEqual({ [field]: header });
  });

  it("takes no time of day for an instant, a flag or a duration", () => {
    expect(mapped({ call_answered: ["8:00:00 AM", "8:02:42 AM"] })).toEqual({});
  });

  it("keeps a duration column that something ruined, so that its cells are counted", () => {
    expect(mapped({ Handle_Time_hrs: ["3,87,16,91,111", "4,35,47,86,389"] })).toEqual({ handle: "Handle_Time_hrs" });
  });
});

describe("several columns for one field", () => {
  it("takes the best name, then the leftmost with values", () => {
    expect(mapped({ Owner: ["Ana"], Assignee: ["Bo"] })).toEqual({ agent: "Assignee" });
    expect(mapped({ "Assignee Id": ["77"], "Agent Name": ["Bo"] })).toEqual({ agent: "Agent Name" });
    expect(mapped({ "Assignee Id": ["77"] })).toEqual({ agent: "Assignee Id" });
    const decisions = decideTable(["Source", "Source"], [["", "Email"]]);
    expect(decisions.uses.map(({ field, column }) => [field, column])).toContainEqual(["channel", 1]);
  });

  it("lets all verdict columns stand behind sla, and inverts a breach", () => {
    const decisions = decideColumns({
      "Resolution status": ["Within SLA", "SLA Violated"],
      "First response status": ["Within SLA", ""],
      "SLA Breached": ["No", "Yes"],
    });
    expect(decisions.plans.map(({ field, words }) => [field, words])).toEqual([
      ["sla", "sla"],
      ["sla", "sla"],
      ["sla", "sla-breach"],
    ]);
  });

  it("prefers calendar columns, or business hours when asked for, and labels what stands in", () => {
    const columns = { "First reply time in minutes within business hours": ["6"], "First reply time in minutes": ["14"] };
    expect(mapped(columns).response_time).toBe("First reply time in minutes");
    expect(decideColumns(columns, { clock: "business" }).uses[0]).toMatchObject({
      header: "First reply time in minutes within business hours",
      clock: "business",
    });
    const alone = decideColumns({ "First reply time in minutes within business hours": ["6"] });
    expect([alone.uses[0].clock, alone.warnings[0].code]).toEqual(["business", "business-hours-column"]);
  });

  it("gives a lone source column to channel, a second one to source", () => {
    expect(mapped({ source: ["Citizens Connect App"] })).toEqual({ channel: "source" });
    expect(mapped({ Channel: ["Email"], source: ["crm"] })).toEqual({ channel: "Channel", source: "source" });
  });
});

describe("rows that are totals", () => {
  const figures = { Date: ["2026-01-01", "2026-01-02"], AHT: ["312", "302"], CSAT: ["4.2", "4.4"], "Calls handled": ["480", "490"] };

  it("give dates and categories, and no figure of single calls", () => {
    const decisions = decideColumns(figures);
    expect(mappingOf(decisions)).toEqual({ created: "Date" });
    expect(decisions.warnings).toEqual([{ code: "rows-are-totals", facts: { column: "Calls handled" } }]);
    expect(mapped({ ...figures, ID: ["1", "2"] })).toEqual({ created: "Date" });
  });

  it("show by averages as well, but not by a talk time that is called so", () => {
    expect(mapped({ "CSAT %": ["88", "90"], "AHT (sec)": ["310", "305"] })).toEqual({});
    expect(mapped({ AvgTalkDuration: ["0:02:23", "0:04:02"] })).toEqual({ talk: "AvgTalkDuration" });
  });

  it("show by what a pivot table calls its columns", () => {
    expect(decideColumns({ "Row Labels": ["Above SLA", "Within SLA"], "Count of id": ["4168", "20625"] }).warnings).toMatchObject([
      { code: "rows-are-totals", facts: { column: "Count of id" } },
    ]);
  });

  it("are not rows with an id of their own, or of one call each", () => {
    expect(mapped({ "Call ID": ["1", "2"], ...figures })).toMatchObject({ handle: "AHT", csat: "CSAT" });
    expect(mapped({ ...figures, "Calls handled": ["1", "1"] })).toMatchObject({ handle: "AHT", csat: "CSAT" });
  });
});

describe("names that depend on the file", () => {
  it("takes a submission for the ticket's, or in a survey for the answer's", () => {
    const split = { submission_date: ["2026-01-01", "2026-01-02"], submission_time: ["09:12", "10:00"] };
    expect(mapped({ ...split, status: ["Open", "Closed"] })).toMatchObject({ created: "submission_date + submission_time" });
    expect(mapped({ response_id: ["1", "2"], "Submission Date": days })).toMatchObject({ answered_at: "Submission Date" });
  });

  it("takes times of day for such where their date stands beside them", () => {
    const split = { Date_Resolved: ["2026-01-01", "2026-01-02"], Time_Resolved: ["12:00", "10:00"] };
    expect(mapped(split)).toEqual({ resolved: "Date_Resolved + Time_Resolved" });
    expect(mapped({ Time_Resolved: ["12:00", "10:00"] })).toEqual({ resolution_time: "Time_Resolved" });
    const named = { "Resolution Date": ["2026-01-01", "2026-01-02"], "Resolution Time": ["12:00", "10:00"] };
    expect(mapped({ "Created at": days, ...named })).toMatchObject({ resolved: "Resolution Date", resolution_time: "Resolution Time" });
    const created = { Date: ["2026-01-01", "2026-01-02"], Time: ["09:00", "09:30"] };
    const clocks = { "First Response Time": ["09:10", "09:50"], "Resolved Time": ["12:00", "10:00"] };
    expect(mapped({ ...created, ...clocks })).toEqual({ created: "Date + Time" });
    expect(mapped({ ...created, ...named })).toEqual({ created: "Date + Time", resolved: "Resolution Date + Resolution Time" });
  });

  it("takes answered for picked up, unless the file is one of tickets", () => {
    expect(mapped({ Answered: ["Yes", "No"] })).toEqual({ answered: "Answered" });
    expect(mapped({ Answered: ["Yes", "No"], Status: ["Open", "Closed"] })).toEqual({ status: "Status" });
    expect(mapped({ Answered: ["Yes", "No"], Status: ["Open", "Closed"], "Wait time": ["5", "9"] })).toHaveProperty("answered");
  });

  it("joins a spreadsheet's day number with a part of a day", () => {
    const plan = (date: string): unknown =>
      decideColumns({ Date: [date, date], Time: ["0.384004629629630", "0.5"] }).plans.find(({ field }) => field === "created");
    expect(plan("44197")).toMatchObject({ timeColumn: 1, format: "excel" });
    expect(plan("2021-01-01")).toMatchObject({ timeColumn: 1, format: "ymd" });
  });

  it("joins a column of dates with the times of day beside it", () => {
    const plans = decideColumns({ Date: ["2026-01-01", "2026-01-02"], Time: ["09:12:58", "10:00:00"] }).plans;
    expect(plans).toEqual([{ field: "created", kind: "instant", column: 0, timeColumn: 1, format: "ymd" }]);
  });

  it("reads scores by survey type only where there is one", () => {
    expect(mapped({ survey_type: ["nps", "csat"], score: ["9", "4"] })).toEqual({ survey_type: "survey_type", score: "score" });
    expect(mapped({ "Survey type": ["nps", "csat"], Rating: ["9", "4"] })).toEqual({ survey_type: "Survey type", score: "Rating" });
  });

  it("takes a duration for talk beside after-call work, for solving beside instants", () => {
    expect(mapped({ "Call duration": ["240"], "Wrap time": ["20"] })).toEqual({ talk: "Call duration", wrap: "Wrap time" });
    expect(mapped({ "call duration in minutes": ["4"] })).toEqual({ handle: "call duration in minutes" });
    expect(mapped({ Opened: days, Resolved: days, Duration: ["3600", "7200"] }).resolution_time).toBe("Duration");
  });

  it("does not take the end of a call for a closed ticket", () => {
    expect(mapped({ "Start time": days, "End time": days, "Talk time": ["10"] })).toEqual({ created: "Start time", talk: "Talk time" });
  });

  it("reads MED(…) as the ticket's own value where rows are tickets", () => {
    expect(mapped({ "Ticket ID": ["1"], "MED(First reply time (min))": ["5"] })).toEqual({
      id: "Ticket ID",
      response_time: "MED(First reply time (min))",
    });
    expect(mapped({ Group: ["Support"], "MED(First reply time (min))": ["5"] })).toEqual({ team: "Group" });
  });

  it("reads zones from headers, for the columns beside them too", () => {
    const decisions = decideColumns({ "Conversation started at (Europe/Berlin)": days, "Closed at": days });
    expect([decisions.zone, ...decisions.plans.map(({ zone }) => zone)]).toEqual(["Europe/Berlin", "Europe/Berlin", "Europe/Berlin"]);
  });
});

describe("--map", () => {
  const columns = { "Opened on": days, "Solved at": days, Date: ["2026-01-01"], Time: ["10:00"], "A + B": days };

  it("goes before everything, and takes its column from the others", () => {
    const map = [{ field: "resolved" as const, header: "opened  ON" }];
    expect(mappingOf(decideColumns(columns, { map }))).toMatchObject({ resolved: "Opened on", created: "Date + Time" });
  });

  it("joins two columns, unless a header is called so", () => {
    const use = (header: string): unknown =>
      decideColumns(columns, { map: [{ field: "created", header }] }).uses.find(({ field }) => field === "created");
    expect(use("Date + Time")).toMatchObject({ header: "Date", timeHeader: "Time", evidence: "flag" });
    expect(use("A + B")).toMatchObject({ header: "A + B" });
    expect(use("A + B")).not.toHaveProperty("timeColumn");
  });

  it("refuses an unknown header with the nearest one", () => {
    const refused = {
      exit: 2,
      problem: { code: "unknown-header", facts: expect.objectContaining({ header: "Solved att", suggestion: "Solved at" }) },
    };
    expect(() => decideColumns(columns, { map: [{ field: "resolved", header: "Solved att" }] })).toThrow(expect.objectContaining(refused));
  });

  it("passes unit, scale and zone on", () => {
    const map = [
      { field: "csat" as const, header: "Q7", scale: { low: 1, high: 4, lowIsGood: false } },
      { field: "handle" as const, header: "Dur", unit: "min" as const },
    ];
    const decisions = decideColumns({ Q7: ["3"], Dur: ["12"] }, { map });
    expect(decisions.scaleHints).toEqual({ csat: { low: 1, high: 4, lowIsGood: false } });
    expect(decisions.plans[1]).toMatchObject({ field: "handle", unit: "min" });
    expect(decisions.warnings).toEqual([]);
  });
});

it("refuses an unknown profile", () => {
  expect(() => decideColumns({ Id: ["1"] }, { profile: "zendsk" })).toThrow(expect.objectContaining({ exit: 2 }));
});
