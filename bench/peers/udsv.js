// Usage: node udsv.js FILE [delimiter] [encoding]
import { createReadStream } from "node:fs";
import { inferSchema, initParser } from "udsv";
import { Figures, options } from "./figures.js";

const { file, delimiter, encoding } = options();
let figures = null;
let parser = null;
const take = (row) => {
  figures.add(row);
};
for await (const text of createReadStream(file, { encoding, highWaterMark: 1 << 20 })) {
  if (parser === null) {
    const schema = inferSchema(text, { col: delimiter, encl: '"' });
    parser = initParser(schema);
    figures = new Figures(schema.cols.map(({ name }) => name));
  }
  parser.chunk(text, parser.stringArrs, take);
}
parser.end();
figures.print();
