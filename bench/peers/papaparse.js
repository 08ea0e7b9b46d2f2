// Usage: node papaparse.js FILE [delimiter] [encoding]
import { createReadStream } from "node:fs";
import Papa from "papaparse";
import { Figures, options } from "./figures.js";

const { file, delimiter, encoding } = options();
let figures = null;
Papa.parse(createReadStream(file, { highWaterMark: 1 << 20 }), {
  delimiter,
  encoding,
  skipEmptyLines: true,
  chunk: ({ data }) => {
    let from = 0;
    if (figures === null) {
      figures = new Figures(data[0]);
      from = 1;
    }
    for (let i = from; i < data.length; i++) figures.add(data[i]);
  },
  complete: () => figures.print(),
});
