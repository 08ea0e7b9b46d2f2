import { FIELDS, isField } from "../interaction/fields.ts";
import { hasOwnColumn, keptName } from "./layout.ts";

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The text of a column of an interaction, as the engine reads it; "" where it is blank. */
export const columnSql = (key: string): string => {
  if (!hasOwnColumn(key)) return `coalesce((SELECT k.value FROM json_each(i.kept) k WHERE k.key = ${quoted(keptName(key))}), '')`;
  const kind = isField(key) ? FIELDS[key] : "category";
  // All digits of a number, so that it is the same number again.
  if (kind === "duration" || kind === "score" || kind === "count") {
    return `CASE typeof(i.${key}) WHEN 'real' THEN printf('%!.17g', i.${key}) ELSE coalesce(i.${key}, '') END`;
  }
  return `coalesce(i.${key}, '')`;
};
