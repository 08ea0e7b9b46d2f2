// What a thread runs: it reads the parts of files that it is sent.
import { parentPort } from "node:worker_threads";
import type { Part } from "../report/part.ts";
import type { ProblemError } from "../text/problem.ts";
import type { Told } from "./thread-pool.ts";

const port = parentPort!;
const tell = (message: Told): void => port.postMessage(message);
const report = import("../report/index.ts");

port.on("message", async (part: Part) => {
  try {
    const { readPart } = await report;
    tell({ done: await readPart(part, (progress) => tell({ progress })) });
  } catch (error) {
    // By name: this file is bundled apart from where the class is.
    if (!(error instanceof Error) || error.name !== "ProblemError") throw error;
    const { problem, exit } = error as ProblemError;
    tell({ problem, exit });
  }
});
