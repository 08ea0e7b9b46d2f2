// Writes a believable help-desk export: 19 columns, some quoted cells with commas and line breaks. Deterministic.
import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";

const HEADER =
  "Ticket ID,Created at,First response at,Solved at,Updated at,Status,Priority,Channel,Agent,Team,Customer,Topic,Subject,Replies,Reopens,First response time (min),Resolution time (min),Satisfaction rating,SLA status";
const PICK = {
  status: ["Closed", "Solved", "Closed", "Solved", "Open", "Pending"],
  priority: ["Low", "Normal", "High", "Urgent"],
  channel: ["Email", "Chat", "Web", "Phone"],
  agent: Array.from({ length: 40 }, (_, i) => `Agent ${String.fromCodePoint(65 + (i % 26))}${i}`),
  team: ["Support", "Billing", "Onboarding"],
  topic: ["Login", "Invoice", "Bug", "How to", "Refund", "Delivery"],
};
const pad = (n) => (n < 10 ? `0${n}` : String(n));
const stamp = (seconds) => {
  const d = new Date(seconds * 1000);
  return `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())} ${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}:${pad(d.getUTCSeconds())}`;
};

/** Creates the file unless it is there; returns its path. */
export const generate = (path, rows) => {
  if (existsSync(path)) return path;
  mkdirSync(dirname(path), { recursive: true });
  let seed = 42;
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  const pick = (list) => list[Math.floor(random() * list.length)];
  const temporary = `${path}.part`;
  const file = openSync(temporary, "w");
  let text = `${HEADER}\n`;
  for (let i = 0; i < rows; i++) {
    const created = 1_735_689_600 + Math.floor((i / rows) * 31_536_000);
    const reply = Math.floor(-Math.log(1 - random()) * 180);
    const solve = reply + Math.floor(-Math.log(1 - random()) * 1400);
    const status = pick(PICK.status);
    const solved = status === "Closed" || status === "Solved";
    const customer = Math.floor(random() * rows * 0.6);
    const subject = random() < 0.15 ? `"Order ${i}, second part\nplease ""help"""` : `Question about order ${i} and its delivery`;
    const rating = random() < 0.3 && solved ? String(1 + Math.floor(random() * 5)) : "";
    const sla = reply < 240 ? "Met" : "Breached";
    text += `${1_000_000 + i},${stamp(created)},${stamp(created + reply * 60)},${solved ? stamp(created + solve * 60) : ""},${stamp(created + solve * 60)},${status},${pick(PICK.priority)},${pick(PICK.channel)},${pick(PICK.agent)},${pick(PICK.team)},customer${customer}@example.com,${pick(PICK.topic)},${subject},${Math.floor(random() * 4)},${random() < 0.08 ? 1 : 0},${reply},${solved ? solve : ""},${rating},${sla}\n`;
    if (text.length > 1 << 20) {
      writeSync(file, text);
      text = "";
    }
  }
  writeSync(file, text);
  closeSync(file);
  renameSync(temporary, path);
  return path;
};
