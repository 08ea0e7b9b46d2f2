import { describe, expect, it } from "vitest";
import type { ScheduleSetting, SlaSetting } from "../../src/report/reading.ts";
import type { Report } from "../../src/report/model.ts";
import type { ReportRequest } from "../../src/report/request.ts";
import { report, reportOf } from "./helpers.ts";

const OFFICE = "Mon-Fri 09:00-17:00";
const H = 3600;
const FILE = "fixtures/opening-hours/tickets.csv";
const origin = "cs-metrics.config.json:3";
const pinned = (value: string): { value: string; origin: string } => ({ value, origin });

/** As `--business-hours` asks for it. */
const byFlag = (businessHours = OFFICE): Partial<ReportRequest> => ({ businessHours, clock: "business" });
/** As a config says it. */
const byConfig = (schedule: Partial<Omit<ScheduleSetting, "hours">> = {}, hours = OFFICE): Partial<ReportRequest> => ({
  reading: { rules: [], words: null, schedule: { hours: pinned(hours), ...schedule } },
});
const slaSetting = (firstResponse: Record<string, string>, resolution: Record<string, string> = {}): SlaSetting => {
  const entries = (table: Record<string, string>): SlaSetting["resolution"] =>
    Object.entries(table).map(([rows, length]) => [rows, pinned(length)]);
  return { firstResponse: entries(firstResponse), resolution: entries(resolution) };
};

const tickets = (request: Partial<ReportRequest>): Promise<Report> => report({ files: [FILE], asOf: "2026-10-30T17:00", ...request });
const total = ({ groups }: Report): Report["groups"][0]["kpis"] => groups[0].kpis;

