import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { expect } from "vitest";

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictTypes: false });
const compiled = new Map<string, ValidateFunction>();

/** The JSON that a command wrote, once it is as `docs/<name>.schema.json` says. */
export const validated = (name: string, text: string): unknown => {
  const valid = compiled.get(name) ?? ajv.compile(JSON.parse(readFileSync(`docs/${name}.schema.json`, "utf8")) as object);
  compiled.set(name, valid);
  const json: unknown = JSON.parse(text);
  expect(valid(json), JSON.stringify(valid.errors)).toBe(true);
  return json;
};
