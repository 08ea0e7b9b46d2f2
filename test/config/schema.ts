import type { CheckName, Key, Keys, Shape } from "../../src/config/keys.ts";
import { FIELDS } from "../../src/interaction/fields.ts";
import { PROFILES } from "../../src/interaction/profiles/index.ts";
import { KPIS } from "../../src/kpi/index.ts";
import { UNITS } from "../../src/cli/parse.ts";

type Schema = Readonly<Record<string, unknown>>;

const DURATIONS = Object.entries(FIELDS).flatMap(([field, kind]) => (kind === "duration" ? [field] : []));
const kpis = KPIS.map(({ id }) => id).join("|");

/** What a schema can say of a value that the program looks at; the program looks closer. */
const CHECKED: Readonly<Partial<Record<CheckName, Schema>>> = {
  language: { pattern: "^\\s*[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\\s*$" },
  length: { pattern: "^\\s*(\\d+(\\.\\d+)?\\s*(s|sec|m|min|h|hr)\\s*)+$" },
  date: { pattern: "^\\s*\\d{4}-\\d{2}-\\d{2}\\s*$" },
  target: { pattern: `^\\s*(${kpis})\\b.*\\d` },
  kpi: { enum: KPIS.map(({ id }) => id) },
  map: { pattern: `^\\s*(${Object.keys(FIELDS).join("|")})\\s*(:.+)?$` },
  "unit-field": { enum: DURATIONS },
  unit: { enum: UNITS },
  score: { enum: ["csat", "nps", "ces"] },
  scale: { pattern: "^\\s*\\d{1,3}-\\d{1,3}(:(low|high))?\\s*$" },
  profile: { examples: PROFILES.map(({ id }) => id) },
};

const checked = (check: CheckName | undefined): Schema => (check === undefined ? {} : (CHECKED[check] ?? {}));

const shapeSchema = (shape: Shape): Schema => {
  switch (shape.kind) {
    case "text":
      return { type: "string", minLength: 1, ...(shape.choices === undefined ? {} : { enum: shape.choices }), ...checked(shape.check) };
    case "list":
      return {
        anyOf: [
          { type: "array", items: { type: "string", minLength: 1, ...checked(shape.check) } },
          { type: "string", minLength: 1, description: "several with commas" },
        ],
      };
    case "table":
      return {
        type: "object",
        ...(shape.check === undefined ? {} : { propertyNames: checked(shape.check) }),
        additionalProperties: shapeSchema(shape.of),
      };
    case "group":
      return keysSchema(shape.keys);
    case "items":
      return { type: "array", items: keysSchema(shape.keys) };
  }
};

const keysSchema = (keys: Keys): Schema => {
  const entries = Object.entries<Key>(keys);
  const needed = entries.flatMap(([name, { needed: isNeeded }]) => (isNeeded === true ? [name] : []));
  return {
    type: "object",
    properties: Object.fromEntries(
      entries.map(([name, { shape, help, standard, example }]) => [
        name,
        { description: standard === undefined ? help : `${help} (default: ${standard})`, ...shapeSchema(shape), examples: [example] },
      ]),
    ),
    ...(needed.length === 0 ? {} : { required: needed }),
    additionalProperties: false,
  };
};

/** docs/config.schema.json, made from the table of keys. */
export const configSchema = (keys: Keys): Schema => {
  const { properties, ...rest } = keysSchema(keys) as { properties: Schema };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "cs-metrics configuration",
    description: "cs-metrics.config.json, for editors: what may stand in it. `cs-metrics config check` looks closer.",
    ...rest,
    properties: { $schema: { type: "string", description: "where this schema is" }, ...properties },
  };
};
