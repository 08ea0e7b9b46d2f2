import { type Key, KEYS, type Settings, type Shape } from "../config/keys.ts";
import { type Origin, originText, type Setting } from "../config/origin.ts";
import type { Config } from "../config/resolve.ts";
import { sanitize } from "../text/sanitize.ts";
import type { Style } from "../text/style.ts";
import { displayWidth, padEnd } from "../text/width.ts";

/** One value that is set, or the one that counts where nothing is set. */
interface Row {
  /** Keys that lead to it: `["vocabulary", "yes"]`. */
  readonly path: readonly string[];
  /** Null = nothing is set, and nothing stands in for it. */
  readonly value: string | readonly string[] | null;
  /** Null = the value is the program's own. */
  readonly origin: Origin | null;
}

const rowsBelow = (path: readonly string[], value: unknown, shape: Shape): Row[] => {
  if (shape.kind === "text" || shape.kind === "list") {
    const { value: own, origin } = value as Setting<string | readonly string[]>;
    return [{ path, value: own, origin }];
  }
  if (shape.kind === "table")
    return [...(value as ReadonlyMap<string, unknown>)].flatMap(([key, below]) => rowsBelow([...path, key], below, shape.of));
  if (shape.kind === "items") {
    const name = path.at(-1)!;
    return (value as readonly unknown[]).flatMap((item, index) =>
      rowsBelow([...path.slice(0, -1), `${name} ${index + 1}`], item, { kind: "group", keys: shape.keys }),
    );
  }
  const group = value as Readonly<Record<string, unknown>>;
  return Object.keys(shape.keys).flatMap((key) =>
    group[key] === undefined ? [] : rowsBelow([...path, key], group[key], shape.keys[key].shape),
  );
};

/** Every key, with the values that are set; one without a value of its own has the program's. */
const rowsOf = (settings: Settings): Row[] =>
  Object.entries<Key>(KEYS).flatMap(([name, { shape, standard, secret }]) => {
    const found = settings[name as keyof Settings] === undefined ? [] : rowsBelow([name], settings[name as keyof Settings], shape);
    const rows = secret === true ? found.map((row) => ({ ...row, value: "(set, not shown)" })) : found;
    return rows.length > 0 ? rows : [{ path: [name], value: standard ?? null, origin: null }];
  });

const text = (value: Row["value"]): string => sanitize(value === null ? "–" : typeof value === "string" ? value : value.join(", "));

const originOf = ({ origin, value }: Row): string => (origin !== null ? sanitize(originText(origin)) : value === null ? "" : "default");

/** `config show` for people. Lines are not cut: a value must be seen whole. */
export const showTable = ({ settings, files }: Config, { origin, style }: { origin: boolean; style: Style }): string => {
  const rows = rowsOf(settings).map((row) => ({ row, cells: [row.path.map(sanitize).join(" · "), text(row.value), originOf(row)] }));
  const widths = [0, 1].map((column) => Math.max(...rows.map(({ cells }) => displayWidth(cells[column]))));
  const lines = rows.map(({ row, cells: [name, value, from] }) => {
    const line = `${padEnd(name, widths[0])}  ${origin ? `${padEnd(value, widths[1])}  ${from}` : value}`.trimEnd();
    return row.origin === null ? style.dim(line) : line;
  });
  const read = files.map(({ file }) => sanitize(file)).reverse();
  const heading = read.length === 0 ? "No config file" : `From ${read.join(", then ")}`;
  return `${heading}\n\n${lines.join("\n")}\n`;
};

const jsonOrigin = (origin: Origin | null): object => {
  if (origin === null) return { kind: "default" };
  return origin.kind === "file" ? origin : { kind: origin.kind, name: origin.name };
};

/** `config show --format json`. */
export const showJson = ({ settings, files }: Config): string => {
  const shown = {
    schema: "cs-metrics.settings/1",
    files: files.map(({ layer, file }) => ({ layer, file })),
    settings: rowsOf(settings).map((row) => ({ key: row.path, value: row.value, origin: jsonOrigin(row.origin) })),
  };
  return `${JSON.stringify(shown, null, 2)}\n`;
};

/** How many values a file sets. */
export const countSettings = (settings: Settings): number => rowsOf(settings).filter(({ origin }) => origin !== null).length;
