import type { OpeningHours, TextOf } from "../kpi/types.ts";
import { ProblemError } from "../text/problem.ts";
import type { Batch } from "../values/batch.ts";
import { BusinessHours } from "../values/business-hours.ts";
import { daysFromCivil } from "../values/civil.ts";
import { parseHours, type WeeklyHours } from "../values/hours-spec.ts";
import { foldWord } from "../values/vocabulary.ts";
import type { ReportRequest } from "./request.ts";
import type { Slips } from "./slips.ts";

/** The hours of everybody, and of teams that have their own. */
interface Schedules {
  readonly all: BusinessHours;
  /** None of them has hours of its own. */
  readonly isOne: boolean;
  /** Those of a team, if it has its own. */
  readonly ofTeam: (team: string) => BusinessHours | undefined;
}

/** Looks a row's team up, if there are teams with hours of their own. */
class RowHours implements OpeningHours {
  readonly #schedules: Schedules;
  readonly #text: TextOf | undefined;
  /** By code + 1 of the team. */
  readonly #known: BusinessHours[] = [];

  constructor(schedules: Schedules, text: TextOf | undefined) {
    this.#schedules = schedules;
    this.#text = text;
  }

  isOpen(instant: number, batch: Batch, row: number): boolean {
    return this.#of(batch, row).isOpen(instant);
  }

  seconds(from: number, to: number, batch: Batch, row: number): number {
    return this.#of(batch, row).seconds(from, to);
  }

  #of(batch: Batch, row: number): BusinessHours {
    const { all, isOne } = this.#schedules;
    const code = isOne || this.#text === undefined ? -1 : (batch.codes.get("team")?.[row] ?? -1);
    if (code < 0) return all;
    return (this.#known[code] ??= this.#schedules.ofTeam(this.#text!("team", code)) ?? all);
  }
}

interface HoursSetting {
  readonly text: string;
  readonly origin: string;
  readonly teams: readonly { readonly team: string; readonly hours: WeeklyHours; readonly origin: string }[];
  readonly ofFlag: boolean;
}

/** When the team works, for all files of a run. */
export class RunHours {
  /** As it was written. */
  readonly text: string;
  /** A flag says it, or else the place of the config. */
  readonly origin: string;
  readonly holidays: readonly string[];
  /** Times between instants are counted by it. */
  readonly isClock: boolean;
  /** An export's own times in opening hours go before those counted by it: so they do before what a config says. */
  readonly ownFirst: boolean;
  readonly #hours: WeeklyHours;
  readonly #teams: ReadonlyMap<string, WeeklyHours>;
  /** `--tz`. */
  readonly #zone: string | null;
  readonly #days: ReadonlySet<number>;
  readonly #schedules = new Map<string, Schedules>();
  /** Are shown each team met. */
  readonly #watches: ((team: string) => void)[] = [];

  constructor(setting: HoursSetting, request: ReportRequest, slips: Slips) {
    const { text, origin, teams, ofFlag } = setting;
    this.text = text.trim().replaceAll(/\s+/gu, " ");
    this.origin = origin;
    this.holidays = request.reading.schedule?.holidays ?? [];
    this.isClock = request.clock === "business";
    this.ownFirst = !ofFlag;
    this.#hours = parseHours(text, origin);
    this.#teams = new Map(teams.map(({ team, hours }) => [foldWord(team), hours]));
    for (const { team, origin: place } of teams) {
      const met = slips.watch({ field: "team", word: team, origin: place });
      this.#watches.push((found) => met(found, foldWord(found) === foldWord(team)));
    }
    this.#zone = request.tz;
    this.#days = new Set(this.holidays.map((day) => daysFromCivil(...(day.split("-").map(Number) as [number, number, number]))));
  }

  get hasTeams(): boolean {
    return this.#teams.size > 0;
  }

  /** The zone that the hours are in for a source: their own, that of `--tz`, else that of the file, in which its times are written. */
  zoneOf(sourceZone: string | null): string {
    return this.#hours.zone ?? this.#zone ?? sourceZone ?? "UTC";
  }

  /** They name a zone of their own. */
  get namesZone(): boolean {
    return this.#hours.zone !== null;
  }

  /** The hours of a source; `text` tells teams apart, without it all go by the same. */
  in(sourceZone: string | null, text?: TextOf): OpeningHours {
    const zone = this.zoneOf(sourceZone);
    let schedules = this.#schedules.get(zone);
    if (schedules === undefined) {
      const made = (hours: WeeklyHours): BusinessHours => new BusinessHours(hours, hours.zone ?? zone, this.#days);
      const teams = new Map([...this.#teams].map(([team, hours]) => [team, made(hours)]));
      const ofTeam = (team: string): BusinessHours | undefined => {
        for (const met of this.#watches) met(team);
        return teams.get(foldWord(team));
      };
      schedules = { all: made(this.#hours), isOne: teams.size === 0, ofTeam };
      this.#schedules.set(zone, schedules);
    }
    return new RowHours(schedules, text);
  }
}

const FLAG = "--business-hours";

/** The opening hours of a request that has some: those of the flag for everybody, else the config's. Throws exit 2. */
export const runHours = (request: ReportRequest, slips: Slips): RunHours => {
  const { businessHours, reading } = request;
  if (businessHours != null) return new RunHours({ text: businessHours, origin: FLAG, teams: [], ofFlag: true }, request, slips);
  const { hours, teams = [] } = reading.schedule!;
  if (hours === undefined) throw new ProblemError(2, "hours-of-others", { place: teams[0][1].origin, team: teams[0][0] });
  const ofTeams = teams.map(([team, { value, origin }]) => ({ team, hours: parseHours(value, origin), origin }));
  return new RunHours({ text: hours.value, origin: hours.origin, teams: ofTeams, ofFlag: false }, request, slips);
};
