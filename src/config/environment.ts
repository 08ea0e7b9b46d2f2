import { similar } from "../text/suggest.ts";
import { Checker, commaParts } from "./check.ts";
import type { Faults } from "./faults.ts";
import { PREFIX, settingVariables } from "./find.ts";
import { type Key, KEYS, type Settings, type Shape } from "./keys.ts";
import type { Node } from "./node.ts";

/** Names a config file, as `--config` does. */
export const CONFIG_VARIABLE = "CS_METRICS_CONFIG";

const bare = (name: string): string => name.slice(PREFIX.length);

/** `csat=1-5, ces=1-7` as the group a file would have. */
const tableNode = (text: string): Node => ({
  kind: "map",
  line: 0,
  entries: commaParts(text).map((part) => {
    const at = part.indexOf("=");
    const [key, value] = at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
    return { key: key.trim(), line: 0, value: { kind: "text", line: 0, text: value.trim() } };
  }),
});

const nodeOf = (text: string, shape: Shape): Node => (shape.kind === "table" ? tableNode(text) : { kind: "text", line: 0, text });

/** The settings that the environment holds. A variable that is a slip of the hand is a fault, others of our prefix are somebody else's. */
export const environmentSettings = (env: Readonly<Record<string, string | undefined>>, faults: Faults): Settings => {
  const settings: Record<string, unknown> = {};
  const left = new Set(settingVariables(env));
  left.delete(CONFIG_VARIABLE);
  const known = [CONFIG_VARIABLE];
  for (const [name, { environment = [], shape }] of Object.entries<Key>(KEYS)) {
    known.push(...environment);
    const variable = environment.find((one) => left.has(one));
    for (const one of environment) left.delete(one);
    if (variable === undefined) continue;
    const checker = new Checker(faults, () => ({ kind: "environment", name: variable }));
    const value = checker.value(nodeOf(env[variable]!, shape), [name], shape);
    if (value !== undefined) settings[name] = value;
  }
  for (const name of left) {
    // What all have in common says nothing of a slip.
    const meant = similar(bare(name), known.map(bare)).map((one) => PREFIX + one);
    if (meant.length > 0) faults.add({ kind: "environment", name }, [], "unknown-variable", { name, similar: meant });
  }
  return settings as Settings;
};
