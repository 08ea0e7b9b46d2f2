import type { Data } from "../definition/data.ts";

/** A coach looks at a colleague's ticket, to find the one thing worth talking about. */
export const ticketReview: Data = {
  name: "ticket-review",
  title: { en: "Ticket review", es: "Revisión de un caso" },
  intro: {
    en: "Please read the whole conversation before you answer.",
    es: "Lea, por favor, toda la conversación antes de responder.",
  },
  questions: [
    {
      id: "solved",
      type: "yesno",
      ask: { en: "Did the agent solve the actual question?", es: "¿Resolvió el agente la pregunta real del cliente?" },
    },
    {
      id: "missed",
      type: "text",
      when: "solved = no",
      ask: { en: "What was left open, or misunderstood?", es: "¿Qué quedó pendiente o no se entendió?" },
    },
    {
      id: "understanding",
      type: "rating",
      ask: {
        en: "How well did the agent understand what the customer needed?",
        es: "¿En qué medida comprendió el agente lo que el cliente necesitaba?",
      },
      low: { en: "not at all well", es: "nada" },
      high: { en: "extremely well", es: "por completo" },
    },
    {
      id: "accuracy",
      type: "rating",
      ask: { en: "How correct and complete was the answer?", es: "¿En qué medida fue correcta y completa la respuesta?" },
      low: { en: "wrong, or full of gaps", es: "en absoluto" },
      high: { en: "correct and complete", es: "por completo" },
    },
    {
      id: "clarity",
      type: "rating",
      ask: { en: "How clear and easy to follow was the wording?", es: "¿En qué medida fue clara y fácil de seguir la redacción?" },
      low: { en: "confusing", es: "nada clara" },
      high: { en: "very clear", es: "muy clara" },
    },
    {
      id: "tone",
      type: "rating",
      ask: { en: "How well did the tone fit the customer's mood?", es: "¿En qué medida se ajustó el tono al ánimo del cliente?" },
      low: { en: "not at all well", es: "nada" },
      high: { en: "extremely well", es: "por completo" },
    },
    {
      id: "improve",
      type: "choice",
      ask: { en: "What is the one thing to improve first?", es: "¿Qué convendría mejorar primero?" },
      options: [
        { value: "understanding", label: { en: "Understanding the question", es: "La comprensión de la pregunta" } },
        { value: "accuracy", label: { en: "Correctness of the answer", es: "La exactitud de la respuesta" } },
        { value: "clarity", label: { en: "Clear wording", es: "La claridad de la redacción" } },
        { value: "tone", label: { en: "Tone", es: "El tono" } },
        { value: "speed", label: { en: "Speed", es: "La rapidez" } },
        { value: "nothing", label: { en: "Nothing, well done", es: "Nada, buen trabajo" } },
      ],
    },
    {
      id: "example",
      type: "text",
      when: "improve != nothing",
      ask: {
        en: "How could it have been put or done better? An example helps most.",
        es: "¿Cómo se habría podido decir o hacer mejor? Un ejemplo es lo que más ayuda.",
      },
    },
    {
      id: "praise",
      type: "text",
      ask: { en: "What did the agent do well?", es: "¿Qué hizo bien el agente?" },
    },
  ],
  thanks: { en: "Thank you for the review.", es: "Gracias por la revisión." },
};
