import { describe, expect, it } from "vitest";
import { ALIASES } from "../../src/interaction/aliases.ts";
import { foldName, normaliseHeader } from "../../src/interaction/headers.ts";
import { LANGUAGES, listed } from "../../src/interaction/languages/index.ts";
import { withoutArticles } from "../../src/interaction/languages/names.ts";
import { folded } from "../../src/interaction/vocabulary.ts";
import { CHANNELS, DIRECTIONS, STATUSES, SURVEY_TYPES, WORD_LISTS, type WordLists } from "../../src/interaction/word-lists.ts";
import { decideColumns, mappingOf } from "./sources.ts";

/** Words that a vocabulary gives several meanings, whichever languages they come from. */
const ambiguous = <Value>({ english, abroad }: WordLists<Value>): string[] => {
  const meanings = new Map<string, Set<Value>>();
  for (const [value, list] of [...english(), ...abroad()])
    for (const word of folded(list)) meanings.set(word, (meanings.get(word) ?? new Set()).add(value));
  return [...meanings].flatMap(([word, values]) => (values.size > 1 ? [`${word}: ${[...values].join(" or ")}`] : []));
};

describe("no word means two things", () => {
  it.each(Object.entries(WORD_LISTS))("in the vocabulary %s", (_name, lists) => {
    expect(ambiguous(lists)).toEqual([]);
  });

  it("among statuses, channels, directions and types of survey", () => {
    expect(ambiguous(STATUSES)).toEqual([]);
    expect(ambiguous(CHANNELS)).toEqual([]);
    expect(ambiguous(DIRECTIONS)).toEqual([]);
    expect(ambiguous(SURVEY_TYPES)).toEqual([]);
  });

  it("and no header names another field in another language", () => {
    const key = (name: string): string => withoutArticles(name).replaceAll(" ", "");
    const languages = [
      ALIASES,
      ...LANGUAGES.map(({ headers }) => Object.fromEntries(Object.entries(headers).map(([f, l]) => [f, listed(l)]))),
    ];
    const tables = languages.map((language) => {
      const fields = new Map<string, Set<string>>();
      for (const [field, names] of Object.entries(language))
        for (const name of names) fields.set(key(name), (fields.get(key(name)) ?? new Set()).add(field));
      return fields;
    });
    const clashes = tables.flatMap((one, i) =>
      tables.slice(i + 1).flatMap((other, j) =>
        [...one].flatMap(([name, fields]) => {
          const others = other.get(name);
          if (others === undefined) return [];
          // English is asked first, so it must know all that the name means elsewhere.
          const same =
            i === 0
              ? [...others].every((field) => fields.has(field))
              : others.size === fields.size && [...others].every((f) => fields.has(f));
          return same ? [] : [`${name} (${i}, ${i + 1 + j}): ${[...fields].join()} or ${[...others].join()}`];
        }),
      ),
    );
    expect(clashes).toEqual([]);
  });
});

it("names stand as headers are compared", () => {
  const names = LANGUAGES.flatMap(({ headers }) => Object.values(headers).flatMap(listed));
  expect(names.filter((name) => foldName(name) !== name)).toEqual([]);
  expect(names.filter((name) => normaliseHeader(name).words !== name)).toEqual([]);
});

const FIRST = ["05.01.2026 08:00", "16.01.2026 09:00"];
const NUMBERS = ["12", "45"];
const NAMES = ["Alfa", "Beta"];
const STARS = ["4", "5"];

/** Header, its cells, and what it is: the field, with unit, clock and `!` for a verdict turned round. */
const use = (header: string, cells: readonly string[]): string => {
  const [found] = decideColumns({ [header]: cells }).uses;
  if (found === undefined) return "nothing";
  const { field, unit, clock, invert } = found;
  return [field, unit, clock].filter((part) => part !== undefined).join(" ") + (invert === true ? "!" : "");
};

