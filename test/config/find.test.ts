import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findConfigs, userFolders } from "../../src/config/find.ts";
import { filled } from "./helpers.ts";

const find = (
  cwd: string,
  home: string | null,
  env: Record<string, string> = {},
): { project: readonly string[]; user: readonly string[] } => findConfigs({ cwd, home, env, platform: "linux" });

describe("the project's config", () => {
  test("is that of the nearest folder above", () => {
    const root = filled({ "cs-metrics.config.json": {}, "a/cs-metrics.config.yaml": "", "a/b/c/x.csv": "" });
    expect(find(join(root, "a/b/c"), root).project).toEqual([join(root, "a/cs-metrics.config.yaml")]);
    expect(find(root, root).project).toEqual([join(root, "cs-metrics.config.json")]);
  });

  test("is not looked for above the folder with .git, a folder or a file", () => {
    const root = filled({ "cs-metrics.config.json": {}, "work/.git": "gitdir: elsewhere", "work/deep/x.csv": "" });
    expect(find(join(root, "work/deep"), root).project).toEqual([]);
    mkdirSync(join(root, "other/.git"), { recursive: true });
    expect(find(join(root, "other"), root).project).toEqual([]);
  });

  test("may stand beside .git and in the user's own folder, but not above it", () => {
    const root = filled({ "cs-metrics.config.json": {}, "home/me/work/x.csv": "", "work/.git/HEAD": "", "work/cs-metrics.config.yml": "" });
    expect(find(join(root, "home/me/work"), join(root, "home/me")).project).toEqual([]);
    expect(find(join(root, "work"), null).project).toEqual([join(root, "work/cs-metrics.config.yml")]);
  });

  test("in two languages side by side is found twice, for the reader to refuse", () => {
    const root = filled({ "cs-metrics.config.json": {}, "cs-metrics.config.yml": "", ".git": "" });
    expect(find(root, null).project).toHaveLength(2);
  });
});

describe("the user's config", () => {
  const folders = (platform: string, home: string | null, env: Record<string, string> = {}): string[] =>
    userFolders({ cwd: "/", env, platform, home });

  test("is in the folder that the system has for it", () => {
    expect(folders("linux", "/home/me")).toEqual(["/home/me/.config/cs-metrics"]);
    expect(folders("darwin", "/Users/me")).toEqual(["/Users/me/.config/cs-metrics", "/Users/me/Library/Application Support/cs-metrics"]);
    expect(folders("win32", "C:\\Users\\me", { APPDATA: "D:\\Roaming" })).toEqual(["D:\\Roaming\\cs-metrics"]);
    expect(folders("win32", "C:\\Users\\me")).toEqual(["C:\\Users\\me\\AppData\\Roaming\\cs-metrics"]);
  });

  test("is in $XDG_CONFIG_HOME where that is a whole path, on every system", () => {
    expect(folders("linux", "/home/me", { XDG_CONFIG_HOME: "/etc/me" })).toEqual(["/etc/me/cs-metrics"]);
    expect(folders("darwin", "/Users/me", { XDG_CONFIG_HOME: "/etc/me" })).toEqual(["/etc/me/cs-metrics"]);
    expect(folders("linux", "/home/me", { XDG_CONFIG_HOME: "relative" })).toEqual(["/home/me/.config/cs-metrics"]);
  });

  test("nobody without a home has one", () => {
    expect(folders("linux", null)).toEqual([]);
    expect(find("/", null)).toEqual({ project: [], user: [] });
  });

  test("is JSON or YAML", () => {
    const root = filled({ "home/.config/cs-metrics/config.yaml": "", ".git": "" });
    expect(find(root, join(root, "home")).user).toEqual([join(root, "home/.config/cs-metrics/config.yaml")]);
  });
});
