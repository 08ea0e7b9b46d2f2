import { describe, expect, test } from "vitest";
import * as parse from "../../src/cli/parse.ts";
import type { Parse } from "../../src/cli/parse.ts";
import { ProblemError } from "../../src/text/problem.ts";

const refused = (parser: Parse<unknown>, text: string): string => {
  try {
    parser(text, "--flag");
  } catch (error) {
    if (error instanceof ProblemError && error.exit === 2) return error.problem.code;
    throw error;
  }
  throw new Error(`${text} was taken`);
};

describe("--map", () => {
  test.each([
    ["resolved=Closed at", { field: "resolved", header: "Closed at" }],
    ["created=Date + Time", { field: "created", header: "Date + Time" }],
    ["topic=a=b", { field: "topic", header: "a=b" }],
    ["talk:min=Call time", { field: "talk", header: "Call time", unit: "min" }],
    ["response_time:HMS=First", { field: "response_time", header: "First", unit: "hms" }],
    ["csat:1-5=Rating", { field: "csat", header: "Rating", scale: { low: 1, high: 5, lowIsGood: false } }],
    ["ces:1-7:low=Effort", { field: "ces", header: "Effort", scale: { low: 1, high: 7, lowIsGood: true } }],
    ["created:dmy=Opened", { field: "created", header: "Opened", order: "dmy" }],
    ["created:Europe/Berlin=Opened", { field: "created", header: "Opened", zone: "Europe/Berlin" }],
    ["created:+02:00=Opened", { field: "created", header: "Opened", zone: "+02:00" }],
  ])("%s", (text, entry) => {
    expect(parse.mapEntry(text, "--map")).toEqual([entry]);
  });

  test.each([
    ["resolved", "bad-value"],
    ["resolved=", "bad-value"],
    ["=Closed at", "bad-value"],
    ["resolvd=Closed at", "unknown-field"],
    ["__proto__=x", "unknown-field"],
    ["resolved:min=Closed at", "map-hint"],
    ["agent:dmy=Name", "map-hint"],
    ["talk:parsec=Call time", "map-hint"],
    ["csat:5-1=Rating", "map-hint"],
    ["created:Europe/Berln=Opened", "map-hint"],
  ])("%s is refused", (text, code) => {
    expect(refused(parse.mapEntry, text)).toBe(code);
  });
});

describe("--where", () => {
  test.each([
    ["channel=Email", { name: "channel", equal: true, value: "Email" }],
    ["channel!=Email", { name: "channel", equal: false, value: "Email" }],
    ["topic=a!=b", { name: "topic", equal: true, value: "a!=b" }],
    ["topic!=a=b", { name: "topic", equal: false, value: "a=b" }],
    ["Custom field=", { name: "Custom field", equal: true, value: "" }],
  ])("%s", (text, entry) => {
    expect(parse.whereEntry(text, "--where")).toEqual([entry]);
  });

  test.each(["channel", "=Email", "!=Email", "csat>=4", "csat<=4", ""])("%j is refused", (text) => {
    expect(refused(parse.whereEntry, text)).toBe("bad-value");
  });
});

describe("--scale", () => {
  test("takes a range and low", () => {
    expect(parse.kpiScale("csat=1-5", "--scale")).toEqual([["csat", { low: 1, high: 5, lowIsGood: false }]]);
    expect(parse.kpiScale("CES=1-7:low", "--scale")).toEqual([["ces", { low: 1, high: 7, lowIsGood: true }]]);
  });

  test.each(["csat", "csat=5", "csat=5-1", "art=1-5", "csat=1-5:high:low", "csat=a-b", "nps=1-10"])("%s is refused", (text) => {
    expect(refused(parse.kpiScale, text)).toBe("bad-value");
  });
});

test.each([
  ["dmy", "dmy"],
  ["D/M/Y", "dmy"],
  ["m/d/y", "mdy"],
  ["Y/M/D", "ymd"],
  ["D.M.Y", "dmy"],
  ["UNIX", "unix"],
  ["unixms", "unixms"],
  ["Excel", "excel"],
  ["DD.MM.YYYY HH:mm", "DD.MM.YYYY HH:mm"],
])("--date-format %s is %s", (text, format) => {
  expect(parse.dateFormat(text, "--date-format")).toBe(format);
});

test.each(["abc", "", "HH:mm", "dd/mm/yyyy", "d/m.y"])("--date-format %j is refused", (text) => {
  expect(refused(parse.dateFormat, text)).toBe("bad-value");
});

test("whole numbers only", () => {
  const limit = parse.wholeNumber(0, "a whole number");
  expect(limit("0", "--limit")).toBe(0);
  for (const text of ["abc", "-1", "1.5", "", " ", "1e3", "0x10", "9".repeat(30)]) expect(refused(limit, text), text).toBe("bad-value");
});

test("comma lists drop blanks but not everything", () => {
  const list = parse.commaList("names");
  expect(list(" channel, agent,", "--by")).toEqual(["channel", "agent"]);
  expect(refused(list, " , ")).toBe("bad-value");
});
