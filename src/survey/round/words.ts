import type { Candidate } from "./candidates.ts";

/** How a round went, in people. */
export interface Tally {
  readonly answered: number;
  readonly declined: number;
  readonly notReached: number;
  /** Put off, and not asked before the end. */
  readonly later: number;
  /** Not come to. */
  readonly left: number;
}

/** What an agent reads in a round. Customers never see it. */
export interface RoundWords {
  readonly position: (at: number, all: number) => string;
  readonly putOff: string;
  /** `day` null = nobody knows which. */
  readonly triedBefore: (day: string | null) => string;
  readonly date: Readonly<Record<NonNullable<Candidate["date"]>["field"], string>>;
  readonly keys: {
    readonly ask: string;
    readonly notReached: string;
    readonly declined: string;
    readonly later: string;
    readonly stop: string;
  };
  readonly goOn: string;
  readonly summary: (tally: Tally) => string[];
}

/** The same keys in every language, so that hands need not learn twice. */
export const KEYS = { ask: "a", notReached: "n", declined: "d", later: "l", stop: "q" } as const;

/** The parts with anything in them, as one sentence. */
const sentence = (...parts: readonly (readonly [number, string])[]): string => {
  const told = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return told.length === 0 ? "" : `${told.join(", ")}.`;
};

const en: RoundWords = {
  position: (at, all) => `${at} of ${all}`,
  putOff: "Put off before",
  triedBefore: (day) => (day === null ? "Not reached before" : `Not reached on ${day}`),
  date: { resolved: "Solved", closed: "Closed", updated: "Updated", created: "Created" },
  keys: { ask: "ask now", notReached: "not reached", declined: "declined", later: "later", stop: "stop" },
  goOn: "Any key: on to the next",
  summary: ({ answered, declined, notReached, later, left }) => [
    answered + declined === 0 ? "Nobody was asked." : `${answered + declined} asked: ${answered} answered, ${declined} declined.`,
    sentence([notReached, "not reached"], [later, "put off"], [left, "left"]),
    notReached + later + left === 0 ? "That was everybody." : "To go on another time, run the same command again.",
  ],
};

const es: RoundWords = {
  position: (at, all) => `${at} de ${all}`,
  putOff: "Aplazado antes",
  triedBefore: (day) => (day === null ? "No contestó antes" : `No contestó el ${day}`),
  date: { resolved: "Resuelto", closed: "Cerrado", updated: "Actualizado", created: "Creado" },
  keys: { ask: "preguntar ahora", notReached: "no contesta", declined: "declina", later: "luego", stop: "salir" },
  goOn: "Cualquier tecla: seguir",
  summary: ({ answered, declined, notReached, later, left }) => {
    const asked = answered + declined;
    const people = asked === 1 ? "1 persona preguntada" : `${asked} personas preguntadas`;
    const replies = `${answered} ${answered === 1 ? "respondió" : "respondieron"}, ${declined} ${declined === 1 ? "declinó" : "declinaron"}`;
    return [
      asked === 0 ? "No se preguntó a nadie." : `${people}: ${replies}.`,
      sentence(
        [notReached, notReached === 1 ? "no contestó" : "no contestaron"],
        [later, later === 1 ? "aplazado" : "aplazados"],
        [left, left === 1 ? "pendiente" : "pendientes"],
      ),
      notReached + later + left === 0 ? "No queda nadie." : "Para seguir en otro momento, ejecute el mismo comando.",
    ];
  },
};

const WORDS: Readonly<Record<string, RoundWords>> = { en, es };

/** English where the language has no words. */
export const roundWords = (language: string): RoundWords => WORDS[language.toLowerCase().split(/[-_]/u)[0]] ?? en;