describe("times in opening hours", () => {
  // First replies of tickets 1 to 6, hours of 9 to 5: 1; 16–17 and 9–10: 2; 2 round the weekend; 0.5 on Monday; none of Tuesday night;
  // the whole Wednesday: 8. Sum 13.5 of 6. All hours: 1 + 18 + 66 + 45.5 + 3 + 20 = 153.5.
  it("are counted from the dates, by the flag", async () => {
    const art = total(await tickets(byFlag())).art;
    expect(art).toMatchObject({ value: (13.5 * H) / 6, n: 6, median: 1.5 * H });
    expect(total(await tickets({})).art).toMatchObject({ value: (153.5 * H) / 6, n: 6 });
  });

  // Solved after 2.5; 1 + 8 + 1; 1 + 3; 2; 0 h: the median is 2.5, of all hours (2.5, 42, 68, 47, 12) it is 42.
  it("so is the time to the resolution", async () => {
    expect(total(await tickets(byFlag())).resolution_time).toMatchObject({ value: 2.5 * H, n: 5, mean: (18.5 * H) / 5 });
    expect(total(await tickets({})).resolution_time).toMatchObject({ value: 42 * H, n: 5 });
  });

  // Open since Wednesday 03:00: 8 h on each of 21, 22, 23 and 26 to 30 October: 64; since Thursday noon: 5 + 8 + 40 = 53. With those the
  // times are 0, 2, 2.5, 4, 10, 53+, 64+: half of the seven are solved by the fourth.
  it("open tickets are as old as the opening hours they have seen", async () => {
    expect(total(await tickets(byFlag())).resolution_time).toMatchObject({ km_median: 4 * H, open: 2 });
  });

  // In Berlin clocks go back on that weekend: all hours are one more for tickets 3 and 4, opening hours are as ever.
  it("know the zone and its changes of the clocks", async () => {
    expect(total(await tickets({ ...byFlag(), tz: "Europe/Berlin" })).art.value).toBe((13.5 * H) / 6);
    expect(total(await tickets({ tz: "Europe/Berlin" })).art.value).toBe((155.5 * H) / 6);
  });

  // Monday 26 closed: ticket 3 is answered after the one hour of Friday, ticket 4 after none: 1 + 2 + 1 + 0 + 0 + 8.
  it("leave holidays out, by flag and config", async () => {
    const schedule = { holidays: ["2026-10-26"] };
    expect(total(await tickets({ ...byConfig(schedule), clock: "business" })).art.value).toBe(2 * H);
    expect(total(await tickets({ ...byConfig(schedule, "24/7"), ...byFlag() })).art.value).toBe(2 * H);
  });

  // Nights of 22 to 6: ticket 5 is answered after 1 h, ticket 6 after 3 + 1: 1 + 2 + 2 + 0.5 + 1 + 4 = 10.5 of 6.
  it("teams can have hours of their own", async () => {
    const teams = [["night  DESK", pinned("22:00-06:00")]] as const;
    const { kpis } = (await tickets({ ...byConfig({ teams }), clock: "business" })).groups[0];
    expect(kpis.art.value).toBe((10.5 * H) / 6);
  });

  it("a team's hours can be in another zone", async () => {
    // 20:00 to 23:00 in Berlin is 14:00 to 17:00 in New York, where clocks had not gone back: an hour later, 14:00 to 17:00 summer time.
    const teams = [["Night desk", pinned("Mon-Fri 09:00-15:00 America/New_York")]] as const;
    const request = {
      ...byConfig({ teams }),
      clock: "business",
      tz: "Europe/Berlin",
      where: [{ name: "id", equal: true, value: "5" }],
    } as const;
    expect(total(await tickets(request)).art.value).toBe(H);
  });

  it("teams with hours need hours for all others", async () => {
    const reading = { rules: [], words: null, schedule: { teams: [["Night desk", pinned("22:00-06:00")]] } } as const;
    await expect(tickets({ reading })).rejects.toMatchObject({ exit: 2, problem: { code: "hours-of-others" } });
  });

  it("a config alone does not change the clock", async () => {
    const { period, sources, groups } = await tickets(byConfig());
    expect(groups[0].kpis.art.value).toBe((153.5 * H) / 6);
    expect(period).toMatchObject({ clock: "calendar", openingHours: { hours: OFFICE, origin, holidays: [], byTeam: false } });
    expect(sources[0].decisions.clocks).toEqual({ response_time: "calendar", resolution_time: "calendar" });
  });

  it("say so in the decisions", async () => {
    const { period, sources } = await tickets({ ...byFlag(), tz: "Europe/Berlin" });
    expect(period).toMatchObject({
      clock: "business",
      openingHours: { hours: OFFICE, timeZone: "Europe/Berlin", origin: "--business-hours" },
    });
    expect(sources[0].decisions.clocks).toEqual({ response_time: "schedule", resolution_time: "schedule" });
  });

  it("are the same in any split of the file", async () => {
    const row = (n: number): string => `${n},Solved,2026-10-${String((n % 28) + 1).padStart(2, "0")} 16:30,2026-11-02 09:${10 + (n % 50)}`;
    const head = "Ticket ID,Status,Created at,First response at\n";
    const rows = Array.from({ length: 300 }, (_, n) => row(n));
    const whole = await reportOf(`${head}${rows.join("\n")}\n`, byFlag());
    const shuffled = await reportOf(`${head}${rows.toReversed().join("\n")}\n`, byFlag());
    expect(total(shuffled).art).toEqual(total(whole).art);
  });

  it("a time below zero stays impossible, whatever the hours", async () => {
    // Saturday noon to Saturday morning: no opening hours in between, and no answer before the question either.
    const csv =
      "Ticket ID,Status,Created at,First response at\n1,Open,2026-10-24 12:00,2026-10-24 09:00\n2,Open,2026-10-19 10:00,2026-10-19 11:00\n";
    const made = await reportOf(csv, byFlag());
    expect(total(made).art).toMatchObject({ value: H, n: 1 });
    expect(made.sources[0].unreadable).toMatchObject([{ field: "response_time", count: 1, examples: [{ line: 2, value: "-3 h" }] }]);
  });

  it("a time of centuries is no time", async () => {
    const csv =
      "Ticket ID,Status,Created at,Resolved at\n1,Solved,2026-10-19 10:00,9999-12-31 00:00\n2,Solved,2026-10-19 10:00,2026-10-19 11:00\n";
    const made = await reportOf(csv, byFlag());
    expect(total(made).resolution_time).toMatchObject({ value: H, n: 1 });
    expect(made.sources[0].unreadable).toMatchObject([{ field: "resolution_time", count: 1 }]);
  });

  it("an answer at once is one, unless nobody wrote it", async () => {
    const csv =
      "Ticket ID,Status,Agent replies,Created at,First response at\n1,Open,2,2026-10-24 12:00,2026-10-24 13:00\n2,Open,0,2026-10-24 12:00,2026-10-24 12:00\n";
    expect(total(await reportOf(csv, byFlag())).art).toMatchObject({ value: 0, n: 1 });
  });

  it("takes UTC for files that name their distance from it, and says so", async () => {
    const csv = "Ticket ID,Created at,First response at\n1,2026-10-19T08:00:00Z,2026-10-19T10:00:00Z\n";
    const asked = await reportOf(csv, byFlag());
    expect(total(asked).art.value).toBe(H);
    expect(asked.notices.map(({ code }) => code)).toEqual(["hours-in-utc"]);
    // 10:00 to 12:00 in Berlin.
    const berlin = await reportOf(csv, { ...byFlag(), tz: "Europe/Berlin" });
    expect(total(berlin).art.value).toBe(2 * H);
    expect(berlin.notices).toEqual([]);
    expect(total(await reportOf(csv, byFlag(`${OFFICE} Europe/Berlin`))).art.value).toBe(2 * H);
  });

  it("are in the zone that the file names", async () => {
    const csv = "Ticket ID,Created at [America/New_York],First response at [America/New_York]\n1,2026-10-19 16:00,2026-10-20 10:00\n";
    expect(total(await reportOf(csv, byFlag())).art.value).toBe(2 * H);
    // In Berlin that is from 22:00 to 16:00.
    expect(total(await reportOf(csv, { ...byFlag(), tz: "Europe/Berlin" })).art.value).toBe(7 * H);
  });
});

