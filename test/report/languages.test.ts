import { describe, expect, it } from "vitest";
import type { Report } from "../../src/report/model.ts";
import type { ReportRequest } from "../../src/report/request.ts";
import { report, reportOf } from "./helpers.ts";

/** A report of one of the fixtures, without any flag that would help to read it. Everything in them must be readable. */
const read = async (name: string, request: Partial<ReportRequest> = {}): Promise<Report> => {
  const found = await report({ files: [`fixtures/languages/${name}.csv`], ...request });
  expect(found.sources[0].unreadable).toEqual([]);
  expect(new Set(Object.values(found.sources[0].decisions.dateOrder))).toEqual(new Set(["dmy"]));
  return found;
};

const kpisOf = ({ groups }: Report): Report["groups"][number]["kpis"] => groups[0].kpis;
const volumes = ({ groups, dimensions }: Report): unknown[] =>
  groups.slice(1).map(({ by, kpis }) => [by[dimensions[0]], kpis.volume.value]);

describe("Spanish", () => {
  it("tickets of a help desk", async () => {
    const found = await read("es-tickets", { by: ["channel"] });
    expect(found.sources[0].rows).toMatchObject({ used: 5, filteredStatus: { "correo no deseado": 1, fusionado: 1 } });
    expect(volumes(found)).toEqual([
      ["Email", 2],
      ["Phone", 1],
      ["Social", 1],
      ["Web", 1],
    ]);
    expect(kpisOf(found)).toMatchObject({
      csat: { n: 3, numerator: 2 },
      // 30, 90, 15 and 45 minutes
      art: { n: 4, value: 45 * 60 },
      // 3.5, 192 and 0.5 hours
      resolution_time: { n: 3, value: 3.5 * 3600, mean: (196 * 3600) / 3 },
      resolution_rate: { n: 5, numerator: 3 },
      // Solved with one reply, 1, 3 and 1 of them.
      fcr: { n: 3, numerator: 2, rule: "one-touch" },
      sla: { n: 3, numerator: 2 },
    });
  });

  it("calls in a sheet of one's own", async () => {
    const found = await read("es-llamadas", { by: ["direction"] });
    expect(volumes(found)).toEqual([
      ["Inbound", 4],
      ["Outbound", 1],
    ]);
    expect(kpisOf(found)).toMatchObject({
      csat: { n: 3, numerator: 2, mean: 11 / 3 },
      // 4.5, 3.5, 10 and 6 minutes
      aht: { n: 4, value: 6 * 60 },
      // 10, 20, 30 and 0 seconds
      asa: { n: 4, value: 15 },
      abandon_rate: { n: 5, numerator: 1 },
    });
  });
});

describe("Portuguese", () => {
  it("tickets of a help desk", async () => {
    const found = await read("pt-chamados", { by: ["team"] });
    expect(found.sources[0].rows).toMatchObject({ used: 4, filteredStatus: { excluído: 1 } });
    expect(volumes(found)).toEqual([
      ["Nível 1", 3],
      ["Nível 2", 1],
    ]);
    expect(kpisOf(found)).toMatchObject({
      csat: { n: 3, numerator: 2 },
      // 60, 30, 270 and 30 minutes
      art: { n: 4, value: 97.5 * 60 },
      // 6, 360 and 1 hours
      resolution_time: { n: 3, value: 6 * 3600, mean: (367 * 3600) / 3 },
      resolution_rate: { n: 4, numerator: 3 },
      reopen_rate: { n: 3, numerator: 1 },
      // One was late with its solution, one with its first response.
      sla: { n: 4, numerator: 2 },
    });
  });

  it("tickets in a sheet of one's own", async () => {
    const found = await read("pt-planilha", { by: ["channel"] });
    expect(volumes(found)).toEqual([
      ["WhatsApp", 3],
      ["In person", 1],
      ["Phone", 1],
    ]);
    expect(kpisOf(found)).toMatchObject({
      nps: { n: 4, value: 25, promoters: 2, passives: 1, detractors: 1 },
      // 0.5, 1.5, 0.25 and 2.75 hours
      art: { n: 4, value: 1.25 * 3600 },
      // 4, 48 and 1.5 hours
      resolution_time: { n: 3, value: 4 * 3600, mean: (53.5 * 3600) / 3 },
      resolution_rate: { n: 5, numerator: 3 },
      fcr: { n: 3, numerator: 2, rule: "flag" },
    });
  });
});

