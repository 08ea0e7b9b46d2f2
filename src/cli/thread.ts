// What a thread runs: it reads the parts of files that it is sent.
import { parentPort } from "node:worker_threads";
import type { Part } from "../report/part.ts";
import type { ProblemError } from "../text/problem.ts";
import type { Told } from "./thread-pool.ts";

/** Smaller ones are copied sooner than handed over. */
const LARGE = 1 << 16;

/** Large lists of numbers in a message: they are handed over, as nothing here needs them any more. */
function* buffersOf(value: unknown, seen = new Set<ArrayBufferLike>()): Generator<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteLength } = value;
    if (byteLength < LARGE || byteLength < buffer.byteLength || !(buffer instanceof ArrayBuffer) || seen.has(buffer)) return;
    seen.add(buffer);
    yield buffer;
  } else if (typeof value === "object" && value !== null) {
    for (const one of value instanceof Map ? [...value].flat() : Object.values(value)) yield* buffersOf(one, seen);
  }
}

const port = parentPort!;
const tell = (message: Told): void => port.postMessage(message, [...buffersOf(message)]);
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
