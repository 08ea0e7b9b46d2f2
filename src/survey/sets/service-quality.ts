import type { Data } from "../definition/data.ts";

/** How a customer found the service, in its five parts. On every scale 5 is good. */
export const serviceQuality: Data = {
  name: "service-quality",
  questions: [
    {
      id: "empathy",
      type: "rating",
      ask: { en: "How well did we understand your situation?", es: "¿En qué medida comprendimos su situación?" },
      low: { en: "not at all well", es: "nada" },
      high: { en: "extremely well", es: "por completo" },
    },
    {
      id: "clarity",
      type: "rating",
      ask: { en: "How clear were our answers?", es: "¿En qué medida fueron claras nuestras respuestas?" },
      low: { en: "not at all clear", es: "nada claras" },
      high: { en: "extremely clear", es: "totalmente claras" },
    },
    {
      id: "knowledge",
      type: "rating",
      ask: {
        en: "How well did the person who helped you know the subject?",
        es: "¿En qué medida conocía el tema la persona que le atendió?",
      },
      low: { en: "not at all well", es: "nada" },
      high: { en: "extremely well", es: "por completo" },
    },
    {
      id: "effort",
      type: "rating",
      ask: { en: "How easy was it to get the help you needed?", es: "¿Cómo le resultó obtener la ayuda que necesitaba?" },
      low: { en: "very difficult", es: "muy difícil" },
      high: { en: "very easy", es: "muy fácil" },
    },
    {
      id: "speed",
      type: "rating",
      ask: { en: "How quickly did we help you?", es: "¿Con qué rapidez le ayudamos?" },
      low: { en: "far too slowly", es: "con demasiada lentitud" },
      high: { en: "very quickly", es: "con mucha rapidez" },
    },
    {
      id: "closing",
      type: "text",
      ask: { en: "Is there anything else you would like to tell us?", es: "¿Hay algo más que quiera decirnos?" },
    },
  ],
};
