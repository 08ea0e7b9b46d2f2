import type { TimeUnit } from "../../values/batch.ts";
import type { Field, Scale } from "../fields.ts";

/** What a vendor's column means. */
export interface ProfileColumn {
  readonly field: Field;
  readonly unit?: TimeUnit;
  readonly scale?: Scale;
  /** Counted within business hours. */
  readonly business?: boolean;
}

/** What is known of one vendor's export. Plain data. */
export interface Profile {
  /** As `--profile` takes it. */
  readonly id: string;
  /** As people call it: "Zendesk". */
  readonly name: string;
  /** Normalised headers (`foldName`) that together tell this export from any other. */
  readonly fingerprint: readonly string[];
  /** Normalised header → use, best first where several serve one field; null = not used, whatever its name suggests. */
  readonly columns: Readonly<Record<string, ProfileColumn | null>>;
  /** Zone of instants without an offset, where the vendor always writes the same. */
  readonly zone?: string;
  /** Scales of the scores in a file of one row an answer, whose column says nothing of them. */
  readonly scales?: Readonly<Partial<Record<"csat" | "nps" | "ces", Scale>>>;
  /** How sure the facts are: seen in an export, in the vendor's pages or code only, or from hearsay. */
  readonly certainty: "seen" | "documented" | "unconfirmed";
}
