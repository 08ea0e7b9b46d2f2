import { describe, expect, it } from "vitest";
import { normaliseHeader } from "../../src/interaction/headers.ts";

describe("normaliseHeader", () => {
  it.each([
    ["\uFEFFTicket\u00A0ID", { words: "ticket id" }],
    ["ï»¿Case Number", { words: "case number" }],
    ["Date/Time Opened", { words: "date time opened" }],
    ["AvgTalkDuration", { words: "avg talk duration", aggregate: true }],
    ["CSATScore", { words: "csat score" }],
    ["Priorität", { words: "prioritat" }],
    ["first_response_minutes", { words: "first response", unit: "min" }],
    ["Resolution_Time_Hours", { words: "resolution time", unit: "h" }],
    ["Handle_Time_hrs", { words: "handle time", unit: "h" }],
    ["resolution_time_s", { words: "resolution time", unit: "s" }],
    ["First reply time in minutes", { words: "first reply time", unit: "min" }],
    ["call duration in minutes", { words: "call duration", unit: "min" }],
    ["Speed of answer in seconds", { words: "speed of answer", unit: "s" }],
    ["First response time (in hrs)", { words: "first response time", unit: "h" }],
    ["Time to close (HH:mm:ss)", { words: "time to close", unit: "hms" }],
    ["Talk (mm:ss)", { words: "talk", unit: "mmss" }],
    ["Handle time (in hhh:mm)", { words: "handle time", unit: "hms" }],
    ["Full resolution time - min", { words: "full resolution time", unit: "min" }],
    ["First reply time in minutes within business hours", { words: "first reply time", unit: "min", business: true }],
    ["First reply time - Business hours (min)", { words: "first reply time", unit: "min", business: true }],
    ["Resolution Time in Business Hours", { words: "resolution time", business: true }],
    [
      "Conversation started at (America/Argentina/Buenos_Aires)",
      { words: "conversation started at", zone: "America/Argentina/Buenos_Aires" },
    ],
    ["Created (UTC+02:00)", { words: "created", zone: "+02:00" }],
    ["Created at GMT+2", { words: "created at", zone: "+02:00" }],
    ["created_at_utc", { words: "created at", zone: "UTC" }],
    ["Opened (EST)", { words: "opened", zone: "-05:00" }],
    ["First reply (ART)", { words: "first reply art" }],
    ["Rating (1-5)", { words: "rating", scale: { low: 1, high: 5, lowIsGood: false } }],
    ["Effort (1–5, low is good)", { words: "effort", scale: { low: 1, high: 5, lowIsGood: true } }],
    [
      "How easy was it? (1 = very easy, 7 = very difficult)",
      { words: "how easy was it 1 very easy 7 very difficult", scale: { low: 1, high: 7, lowIsGood: true } },
    ],
    ["Rating (1 = bad, 5 = good)", { words: "rating 1 bad 5 good", scale: { low: 1, high: 5, lowIsGood: false } }],
    ["NPS (0-10)", { words: "nps", scale: { low: 0, high: 10, lowIsGood: false } }],
    ["Rating out of 5", { words: "rating", scale: { low: 1, high: 5, lowIsGood: false } }],
    ["SLA Breached?", { words: "sla breached", inverted: true }],
    ["SLA not breached", { words: "sla not breached" }],
    ["MED(First reply time (min))", { words: "first reply time", unit: "min", wrapped: true }],
    ["Avg first response time", { words: "avg first response time", aggregate: true }],
    ["% Satisfaction score", { words: "% satisfaction score", aggregate: true }],
    ["Talk Duration (AVG)", { words: "talk duration avg", aggregate: true }],
    ["metric_set.full_resolution_time_in_minutes.business", { words: "full resolution time", unit: "min", business: true }],
    [
      "On a scale of 1 to 10, how satisfied were you?",
      { words: "on a scale of 1 to 10 how satisfied were you", scale: { low: 1, high: 10, lowIsGood: false } },
    ],
    ["Answered (Y/N)", { words: "answered" }],
    ["Product [list]", { words: "product" }],
    ["Custom field (Satisfaction date)", { words: "satisfaction date" }],
    ["business_type", { words: "business type" }],
    ["Ticket created - Hour", { words: "ticket created hour" }],
    ["", { words: "" }],
  ])("%s", (header, expected) => {
    expect({ ...normaliseHeader(header), variants: undefined }).toEqual(expected);
  });

  it("keeps other text in brackets as a weaker reading", () => {
    expect(normaliseHeader("Status (Ticket)")).toEqual({ words: "status ticket", variants: ["status", "ticket"] });
    expect(normaliseHeader("duration (in call)").words).toBe("duration in call");
  });
});