describe("headers", () => {
  it.each([
    ["Fecha de creación del ticket", "created"],
    ["FECHA_CREACION", "created"],
    ["fechaCreacion", "created"],
    ["F. Apertura", "created"],
    ["Fecha/Hora de apertura", "created"],
    ["Resuelta", "resolved"],
    ["Fecha de cierre del caso", "closed"],
    ["Última modificación", "updated"],
    ["Fecha límite", "due"],
    ["Data de Abertura do Chamado", "created"],
    ["Data criação", "created"],
    ["Data da 1ª resposta", "first_response"],
    ["Atualizado(a)", "updated"],
    ["Erstellt am (UTC)", "created"],
    ["Zeitpunkt der Erstellung", "created"],
    ["Geloest am", "resolved"],
    ["Schließzeit", "closed"],
    ["Gelöst um", "resolved"],
    ["Zuletzt geändert", "updated"],
    ["Fällig am", "due"],
    ["Date d’ouverture", "created"],
    ["Date de création du ticket", "created"],
    ["Créé", "created"],
    ["Résolu le", "resolved"],
    ["Clôturé le", "closed"],
    ["Dernière mise à jour", "updated"],
    ["Échéance", "due"],
  ])("%s over dates is %s", (header, field) => {
    expect(use(header, FIRST)).toBe(field);
  });

  it.each([
    ["Tiempo de respuesta (horas)", "response_time h"],
    ["Tiempo hasta la primera respuesta (segundos)", "response_time s"],
    ["Horas de resolución", "resolution_time h"],
    ["Tiempo de resolución en días", "resolution_time d"],
    ["Tiempo de resolución (min, horas hábiles)", "resolution_time min business"],
    ["TMO (seg)", "handle s"],
    ["Tempo até a primeira resposta (h)", "response_time h"],
    ["Tempo de resolução em horas", "resolution_time h"],
    ["Tempo de vida (Horas úteis)", "resolution_time business"],
    ["Tempo na fila (s)", "wait s"],
    ["Bearbeitungszeit in Min.", "handle min"],
    ["Erste Antwortzeit - Geschäftszeiten (Min.)", "response_time min business"],
    ["Lösungszeit (in Std.)", "resolution_time h"],
    ["Loesungszeit_Stunden", "resolution_time h"],
    ["Bearbeitungsdauer in Tagen", "resolution_time d"],
    ["Nachbearbeitung (Sek)", "wrap s"],
    ["Délai de prise en charge (mn)", "response_time min"],
    ["Temps de résolution (heures ouvrées)", "resolution_time business"],
    ["Temps de première réponse (en heures)", "response_time h"],
    ["Durée d'appel (s)", "handle s"],
    ["Temps d'attente en secondes", "wait s"],
  ])("%s over numbers is %s", (header, expected) => {
    expect(use(header, NUMBERS)).toBe(expected);
  });

  it.each([
    ["Situação do chamado", "status"],
    ["Ticketstatus", "status"],
    ["Status des Tickets", "status"],
    ["Statut du ticket", "status"],
    ["Ticketpriorität", "priority"],
    ["Priorité de la demande", "priority"],
    ["Canal del ticket", "channel"],
    ["Aberto via", "channel"],
    ["Asignado a: - Técnico", "agent"],
    ["Asignado a: - Grupo de técnicos", "team"],
    ["Responsável: Equipe", "team"],
    ["Sachbearbeiter/in", "agent"],
    ["Zuständiger Bearbeiter", "agent"],
    ["Bearbeitergruppe", "team"],
    ["Attribué à - Groupe de techniciens", "team"],
    ["Cliente (Nome Completo)", "customer"],
    ["Demandeur - Demandeur", "customer"],
    ["Kundennummer", "customer"],
    ["Société", "organisation"],
    ["Motivo do contato", "topic"],
    ["Art der Anfrage", "topic"],
    ["Motif de l'appel", "topic"],
    ["Schlagwörter", "tags"],
    ["Commentaire du client", "comment"],
    ["Clave de incidencia", "id"],
    ["Nº do Protocolo", "id"],
    ["Ticket-Nr.", "id"],
    ["N° d'incident", "id"],
    // A person, a reason and a text are none of the fields that share a word with them.
    ["Resuelto por", "nothing"],
    ["Criado por", "nothing"],
    ["Gelöst von", "nothing"],
    ["Motivo de cierre", "nothing"],
    ["Descrição", "nothing"],
    ["Lösung", "nothing"],
  ])("%s over words is %s", (header, field) => {
    expect(use(header, NAMES)).toBe(field);
  });

  it.each([
    ["Nota de satisfação (1 a 5)", "csat"],
    ["Zufriedenheitsbewertung (1-5)", "csat"],
    ["Note de satisfaction (sur 5)", "csat"],
    ["¿Qué tan satisfecho está con la atención?", "csat"],
    ["Quelle est votre satisfaction ?", "csat"],
    ["¿Qué probabilidad hay de que nos recomiende a un amigo?", "nps"],
    ["Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?", "nps"],
    ["Sur une échelle de 0 à 10, recommanderiez-vous notre service ?", "nps"],
    ["Wie einfach war es, Ihr Anliegen zu lösen?", "ces"],
    ["Esfuerzo del cliente", "ces"],
    ["Nº de reaberturas", "reopens"],
    ["Anzahl Antworten", "replies"],
    // A grade in one language, a remark in another.
    ["Nota", "nothing"],
  ])("%s over scores is %s", (header, field) => {
    expect(use(header, STARS)).toBe(field);
  });

  it.each([
    ["¿Resuelto?", ["Sí", "No"], "resolved_flag"],
    ["Fuera de plazo", ["Sí", "No"], "sla!"],
    ["Se superó el tiempo de resolución", ["Sí", "No"], "sla!"],
    ["SLA cumprido", ["Sim", "Não"], "sla"],
    ["Fora do prazo", ["Sim", "Não"], "sla!"],
    ["Resolvido no 1º contato", ["S", "N"], "fcr"],
    ["SLA eingehalten", ["Ja", "Nein"], "sla"],
    ["Überfällig", ["J", "N"], "sla!"],
    ["Beim ersten Kontakt gelöst", ["Ja", "Nein"], "fcr"],
    ["Résolu (O/N)", ["Oui", "Non"], "resolved_flag"],
    ["Délai de résolution dépassé", ["Oui", "Non"], "sla!"],
    ["Décroché", ["Oui", "Non"], "answered"],
    // A state of the country, not of the ticket.
    ["Estado", ["São Paulo", "Bahia"], "nothing"],
    ["Estado", ["Abierto", "En trámite"], "status"],
  ])("%s over %j is %s", (header, cells, expected) => {
    expect(use(header, cells)).toBe(expected);
  });

  it.each([
    ["Satisfacción 1-5", 1, 5],
    ["Nota de satisfação 0 a 10", 0, 10],
    ["Zufriedenheit 1 bis 7", 1, 7],
    ["Note de satisfaction sur 10", 1, 10],
    ["Avaliação (de 1 a 5)", 1, 5],
    ["Bewertung (Skala von 1 bis 10)", 1, 10],
  ])("%s names its scale", (header, low, high) => {
    expect(decideColumns({ [header]: STARS }).scaleHints).toEqual({ csat: { low, high, lowIsGood: false } });
  });

  it("of Jira in another language are Jira's: the status category is the status, and what is left is not what was taken", () => {
    const columns = {
      "Clave de incidencia": ["HD-1", "HD-2"],
      Estado: ["Esperando a QA", "Publicado"],
      "Categoría de estado": ["En curso", "Listo"],
      "Campo personalizado (Time to resolution)": ["1:30", "-2:10"],
    };
    const decisions = decideColumns(columns);
    expect(decisions.profile).toBe("jira");
    expect(mappingOf(decisions)).toEqual({ id: "Clave de incidencia", status: "Categoría de estado" });
    const [, , , left] = Object.keys(columns);
    expect(mappingOf(decideColumns({ [left]: ["1:30", "-2:10"] }))).toEqual({});
  });

  it("over callers' numbers are no channels", () => {
    expect(use("Origem", ["11987654321", "1133334444"])).toBe("nothing");
    expect(use("Origem", ["Telefone", "Site"])).toBe("channel");
  });

  it("says that a mean over many is no value of one", () => {
    const columns = { Agente: NAMES, "Tiempo medio de respuesta (min)": NUMBERS };
    expect(mappingOf(decideColumns(columns))).toEqual({ agent: "Agente" });
    const single = decideColumns({ "Vorgangs-ID": ["V1", "V2"], "Durchschnittliche Lösungszeit (Std.)": NUMBERS });
    expect(single.warnings.map(({ code }) => code)).toEqual(["aggregate-column"]);
  });
});
