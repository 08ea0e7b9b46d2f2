import type { Data } from "../definition/data.ts";

const DISAGREE = { en: "strongly disagree", es: "totalmente en desacuerdo" };
const AGREE = { en: "strongly agree", es: "totalmente de acuerdo" };

/** How the team itself is doing. Anonymous: who answers keeps their name to themselves. */
export const staffPulse: Data = {
  name: "staff-pulse",
  anonymous: true,
  title: { en: "Team pulse", es: "Pulso del equipo" },
  intro: {
    en: "Your answers are anonymous: no name is kept with them, and scores are shown only from five answers on.",
    es: "Sus respuestas son anónimas: no se guarda ningún nombre, y las puntuaciones solo se muestran a partir de cinco respuestas.",
  },
  questions: [
    { id: "enps", type: "enps" },
    {
      id: "reason",
      type: "text",
      about: "enps",
      ask: { en: "What is the main reason for your answer?", es: "¿Cuál es el motivo principal de su respuesta?" },
    },
    {
      id: "workload",
      type: "rating",
      ask: { en: "My workload is manageable.", es: "Mi carga de trabajo es razonable." },
      low: DISAGREE,
      high: AGREE,
    },
    {
      id: "tools",
      type: "rating",
      ask: {
        en: "I have the tools and the knowledge I need to help customers well.",
        es: "Tengo las herramientas y los conocimientos que necesito para ayudar bien a los clientes.",
      },
      low: DISAGREE,
      high: AGREE,
    },
    {
      id: "backing",
      type: "rating",
      ask: {
        en: "When a case is difficult, I get the help I need.",
        es: "Cuando un caso es difícil, recibo la ayuda que necesito.",
      },
      low: DISAGREE,
      high: AGREE,
    },
    {
      id: "recognition",
      type: "rating",
      ask: { en: "Good work is noticed here.", es: "Aquí se valora el buen trabajo." },
      low: DISAGREE,
      high: AGREE,
    },
    {
      id: "change",
      type: "text",
      ask: { en: "Which one change would help you most?", es: "¿Qué cambio le ayudaría más?" },
    },
  ],
  thanks: { en: "Thank you for your honest answers.", es: "Gracias por su sinceridad." },
};
