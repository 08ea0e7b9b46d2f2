import type { TimeUnit } from "../../values/batch.ts";
import type { Field, Scale } from "../fields.ts";

/** What a word of one vendor's column says, where the general vocabularies do not know it or mean something else by it. */
export type Meaning = "good" | "neutral" | "bad" | "not answered" | "yes" | "no" | "undecided" | "solved" | "open";

/** What a vendor's column means. */
export interface ProfileColumn {
  readonly field: Field;
  readonly unit?: TimeUnit;
  readonly scale?: Scale;
  /** Counted within business hours. */
  readonly business?: boolean;
  /** Header of the column of times of day that belongs to a column of dates. */
  readonly time?: string;
  /** Of a flag, a score or the status: word in lower case → meaning, beside the general vocabulary. Codes are words too. */
  readonly words?: Readonly<Record<string, Meaning>>;
}

/** Rows that are told apart by the words of one column. Without `fields` and `prefer` they are left out: no interactions of their own. */
export interface RowRule {
  /** Normalised header. */
  readonly column: string;
  /** In lower case. */
  readonly words: readonly string[];
  /** What such rows are, in the plural, as a report names those it left out: "automatic replies". */
  readonly are: string;
  /** These mean nothing in such rows, which count all the same. */
  readonly fields?: readonly Field[];
  /** Of several rows with one id, such a row is the one that counts. */
  readonly prefer?: boolean;
}

/** Which export to take, for people. */
export interface Advice {
  readonly take: string;
  /** Where it is found; left out where no page of the vendor was seen that says so. */
  readonly where?: string;
  /** What its figures depend on. */
  readonly know?: readonly string[];
}

/** What is known of one vendor's export. Plain data. It states what the general rules cannot know, and nothing else. */
export interface Profile {
  /** As `--profile` takes it. */
  readonly id: string;
  /** As people call it: "Zendesk". */
  readonly name: string;
  /**
   * Normalised headers (`foldName`) that together tell this export from any other. `a|b`: one of them is enough; `a*`: any header that
   * begins so; `!a|b`: neither is there.
   */
  readonly fingerprint: readonly string[];
  /** Normalised header → use, best first where several serve one field; null = not used, whatever its name suggests. */
  readonly columns: Readonly<Record<string, ProfileColumn | null>>;
  /** Zone of instants without an offset, where the vendor always writes the same. */
  readonly zone?: string;
  /** Scales of the scores in a file of one row an answer, whose column says nothing of them. */
  readonly scales?: Readonly<Partial<Record<"csat" | "nps" | "ces", Scale>>>;
  readonly rows?: readonly RowRule[];
  /** Headers that stand for no field, and that the store keeps all the same. */
  readonly keep?: readonly string[];
  /** The export's headers as the vendor writes them; not all of them need be in a file. */
  readonly headers: readonly string[];
  readonly advice: Advice;
  /** How sure the facts are: seen in an export, in the vendor's pages or in code that reads it only, or from hearsay. */
  readonly certainty: "seen" | "documented" | "unconfirmed";
  /** Of a user's own: how its dates are written and in which encoding, as flags take them. A file that shows something else is refused. */
  readonly dateFormat?: string;
  readonly encoding?: string;
  /** The file that a user's own stands in, as people are shown it. */
  readonly origin?: string;
}
