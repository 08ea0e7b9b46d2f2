// What a careful script with csv-parse would do: stream, array mode, a few KPIs. The yardstick, not part of the product.
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { parse } from "csv-parse";

let header = null;
let rows = 0;
let rated = 0;
let good = 0;
let solved = 0;
const replies = [];
const times = [];
await pipeline(createReadStream(process.argv[2]), parse({ bom: true }), async (records) => {
  for await (const record of records) {
    if (header === null) {
      header = record;
      continue;
    }
    rows++;
    const rating = record[17];
    if (rating !== "") {
      rated++;
      if (Number(rating) >= 4) good++;
    }
    if (record[5] === "Closed" || record[5] === "Solved") {
      solved++;
      if (record[16] !== "") times.push(Number(record[16]));
    }
    if (record[15] !== "") replies.push(Number(record[15]));
  }
});
const median = (values) => {
  const sorted = Float64Array.from(values).sort();
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};
process.stdout.write(
  `${JSON.stringify({ rows, csat: (100 * good) / rated, solved: (100 * solved) / rows, reply: median(replies), time: median(times) })}\n`,
);
