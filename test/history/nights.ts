import { Place } from "../store/helpers.ts";
import { check } from "../cli/helpers.ts";
import { validated } from "../schemas.ts";

/** What `trend --format json` tells. */
export interface Trend {
  readonly courses: readonly {
    readonly kpi: string;
    readonly question: { readonly period: string | null; readonly of: readonly string[] };
    readonly by: Readonly<Record<string, string>>;
    readonly mean: number | null;
    readonly low: number | null;
    readonly high: number | null;
    readonly overlapping: boolean;
    readonly targets: readonly Readonly<Record<string, unknown>>[];
    readonly changes: readonly (Readonly<Record<string, unknown>> & {
      readonly before: { readonly nights: number; readonly value: number | null; readonly n: number };
      readonly after: { readonly nights: number; readonly value: number | null; readonly n: number };
    })[];
    readonly nights: readonly (Readonly<Record<string, unknown>> & {
      readonly night: string;
      readonly value: number | null;
      readonly n: number;
    })[];
  }[];
  readonly notes: readonly { readonly id: number; readonly day: string; readonly text: string }[];
  readonly definitions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A day of October or November 2026, counted from 1 October. */
export const dayAt = (day: number): string => new Date(Date.UTC(2026, 9, 1 + day)).toISOString().slice(0, 10);

/** A store with some tickets each day; of day d, `good(d)` of `count` are satisfied. */
export const storeOfDays = async (days: number, good: (day: number) => number, count = 20): Promise<Place> => {
  const place = new Place();
  const lines = ["Ticket ID,Created at,Channel,CSAT score"];
  for (let day = 0; day < days; day++) {
    for (let i = 0; i < count; i++)
      lines.push(
        `${day * 100 + i},${dayAt(day)} 10:${String(i).padStart(2, "0")},${i % 2 === 0 ? "Email" : "Chat"},${i < good(day) ? 5 : 1}`,
      );
  }
  await place.import(place.file("tickets.csv", `${lines.join("\n")}\n`), "--tz", "UTC");
  return place;
};

/** Records the night whose morning is this day. */
export const record = (place: Place, day: number, ...argv: readonly string[]): Promise<string> =>
  check(["report", "--db", place.db, "--as-of", dayAt(day), "--record", "--quiet", "--format", "json", ...argv]);

export const trendOf = async (place: Place, ...argv: readonly string[]): Promise<Trend> =>
  validated("trend", await check(["trend", "--db", place.db, "--format", "json", ...argv])) as Trend;
