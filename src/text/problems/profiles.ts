import type { Messages } from "../messages.ts";
import { wrapList, wrapWords } from "../wrap.ts";

const WIDTH = 76;

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const meant = (value: unknown): string[] => (texts(value).length > 0 ? [`Did you mean ${texts(value).join(" or ")}?`] : []);

const PATTERN = "A profile that works: cs-metrics profiles show zendesk --format json";

/** Profiles of the user's own, and the command that shows profiles. */
export const profileMessages: Messages = {
  "profile-key": ({ file, key, known, similar }) => [
    `${String(file)}: a profile has no key "${String(key)}"`,
    ...(texts(similar).length > 0 ? meant(similar) : wrapList("Keys", texts(known), WIDTH)),
    PATTERN,
  ],
  "profile-faulty": ({ file, key, expected, value, similar }) => [
    `${String(file)}: ${key === "" ? "the profile" : `"${String(key)}"`} ${value === null ? "is missing" : `cannot be ${JSON.stringify(value)}`}`,
    ...wrapWords(`Expected ${String(expected)}`.split(" "), WIDTH, 2),
    ...meant(similar),
    PATTERN,
  ],
  "profiles-what": ({ words }) => [
    `cs-metrics profiles takes nothing, or "show" and the name of a profile${texts(words).length === 0 ? "" : `, not "${texts(words).join(" ")}"`}`,
    "All of them: cs-metrics profiles",
    "One of them: cs-metrics profiles show zendesk",
  ],
};
