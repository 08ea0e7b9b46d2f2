import type { Contact, Contacts } from "../store/index.ts";
import type { Field } from "../interaction/fields.ts";
import type { Kpi } from "../kpi/types.ts";
import type { ColumnPlan } from "../values/batch.ts";
import { buildReport } from "./build.ts";
import type { ReportEnv } from "./index.ts";
import type { Report } from "./model.ts";
import { neededColumns, ownKpis } from "./needs.ts";
import { type CountedRows, type PassPlan, readAll } from "./pass.ts";
import type { ReportRequest } from "./request.ts";
import { settle } from "./settle.ts";
import type { Source } from "./source.ts";
import { withSources } from "./sources.ts";
import { refuseFlaws } from "./strict.ts";

/** Texts shown of each row, where its file has them. Nothing is decided by them, so that they are read only when all else is. */
const TEXTS = ["id", "response_id", "customer", "agent", "channel", "status", "comment"] as const satisfies readonly Field[];

const INSTANTS = ["created", "answered_at", "sent", "resolved", "closed"] as const satisfies readonly Field[];

/** Texts of fields that may be different in every row are not to be kept. */
export const textOf = ({ batch, dictionaries }: CountedRows, field: (typeof TEXTS)[number], row: number): string | null => {
  const code = batch.codes.get(field)?.[row] ?? -1;
  return code < 0 ? null : dictionaries.get(field)!.text(code);
};

/** An instant of a row, and whether its file gives the day alone. */
export interface RowInstant {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly isDay: boolean;
}

/** The first of these instants that a row has; null = none. */
export const instantOf = ({ batch, facts }: CountedRows, fields: readonly (typeof INSTANTS)[number][], row: number): RowInstant | null => {
  for (const field of fields) {
    const at = batch.numbers.get(field)?.[row] ?? Number.NaN;
    if (!Number.isNaN(at)) return { at, isDay: facts.dateOnly(field) };
  }
  return null;
};

/** The contact about a row: rows of the store have numbers; a row of a file beside it is known by its ids. */
export const contactOf = (counted: CountedRows, contacts: Contacts, row: number): Contact | null => {
  if (counted.source.allScores !== undefined) return contacts.byRow.get(counted.batch.lines[row]) ?? null;
  for (const field of ["id", "response_id"] as const) {
    const id = textOf(counted, field, row);
    const contact = id === null ? undefined : contacts.byId.get(id.trim());
    if (contact !== undefined) return contact;
  }
  return null;
};

/** Contacts kept in the store of a request; null = it has no store, so that nobody knows. */
export const contactsOf = async ({ store }: ReportRequest, env: ReportEnv): Promise<Contacts | null> => {
  if (store == null) return null;
  const { contactsIn, openToRead } = await import("../store/index.ts");
  const opened = openToRead(store, env);
  try {
    return contactsIn(opened);
  } finally {
    opened.close();
  }
};

/**
 * Shows the rows that count for a report of these KPIs one batch after the other, once all is decided. Resolves to that report: its figures,
 * period, account of rows and notices. Throws ProblemError (exit 2 or 3).
 */
export const showRows = (
  asked: ReportRequest,
  env: ReportEnv,
  kpis: readonly Kpi[],
  take: (counted: CountedRows) => void,
): Promise<Report> => {
  const request: ReportRequest = { ...asked, kpis: kpis.map(({ id }) => id), by: [], across: null, verdicts: false, targets: [] };
  return withSources(request, env, async (files) => {
    const sources = files.list;
    const requested = ownKpis(kpis, sources);
    const settled = await settle(files, request, env, { kpis: requested, fields: [], shown: INSTANTS });
    const report = buildReport({ ...settled, request, env, sources, requested, hashes: sources.map(() => null) });
    if (request.strict) refuseFlaws(report.sources);
    await readAll({ ...settled.plan, columns: withTexts(sources, settled.plan), kpis: [], list: take, keepRejects: false });
    // Few files have scores of every kind.
    const isNews = ({ code }: { readonly code: string }): boolean => code !== "kpi-unavailable" || report.kpis.length === 0;
    return { ...report, notices: report.notices.filter(isNews) };
  });
};

/** The columns of a pass and those of the texts. */
const withTexts = (sources: readonly Source[], { columns }: PassPlan): ColumnPlan[][] =>
  sources.map((source, i) => {
    const texts = neededColumns(source, new Set(TEXTS), [], null);
    const more = texts.filter(({ field }) => !columns[i].some((plan) => plan.field === field));
    return [...columns[i], ...more];
  });