describe("the export's own opening hours", () => {
  const OWN = [
    "Ticket ID,Status,Created at,First response at,First response time (minutes),First response time in business hours (minutes)",
    "1,Open,2026-10-19 16:00,2026-10-20 10:00,1080,60",
    "2,Open,2026-10-20 16:00,2026-10-21 10:00,1080,60",
    "3,Open,2026-10-21 16:00,2026-10-22 10:00,1080,60",
  ].join("\n");

  it("go before those of a config, and after those of the flag", async () => {
    const value = async (request: Partial<ReportRequest>): Promise<unknown> => {
      const made = await reportOf(OWN, request);
      return [total(made).art.value, made.sources[0].decisions.clocks?.response_time];
    };
    expect(await value({})).toEqual([18 * H, undefined]);
    expect(await value({ clock: "business" })).toEqual([H, "export"]);
    expect(await value(byConfig())).toEqual([18 * H, "calendar"]);
    expect(await value({ ...byConfig(), clock: "business" })).toEqual([H, "export"]);
    expect(await value(byFlag())).toEqual([2 * H, "schedule"]);
    expect(await value({ ...byFlag(), clock: "calendar" })).toEqual([18 * H, "calendar"]);
  });

  it("are all there is where the file has no dates to count from", async () => {
    const csv = "Ticket ID,Status,First response time in business hours (minutes)\n1,Open,60\n";
    const made = await reportOf(csv, byFlag());
    expect([total(made).art.value, made.sources[0].decisions.clocks]).toEqual([H, { response_time: "export" }]);
  });

  it("a column of all hours is taken where nothing else is there, and named", async () => {
    const csv = "Ticket ID,Status,First response time (minutes)\n1,Open,60\n";
    const made = await reportOf(csv, byFlag());
    expect([total(made).art.value, made.sources[0].decisions.clocks]).toEqual([H, { response_time: "calendar" }]);
    expect(made.sources[0].warnings.map(({ problem }) => problem.code)).toContain("calendar-hours-column");
  });
});

