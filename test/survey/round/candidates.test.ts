import { describe, expect, it } from "vitest";
import { describe as wordsOf } from "../../../src/text/problems/index.ts";
import type { Round } from "../../../src/survey/round/candidates.ts";
import { answer, choose, DAY, NOW, surveyOf } from "./helpers.ts";

const TICKETS = "fixtures/round/tickets.csv";
const ZENDESK = "fixtures/zendesk-tickets.csv";

const ids = ({ candidates }: Round): unknown[] => candidates.map(({ context }) => context.ticket_id);
const told = ({ notices }: Round): string[] => notices.flatMap(wordsOf);

describe("whom a round asks", () => {
  it("is every customer with a solved ticket that has no rating, about the newest one, newest first", async () => {
    const round = await choose(TICKETS);
    expect(ids(round)).toEqual(["109", "103", "107", "106", "104", "110"]);
    expect(round.notices).toEqual([]);
  });

  it("comes with what is known of the ticket, in its newest row", async () => {
    const { candidates } = await choose(TICKETS);
    expect(candidates[1]).toEqual({
      context: { ticket_id: "103", agent: "Bo Lindqvist", team: "Support", channel: "Email", customer: "Cleo Marin", topic: "Billing" },
      date: { field: "resolved", at: Date.UTC(2026, 10, 9, 11) },
      triedAt: null,
    });
    expect(candidates[2]).toMatchObject({ date: { field: "updated", at: Date.UTC(2026, 10, 7, 14) } });
  });

  it("makes sense for a real export", async () => {
    const { candidates } = await choose(ZENDESK);
    // 430 solved, 148 of them rated; the other 282 are of 199 customers.
    expect(candidates).toHaveLength(199);
    const times = candidates.map(({ date }) => date!.at);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(new Set(candidates.map(({ context }) => context.customer)).size).toBe(199);
  });

  it("depends on the survey: a CSAT score is no NPS score", async () => {
    expect(ids(await choose(TICKETS, { survey: surveyOf("nps") }))).toContain("102");
  });

  it("follows the filters of a report", async () => {
    const rows = { where: [{ name: "agent", equal: false, value: "Dev Patel" }], since: "2026-11-02" };
    expect(ids(await choose(TICKETS, { rows }))).toEqual(["103", "106"]);
  });

  it("counts rows without a customer one each, and says when nobody can tell who was asked", async () => {
    const text = "Status,Solved at\nSolved,2026-11-01\nSolved,2026-11-02\n";
    const round = await choose("-", { text });
    expect(round.candidates).toHaveLength(2);
    expect(told(round)[0]).toBe("2 tickets have neither a customer nor a number: nobody can tell later who of them was asked");
  });

  it("takes the row further down as the newer one where times are equal or missing", async () => {
    const text = "Ticket ID,Status\n1,Solved\n2,Solved\n3,Open\n";
    const round = await choose("-", { text });
    expect(ids(round)).toEqual(["2", "1"]);
    expect(round.candidates[0].date).toBeNull();
  });

  it("is refused where nothing tells what is solved", async () => {
    const text = "Ticket ID,Agent\n1,Ana\n";
    await expect(choose("-", { text })).rejects.toMatchObject({ exit: 3, problem: { code: "round-solved-unknown" } });
  });

  it("is nobody where all are rated or none is solved, and says why", async () => {
    const rated = "Ticket ID,Status,CSAT\n1,Solved,5\n2,Solved,4\n";
    expect(told(await choose("-", { text: rated }))).toEqual(["nobody to ask: 2 solved tickets, all with a rating"]);
    const open = "Ticket ID,Status,CSAT\n1,Open,\n";
    expect(told(await choose("-", { text: open }))).toEqual(["nobody to ask: none of these tickets is solved"]);
  });
});

