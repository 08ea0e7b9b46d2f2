// Inputs that nobody would make by hand, each the same for the same number: fixtures mutated, cut and spliced, tables in random dialects,
// noise; plain, in several encodings, packed.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateRawSync, gzipSync } from "node:zlib";
import { stringify } from "csv-stringify/sync";

/** Longer fixtures would make for few inputs a second. */
const LONGEST = 120_000;
/** More than is looked at before reading. */
const LONG = 300_000;

const fixtures = (root) =>
  readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name)))
    .filter((bytes) => bytes.length <= LONGEST);

/** mulberry32, with the helpers that the makers below need. */
export const random = (seed) => {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n) => Math.floor(next() * n);
  return {
    below,
    chance: (share) => next() < share,
    pick: (list) => list[below(list.length)],
    times: (most, make) => Array.from({ length: 1 + below(most) }, make),
  };
};

const SIGNS = [
  '"',
  '""',
  "'",
  "`",
  '\\"',
  "\\",
  ",",
  ";",
  "\t",
  "|",
  "\n",
  "\r",
  "\r\n",
  "\0",
  "\ufeff",
  "#",
  "# ",
  "sep=;\n",
  " ",
  "\u00a0",
  "\u200b",
];
const TEXTS = [
  '"\n',
  ',"',
  '",',
  '","',
  "\n\n",
  "\n,",
  "Total,",
  "Copyright (c) 2026\n",
  "__proto__",
  "=1+1",
  "\u001b[31m",
  "\u202e",
  "é",
  "👍",
];
const NUMBERS = [
  "1e999",
  "-0",
  "NaN",
  "Infinity",
  "99999999999999999999",
  "0x1F",
  "1,5",
  "12:61:61",
  "2026-13-45",
  "2026-02-29",
  "PT1H",
  "-1",
];
const WORDS = [
  "created_at",
  "Status",
  "CSAT",
  "id",
  "Handle time (sec)",
  "1.25E+17",
  "#DIV/0!",
  "Offered",
  "10",
  "11",
  "Closed",
  "31/12/0000",
];
const TOKENS = [...SIGNS, ...TEXTS, ...NUMBERS, ...WORDS];

const MUTATIONS = [
  (r, bytes) => {
    const copy = Buffer.from(bytes);
    for (let n = 1 + r.below(8); n > 0 && copy.length > 0; n--) copy[r.below(copy.length)] ^= 1 << r.below(8);
    return copy;
  },
  (r, bytes) => bytes.subarray(0, r.below(bytes.length + 1)),
  (r, bytes) => bytes.subarray(r.below(bytes.length + 1)),
  (r, bytes) => {
    const [from, until] = [r.below(bytes.length + 1), r.below(bytes.length + 1)].toSorted((a, b) => a - b);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(until)]);
  },
  (r, bytes) => {
    const [from, until] = [r.below(bytes.length + 1), r.below(bytes.length + 1)].toSorted((a, b) => a - b);
    return Buffer.concat([bytes.subarray(0, until), bytes.subarray(from)]);
  },
  (r, bytes) => {
    const parts = r.times(4, () => r.pick(TOKENS));
    return parts.reduce((text, token) => {
      const at = r.below(text.length + 1);
      return Buffer.concat([text.subarray(0, at), Buffer.from(token), text.subarray(at)]);
    }, bytes);
  },
  (r, bytes) => {
    const [from, to] = [r.pick([",", ";", '"', "\n", "\r\n", "1", "2026", " "]), r.pick(TOKENS)];
    return Buffer.from(bytes.toString("latin1").replaceAll(from, to), "latin1");
  },
  (r, bytes) => {
    const lines = bytes.toString("latin1").split("\n");
    const at = r.below(lines.length);
    lines.splice(at, 0, ...r.times(3, () => r.pick(lines)));
    return Buffer.from(lines.join("\n"), "latin1");
  },
];

const mutated = (r, bytes) => r.times(4, () => r.pick(MUTATIONS)).reduce((input, mutate) => mutate(r, input), bytes);

const CELLS = [
  "Ana",
  "Open",
  "Solved",
  "2026-10-01 09:00",
  "14.10.2026",
  "4",
  "01:02:03",
  "",
  "a, b",
  'say "x"',
  "two\nlines",
  "don't",
  "é",
];
const HEADERS = ["id", "Created at", "Status", "Agent", "Resolution time (min)", "CSAT", "NPS", "Comment", "Updated at", "Replies"];

const table = (r) => {
  const width = 1 + r.below(HEADERS.length);
  const quote = r.pick(['"', '"', '"', "'", "`"]);
  const record_delimiter = r.pick(["\n", "\r\n", "\r"]);
  const rows = Array.from({ length: r.below(20) }, (_, i) => [i, ...Array.from({ length: width - 1 + r.below(2) }, () => r.pick(CELLS))]);
  const options = {
    delimiter: r.pick([",", ";", "\t", "|"]),
    quote,
    escape: r.pick([quote, quote, "\\"]),
    record_delimiter,
    quoted: r.chance(0.5),
  };
  const text = stringify([HEADERS.slice(0, width), ...rows], options);
  const lines = r.chance(0.1)
    ? text
        .split(record_delimiter)
        .map((line) => `"${line.replaceAll('"', '""')}"`)
        .join(record_delimiter)
    : text;
  const above = r.chance(0.1) ? r.pick(["Report of October\n", "# made by hand\n", "sep=;\n", "a,,,b,\n"]) : "";
  const below = r.chance(0.1) ? r.pick(["Total: 3\n", "\n\n(3 rows)", "# end, of, it", '"Grand Totals (3 records)"\n']) : "";
  return Buffer.from(above + lines + below);
};

