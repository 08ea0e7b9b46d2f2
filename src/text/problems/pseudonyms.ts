import type { Messages } from "../messages.ts";
import { wrapList, wrapWords } from "../wrap.ts";

const WIDTH = 76;

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** People who are not to be named. */
export const pseudonymMessages: Messages = {
  "pseudonym-key": ({ flag }) => [
    `${String(flag)} needs a key that only you know`,
    ...wrapWords(
      "With the same key everybody has the same pseudonym in every report; without it nobody finds out who is who.".split(" "),
      WIDTH,
      0,
    ),
    `Make one: node -e "console.log(require('crypto').randomBytes(24).toString('hex'))"`,
    "Keep it in the variable CS_METRICS_PSEUDONYM_KEY, or as pseudonymKey in your config.",
  ],
  "pseudonymize-unknown": ({ name, people, headers, similar }) => [
    `--pseudonymize: nobody is called "${String(name)}" here`,
    ...(texts(similar).length > 0 ? [`Did you mean ${texts(similar).join(" or ")}?`] : []),
    ...wrapList("People", texts(people), WIDTH),
    ...wrapList("Columns", texts(headers), WIDTH),
  ],
  "pseudonymize-rejects": () => [
    "--rejects and --pseudonymize do not go together: rejected records are written as they are, names and all",
    "Leave one of them out; --pseudonymize none turns off what a config asks for.",
  ],
  "pseudonymize-unmapped": ({ field }) => [
    `no column is read as ${String(field)}, so nobody has a pseudonym as such`,
    `Is it in a column of another name? --map ${String(field)}="Header", or --pseudonymize "Header"`,
  ],
  "comments-as-written": () => ["comments are shown as they were written, and may name people"],
};
