import { closeSync, fstatSync, openSync, readdirSync, readSync } from "node:fs";
import { basename, dirname } from "node:path";
import { similar } from "../text/suggest.ts";
import { errorCode } from "../text/system-error.ts";
import type { Faults } from "./faults.ts";
import { parseJson } from "./json.ts";
import { MOST_PIECES, type Node } from "./node.ts";

/** Bytes of the largest config. */
const LARGEST = 1 << 20;

/** The file's bytes, as far as one more than the limit: some files (devices, pipes) have no end or no size. */
const bytesOf = (path: string): Buffer | "folder" => {
  const file = openSync(path, "r");
  try {
    if (fstatSync(file).isDirectory()) return "folder";
    const bytes = Buffer.allocUnsafe(LARGEST + 1);
    let length = 0;
    for (let taken = -1; taken !== 0 && length < bytes.length; length += taken)
      taken = readSync(file, bytes, length, bytes.length - length, null);
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
};

/** UTF-8, or UTF-16 as some editors of Windows write it. Undefined for anything that is no text. */
const textOf = (bytes: Buffer): string | undefined => {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
};

const besides = (path: string): string[] => {
  try {
    const names = readdirSync(dirname(path)).filter((name) => /\.(?:json|ya?ml)$/iu.test(name));
    return similar(basename(path), names);
  } catch {
    return [];
  }
};

/** By the file's name, else by its first sign. */
const isJson = (path: string, text: string): boolean => {
  if (/\.json$/iu.test(path)) return true;
  return !/\.ya?ml$/iu.test(path) && /^\s*[[{]/u.test(text);
};

/**
 * What a config file holds. `file` is how people are shown it. Undefined, with the fault noted, where it is missing, a folder, too large,
 * no text or neither JSON nor YAML. The YAML parser is loaded only for a file that needs it.
 */
export const readConfig = async (path: string, file: string, faults: Faults): Promise<Node | undefined> => {
  const origin = { kind: "file", file, line: 0 } as const;
  let bytes: Buffer | "folder";
  try {
    bytes = bytesOf(path);
  } catch (error) {
    const reason = errorCode(error);
    if (reason === "ENOENT" || reason === "ENOTDIR") faults.add(origin, [], "missing-file", { similar: besides(path) });
    else faults.add(origin, [], reason === "EISDIR" ? "folder" : "unreadable", { reason });
    return undefined;
  }
  if (bytes === "folder") {
    faults.add(origin, [], "folder");
    return undefined;
  }
  if (bytes.length > LARGEST) {
    faults.add(origin, [], "too-large", { largest: LARGEST });
    return undefined;
  }
  const text = textOf(bytes);
  if (text === undefined) {
    faults.add(origin, [], "no-text");
    return undefined;
  }
  return parseConfig(path, text, file, faults);
};

/** What the text of a config holds; undefined, with the fault noted, where it is neither JSON nor YAML. */
export const parseConfig = async (path: string, text: string, file: string, faults: Faults): Promise<Node | undefined> => {
  if (isJson(path, text)) return parseJson(text, file, faults);
  const { parseYaml } = await import("./yaml.ts");
  return parseYaml(text, MOST_PIECES, (line, path, kind, facts) => faults.add({ kind: "file", file, line }, path, kind, facts));
};

/** The text of a config that can be read. */
export const configText = (path: string): string => {
  const bytes = bytesOf(path);
  return bytes === "folder" ? "" : (textOf(bytes) ?? "");
};
