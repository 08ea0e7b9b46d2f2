import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { showFrom } from "../../src/cli/apply-config.ts";
import { CHECKS } from "../../src/cli/config-checks.ts";
import type { Places } from "../../src/config/find.ts";
import { type Config, type ConfigRequest, resolveConfig } from "../../src/config/resolve.ts";
import { isProblem } from "../../src/text/problem.ts";
import { describe } from "../../src/text/problems/index.ts";
import { folder } from "../cli/helpers.ts";

/** A folder with these files, by path below it. */
export const filled = (files: Readonly<Record<string, string | Uint8Array | object>>): string => {
  const root = folder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    const isText = typeof content === "string" || content instanceof Uint8Array;
    writeFileSync(join(root, path), isText ? content : JSON.stringify(content, null, 2));
  }
  return root;
};

/** All settings as seen from a folder whose user lives in `home` below it. */
export const settingsIn = (root: string, request: Partial<ConfigRequest> & Partial<Places> = {}): Promise<Config> => {
  const { cwd = root, env = {}, platform = "linux", home = join(root, "home"), ...rest } = request;
  return resolveConfig({ cwd, env, platform, home }, { checks: CHECKS, show: showFrom(cwd), ...rest });
};

/** The lines of what is wrong; fails where nothing is. */
export const faultsOf = async (work: Promise<unknown>): Promise<string[]> => {
  try {
    await work;
  } catch (error) {
    if (!isProblem(error)) throw error;
    if (error.exit !== 2) throw new Error(`exit ${error.exit}`, { cause: error });
    return describe(error.problem);
  }
  throw new Error("nothing is wrong");
};

/** The same for the one config file of a folder. */
export const faultsIn = (content: string | Uint8Array | object, name = "cs-metrics.config.json"): Promise<string[]> =>
  faultsOf(settingsIn(filled({ [name]: content })));