describe("German", () => {
  it("tickets of a help desk", async () => {
    const found = await read("de-tickets", { by: ["agent"] });
    expect(found.sources[0].rows).toMatchObject({ used: 5, filteredStatus: { zusammengefügt: 1 } });
    expect(volumes(found)).toEqual([
      ["Björn Süß", 2],
      ["Änne Müller", 2],
      ["(none)", 1],
    ]);
    expect(kpisOf(found)).toMatchObject({
      csat: { n: 3, numerator: 2 },
      // 15, 120, 30 and 45 minutes
      art: { n: 4, value: 52.5 * 60 },
      // 4, 336 and 22 hours
      resolution_time: { n: 3, value: 22 * 3600, mean: (362 * 3600) / 3 },
      resolution_rate: { n: 5, numerator: 3 },
      sla: { n: 3, numerator: 2 },
    });
  });

  it("calls in a sheet of one's own", async () => {
    const found = await read("de-anrufe", { by: ["hour"] });
    expect(found.groups.map(({ by }) => by.hour)).toEqual([undefined, "08", "09", "10"]);
    expect(kpisOf(found)).toMatchObject({
      csat: { n: 3, numerator: 2, mean: 4 },
      // 240, 300, 720 and 120 seconds
      aht: { n: 4, value: 345 },
      // 12, 24, 18 and 0 seconds
      asa: { n: 4, value: 13.5 },
      abandon_rate: { n: 5, numerator: 1 },
      fcr: { n: 4, numerator: 3 },
    });
  });
});

describe("French", () => {
  it("tickets of GLPI", async () => {
    const found = await read("fr-glpi", { by: ["channel"] });
    expect(found.sources[0].rows).toMatchObject({ used: 5, duplicates: 0 });
    expect(volumes(found)).toEqual([
      ["Email", 2],
      ["In person", 1],
      ["Phone", 1],
      ["Web", 1],
    ]);
    expect(kpisOf(found)).toMatchObject({
      csat: { n: 3, numerator: 2, mean: 11 / 3 },
      // 4, 168 and 2 hours
      resolution_time: { n: 3, value: 4 * 3600, mean: 58 * 3600 },
      resolution_rate: { n: 5, numerator: 3 },
      // "Dépassé: Non" is a promise kept.
      sla: { n: 5, numerator: 4 },
    });
  });

  it("calls in a sheet of one's own", async () => {
    const found = await read("fr-appels", { by: ["team"] });
    expect(volumes(found)).toEqual([
      ["Ventes", 3],
      ["Support", 2],
    ]);
    expect(kpisOf(found)).toMatchObject({
      csat: { n: 3, numerator: 2, mean: 4 },
      // 3, 6, 9 and 1 minutes of talk and work after it
      aht: { n: 4, value: 4.75 * 60 },
      // 8, 16, 30 and 0 seconds
      asa: { n: 4, value: 13.5 },
      abandon_rate: { n: 5, numerator: 1 },
    });
  });
});

describe("words", () => {
  const rate = async (statuses: readonly string[]): Promise<unknown> => {
    const rows = statuses.map((status, i) => `${i};${status}`);
    const found = await reportOf(["Nummer;Status", ...rows].join("\n"));
    const { used, filtered } = found.sources[0].rows;
    return { used, filtered, solved: found.groups[0].kpis.resolution_rate.numerator };
  };

  it("of statuses tell solved from open and from what is no ticket, with and without accents, composed or not", async () => {
    expect(await rate(["résolu", "RÉSOLU", "resolu", "re\u0301solu", "Résolu - Clos", "En cours (Attribué)", "Supprimé"])).toEqual({
      used: 6,
      filtered: 1,
      solved: 5,
    });
    expect(await rate(["Gelöst", "geloest", "GELOST", "Geschlossen (gelöst)", "Wieder geöffnet", "Gelöscht"])).toEqual({
      used: 5,
      filtered: 1,
      solved: 4,
    });
    expect(await rate(["Resuelto", "Cerrado con éxito", "Reabierto", "En espera del cliente", "Eliminado"])).toEqual({
      used: 4,
      filtered: 1,
      solved: 2,
    });
    expect(await rate(["Concluído", "concluido", "Fechado sem êxito", "Aguardando terceiros", "Mesclado"])).toEqual({
      used: 4,
      filtered: 1,
      solved: 3,
    });
  });

  it("for nothing are no group of their own", async () => {
    const cells = ["Ana", "Sin asignar", "Não atribuído", "nicht zugewiesen", "Non assigné", "#NV", "#N/D"];
    const found = await reportOf(`Ticket;Agente\n${cells.map((cell, i) => `${i};${cell}`).join("\n")}`, { by: ["agent"] });
    expect(volumes(found)).toEqual([
      ["Ana", 1],
      ["(none)", 6],
    ]);
  });
});
