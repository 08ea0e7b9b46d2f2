import { expect, test } from "vitest";
import { defaultAnswersPath } from "../../src/answers/place.ts";

test.each([
  [{}, "linux", "/home/maria", "/home/maria/.local/share/cs-metrics/responses.csv"],
  [{ XDG_DATA_HOME: "/data" }, "linux", "/home/maria", "/data/cs-metrics/responses.csv"],
  [{ XDG_DATA_HOME: "data" }, "linux", "/home/maria", "/home/maria/.local/share/cs-metrics/responses.csv"],
  [{ XDG_DATA_HOME: "" }, "freebsd", "/home/maria", "/home/maria/.local/share/cs-metrics/responses.csv"],
  [{}, "darwin", "/Users/maria", "/Users/maria/Library/Application Support/cs-metrics/responses.csv"],
  [{ LOCALAPPDATA: "D:\\Local" }, "win32", "C:\\Users\\Maria", "D:\\Local\\cs-metrics\\responses.csv"],
  [{}, "win32", "C:\\Users\\Maria", "C:\\Users\\Maria\\AppData\\Local\\cs-metrics\\responses.csv"],
])("answers are kept where the system keeps data: %j on %s", (env, platform, home, path) => {
  expect(defaultAnswersPath(env, platform, home)).toBe(path);
});
