import { knownEncoding } from "../../csv/encoding.ts";
import { ProblemError } from "../../text/problem.ts";
import { similar } from "../../text/suggest.ts";
import type { TimeUnit } from "../../values/batch.ts";
import { parseDateFormat } from "../../values/instant.ts";
import { foldWord } from "../../values/vocabulary.ts";
import { isZone } from "../../values/zone.ts";
import { FIELDS, type Field, isField, type Scale } from "../fields.ts";
import { foldName } from "../headers.ts";
import type { Advice, Meaning, Profile, ProfileColumn, RowRule } from "./types.ts";

/**
 * A profile from a file: plain values as JSON or YAML gives them, in the shape that `cs-metrics profiles show ID --format json` prints.
 * `file` names it in messages. Throws ProblemError(2, "profile-faulty") with the key that is wrong and what belongs there.
 */
export const parseProfile = (value: unknown, file: string): Profile => new Reader(file).profile(value);

type Keys = Readonly<Record<string, unknown>>;

const UNITS: readonly TimeUnit[] = ["ms", "s", "min", "h", "d", "hms", "mmss"];
const MEANINGS: readonly Meaning[] = ["good", "neutral", "bad", "not answered", "yes", "no", "undecided"];
const STATUS_MEANINGS: readonly Meaning[] = ["solved", "open"];
const CERTAINTIES: readonly Profile["certainty"][] = ["seen", "documented", "unconfirmed"];
const SCORES = ["csat", "nps", "ces"] as const;

const SCALE = /^(\d{1,3})\s*-\s*(\d{1,3})(?::(low|high))?$/u;

/** Printed beside the profile, for those who read it. */
const PASSED = ["$schema", "schema", "expected"];