describe("files of different clocks", () => {
  const DATED = "fixtures/opening-hours/tickets.csv";
  const COLUMN = "Id,Status,First response time in business hours (minutes)\n1,Open,60\n2,Open,90\n";
  const pooled = (request: Partial<ReportRequest>): Promise<Report> =>
    report({ files: [DATED, "-"], asOf: "2026-10-30", ...request }, COLUMN);
  const left = (made: Report): unknown =>
    made.sources.flatMap(({ file, warnings }) =>
      warnings
        .filter(({ problem }) => problem.code === "other-clock")
        .map(({ problem }) => [file, problem.facts.clock, problem.facts.kept]),
    );

  it("are not pooled: those of the clock asked for are kept, the others named", async () => {
    const calendar = await pooled({});
    expect(total(calendar).art).toMatchObject({ value: (153.5 * H) / 6, n: 6 });
    expect(left(calendar)).toEqual([["-", "export", "calendar"]]);
    expect(calendar.notices.map(({ code }) => code)).toContain("other-clock");
    const business = await pooled({ clock: "business" });
    expect(total(business).art).toMatchObject({ value: 75 * 60, n: 2 });
    expect(left(business)).toEqual([[DATED, "calendar", "export"]]);
    const schedule = await pooled(byFlag());
    expect(total(schedule).art).toMatchObject({ value: (13.5 * H) / 6, n: 6 });
    expect(left(schedule)).toEqual([["-", "export", "schedule"]]);
  });

  it("all go by the schedule where they can", async () => {
    // The second file's own column says 60 minutes; its dates 16–17 and 9–10: 2 h.
    const own =
      "Id,Status,Created at,First response at,First response time in business hours (minutes)\n8,Open,2026-10-19 16:00,2026-10-20 10:00,60\n";
    const made = await report({ files: [DATED, "-"], asOf: "2026-10-30", ...byConfig(), clock: "business" }, own);
    expect(total(made).art).toMatchObject({ value: (15.5 * H) / 7, n: 7 });
    expect(left(made)).toEqual([]);
  });

  it("say nothing where no such time is asked for", async () => {
    const made = await pooled({ kpis: ["resolution_rate"] });
    expect(left(made)).toEqual([]);
  });
});

describe("after_hours_share", () => {
  it("is known once opening hours are", async () => {
    const share = async (request: Partial<ReportRequest>): Promise<unknown> =>
      total(await tickets({ kpis: ["after_hours_share"], ...request })).after_hours_share;
    // Tickets 4 (Saturday), 5 (20:00) and 6 (03:00) of 7.
    expect(await share(byFlag())).toMatchObject({ value: 300 / 7, numerator: 3, n: 7 });
    expect(await share(byConfig())).toMatchObject({ value: 300 / 7, numerator: 3, n: 7 });
    // With the night desk's own hours ticket 6 came in while it was at work.
    expect(await share(byConfig({ teams: [["Night desk", pinned("22:00-06:00")]] }))).toMatchObject({ numerator: 2, n: 7 });
    expect(await share(byConfig({ holidays: ["2026-10-19"] }))).toMatchObject({ numerator: 5, n: 7 });
    expect(await share({})).toBeUndefined();
  });
});

