import { type BandedType, BANDS } from "../bands.ts";
import type { Data } from "../definition/data.ts";
import { inAllLanguages } from "../wording/index.ts";

/** One score, then one question on it that fits how good it was. */
export const scoreSurvey = (type: BandedType): Data => {
  const { low, middle } = BANDS[type];
  return {
    name: type,
    questions: [
      { id: type, type },
      { id: "low", type: "text", about: type, when: `${type} <= ${low}`, ask: inAllLanguages(({ followUp }) => followUp.low) },
      {
        id: "middle",
        type: "text",
        about: type,
        when: [`${type} > ${low}`, `${type} <= ${middle}`],
        ask: inAllLanguages(({ followUp }) => followUp.middle),
      },
      { id: "high", type: "text", about: type, when: `${type} > ${middle}`, ask: inAllLanguages(({ followUp }) => followUp.high) },
    ],
  };
};
