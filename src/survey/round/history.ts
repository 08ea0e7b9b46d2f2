import type { AnswerRow } from "../../answers/row.ts";
import { readInstant } from "../../values/instant.ts";
import { foldWord } from "../../values/vocabulary.ts";

/** Whom a ticket leads to; null = its export does not say. */
export interface Person {
  readonly customer: string | null;
  readonly ticket: string | null;
}

interface Contact extends Person {
  /** Epoch milliseconds; NaN = not readable. */
  readonly at: number;
  /** The person was asked and reacted: answered, declined, or broke off after a score. Else somebody tried in vain. */
  readonly isAsked: boolean;
}

const textOf = (value: string | number | null): string | null => {
  const text = value === null ? "" : foldWord(String(value));
  return text === "" ? null : text;
};

const instantOf = (value: string | number | null): number =>
  value === null ? Number.NaN : readInstant(String(value), { format: "ymd" }, { zone: "UTC" }).ms;

const contactOf = (row: AnswerRow): Contact => ({
  customer: textOf(row.customer),
  ticket: textOf(row.ticket_id),
  at: instantOf(textOf(row.answered_at) === null ? row.sent : row.answered_at),
  isAsked: row.complete === "yes" || row.complete === "declined" || textOf(row.score) !== null,
});

/** What the answers file tells of earlier calls. */
export class History {
  readonly #byCustomer = new Map<string, Contact[]>();
  readonly #byTicket = new Map<string, Contact[]>();

  /** Only contacts after `since` (epoch milliseconds) count, and those whose time nobody can read: better one call too few. */
  constructor(rows: readonly AnswerRow[], since: number) {
    for (const row of rows) {
      const contact = contactOf(row);
      if (contact.at < since) continue;
      add(this.#byCustomer, contact.customer, contact);
      add(this.#byTicket, contact.ticket, contact);
    }
  }

  /** When the person was last asked and when last tried in vain; −Infinity = never, NaN = at a time that cannot be read. */
  of(person: Person): { readonly asked: number; readonly tried: number } {
    const contacts = this.#contactsWith({ customer: textOf(person.customer), ticket: textOf(person.ticket) });
    const last = (isAsked: boolean): number => Math.max(...contacts.filter((one) => one.isAsked === isAsked).map(({ at }) => at));
    return { asked: last(true), tried: last(false) };
  }

  /** Customers tell people apart; a ticket's id stands in where either side names no customer. */
  #contactsWith({ customer, ticket }: Person): Contact[] {
    const own = (customer === null ? undefined : this.#byCustomer.get(customer)) ?? [];
    const same = (ticket === null ? undefined : this.#byTicket.get(ticket)) ?? [];
    return [...own, ...same.filter((contact) => contact.customer === null || customer === null)];
  }
}

const add = (contacts: Map<string, Contact[]>, key: string | null, contact: Contact): void => {
  if (key === null) return;
  const known = contacts.get(key);
  if (known === undefined) contacts.set(key, [contact]);
  else known.push(contact);
};
