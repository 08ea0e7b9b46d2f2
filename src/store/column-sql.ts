import { FIELDS, isField } from "../interaction/fields.ts";
import { hasOwnColumn, keptName } from "./layout.ts";

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** All digits of a number, so that it is the same number again. */
const exact = (value: string): string => `CASE typeof(${value}) WHEN 'real' THEN printf('%!.17g', ${value}) ELSE ${value} END`;

/** The text of a column of an interaction, as the engine reads it; "" where it is blank. */
export const columnSql = (key: string): string => {
  if (!hasOwnColumn(key))
    return `coalesce((SELECT ${exact("k.value")} FROM json_each(i.kept) k WHERE k.key = ${quoted(keptName(key))}), '')`;
  const kind = isField(key) ? FIELDS[key] : "category";
  const isNumber = kind === "duration" || kind === "score" || kind === "count";
  return `coalesce(${isNumber ? exact(`i.${key}`) : `i.${key}`}, '')`;
};