describe("a sample", () => {
  it("is the same on any day, and goes on with those left when some have been asked", async () => {
    const first = await choose(ZENDESK, { sample: 20 });
    expect(first.candidates).toHaveLength(20);
    const times = first.candidates.map(({ date }) => date!.at);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    const asked = first.candidates.slice(0, 5).map(({ context }) => answer({ customer: context.customer, score: 4 }));
    const again = await choose(ZENDESK, { sample: 20, answers: asked, now: NOW + DAY });
    expect(ids(again)).toEqual(ids(first).slice(5));
  });

  it("is no mere top of the list, and keeps all when they are fewer", async () => {
    const all = ids(await choose(ZENDESK));
    const drawn = ids(await choose(ZENDESK, { sample: 40 }));
    const places = drawn.map((id) => all.indexOf(id));
    expect(Math.max(...places)).toBeGreaterThan(150);
    expect(places.filter((place) => place < 100).length).toBeGreaterThan(10);
    expect(ids(await choose(TICKETS, { sample: 100 }))).toHaveLength(6);
  });
});

describe("asking again", () => {
  const cleo = { customer: "cleo  MARIN", ticket_id: "9999" };

  it.each([
    ["answered", { complete: "yes", score: 5, answered_at: "2026-11-20T09:01:00Z" }],
    ["skipped every question", { complete: "yes", score: null }],
    ["declined", { complete: "declined" }],
    ["broke off after the score", { complete: "no", score: 2 }],
  ])("leaves out who %s, by customer", async (_what, cells) => {
    const round = await choose(TICKETS, { answers: [answer({ ...cleo, ...cells })] });
    expect(ids(round)).toEqual(["109", "107", "106", "104", "110"]);
    expect(told(round)).toEqual(["left out of this round: 1 customer was asked in the last 30 days"]);
  });

  it("goes by the ticket where either side names no customer", async () => {
    const answers = [answer({ ticket_id: "107" }), answer({ ticket_id: "103" }), answer({ ticket_id: "109", customer: "Somebody Else" })];
    expect(ids(await choose(TICKETS, { answers }))).toEqual(["109", "106", "104", "110"]);
  });

  it("is fine after the time given, and for another survey", async () => {
    const old = answer({ ...cleo, sent: "2026-10-20T09:00:00Z" });
    expect(ids(await choose(TICKETS, { answers: [old] }))).toContain("103");
    expect(ids(await choose(TICKETS, { answers: [old], againAfter: 40 * DAY }))).not.toContain("103");
    expect(ids(await choose(TICKETS, { answers: [answer({ ...cleo, survey_type: "nps" })] }))).toContain("103");
  });

  it("is not risked where nobody can read when it was", async () => {
    expect(ids(await choose(TICKETS, { answers: [answer({ ...cleo, sent: "last week" })] }))).not.toContain("103");
  });

  it("tries those not reached again on another day, after all others", async () => {
    const tried = (sent: string): Promise<Round> => choose(TICKETS, { answers: [answer({ ...cleo, complete: "not reached", sent })] });
    const today = await tried("2026-11-21T08:00:00Z");
    expect(ids(today)).not.toContain("103");
    expect(told(today)).toEqual(["left out of this round: 1 was not reached in the last 12 hours"]);
    const yesterday = await tried("2026-11-20T17:00:00Z");
    expect(ids(yesterday)).toEqual(["109", "107", "106", "104", "110", "103"]);
    expect(yesterday.candidates.at(-1)!.triedAt).toBe(Date.UTC(2026, 10, 20, 17));
  });

  it("treats who broke off before any score like who was not reached", async () => {
    const round = await choose(TICKETS, { answers: [answer({ ...cleo, complete: "no", sent: "2026-11-20T09:00:00Z" })] });
    expect(ids(round).at(-1)).toBe("103");
  });

  it("leaves out who declined after having been missed", async () => {
    const answers = [
      answer({ ...cleo, complete: "declined", sent: "2026-11-19T09:00:00Z" }),
      answer({ ...cleo, complete: "not reached", sent: "2026-11-18T09:00:00Z" }),
    ];
    expect(ids(await choose(TICKETS, { answers }))).not.toContain("103");
  });

  it("says when everybody was", async () => {
    const answers = ["109", "103", "107", "106", "104", "110"].map((ticket_id) => answer({ ticket_id }));
    expect(told(await choose(TICKETS, { answers }))).toEqual([
      "nobody left to ask: 6 customers were asked in the last 30 days",
      "8 tickets are solved; 1 of them has a rating.",
    ]);
  });

  it("cannot be known of anonymous answers, and says so", async () => {
    const round = await choose(TICKETS, { survey: surveyOf("csat", { withoutCustomer: true }) });
    expect(told(round)[0]).toContain("begins with the same people");
  });
});
