import { BANDED_TYPES } from "../bands.ts";
import type { Data } from "../definition/data.ts";
import { scoreSurvey } from "./score.ts";
import { serviceQuality } from "./service-quality.ts";
import { staffPulse } from "./staff-pulse.ts";
import { ticketReview } from "./ticket-review.ts";

/** Built-in surveys by name, each in the shape a survey file has. */
export const SETS: ReadonlyMap<string, Data> = new Map<string, Data>([
  ...BANDED_TYPES.map((type): [string, Data] => [type, scoreSurvey(type)]),
  ["service-quality", serviceQuality],
  ["ticket-review", ticketReview],
  ["staff-pulse", staffPulse],
]);
