import type { Wording } from "./wording.ts";

/** Spanish that reads well on both sides of the Atlantic, in the polite form (usted). */
export const es: Wording = {
  scores: {
    csat: {
      ask: "¿Cuál es su grado de satisfacción con la atención que recibió de {company}?",
      askUnnamed: "¿Cuál es su grado de satisfacción con la atención que recibió de nuestra parte?",
      aloud:
        "En una escala del 1 al 5, donde 1 significa muy insatisfecho y 5 muy satisfecho, ¿cuál es su grado de satisfacción con la atención que recibió de {company}?",
      aloudUnnamed:
        "En una escala del 1 al 5, donde 1 significa muy insatisfecho y 5 muy satisfecho, ¿cuál es su grado de satisfacción con la atención que recibió de nuestra parte?",
      low: "muy insatisfecho/a",
      high: "muy satisfecho/a",
    },
    nps: {
      ask: "¿Qué probabilidad hay de que recomiende {company} a un amigo o colega?",
      askUnnamed: "¿Qué probabilidad hay de que nos recomiende a un amigo o colega?",
      aloud:
        "En una escala del 0 al 10, donde 0 significa nada probable y 10 extremadamente probable, ¿qué probabilidad hay de que recomiende {company} a un amigo o colega?",
      aloudUnnamed:
        "En una escala del 0 al 10, donde 0 significa nada probable y 10 extremadamente probable, ¿qué probabilidad hay de que nos recomiende a un amigo o colega?",
      low: "nada probable",
      high: "extremadamente probable",
    },
    ces: {
      ask: "{company} me facilitó la resolución de mi problema.",
      askUnnamed: "La empresa me facilitó la resolución de mi problema.",
      aloud:
        "En una escala del 1 al 7, donde 1 significa totalmente en desacuerdo y 7 totalmente de acuerdo, ¿en qué medida está de acuerdo con esta frase?: {company} me facilitó la resolución de mi problema.",
      aloudUnnamed:
        "En una escala del 1 al 7, donde 1 significa totalmente en desacuerdo y 7 totalmente de acuerdo, ¿en qué medida está de acuerdo con esta frase?: La empresa me facilitó la resolución de mi problema.",
      low: "totalmente en desacuerdo",
      high: "totalmente de acuerdo",
    },
    enps: {
      ask: "¿Qué probabilidad hay de que recomiende {company} como lugar de trabajo?",
      askUnnamed: "¿Qué probabilidad hay de que recomiende nuestra empresa como lugar de trabajo?",
      aloud:
        "En una escala del 0 al 10, donde 0 significa nada probable y 10 extremadamente probable, ¿qué probabilidad hay de que recomiende {company} como lugar de trabajo?",
      aloudUnnamed:
        "En una escala del 0 al 10, donde 0 significa nada probable y 10 extremadamente probable, ¿qué probabilidad hay de que recomiende nuestra empresa como lugar de trabajo?",
      low: "nada probable",
      high: "extremadamente probable",
    },
  },
  rating: { low: "muy mal", high: "muy bien" },
  title: "Atención al cliente de {company}",
  titleUnnamed: "Su opinión",
  followUp: {
    low: "{score} de {high}. Gracias por decírnoslo. Lamentamos que no haya sido mejor. ¿Qué falló?",
    middle: "{score} de {high}. ¡Gracias! ¿Qué habría mejorado su experiencia?",
    high: "{score} de {high}. ¡Gracias! ¿Qué hicimos bien?",
  },
  thanks: {
    low: "Lamentamos que no haya sido mejor. Gracias por tomarse el tiempo de decírnoslo.",
    other: "Gracias por su tiempo.",
  },
  unnamed: { company: "nuestra empresa", agent: "nuestro agente", customer: "el cliente", ticket: "este caso" },
  aloud: {
    hello: "Hola, {customer}.",
    helloUnnamed: "Hola.",
    from: "Le habla el equipo de atención al cliente de {company}.",
    fromUnnamed: "Le habla el equipo de atención al cliente.",
    mayAskOne: "¿Me permite hacerle una breve pregunta sobre la atención que recibió?",
    mayAskMany: "¿Me permite hacerle unas breves preguntas sobre la atención que recibió?",
    scale:
      "{ask} Responda, por favor, con un número del {low} al {high}, donde {low} significa «{lowLabel}» y {high} significa «{highLabel}».",
    choice: "{ask} Puede elegir entre estas respuestas: {options}.",
    choices: "{ask} Puede nombrar más de una: {options}.",
  },
  phrases: {
    scaleHelp: "Escriba un número o use ← → y pulse Enter",
    choiceHelp: "Use ↑ ↓ y pulse Enter",
    choicesHelp: "Espacio marca, Enter al terminar",
    yesNoHelp: "S o N, luego Enter",
    skipHelp: "O omitir · Ctrl-C salir",
    textHelp: "(opcional, Enter para terminar)",
    yes: "Sí",
    no: "No",
    saved: "Respuesta guardada.",
    begin: "Pulse cualquier tecla para empezar",
    plainScale: "Escriba un número del {low} al {high}, o la letra O para omitir",
    plainWrong: "Eso no es un número del {low} al {high}.",
    plainChoice: "Escriba el número de su respuesta, o la letra O para omitir",
    plainChoices: "Escriba los números de todas las que correspondan, por ejemplo 1, 3; o la letra O para omitir",
    plainYesNo: "Escriba S para sí o N para no, o la letra O para omitir",
    plainText: "Escriba su respuesta, o solo Enter para ninguna",
  },
};