describe("targets of one's own", () => {
  const sla = slaSetting({ default: "4h", urgent: "1h" }, { default: "8h" });
  const withSla = (setting: SlaSetting, schedule?: ScheduleSetting): Partial<ReportRequest> => ({
    kpis: ["sla"],
    reading: { rules: [], words: null, sla: setting, ...(schedule === undefined ? {} : { schedule }) },
  });
  const office = { hours: pinned(OFFICE) };

  // In opening hours: 1 urgent, 1 h of 1 h (near), solved in 2.5. 2: solved in 10 of 8: 2 over. 3: 2 of 4, 4 of 8. 4 urgent: 0.5 of 1, 2 of 8.
  // 5: at once. 6: 8 of 4, and open for 64 of 8: 56 over. 7 urgent: unanswered for 53 of 1: 52 over. Met: 1, 3, 4, 5.
  it("are judged in opening hours where these are known", async () => {
    const result = total(await tickets(withSla(sla, office))).sla;
    expect(result).toMatchObject({ value: 400 / 7, numerator: 4, n: 7, near_miss: 1, rule: "own targets in opening hours" });
    expect(result.overrun).toBeCloseTo(((2 + 56 + 52) / 3) * H, 6);
    // First replies late: 6 and 7; resolutions late: 2, 6 and 7.
    expect(result.columns).toEqual([
      { column: "first response", value: 500 / 7, n: 7, numerator: 5 },
      { column: "resolution", value: 400 / 7, n: 7, numerator: 4 },
    ]);
  });

  // On Thursday at 12:30 ticket 7 waits for half an hour of its one: undecided. Ticket 6 is late already: 4 over for its reply; open for
  // 8 + 3.5 of 8 h it is only 3.5 over.
  it("open ones within their time are undecided", async () => {
    const result = total(await tickets({ ...withSla(sla, office), asOf: "2026-10-22T12:30" })).sla;
    expect(result).toMatchObject({ numerator: 4, n: 6, overrun: 3 * H });
  });

  // All hours: replies after 1, 18, 66, 45.5, 3 and 20 h, of 4 or 1: tickets 1 and 5 in time; solved after 2.5 and 12 of 8: only ticket 1.
  it("are judged by all hours where no others are known", async () => {
    const result = total(await tickets(withSla(sla))).sla;
    expect(result).toMatchObject({ numerator: 1, n: 7, rule: "own targets" });
  });

  it("the rule that says most of a row counts, of several the strictest", async () => {
    // Chats are 3 and 5; replies in opening hours 1, 2, 2, 0.5, 0, 8.
    const met = async (firstResponse: Record<string, string>): Promise<unknown> => {
      const { numerator, n } = total(await tickets(withSla(slaSetting(firstResponse), office))).sla;
      return [numerator, n];
    };
    // Only chats have a target.
    expect(await met({ "channel=chat": "1h" })).toEqual([1, 2]);
    // Urgent chats do not exist; of urgent ones 1 and 4 were in time, 7 was not.
    expect(await met({ "channel=Chat and priority=urgent": "1min", urgent: "1h" })).toEqual([2, 3]);
    // Ticket 3 is normal and a chat: 1 h of chats is stricter than 3 h of normal ones. 2 is in time with 2 of 3 h, 6 late, 5 in time.
    expect(await met({ normal: "3h", "channel=Chat": "1h" })).toEqual([2, 4]);
    expect(await met({ normal: "1h", "channel=Chat and priority=normal": "3h" })).toEqual([1, 3]);
    expect(await met({ "team=Night desk": "8h", default: "30min" })).toEqual([3, 7]);
  });

  it("the export's own verdict goes first", async () => {
    const csv =
      "Ticket ID,Status,SLA breached,Created at,First response at\n1,Open,No,2026-10-19 10:00,2026-10-19 20:00\n2,Open,,2026-10-19 10:00,2026-10-19 20:00\n";
    const result = total(await reportOf(csv, withSla(sla))).sla;
    expect(result).toMatchObject({ value: 100, n: 1, rule: "export's own verdict", near_miss: null, overrun: null });
    const both = total(await report({ files: ["-", FILE], asOf: "2026-10-30T17:00", ...withSla(sla, office) }, csv)).sla;
    expect(both).toMatchObject({ numerator: 5, n: 8, near_miss: 1, rule: "export's own verdict, else own targets in opening hours" });
  });

  it("a time of all hours says nothing of a target in opening hours", async () => {
    const csv = "Ticket ID,Status,First response time (minutes)\n1,Open,60\n";
    const { unavailable } = await reportOf(csv, withSla(sla, office));
    expect(unavailable).toEqual([{ kpi: "sla", reason: "your targets are in opening hours, and the file's times are not", needs: [] }]);
    expect(total(await reportOf(csv, withSla(sla))).sla).toMatchObject({ numerator: 1, n: 1, rule: "own targets" });
    const own = csv.replace("time (", "time in business hours (");
    expect(total(await reportOf(own, withSla(sla, office))).sla).toMatchObject({ numerator: 1, n: 1 });
  });

  it("who was solved without an answer is not judged for it", async () => {
    const csv =
      "Ticket ID,Status,Created at,First response at,Resolved at\n1,Solved,2026-10-19 10:00,,2026-10-19 12:00\n2,Open,2026-10-19 10:00,2026-10-19 11:00,\n";
    expect(total(await reportOf(csv, withSla(slaSetting({ default: "4h" })))).sla).toMatchObject({ numerator: 1, n: 1 });
  });

  it("days without a time of day are not judged", async () => {
    const csv = "Ticket ID,Status,Created at,Resolved at\n1,Solved,2026-10-19,2026-10-20\n2,Solved,2026-10-19,2026-10-21\n";
    const { unavailable } = await reportOf(csv, withSla(sla));
    expect(unavailable.map(({ kpi }) => kpi)).toEqual(["sla"]);
  });

  it("a period and groups cut them like any figure", async () => {
    const made = await tickets({ ...withSla(sla, office), by: ["channel"] });
    const groups = made.groups.map(({ by, kpis }) => [by.channel ?? "all", kpis.sla.numerator, kpis.sla.n, kpis.sla.near_miss]);
    expect(groups).toEqual([
      ["all", 4, 7, 1],
      ["Email", 2, 5, 1],
      ["Chat", 2, 2, 0],
    ]);
  });
});