class Reader {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  profile(value: unknown): Profile {
    const keys = this.#keys(value, "", PROFILE_KEYS, PASSED);
    const id = this.#text(keys.id, "id", "a short name such as acme");
    if (!/^[a-z\d][a-z\d-]{0,39}$/u.test(id)) this.#fail("id", "small letters, digits and hyphens, such as acme-desk", id);
    const columns = this.#columns(keys.columns);
    const names = Object.keys(this.#map(keys.columns, "columns", COLUMNS));
    return {
      id,
      name: keys.name === undefined ? id : this.#text(keys.name, "name", "what people call it, such as Acme Desk"),
      fingerprint: this.#fingerprint(keys.fingerprint),
      certainty: keys.certainty === undefined ? "seen" : this.#choice(keys.certainty, "certainty", CERTAINTIES),
      columns,
      ...(keys.zone === undefined ? {} : { zone: this.#zone(keys.zone) }),
      ...(keys.dateFormat === undefined ? {} : { dateFormat: this.#dateFormat(keys.dateFormat) }),
      ...(keys.encoding === undefined ? {} : { encoding: this.#encoding(keys.encoding) }),
      ...(keys.dateFormat === undefined && keys.encoding === undefined ? {} : { origin: this.#file }),
      ...(keys.scales === undefined ? {} : { scales: this.#scales(keys.scales) }),
      ...(keys.rows === undefined ? {} : { rows: this.#items(keys.rows, "rows", (item, at) => this.#rule(item, at)) }),
      ...(keys.keep === undefined ? {} : { keep: this.#texts(keys.keep, "keep", "headers of further columns, such as Product") }),
      headers: keys.headers === undefined ? names : this.#texts(keys.headers, "headers", "the headers of the export"),
      advice: keys.advice === undefined ? { take: "the export this profile was made for" } : this.#advice(keys.advice),
    };
  }

  #fail(key: string, expected: string, value?: unknown, choices: readonly string[] = []): never {
    const near = typeof value === "string" ? similar(value, choices) : [];
    throw new ProblemError(2, "profile-faulty", { file: this.#file, key, expected, value: shown(value), similar: near });
  }

  #unknown(at: string, key: string, known: readonly string[]): never {
    throw new ProblemError(2, "profile-key", { file: this.#file, key: at, known, similar: similar(key, known) });
  }

  #map(value: unknown, key: string, expected: string): Keys {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return this.#fail(key, expected, value);
    return value as Keys;
  }

  /** A group whose keys are known. */
  #keys(value: unknown, at: string, known: readonly string[], passed: readonly string[] = []): Keys {
    const group = this.#map(value, at, `a group of keys: ${known.join(", ")}`);
    for (const key of Object.keys(group))
      if (!known.includes(key) && !passed.includes(key)) {
        this.#unknown(join(at, key), key, known);
      }
    return group;
  }

  #text(value: unknown, key: string, expected: string): string {
    if (typeof value !== "string" || value.trim() === "") return this.#fail(key, expected, value);
    return value.trim();
  }

  #choice<T extends string>(value: unknown, key: string, choices: readonly T[]): T {
    const found = choices.find((choice) => choice === value);
    return found ?? this.#fail(key, `one of ${choices.join(", ")}`, value, choices);
  }

  #items<T>(value: unknown, key: string, read: (item: unknown, at: string) => T): T[] {
    if (!Array.isArray(value) || value.length === 0) return this.#fail(key, "a list", value);
    return value.map((item, index) => read(item, `${key} ${index + 1}`));
  }

  #texts(value: unknown, key: string, expected: string): string[] {
    return this.#items(value, key, (item, at) => this.#text(typeof item === "number" ? String(item) : item, at, expected));
  }

  /** `a|b`, `a*`, `!a`, each name normalised. */
  #fingerprint(value: unknown): string[] {
    const expected = 'headers that only this export has, such as ["Ticket ref", "Queue name|Team queue"]';
    return this.#texts(value, "fingerprint", expected).map((part, index) => {
      const isAbsence = part.startsWith("!");
      const names = (isAbsence ? part.slice(1) : part).split("|").map((name) => foldName(name) + (name.trimEnd().endsWith("*") ? "*" : ""));
      if (names.some((name) => name === "" || name === "*")) this.#fail(`fingerprint ${index + 1}`, expected, part);
      return (isAbsence ? "!" : "") + names.join("|");
    });
  }

  #columns(value: unknown): Record<string, ProfileColumn | null> {
    const entries = Object.entries(this.#map(value ?? {}, "columns", COLUMNS));
    return Object.fromEntries(
      entries.map(([header, column]) => {
        const at = join("columns", header);
        if (foldName(header) === "") this.#fail(at, "a header of the export");
        return [foldName(header), column === null ? null : this.#column(column, at)];
      }),
    );
  }

  #column(value: unknown, at: string): ProfileColumn {
    if (typeof value === "string") return { field: this.#field(value, at) };
    const keys = this.#keys(value, at, ["field", "unit", "scale", "business", "time", "words"]);
    const field = this.#field(keys.field, join(at, "field"));
    const kind = FIELDS[field];
    const only = (key: string, right: boolean, kinds: string): void => {
      if (keys[key] !== undefined && !right) this.#fail(join(at, key), `nothing: only ${kinds} have it, and ${field} is none`);
    };
    only("unit", kind === "duration", "durations");
    only("business", kind === "duration", "durations");
    only("scale", kind === "score", "scores");
    only("time", kind === "instant", "dates");
    only("words", kind === "score" || kind === "flag" || field === "status", "scores, flags and the status");
    if (keys.business !== undefined && typeof keys.business !== "boolean") this.#fail(join(at, "business"), "true or false", keys.business);
    return {
      field,
      ...(keys.unit === undefined ? {} : { unit: this.#choice(keys.unit, join(at, "unit"), UNITS) }),
      ...(keys.scale === undefined ? {} : { scale: this.#scale(keys.scale, join(at, "scale")) }),
      ...(keys.business === undefined ? {} : { business: keys.business as boolean }),
      ...(keys.time === undefined ? {} : { time: this.#text(keys.time, join(at, "time"), "the header of the times of day") }),
      ...(keys.words === undefined ? {} : { words: this.#words(keys.words, join(at, "words"), field) }),
    };
  }

  #field(value: unknown, key: string): Field {
    if (typeof value === "string" && isField(value)) return value;
    return this.#fail(key, "a field such as created, csat or agent", value, Object.keys(FIELDS));
  }

  #words(value: unknown, at: string, field: Field): Record<string, Meaning> {
    const [meanings, example] = field === "status" ? [STATUS_MEANINGS, '{"parked": "open"}'] : [MEANINGS, '{"great": "good"}'];
    const entries = Object.entries(this.#map(value, at, `words and what they mean, such as ${example}`));
    return Object.fromEntries(entries.map(([word, meaning]) => [foldWord(word), this.#choice(meaning, join(at, word), meanings)]));
  }

  #scale(value: unknown, key: string): Scale {
    const match = SCALE.exec(typeof value === "string" ? value.trim() : "");
    const [low, high] = [Number(match?.[1]), Number(match?.[2])];
    if (match === null || !(low < high)) return this.#fail(key, 'a scale such as "1-5", or "1-7:low" where low is good', value);
    return { low, high, lowIsGood: match[3] === "low" };
  }

  #scales(value: unknown): NonNullable<Profile["scales"]> {
    const entries = Object.entries(this.#map(value, "scales", 'scales such as {"csat": "1-5"}'));
    return Object.fromEntries(
      entries.map(([kpi, scale]) => [this.#choice(kpi, join("scales", kpi), SCORES), this.#scale(scale, join("scales", kpi))]),
    );
  }

  #zone(value: unknown): string {
    const zone = this.#text(value, "zone", ZONE);
    return isZone(zone) ? zone : this.#fail("zone", ZONE, zone);
  }

  #dateFormat(value: unknown): string {
    const format = this.#text(value, "dateFormat", DATE_FORMAT);
    return this.#format(format) ?? this.#fail("dateFormat", DATE_FORMAT, format);
  }

  /** As the reader of dates takes it; undefined = it is none. */
  #format(text: string): string | undefined {
    const order = ORDERS[text.toLowerCase().replaceAll("/", "")];
    return (
      order ?? (/YY/u.test(text) && text.includes("M") && text.includes("D") && parseDateFormat(text) !== undefined ? text : undefined)
    );
  }

  #encoding(value: unknown): string {
    const encoding = this.#text(value, "encoding", ENCODING);
    try {
      return knownEncoding(encoding);
    } catch {
      return this.#fail("encoding", ENCODING, encoding);
    }
  }

  #rule(value: unknown, at: string): RowRule {
    const keys = this.#keys(value, at, ["column", "words", "are", "fields", "prefer"]);
    if (keys.prefer !== undefined && typeof keys.prefer !== "boolean") this.#fail(join(at, "prefer"), "true or false", keys.prefer);
    return {
      column: foldName(this.#text(keys.column, join(at, "column"), "a header of the export")),
      words: this.#texts(keys.words, join(at, "words"), "words of that column").map(foldWord),
      are: this.#text(keys.are, join(at, "are"), "what such rows are, such as automatic replies"),
      ...(keys.fields === undefined
        ? {}
        : { fields: this.#items(keys.fields, join(at, "fields"), (field, place) => this.#field(field, place)) }),
      ...(keys.prefer === undefined ? {} : { prefer: keys.prefer as boolean }),
    };
  }

  #advice(value: unknown): Advice {
    const keys = this.#keys(value, "advice", ["take", "where", "know"]);
    return {
      take: this.#text(keys.take, "advice, take", "which export to take"),
      ...(keys.where === undefined ? {} : { where: this.#text(keys.where, "advice, where", "where it is found") }),
      ...(keys.know === undefined ? {} : { know: this.#texts(keys.know, "advice, know", "sentences") }),
    };
  }
}

const PROFILE_KEYS = [
  "id",
  "name",
  "certainty",
  "fingerprint",
  "columns",
  "zone",
  "dateFormat",
  "encoding",
  "scales",
  "rows",
  "keep",
  "headers",
  "advice",
];
const COLUMNS = 'headers and what they are, such as {"Opened on": "created"}';
const ZONE = "a time zone such as Europe/Berlin";
const ENCODING = "an encoding such as windows-1252";
const DATE_FORMAT = "D/M/Y, M/D/Y, Y/M/D, unix, unixms, excel, or a pattern of YYYY MM DD HH mm ss A Z";

/** Without strokes: D/M/Y is as good as dmy. */
const ORDERS: Readonly<Record<string, string>> = { dmy: "dmy", mdy: "mdy", ymd: "ymd", unix: "unix", unixms: "unixms", excel: "excel" };

const join = (at: string, key: string): string => (at === "" ? key : `${at}, ${key}`);

/** A value as it can be shown; null = there is none. */
const shown = (value: unknown): string | null => {
  if (value === undefined) return null;
  return typeof value === "string" ? value : (JSON.stringify(value)?.slice(0, 60) ?? null);
};
