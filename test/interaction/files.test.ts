import { describe, expect, it } from "vitest";
import { mappingMessages } from "../../src/text/problems/mapping.ts";
import { decideFixture, decideTable, mappingOf } from "./sources.ts";

describe("traits of published files", () => {
  it.each([
    [
      "interaction/split-dates-us.csv",
      { id: "call_id", created: "date + call_started", wait: "wait_length", handle: "service_length", sla: "meets_standard" },
    ],
    [
      "interaction/timestamps-as-times.csv",
      {
        id: "Ticket ID",
        customer: "Customer Name",
        topic: "Ticket Type",
        status: "Ticket Status",
        channel: "Ticket Channel",
        first_response: "First Response Time",
        resolved: "Time to Resolution",
        csat: "Customer Satisfaction Rating",
      },
    ],
    [
      "interaction/ruined-hours.csv",
      {
        id: "Incident_ID",
        status: "Status",
        priority: "Priority",
        topic: "Category",
        reassignments: "No_of_Reassignments",
        created: "Open_Time",
        resolved: "Resolved_Time",
        closed: "Close_Time",
        handle: "Handle_Time_hrs",
      },
    ],
    [
      "interaction/service-requests.csv",
      {
        id: "case_enquiry_id",
        created: "open_dt",
        due: "target_dt",
        closed: "closed_dt",
        sla: "ontime",
        status: "case_status",
        topic: "type",
        team: "queue",
        channel: "source",
      },
    ],
    [
      "interaction/hours-in-brackets.csv",
      {
        id: "Ticket ID",
        created: "Created Date",
        resolved: "Resolved Date",
        topic: "Issue Type",
        priority: "Priority",
        agent: "Agent Assigned",
        status: "Status",
        response_time: "Response Time (hours)",
        resolution_time: "Resolution Time (hours)",
      },
    ],
    ["interaction/unnamed-first-column.csv", { id: "id", nps: "nps", csat: "satisfaction" }],
    ["interaction/tags-in-columns.csv", { id: "id", topic: "type", team: "queue", priority: "priority", language: "language" }],
  ])("%s", (file, expected) => {
    expect(mappingOf(decideFixture(file))).toEqual(expected);
  });

  it("reads month-first dates joined with their times of day", () => {
    const { plans, dateOnly } = decideFixture("interaction/split-dates-us.csv");
    expect(plans.find(({ field }) => field === "created")).toEqual({
      field: "created",
      kind: "instant",
      column: 1,
      timeColumn: 3,
      format: "mdy",
    });
    expect(dateOnly).toEqual([]);
  });

  it("never reads ruined hours as numbers", () => {
    const decisions = decideFixture("interaction/ruined-hours.csv");
    expect(decisions.plans.at(-1)).toMatchObject({ field: "handle", numbers: "ruined", unit: "h" });
    expect(decisions.present).not.toContain("handle");
    expect(decisions.plans.find(({ field }) => field === "created")!.format).toBe("dmy");
  });

  it("reads a Zendesk export through a spreadsheet's dates and ids", () => {
    const decisions = decideFixture("interaction/excel-damage.csv");
    expect(decisions.profile).toBe("zendesk");
    expect(decisions.plans.map(({ field, format, unit }) => [field, format ?? unit])).toEqual([
      ["csat", undefined],
      ["id", undefined],
      ["created", "dmy"],
      ["resolved", "dmy"],
      ["resolution_time", "min"],
    ]);
    expect(decisions.warnings).toEqual([{ code: "people-ruined", facts: { field: "customer", column: "Requester id" } }]);
  });

  it("uses the repeated header that has values", () => {
    const decisions = decideFixture("interaction/repeated-headers.csv");
    expect(decisions.plans.map(({ field, column }) => [field, column])).toEqual([
      ["id", 0],
      ["comment", 2],
      ["channel", 4],
      ["created", 5],
    ]);
    expect(decisions.warnings.map(({ code }) => code)).toEqual(["repeated-header", "repeated-header"]);
  });

  it("takes the zone from the header", () => {
    const decisions = decideFixture("interaction/zones-in-headers.csv");
    expect(decisions.zone).toBe("America/Argentina/Buenos_Aires");
    expect(mappingOf(decisions)).toMatchObject({ status: "Current conversation state", csat: "Conversation rating" });
  });
});

describe("zendesk-tickets.csv", () => {
  const decisions = decideFixture("zendesk-tickets.csv");

  it("is known, and its calendar minutes are used", () => {
    expect([decisions.profile, decisions.profileName]).toEqual(["zendesk", "Zendesk"]);
    expect(mappingOf(decisions)).toMatchObject({
      response_time: "First reply time in minutes",
      resolution_time: "Full resolution time in minutes",
    });
    expect(decisions.warnings).toEqual([]);
    expect(decisions.undecided).toEqual([]);
  });

  it("switches to business hours when asked", () => {
    const business = decideFixture("zendesk-tickets.csv", { clock: "business" });
    expect(mappingOf(business)).toMatchObject({
      response_time: "First reply time in minutes within business hours",
      resolution_time: "Full resolution time in minutes within business hours",
    });
  });

  it("reads the same without half of its columns", () => {
    const rows = [["48001", "Dev Patel", "2026-10-01 03:32", "Good", "14", "1"]];
    const part = decideTable(["Id", "Assignee", "Created at", "Satisfaction Score", "First reply time in minutes", "Replies"], rows);
    expect(part.profile).toBeNull();
    expect(Object.keys(mappingOf(part))).toEqual(["id", "agent", "created", "csat", "response_time", "replies"]);
  });

  it("survives JSON but for the shapes", () => {
    const plain = { ...decisions, shapes: [] };
    expect(JSON.parse(JSON.stringify(plain))).toEqual(plain);
  });
});

it("spells out both readings of an ambiguous date", () => {
  const [undecided] = decideTable(["Created at"], [["03/04/2026"], ["05/06/2026"]]).undecided;
  expect(mappingMessages["ambiguous-dates"]({ ...undecided, file: "tickets.csv" })).toEqual([
    'cannot tell day from month in column "Created at" of tickets.csv',
    "Line 2 has 03/04/2026: 3 April or 4 March? All 2 dates fit both.",
    "Day first:   cs-metrics report tickets.csv --date-format D/M/Y",
    "Month first: cs-metrics report tickets.csv --date-format M/D/Y",
    "To be asked only once: cs-metrics init tickets.csv",
  ]);
});