const ENCODE = [
  (bytes) => bytes,
  (bytes) => Buffer.concat([Buffer.from("\ufeff"), bytes]),
  (bytes) => Buffer.from(bytes.toString(), "utf16le"),
  (bytes) => Buffer.from(`\ufeff${bytes.toString()}`, "utf16le"),
  (bytes) => Buffer.from(`\ufeff${bytes.toString()}`, "utf16le").swap16(),
  (bytes) => Buffer.from(bytes.toString(), "latin1"),
];

const uint = (value, size) => {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntLE(value, 0, size);
  return bytes;
};

const zip = (r, tables) => {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [i, bytes] of tables.entries()) {
    const packed = deflateRawSync(bytes);
    const name = Buffer.from(r.pick([`t${i}.csv`, `folder/t${i}.tsv`, `t${i}.txt`, `t${i}`, "../t.csv", "xl/workbook.xml"]));
    const sizes = [uint(crc32(bytes), 4), uint(packed.length, 4), uint(bytes.length, 4), uint(name.length, 2), uint(0, 2)];
    const fields = Buffer.concat([uint(20, 2), uint(r.chance(0.05) ? 1 : 0, 2), uint(8, 2), uint(0, 4), ...sizes]);
    directory.push(uint(0x02014b50, 4), uint(20, 2), fields, Buffer.alloc(10), uint(offset, 4), name);
    parts.push(uint(0x04034b50, 4), fields, name, packed);
    offset += 4 + fields.length + name.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const counts = [uint(0, 4), uint(tables.length, 2), uint(tables.length, 2)];
  return Buffer.concat([...parts, list, uint(0x06054b50, 4), ...counts, uint(list.length, 4), uint(offset, 4), uint(0, 2)]);
};

/** Makers of inputs by the name of their kind; a maker gets the numbers and the fixtures. */
const KINDS = {
  mutated: (r, files) => mutated(r, r.pick(files)),
  spliced: (r, files) => {
    const [one, other] = [r.pick(files), r.pick(files)];
    const whole = r.chance(0.4);
    return Buffer.concat([one.subarray(0, whole ? one.length : r.below(one.length)), other.subarray(whole ? 0 : r.below(other.length))]);
  },
  table: (r) => r.pick(ENCODE)(table(r)),
  "mutated table": (r) => mutated(r, r.pick(ENCODE)(table(r))),
  soup: (r) => Buffer.from(r.times(60, () => r.pick(TOKENS)).join("")),
  noise: (r) => Buffer.from(r.times(200, () => r.below(256))),
  long: (r, files) => {
    const bytes = r.chance(0.5) ? r.pick(files) : mutated(r, r.pick(ENCODE)(table(r)));
    return mutated(r, Buffer.concat(Array.from({ length: Math.min(2000, Math.ceil(LONG / (bytes.length + 1))) }, () => bytes)));
  },
  gzip: (r, files) => {
    const packed = gzipSync(mutated(r, r.pick(files)));
    return r.chance(0.3) ? mutated(r, packed) : packed;
  },
  zip: (r, files) => {
    const packed = zip(
      r,
      r.times(3, () => (r.chance(0.5) ? table(r) : mutated(r, r.pick(files)))),
    );
    return r.chance(0.3) ? mutated(r, packed) : packed;
  },
};

/** How often each kind comes: long inputs take a hundred times as long as others. */
const ORDER = [
  "mutated",
  "spliced",
  "table",
  "mutated table",
  "soup",
  "mutated",
  "mutated table",
  "noise",
  "gzip",
  "zip",
  "spliced",
  "soup",
];
const RARE = 0.01;

const FLAGS = [
  ["--by", "agent"],
  ["--by", "month,status"],
  ["--by", "Comment"],
  ["--delimiter", ";"],
  ["--encoding", "utf-8"],
  ["--encoding", "shift_jis"],
  ["--encoding", "utf-16le"],
  ["--kpi", "csat,nps,ces,art"],
  ["--map", "created=Created at"],
  ["--where", "status=closed"],
  ["--period", "2026-10"],
  ["--tz", "Europe/Berlin"],
  ["--date-format", "dmy"],
  ["--strict"],
];

/** Makes input number `index`: its kind, the bytes of its files, and flags for the report. */
export const inputMaker = (root, seed) => {
  const files = fixtures(root);
  return (index) => {
    const r = random(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
    const kind = r.chance(RARE) ? "long" : r.pick(ORDER);
    const many = r.chance(0.05) ? 1 + r.below(3) : 1;
    const inputs = Array.from({ length: many }, () => KINDS[kind](r, files));
    return { kind, inputs, flags: r.chance(0.4) ? r.times(2, () => r.pick(FLAGS)).flat() : [] };
  };
};
