import { YES_NO } from "../values/words.ts";
import type { AppliedRowRule } from "./decide.ts";

/** Columns whose yes says that a row is no interaction, whoever exported it: normalised header → what such rows are. */
const LEFT_OUT: ReadonlyMap<string, string> = new Map(
  (
    [
      ["spam", "spam,is spam,marked as spam,es spam,ist spam,est spam"],
      ["deleted", "deleted,is deleted,eliminado,excluido,geloscht,supprime"],
      ["merged", "merged,is merged,fusionado,mesclado,zusammengefuhrt,fusionne"],
      ["previews", "preview,is preview,survey preview"],
      [
        "automatic replies",
        "autoreply,auto reply,is auto reply,is autoreply,automatic reply,auto response,autoresponder,respuesta automatica,resposta automatica,automatische antwort,reponse automatique",
      ],
    ] as const
  ).flatMap(([are, names]) => names.split(",").map((name) => [name, are] as const)),
);

const YES: readonly string[] = [...YES_NO].flatMap(([word, value]) => (value === 1 ? [word] : []));

/** Rows left out by columns that say the same in every export. `names` are the header's, normalised; `known` are the profile's own rules. */
export const commonRowRules = (header: readonly string[], names: readonly string[], known: readonly AppliedRowRule[]): AppliedRowRule[] =>
  names.flatMap((column, index) => {
    const are = LEFT_OUT.get(column);
    if (are === undefined || known.some((rule) => rule.index === index)) return [];
    return [{ column, words: YES, are, index, header: header[index] }];
  });
