import { ABSENT_FLAG, NEGATIVE, NEUTRAL, POSITIVE, STATUS_OPEN, STATUS_RESOLVED } from "../values/batch.ts";
import type { ColumnUse } from "./fields.ts";
import { normaliseHeader } from "./headers.ts";
import { profileColumn } from "./match.ts";
import type { Meaning, Profile } from "./profiles/types.ts";

const VALUES: Readonly<Record<Meaning, number>> = {
  good: POSITIVE,
  neutral: NEUTRAL,
  bad: NEGATIVE,
  "not answered": ABSENT_FLAG,
  yes: 1,
  no: 0,
  undecided: ABSENT_FLAG,
  solved: STATUS_RESOLVED,
  open: STATUS_OPEN,
};

/** Words that only this vendor's column has, folded → the value they stand for. */
export const meaningsOf = ({ header, evidence }: ColumnUse, profile: Profile | null): Readonly<Record<string, number>> | undefined => {
  if (profile === null || evidence !== "profile") return undefined;
  const words = profileColumn(header, normaliseHeader(header), profile)?.column?.words;
  return words && Object.fromEntries(Object.entries(words).map(([word, meaning]) => [word, VALUES[meaning]]));
};
