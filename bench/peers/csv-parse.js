// Usage: node csv-parse.js FILE [delimiter] [encoding]
import { createReadStream } from "node:fs";
import { parse } from "csv-parse";
import { Figures, options } from "./figures.js";

const { file, delimiter, encoding } = options();
let figures = null;
const parser = parse({ bom: true, delimiter, encoding });
parser.on("readable", () => {
  for (let row = parser.read(); row !== null; row = parser.read()) {
    if (figures === null) figures = new Figures(row);
    else figures.add(row);
  }
});
parser.on("end", () => figures.print());
createReadStream(file).pipe(parser);
