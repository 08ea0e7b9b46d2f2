import { readdirSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { afterEach, describe, expect, it } from "vitest";
import { foldName } from "../../src/interaction/headers.ts";
import { expectedColumns } from "../../src/interaction/profiles/expected.ts";
import { profileFile } from "../../src/interaction/profiles/file.ts";
import { allProfiles, detectProfile, findProfile, PROFILES, takeOwnProfiles } from "../../src/interaction/profiles/index.ts";
import { parseProfile } from "../../src/interaction/profiles/parse.ts";
import type { Profile } from "../../src/interaction/profiles/types.ts";
import { isProblem } from "../../src/text/problem.ts";
import { describe as inWords } from "../../src/text/problems/index.ts";
import { NEGATIVE, NEUTRAL, POSITIVE } from "../../src/values/batch.ts";
import { decideColumns, decideTable, mappingOf } from "./sources.ts";

const VENDORS = readdirSync("fixtures/vendors").map((name) => name.replace(/\.csv$/u, ""));

/** The records of a vendor's fixture. */
const recordsOf = (vendor: string): string[][] => {
  const bytes = readFileSync(`fixtures/vendors/${vendor}.csv`);
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = bytes.toString(isWide ? "utf16le" : "latin1");
  return parse(text.replace(/^\uFEFF/u, ""), { delimiter: isWide ? "\t" : ",", relax_column_count: true }) as string[][];
};

describe("recognising an export", () => {
  it("has a fixture for every profile but our own", () => {
    expect(
      PROFILES.map(({ id }) => id)
        .filter((id) => id !== "cs-metrics")
        .toSorted(),
    ).toEqual(VENDORS.toSorted());
  });

  it.each(VENDORS)("%s, and no other vendor's", (vendor) => {
    const [header] = recordsOf(vendor);
    const fitting = PROFILES.filter((profile) => {
      takeOwnProfiles([]);
      // Each alone: the first that fits must not hide another.
      const found = detectProfile(header);
      return found === profile || fitsAlone(profile, header);
    });
    expect(fitting.map(({ id }) => id)).toEqual([vendor]);
  });

  it.each(PROFILES.map(({ id, headers }) => [id, headers] as const))("%s by the headers that its vendor documents", (id, headers) => {
    expect(PROFILES.filter((profile) => fitsAlone(profile, headers)).map((profile) => profile.id)).toEqual([id]);
  });

  it.each([
    ["a survey of one's own", ["Ticket ID", "Agent", "Rating", "Review"]],
    ["a list of tickets", ["ID", "Subject", "Requester", "Status", "Priority", "Assignee", "Group", "Created at"]],
    [
      "a public sample",
      ["Ticket ID", "Customer Name", "Ticket Type", "Ticket Subject", "Ticket Status", "Ticket Priority", "Ticket Channel"],
    ],
    ["calls", ["Call Id", "Agent", "Date", "Time", "Topic", "Answered (Y/N)", "Satisfaction rating"]],
    ["a mailing list", ["Name", "Email", "Number", "Assigned to"]],
  ])("leaves %s alone", (_what, headers) => {
    expect(detectProfile(headers)).toBeNull();
  });

  it("takes what is left of an export", () => {
    expect(detectProfile(["Ticket ID", "Ticket brand", "Ticket created - Timestamp"])?.id).toBe("zendesk-explore");
    expect(detectProfile(["CaseNumber", "CreatedDate", "ClosedDate", "IsClosed", "OwnerId"])?.id).toBe("salesforce");
    expect(detectProfile(["number", "opened_at", "assignment_group", "incident_state"])?.id).toBe("servicenow");
    expect(detectProfile(["id", "person", "survey_type", "score", "created_at"])?.id).toBe("delighted");
  });
});

/** Whether a profile's fingerprint fits, whatever others there are. */
const fitsAlone = (profile: Profile, headers: readonly string[]): boolean => {
  const alone = { ...profile, id: "alone" };
  takeOwnProfiles([alone]);
  const found = detectProfile(headers);
  takeOwnProfiles([]);
  return found === alone;
};

describe("what a profile states", () => {
  it.each(PROFILES.map((profile) => [profile.id, profile] as const))("%s: names as headers are compared", (_id, profile) => {
    for (const part of profile.fingerprint) {
      for (const name of part.replace(/^!/u, "").split("|")) expect(foldName(name) + (name.endsWith("*") ? "*" : "")).toBe(name);
    }
    for (const name of Object.keys(profile.columns)) expect(name === "#" ? name : foldName(name)).toBe(name);
    for (const rule of profile.rows ?? []) expect(foldName(rule.column)).toBe(rule.column);
  });

  it.each(PROFILES.map((profile) => [profile.id, profile] as const))("%s: rows are told by headers it has", (_id, profile) => {
    const names = profile.headers.map(foldName);
    for (const { column } of profile.rows ?? []) expect(names).toContain(column);
  });

  /** Where the cells of a file decide what its header cannot. */
  const BY_CELLS: Readonly<Record<string, readonly string[]>> = {
    intercom: ["Ticket type", "Topics"],
    five9: ["CUSTOMER NAME", "ANI"],
    "zendesk-explore": ["Ticket created - Date", "Ticket solved - Date"],
    jira: ["Custom field (Request Type)"],
  };

  it.each(VENDORS)("%s: what is expected of its headers is what its file is read as", (vendor) => {
    const [header, ...rows] = recordsOf(vendor);
    const profile = findProfile(vendor);
    const used = new Map(
      decideTable(
        header,
        rows.filter((row) => row.length === header.length),
      ).uses.map((use) => [use.header, use.field]),
    );
    const zoneless = (text: string): string => text.replace(/ \([A-Za-z]+\/[A-Za-z_/]+\)$/u, "");
    const inFile = new Map(header.map((name) => [zoneless(name), used.get(name) ?? null]));
    const expected = expectedColumns(profile).filter(({ header: name, business }) => inFile.has(zoneless(name)) && business !== true);
    const others = expected.filter(({ header: name, field }) => !BY_CELLS[vendor]?.includes(name) && inFile.get(zoneless(name)) !== field);
    expect(others.map(({ header: name, field }) => [name, field, inFile.get(zoneless(name))])).toEqual([]);
  });
});

describe("words of one vendor's column", () => {
  it("are codes of Freshdesk's survey", () => {
    const { plans } = decideColumns({
      "Agent interactions": ["1"],
      "Customer interactions": ["1"],
      "Survey results": ["103", "-103", "100"],
    });
    expect(plans.find(({ field }) => field === "csat")?.meanings).toMatchObject({ "103": POSITIVE, "100": NEUTRAL, "-103": NEGATIVE });
  });
});

describe("a profile of the user's own", () => {
  afterEach(() => takeOwnProfiles([]));

  const DESK = {
    id: "acme-desk",
    name: "Acme Desk",
    fingerprint: ["Case Ref", "Queue Name|Team Queue", "!Ticket ID"],
    columns: {
      "Case Ref": "id",
      "Opened On": "created",
      "Work Time": { field: "handle", unit: "min" },
      Mood: { field: "csat", scale: "0-2", words: { Great: "good" } },
      Notes: null,
    },
    zone: "Europe/Berlin",
    scales: { nps: "0-10" },
    rows: [{ column: "Kind", words: ["Auto"], are: "automatic replies" }],
  };

  it("is read in the spelling of its export", () => {
    const profile = parseProfile(DESK, "acme.json");
    expect(profile).toMatchObject({
      certainty: "seen",
      fingerprint: ["case ref", "queue name|team queue", "!ticket id"],
      columns: {
        "work time": { field: "handle", unit: "min" },
        mood: { scale: { low: 0, high: 2, lowIsGood: false }, words: { great: "good" } },
        notes: null,
      },
      rows: [{ column: "kind", words: ["auto"] }],
      headers: ["Case Ref", "Opened On", "Work Time", "Mood", "Notes"],
    });
    takeOwnProfiles([profile]);
    const decisions = decideColumns({
      "Case Ref": ["A1"],
      "Team queue": ["x"],
      "Opened On": ["2026-10-01 09:00"],
      "Work Time": ["5"],
      Mood: ["2"],
    });
    expect(decisions).toMatchObject({ profile: "acme-desk", profileName: "Acme Desk", zone: "Europe/Berlin" });
    expect(mappingOf(decisions)).toEqual({ id: "Case Ref", created: "Opened On", handle: "Work Time", csat: "Mood" });
    expect(decisions.uses.find(({ field }) => field === "handle")).toMatchObject({ unit: "min", evidence: "profile" });
  });

  it("goes before ours, also under a name of ours", () => {
    takeOwnProfiles([parseProfile({ ...DESK, id: "zendesk", fingerprint: ["Satisfaction Score"] }, "z.json")]);
    expect(detectProfile(["Satisfaction Score", "Assignee stations"])?.name).toBe("Acme Desk");
    expect(findProfile("Zendesk").name).toBe("Acme Desk");
    expect(allProfiles().filter(({ id }) => id === "zendesk")).toHaveLength(1);
  });

  it.each(PROFILES.map((profile) => [profile.id, profile] as const))("may be a copy of ours: %s", (_id, profile) => {
    expect(parseProfile({ schema: "x", ...JSON.parse(JSON.stringify(profileFile(profile))), expected: [] }, "copy.json")).toEqual(profile);
  });

  it.each<[string, unknown, string]>([
    ["no group", "zendesk", "the profile"],
    ["a list", [], "the profile"],
    ["an unknown key", { ...DESK, colums: {} }, "colums"],
    ["no id", { ...DESK, id: undefined }, "id"],
    ["an id that cannot be typed", { ...DESK, id: "Acme Desk" }, "id"],
    ["no fingerprint", { ...DESK, fingerprint: [] }, "fingerprint"],
    ["a fingerprint that fits all files", { ...DESK, fingerprint: ["*"] }, "fingerprint 1"],
    ["no columns", { ...DESK, columns: undefined }, "columns"],
    ["an unknown field", { ...DESK, columns: { Mood: "csta" } }, "columns, Mood"],
    ["a unit of no duration", { ...DESK, columns: { Mood: { field: "csat", unit: "s" } } }, "columns, Mood, unit"],
    ["an unknown unit", { ...DESK, columns: { W: { field: "talk", unit: "hours" } } }, "columns, W, unit"],
    ["a scale upside down", { ...DESK, columns: { Mood: { field: "csat", scale: "5-1" } } }, "columns, Mood, scale"],
    ["an unknown meaning", { ...DESK, columns: { Mood: { field: "csat", words: { great: "super" } } } }, "columns, Mood, words, great"],
    ["an unknown zone", { ...DESK, zone: "Berlin" }, "zone"],
    ["a scale of no score", { ...DESK, scales: { art: "1-5" } }, "scales, art"],
    ["a rule without words", { ...DESK, rows: [{ column: "Kind", are: "x" }] }, "rows 1, words"],
    ["a certainty that is none", { ...DESK, certainty: "sure" }, "certainty"],
    ["a hostile key", JSON.parse('{"id":"a","fingerprint":["x"],"columns":{},"__proto__":{"zone":1}}'), "__proto__"],
  ])("says which key is wrong: %s", (_what, value, key) => {
    const error = thrownBy(() => parseProfile(value, "acme.yaml"));
    if (!isProblem(error)) throw new Error(`not refused: ${String(error)}`);
    expect(error.exit).toBe(2);
    const [first, ...rest] = inWords(error.problem);
    expect(first).toContain("acme.yaml: ");
    expect(first).toContain(key);
    expect(rest.join(" ")).toContain("cs-metrics profiles show zendesk --format json");
  });
});

const thrownBy = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};
