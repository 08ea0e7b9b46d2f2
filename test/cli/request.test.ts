import { expect, test } from "vitest";
import { colorOf, toDestination, toRenderOptions, toRequest, widthOf, withoutEffect } from "../../src/cli/request.ts";
import type { ReportValues } from "../../src/cli/report-flags.ts";
import { plainStyle } from "../../src/text/style.ts";
import { fail, fakeIo } from "./helpers.ts";

test("nothing given: the default report of the files", () => {
  expect(toRequest(["a.csv"], {}, "table")).toEqual({
    files: ["a.csv"],
    by: [],
    across: null,
    period: null,
    since: null,
    until: null,
    tz: null,
    dateBasis: "created",
    clock: "calendar",
    where: [],
    kpis: null,
    fcrRule: null,
    map: [],
    profile: null,
    dateFormat: null,
    scales: {},
    delimiter: null,
    encoding: null,
    reading: { rules: [], words: null },
    rejects: null,
    strict: false,
    asOf: null,
    hash: false,
    verdicts: true,
    brief: false,
    targets: [],
    compare: null,
  });
});

test("lists lose repeats, KPI ids their case, scales go by KPI", () => {
  const scale = { low: 1, high: 5, lowIsGood: false };
  const request = toRequest(["-"], { by: ["agent", "agent", "month"], kpi: ["CSAT", "csat", "art"], scale: [["csat", scale]] }, "json");
  expect(request).toMatchObject({ by: ["agent", "month"], kpis: ["csat", "art"], scales: { csat: scale }, verdicts: false });
});

test.each<[ReportValues, string, string | null]>([
  [{}, "table", null],
  [{ output: "-" }, "table", null],
  [{ output: "a/kpis.json" }, "json", "a/kpis.json"],
  [{ output: "KPIS.CSV" }, "csv", "KPIS.CSV"],
  [{ output: "kpis.md" }, "markdown", "kpis.md"],
  [{ output: "kpis.txt" }, "table", "kpis.txt"],
  [{ output: "kpis.json", format: "csv" }, "csv", "kpis.json"],
  [{ output: "kpis.html", format: "table" }, "table", "kpis.html"],
  [{ excel: true }, "csv", null],
])("%j is %s to %s", (values, format, file) => {
  expect(toDestination(values)).toEqual({ format, file });
});

test("a format that cannot be written is refused by name, --excel for anything but CSV", () => {
  expect(() => toDestination({ output: "kpis.html" })).toThrow("unknown-file-format");
  expect(() => toDestination({ excel: true, format: "json" })).toThrow("excel-format");
});

test.each<[ReportValues, number | undefined, Record<string, string>, string | null, number]>([
  [{}, undefined, {}, null, 80],
  [{}, 120, { COLUMNS: "100" }, null, 120],
  [{}, 120, { COLUMNS: "100" }, "kpis.txt", 100],
  [{}, undefined, { COLUMNS: "100" }, null, 100],
  [{}, undefined, { COLUMNS: "wide" }, null, 80],
  [{}, 0, {}, null, 80],
  [{ width: 60 }, 120, { COLUMNS: "100" }, null, 60],
])("width: %j on a terminal of %s with %j to %s is %i", (values, terminal, env, file, width) => {
  expect(widthOf(values, fakeIo([], { terminal, env }), file)).toBe(width);
});

test("a file gets no colour from the terminal", () => {
  expect(colorOf({}, fakeIo([], { terminal: 80 }), null)).toBe(true);
  expect(colorOf({}, fakeIo([], { terminal: 80 }), "kpis.txt")).toBe(false);
});

const optionsOf = (
  values: ReportValues,
  world: Parameters<typeof fakeIo>[1],
  files = ["my tickets.csv"],
): ReturnType<typeof toRenderOptions> => toRenderOptions(values, fakeIo([], world), files, null, plainStyle);

test("the next command is named on a terminal only, with the file's name ready to copy", () => {
  expect(optionsOf({}, { terminal: 80 }).nextCommand).toBe('cs-metrics inspect "my tickets.csv"');
  expect(optionsOf({}, {}).nextCommand).toBeNull();
  expect(optionsOf({ quiet: true }, { terminal: 80 }).nextCommand).toBeNull();
  expect(optionsOf({}, { terminal: 80 }, ["-"]).nextCommand).toBeNull();
});

test.each([
  ["de_DE.UTF-8", ";", ","],
  ["en_GB.UTF-8", ",", "."],
  ["de_CH.UTF-8", ",", "."],
  ["C.UTF-8", ",", "."],
  ["fr_FR@euro", ";", ","],
])("--excel under %s parts cells with %s", (LANG, delimiter, decimal) => {
  expect(optionsOf({ excel: true }, { env: { LANG } }).excel).toEqual({ delimiter, decimal });
});

test("flags without effect are named", () => {
  expect(withoutEffect({ layout: "long", by: ["agent"] }, "json")).toEqual([
    { code: "no-effect", facts: { flag: "--layout", formats: ["csv"] } },
  ]);
  expect(withoutEffect({ layout: "long" }, "csv")).toEqual([]);
});

test.each([
  [["report", "x.csv", "--limit", "abc"], /^cs-metrics: --limit needs a whole number, 0 or more, not "abc"$/u, /^$/u],
  [["report", "x.csv", "--width=-5"], /--width needs/u, /^$/u],
  [
    ["report", "x.csv", "--format", "jsno"],
    /^cs-metrics: --format needs table, csv, json or markdown, not "jsno"$/u,
    /Did you mean json\?/u,
  ],
  [["report", "x.csv", "--map", "creatd=Opened"], /there is no field "creatd"/u, /Did you mean created\?/u],
  [["report", "x.csv", "--kpi", "cast"], /there is no KPI "cast"/u, /Did you mean csat\?/u],
  [["report", "x.csv", "--by", "--kpi", "csat"], /--by needs a value, but --kpi follows/u, /Write: --by DIMS/u],
  [["report", "x.csv", "--by"], /^cs-metrics: --by needs a value$/u, /Write: --by DIMS/u],
  [["report", "x.csv", "--rejects", "-"], /--rejects needs the name of a file, not "-"/u, /^$/u],
  [["report", "-", "-"], /standard input, which can be given only once/u, /^$/u],
  [["help", "nope"], /^cs-metrics: unknown command 'nope'$/u, /All flags: cs-metrics --help/u],
  [["--"], /^cs-metrics: a command is missing$/u, /All flags: cs-metrics --help/u],
  [["report", "x.csv", "--kpi", "happiness"], /there is no KPI "happiness"/u, /KPIs: volume, csat/u],
  [["report", "x.csv", "--buy", "agent"], /unknown option '--buy'/u, /Did you mean --by\?/u],
  [["reprot", "x"], /unknown command 'reprot'/u, /Did you mean report\?/u],
  [["tickets.csv"], /there is no command "tickets.csv"/u, /cs-metrics report tickets\.csv/u],
  [["--nonsense"], /unknown option '--nonsense'/u, /cs-metrics --help/u],
])("%j is wrong usage", async (argv, first, second) => {
  const [line, next = ""] = await fail(2, argv);
  expect(line).toMatch(first);
  expect(next).toMatch(second);
});
