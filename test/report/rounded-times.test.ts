import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test, vi } from "vitest";
import { OPTIONS } from "../render/report.ts";
import { describe } from "../../src/text/problems/index.ts";
import { render as renderJson } from "../../src/render/json.ts";
import { render } from "../../src/render/table.ts";
import { readersOf, report, reportOf } from "./helpers.ts";

vi.mock(import("../../src/kpi/rounding.ts"), async (original) => ({ ...(await original()), MOST_TIMES: 200 }));

/** First replies after so many seconds, from one beyond what is kept as it is. */
const FIRST = 2 ** 16 + 1;

const ticketsOf = (count: number): string => {
  const at = (seconds: number): string => new Date(Date.UTC(2026, 9, 1) + seconds * 1000).toISOString();
  const rows = Array.from({ length: count }, (_, i) => `${i + 1},${at(i)},${at(i + FIRST + 2 * i)},${i % 2 === 0 ? "Email" : "Chat"}`);
  return `Ticket ID,Created at,First response at,Channel\n${rows.join("\n")}\n`;
};

test("times of which there are too many different ones are marked in every format, and a notice says by how much they may be wrong", async () => {
  const told = await reportOf(ticketsOf(301), { by: ["channel"] });
  const [total, ...channels] = told.groups.map(({ kpis }) => kpis["art"]);
  expect(total).toMatchObject({ n: 301, approximate: true });
  for (const channel of channels) expect(channel.approximate).toBe(true);
  const exact = FIRST + 300;
  expect(total["median"]).not.toBe(exact);
  expect(Math.abs((total["median"] as number) - exact)).toBeLessThan(exact * 2 ** -15);
  expect(told.notices.flatMap((notice) => describe(notice))).toEqual([
    "First reply: more than 200 different times, so each was rounded, by 0.0031 % at most (≈)",
  ]);
  const whole = { ...told, dimensions: [], groups: told.groups.slice(0, 1) };
  expect(render(whole, OPTIONS)).toMatch(/First reply \(ART\) +≈ 18h 17m .* ≈ 18h 17m +≈ 18h 21m +301/u);
  const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync("docs/report.schema.json", "utf8")) as object);
  expect(validate(JSON.parse(renderJson(told))), JSON.stringify(validate.errors)).toBe(true);
  expect(render(told, OPTIONS)).toMatch(/≈ 18h 17m/u);
  expect(render(whole, { ...OPTIONS, ascii: true })).toMatch(/~ 18h 17m/u);
});

test("fewer are exact, without a mark", async () => {
  const told = await reportOf(ticketsOf(199));
  expect(told.groups[0].kpis["art"]).toMatchObject({ median: FIRST + 198 });
  expect(told.groups[0].kpis["art"]).not.toHaveProperty("approximate");
  expect(told.notices).toEqual([]);
});

test("one thread or several, the figures are the same", async () => {
  const files = ["fixtures/zendesk-tickets.csv"];
  const one = await report({ files, by: ["channel"] });
  expect(one.groups[0].kpis["resolution_time"].approximate).toBe(true);
  const readers = readersOf(3);
  const several = await report({ files, by: ["channel"] }, "", readers);
  expect(readers.parts).toBeGreaterThan(1);
  expect(several.groups.map(({ kpis }) => kpis)).toEqual(one.groups.map(({ kpis }) => kpis));
});
