import { describe, expect, it } from "vitest";
import { render } from "../../src/render/markdown.ts";
import { BY_AGENT, OPTIONS, TICKETS } from "./report.ts";

describe("Markdown", () => {
  it("says what the table says", () => {
    expect(render(TICKETS, OPTIONS)).toBe(`**zendesk-tickets.csv** · 486 tickets created 1–31 Oct 2026 · Zendesk export

Times are as written in the file, which names no time zone.

| Scores and rates | Result | Likely range | Out of |
| --- | ---: | ---: | --- |
| Satisfied customers (CSAT) | 87.8% | 82 – 92% | 148 ratings |
| Solved at first contact (FCR) | 50.2% | 46 – 55% | 430 solved |
| Solved so far | 88.5% | 85 – 91% | 486 tickets |
| Reopened after solving | 10.9% | 8 – 14% | 430 solved |

| Times | Half within | Likely range | Average | 9 in 10 by | Of |
| --- | ---: | ---: | ---: | ---: | ---: |
| First reply (ART) | 1h 22m | 1h 01m – 1h 42m | 4h 23m | 11h 08m | 478 |
| Solved | 13h 39m | 11h 15m – 16h 01m | 24h 29m | 2d 08h | 428 |

**Good to know**

- 34% of the customers asked gave a rating (148 of 430).
- 56 tickets are still open; as they close, "solved so far" and solving time rise. 8 of them wait for a first reply, the oldest since 1 Oct.
- First contact: solved with at most one reply and never reopened.
- Times count nights and weekends; for opening hours only: --clock business
- 492 rows = 486 tickets + 3 deleted + 3 repeated. 2 solving times could not be right (line 49: -35 minutes) and are left out.

Not in this file: NPS, CES (no such survey), AHT (no handling times), SLA.

Likely range: holds the true figure 19 times in 20; few answers make it wide.

How the file was read: cs-metrics inspect fixtures/zendesk-tickets.csv
`);
  });

  it("has every column, and marks few answers so that they stay a star", () => {
    const line = render(BY_AGENT, OPTIONS)
      .split("\n")
      .find((one) => one.startsWith("| Dev Patel"));
    expect(line).toMatch(/^\| Dev Patel \| 97 \| 85% of 26\\\* \| 66–94 \|/u);
    expect(line?.split(" | ")).toHaveLength(14);
  });

  it("escapes what data could do to it", () => {
    const groups = [BY_AGENT.groups[0], { ...BY_AGENT.groups[1], by: { agent: "a|b <script> `x` [l](u)\nnew" } }];
    const marked = [BY_AGENT.groups[0], { ...BY_AGENT.groups[1], by: { agent: "__x__ first_name ~~y~~ R&D &lt;" } }];
    expect(render({ ...BY_AGENT, groups: marked }, OPTIONS)).toContain("| \\_\\_x\\_\\_ first_name \\~\\~y\\~\\~ R&D \\&lt; |");
    expect(render({ ...BY_AGENT, groups }, OPTIONS)).toContain("| a\\|b \\<script\\> \\`x\\` \\[l\\](u) new | 118 |");
  });
});
