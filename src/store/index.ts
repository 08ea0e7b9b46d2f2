export { type Contact, type Contacts, contactsIn } from "./contacts.ts";

export { openToRead, type Store } from "./open.ts";
export { type StoredTable, storedTables } from "./read.ts";
