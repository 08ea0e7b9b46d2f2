// Writes believable help-desk exports of several shapes. Deterministic: same shape and rows, same bytes.
import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";

const PICK = {
  status: ["Closed", "Solved", "Closed", "Solved", "Open", "Pending"],
  priority: ["Low", "Normal", "High", "Urgent"],
  channel: ["Email", "Chat", "Web", "Phone"],
  agent: Array.from({ length: 40 }, (_, i) => `Agent ${String.fromCodePoint(65 + (i % 26))}${i}`),
  team: ["Support", "Billing", "Onboarding"],
  topic: ["Login", "Invoice", "Bug", "How to", "Refund", "Delivery"],
};
const YEAR = 31_536_000;
const BEGIN = 1_735_689_600;
const pad = (n) => (n < 10 ? `0${n}` : String(n));
const stamp = (seconds) => {
  const d = new Date(seconds * 1000);
  return `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())} ${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}:${pad(d.getUTCSeconds())}`;
};

const randomFrom = (seed) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

const COMMENT = [
  'They told me ""it is on its way"", and that was a week ago.',
  "I wrote twice, and nobody answered; the chat, too, was closed.",
  "Now it works, thanks to Ana; still, please mend the form.",
  "The invoice shows 2 items, one of them I never ordered.",
];

/** Cells by header, as they stand in the file. */
const tickets = (rows) => {
  const random = randomFrom(42);
  const more = randomFrom(7);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const count = (most) => Math.floor(more() * most);
  return (i) => {
    const created = BEGIN + Math.floor((i / rows) * YEAR);
    const reply = Math.floor(-Math.log(1 - random()) * 180);
    const solve = reply + Math.floor(-Math.log(1 - random()) * 1400);
    const status = pick(PICK.status);
    const solved = status === "Closed" || status === "Solved";
    const customer = Math.floor(random() * rows * 0.6);
    const subject = random() < 0.15 ? `"Order ${i}, second part\nplease ""help"""` : `Question about order ${i} and its delivery`;
    const rating = random() < 0.3 && solved ? String(1 + Math.floor(random() * 5)) : "";
    return {
      "Ticket ID": 1_000_000 + i,
      "Created at": stamp(created),
      "First response at": stamp(created + reply * 60),
      "Solved at": solved ? stamp(created + solve * 60) : "",
      "Updated at": stamp(created + solve * 60),
      Status: status,
      Priority: pick(PICK.priority),
      Channel: pick(PICK.channel),
      Agent: pick(PICK.agent),
      Team: pick(PICK.team),
      Customer: `customer${customer}@example.com`,
      Topic: pick(PICK.topic),
      Subject: subject,
      Replies: Math.floor(random() * 4),
      Reopens: random() < 0.08 ? 1 : 0,
      "First response time (min)": reply,
      "Resolution time (min)": solved ? solve : "",
      "Satisfaction rating": rating,
      "SLA status": reply < 240 ? "Met" : "Breached",
      "Handle time (min)": 1 + count(60),
      "NPS score": more() < 0.2 ? count(11) : "",
      "CES score": more() < 0.2 ? 1 + count(7) : "",
      Comment: more() < 0.3 ? `"${Array.from({ length: 1 + count(12) }, () => COMMENT[count(COMMENT.length)]).join("\n")}"` : "",
    };
  };
};

const columns = (names) => names.split(",");
const EXPORT = columns(
  "Ticket ID,Created at,First response at,Solved at,Updated at,Status,Priority,Channel,Agent,Team,Customer,Topic,Subject,Replies,Reopens,First response time (min),Resolution time (min),Satisfaction rating,SLA status",
);
const USED = columns(
  "Ticket ID,Created at,Status,Channel,Replies,Reopens,First response time (min),Resolution time (min),Satisfaction rating,SLA status",
);

/** What help desks put into the columns that nobody asks for; number `n` of row `i`. */
const FILLINGS = [
  () => "",
  (i, n) => `form_${(i + n) % 37}`,
  (i, n) => String((i * 31 + n * 17) % 1000),
  (i, n) => `"second level, zone ${(i + n) % 9}"`,
  () => "",
  (i, n) => `https://desk.example.com/view/${n}/${1_000_000 + i}`,
  (i) => (i % 3 === 0 ? "true" : "false"),
];
const WIDE = 80;
const FILLERS = Array.from({ length: WIDE - USED.length }, (_, n) => `custom_${n + 1}`);
const filling = (i) => FILLERS.map((_, n) => FILLINGS[n % FILLINGS.length](i, n));

/** The columns of tickets by name, further cells behind them, the delimiter and the encoding. */
export const SHAPES = {
  export: { headers: EXPORT },
  narrow: { headers: USED },
  wide: { headers: USED, further: { headers: FILLERS, cells: filling } },
  comments: { headers: [...USED, "Handle time (min)", "NPS score", "CES score", "Comment"] },
  semicolon: { headers: EXPORT, delimiter: ";" },
  utf16: { headers: EXPORT, encoding: "utf16le" },
};

/** Creates the file unless it is there; returns its path. */
export const generate = (path, rows, shape = "export") => {
  if (existsSync(path)) return path;
  mkdirSync(dirname(path), { recursive: true });
  const { headers, further, delimiter = ",", encoding = "utf8" } = SHAPES[shape];
  const ticket = tickets(rows);
  const temporary = `${path}.part`;
  const file = openSync(temporary, "w");
  let text = `${encoding === "utf8" ? "" : "\uFEFF"}${[...headers, ...(further?.headers ?? [])].join(delimiter)}\n`;
  for (let i = 0; i < rows; i++) {
    const cells = ticket(i);
    text += cells[headers[0]];
    for (let column = 1; column < headers.length; column++) text += delimiter + cells[headers[column]];
    if (further !== undefined) text += delimiter + further.cells(i).join(delimiter);
    text += "\n";
    if (text.length > 1 << 20) {
      writeSync(file, text, null, encoding);
      text = "";
    }
  }
  writeSync(file, text, null, encoding);
  closeSync(file);
  renameSync(temporary, path);
  return path;
};
