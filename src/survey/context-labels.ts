import type { Context } from "./model.ts";

type Labels = Readonly<Record<keyof Context, string>>;

/** Names of the things known of a conversation, for the eyes of whoever starts the survey, by language. */
const LABELS: Readonly<Record<string, Labels>> = {
  en: {
    ticket_id: "Ticket",
    agent: "Agent",
    team: "Team",
    channel: "Channel",
    customer: "Customer",
    language: "Language",
    topic: "Topic",
  },
  es: {
    ticket_id: "Ticket",
    agent: "Agente",
    team: "Equipo",
    channel: "Canal",
    customer: "Cliente",
    language: "Idioma",
    topic: "Tema",
  },
};

/** English where the language has no labels. */
export const contextLabels = (language: string): Labels => LABELS[language.split("-")[0]] ?? LABELS.en;
