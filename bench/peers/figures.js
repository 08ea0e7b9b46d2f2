// What every script in JavaScript has to work out of the rows that its parser gives: the figures of `cs-metrics report --by channel`.

const COLUMNS = {
  channel: "Channel",
  status: "Status",
  replies: "Replies",
  reopens: "Reopens",
  response: "First response time (min)",
  resolution: "Resolution time (min)",
  rating: "Satisfaction rating",
  sla: "SLA status",
  handling: "Handle time (min)",
  nps: "NPS score",
  ces: "CES score",
};

class Group {
  rows = 0;
  solved = 0;
  reopened = 0;
  atOnce = 0;
  rated = 0;
  satisfied = 0;
  met = 0;
  judged = 0;
  asked = 0;
  promoters = 0;
  detractors = 0;
  efforts = 0;
  effort = 0;
  responses = [];
  resolutions = [];
  handlings = [];

  take(other) {
    for (const [name, value] of Object.entries(other)) {
      if (typeof value === "number") this[name] += value;
      else for (const seconds of value) this[name].push(seconds);
    }
  }
}

const share = (part, n) => ({ value: n === 0 ? null : (100 * part) / n, n });

/** R-7, as spreadsheets and NumPy have it. */
const quantile = (sorted, p) => {
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
};

const times = (values, central) => {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  let sum = 0;
  for (const value of sorted) sum += value;
  const mean = sum / n;
  const median = quantile(sorted, 0.5);
  return { value: central === "mean" ? mean : median, n, mean, median, p90: quantile(sorted, 0.9) };
};

export class Figures {
  #at = {};
  #groups = new Map();

  constructor(header) {
    for (const [name, column] of Object.entries(COLUMNS)) this.#at[name] = header.indexOf(column);
  }

  /** A row as an array of texts. */
  add(row) {
    const at = this.#at;
    const channel = row[at.channel];
    let group = this.#groups.get(channel);
    if (group === undefined) this.#groups.set(channel, (group = new Group()));
    group.rows++;
    const status = row[at.status];
    const replies = row[at.replies];
    const response = row[at.response];
    // Nobody wrote and no time passed: the help desk fills in a zero.
    if (response !== "" && !(response === "0" && replies === "0")) group.responses.push(60 * Number(response));
    if (status === "Closed" || status === "Solved") {
      const reopened = Number(row[at.reopens]) > 0;
      group.solved++;
      if (reopened) group.reopened++;
      else if (Number(replies) <= 1) group.atOnce++;
      const resolution = row[at.resolution];
      if (resolution !== "") group.resolutions.push(60 * Number(resolution));
    }
    const rating = row[at.rating];
    if (rating !== "") {
      group.rated++;
      if (Number(rating) >= 4) group.satisfied++;
    }
    const sla = row[at.sla];
    if (sla !== "") {
      group.judged++;
      if (sla === "Met") group.met++;
    }
    if (at.handling >= 0 && row[at.handling] !== "") group.handlings.push(60 * Number(row[at.handling]));
    if (at.nps >= 0 && row[at.nps] !== "") {
      const score = Number(row[at.nps]);
      group.asked++;
      if (score >= 9) group.promoters++;
      else if (score <= 6) group.detractors++;
    }
    if (at.ces >= 0 && row[at.ces] !== "") {
      group.efforts++;
      group.effort += Number(row[at.ces]);
    }
  }

  /** Writes the figures of all rows ("all") and of each channel. */
  print() {
    const all = new Group();
    for (const group of this.#groups.values()) all.take(group);
    const figures = Object.fromEntries([["all", all], ...this.#groups].map(([name, group]) => [name, this.#of(group)]));
    process.stdout.write(`${JSON.stringify(figures)}\n`);
  }

  #of(group) {
    return {
      volume: { n: group.rows },
      csat: share(group.satisfied, group.rated),
      ...(this.#at.nps < 0 ? {} : { nps: share(group.promoters - group.detractors, group.asked) }),
      ...(this.#at.ces < 0 ? {} : { ces: { value: group.effort / group.efforts, n: group.efforts } }),
      fcr: share(group.atOnce, group.solved),
      ...(this.#at.handling < 0 ? {} : { aht: times(group.handlings, "mean") }),
      art: times(group.responses, "mean"),
      resolution_time: times(group.resolutions, "median"),
      resolution_rate: share(group.solved, group.rows),
      reopen_rate: share(group.reopened, group.solved),
      sla: share(group.met, group.judged),
    };
  }
}

/** FILE [delimiter] [encoding] */
export const options = () => {
  const [file, delimiter = ",", encoding = "utf8"] = process.argv.slice(2);
  return { file, delimiter, encoding };
};
