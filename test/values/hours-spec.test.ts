import { describe, expect, it } from "vitest";
import { isProblem } from "../../src/text/problem.ts";
import { describe as worded } from "../../src/text/problems/index.ts";
import { parseHours } from "../../src/values/hours-spec.ts";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** `Mon 09:00-17:00`, one a span; a zone behind them. */
const week = (text: string): string[] => {
  const { days, zone } = parseHours(text, "--business-hours");
  const spans = days.flatMap((day, i) => day.map(([from, to]) => `${DAYS[i]} ${clock(from)}-${clock(to)}`));
  return zone === null ? spans : [...spans, zone];
};

const each = (days: readonly string[], span: string): string[] => days.map((day) => `${day} ${span}`);

describe("parseHours", () => {
  it.each([
    ["Mon-Fri 09:00-17:00", each(DAYS.slice(0, 5), "09:00-17:00")],
    ["Mon-Tue 09:00-17:00; Sat 10:00-14:00", ["Mon 09:00-17:00", "Tue 09:00-17:00", "Sat 10:00-14:00"]],
    ["Mon-Tue 09:00-17:00, Sat 10:00-14:00", ["Mon 09:00-17:00", "Tue 09:00-17:00", "Sat 10:00-14:00"]],
    ["Mon 09:00-12:00, 13:00-17:00", ["Mon 09:00-12:00", "Mon 13:00-17:00"]],
    ["Mon,Wed 09:00-17:00", ["Mon 09:00-17:00", "Wed 09:00-17:00"]],
    ["Mon, Wed-Thu 9-17", ["Mon 09:00-17:00", "Wed 09:00-17:00", "Thu 09:00-17:00"]],
    ["Fri-Mon 10:00-12:00", each(["Mon", "Fri", "Sat", "Sun"], "10:00-12:00")],
    ["mo-tu 08:30–12:15", ["Mon 08:30-12:15", "Tue 08:30-12:15"]],
    ["Monday to Tuesday: 9am to 5pm", ["Mon 09:00-17:00", "Tue 09:00-17:00"]],
    ["Sun 12am-12pm", ["Sun 00:00-12:00"]],
    // What goes on after midnight belongs to the next day; Sunday's night ends on Monday.
    ["Sat 22:00-06:00", ["Sat 22:00-24:00", "Sun 00:00-06:00"]],
    ["Sun 22:00-06:00", ["Mon 00:00-06:00", "Sun 22:00-24:00"]],
    ["Mon 22:00-00:00", ["Mon 22:00-24:00"]],
    ["22:00-06:00", DAYS.flatMap((day) => [`${day} 00:00-06:00`, `${day} 22:00-24:00`])],
    ["24/7", each(DAYS, "00:00-24:00")],
    ["Sat 00:00-24:00", ["Sat 00:00-24:00"]],
    // Spans that touch or overlap are one.
    ["Mon 09:00-12:00, 11:00-15:00, 15:00-17:00", ["Mon 09:00-17:00"]],
    ["Mon 09:00-17:00 Europe/Berlin", ["Mon 09:00-17:00", "Europe/Berlin"]],
    ["Mon 09:00-17:00 in America/Port-au-Prince", ["Mon 09:00-17:00", "America/Port-au-Prince"]],
    ["24/7; UTC", [...each(DAYS, "00:00-24:00"), "UTC"]],
  ])("%s", (text, expected) => expect(week(text)).toEqual(expected));

  it.each([
    ["lunch", '"lunch" is no day and no times: days are Mon Tue Wed Thu Fri Sat Sun, times such as 09:00-17:00'],
    ["Mon-Fri", "Mon-Fri has no times: write Mon-Fri 09:00-17:00"],
    ["Mon-Fri; Sat 10:00-14:00", "Mon-Fri has no times: write Mon-Fri 09:00-17:00"],
    ["Mon-Fri 09:00", '"09:00" is no day and no times: days are Mon Tue Wed Thu Fri Sat Sun, times such as 09:00-17:00'],
    ["Mon 09:00-12:00; 13:00-17:00", "13:00-17:00 has no days: write Mon-Fri 13:00-17:00"],
    ["Mon 09:00-09:00", "09:00-09:00 ends where it begins; a whole day is 00:00-24:00, the whole week 24/7"],
    ["Mon-Fri 9-5", "9-5 ends before it begins: write both times in full, 09:00-17:00 for a day or 22:00-06:00 for a night"],
    ["Mon 09:00-25:00", "25:00 is no time of day: write 00:00 to 24:00"],
    ["Mon 09:75-17:00", "09:75 is no time of day: write 00:00 to 24:00"],
    ["Mon 13pm-5pm", "13pm is no time of day: write 00:00 to 24:00"],
    [
      "Mon 09:00-17:00 Europe/Berln",
      'there is no time zone "Europe/Berln": write one such as Europe/Berlin behind the hours, or leave it to --tz',
    ],
    ["", "Hours beyond midnight are 22:00-06:00, all hours 24/7"],
    ["Mon 09:00-17:00x", '"09:00-17:00x" is no day and no times: days are Mon Tue Wed Thu Fri Sat Sun, times such as 09:00-17:00'],
  ])("%j is refused and says what to write", (text, line) => {
    let problem;
    try {
      parseHours(text, "--business-hours");
    } catch (error) {
      if (!isProblem(error)) throw error;
      expect(error.exit).toBe(2);
      problem = error.problem;
    }
    expect(worded(problem!)).toEqual([
      `--business-hours needs opening hours such as "Mon-Fri 09:00-17:00; Sat 10:00-14:00", not "${text}"`,
      line,
    ]);
  });
});
