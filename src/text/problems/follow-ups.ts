import type { Messages } from "../messages.ts";
import { quoteFile } from "../quote.ts";

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** Marks of customers who were contacted. */
export const followUpMessages: Messages = {
  "contact-unknown": ({ id, file, sources, source, similar }) => [
    source === null || texts(sources).length === 0
      ? `no ticket or answer "${String(id)}" is in the store ${String(file)}`
      : `no ticket or answer "${String(id)}" of ${String(source)} is in the store ${String(file)}; it is one of ${[...new Set(texts(sources))].join(" and ")}`,
    ...(texts(similar).length > 0 ? [`Did you mean ${texts(similar).join(" or ")}?`] : []),
    "Nothing was marked. The ids are those that cs-metrics follow-ups lists.",
  ],
  "contact-ambiguous": ({ id, sources }) => [
    `${texts(sources).join(" and ")} both have a ticket "${String(id)}", of different customers`,
    `Nothing was marked. Say which one is meant: --source ${quoteFile(texts(sources)[0])}`,
  ],
  "contact-in-file": ({ flag, file }) => [
    `${String(flag)} is kept in the store, not in ${String(file)}`,
    `Import the file first: cs-metrics import ${quoteFile(String(file))}`,
    `Then, without files: cs-metrics follow-ups ${String(flag)} ID; another store than yours: --db FILE`,
  ],
  "contact-alone": ({ flag, other }) => [
    `${String(flag)} marks customers and lists none, so ${String(other)} has no meaning beside it`,
    "Give one of them at a time.",
  ],
  "history-whose": () => [
    "history needs a customer: the name or address as the help desk writes it",
    'Write: cs-metrics history "Maria Lopez", with files behind it where there is no store',
  ],
  "export-source": ({ name, sources, file }) => [
    `nothing in the store ${String(file)} is from "${String(name)}"`,
    `Sources: ${texts(sources).join(", ")}`,
  ],
  "done-and-undo": () => ["--done and --undo do not go together", "Give one of them at a time."],
  "contact-without-done": ({ flag }) => [
    `${String(flag)} goes with --done`,
    'Write: cs-metrics follow-ups --done ID --note "what was agreed"',
  ],
};