describe("beside another file", () => {
  it("times of another clock are not compared, and this is said", async () => {
    const column = "Id,Status,First response time in business hours (minutes)\n1,Open,60\n2,Open,90\n";
    const compare = { kind: "file", file: "-" } as const;
    const { comparison, notices } = await report({ files: [FILE], asOf: "2026-10-30", compare }, column);
    expect(comparison!.groups[0].kpis.art).toMatchObject({ value: null, difference: null, verdict: "no data" });
    expect(notices).toEqual([{ code: "compared-clock", facts: { kpis: ["art"], file: "-" } }]);
    const same = await report({ files: [FILE], asOf: "2026-10-30", compare: { kind: "file", file: FILE }, ...byFlag() });
    expect(same.comparison!.groups[0].kpis.art).toMatchObject({ difference: 0, verdict: "no clear change" });
    expect(same.notices).toEqual([]);
  });
});

describe("words of a config that no row has", () => {
  const slips = async (reading: Partial<ReportRequest["reading"]>): Promise<unknown[]> => {
    const made = await tickets({ reading: { rules: [], words: null, ...reading } });
    return made.notices.map(({ code, facts }) => [code, facts.field, facts.word, facts.similar]);
  };
  const hours = pinned(OFFICE);

  it("are told where they look like a slip of the hand", async () => {
    expect(await slips({ sla: slaSetting({ default: "4h", urgnet: "1h", "channel=Chta": "1h" }) })).toEqual([
      ["word-unmet", "priority", "urgnet", ["Urgent"]],
      ["word-unmet", "channel", "Chta", ["Chat"]],
    ]);
    const made = await tickets({ ...byConfig({ teams: [["Nihgt desk", pinned("22:00-06:00")]] }), clock: "business" });
    expect(made.notices).toEqual([{ code: "word-unmet", facts: { field: "team", word: "Nihgt desk", origin, similar: ["Night desk"] } }]);
  });

  it("are nothing to tell where they are just not there", async () => {
    expect(await slips({ sla: slaSetting({ default: "4h", critical: "1h", low: "8h", "team=Sales": "1h" }) })).toEqual([]);
    expect(await slips({ schedule: { hours, teams: [["Boston", pinned("22:00-06:00")]] } })).toEqual([]);
    // "Urgent 2" is like "Urgent", which has a target of its own.
    expect(await slips({ sla: slaSetting({ urgent: "4h", "urgent 2": "1h" }) })).toEqual([]);
  });
});
