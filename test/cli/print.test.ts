import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { ClosedPipe, print } from "../../src/cli/print.ts";
import { writeFile } from "../../src/cli/write-file.ts";
import { fakeIo, folder } from "./helpers.ts";

/** Pieces without end; `fault`: what the second one fails with. */
function* endless(fault?: Error): Generator<string> {
  yield "first\n";
  if (fault !== undefined) throw fault;
  for (;;) yield "more\n";
}

test("an interruption ends a long output between two pieces", async () => {
  const interruption = new AbortController();
  const io = fakeIo([], { signal: interruption.signal });
  setTimeout(() => interruption.abort(new Error("stopped")), 5);
  await expect(print(io, endless())).rejects.toThrow("stopped");
  expect(io.stdout.text).toMatch(/^first\n(?:more\n)+$/u);
});

test("the same of a file leaves nothing behind", async () => {
  const interruption = new AbortController();
  const cwd = folder();
  setTimeout(() => interruption.abort(new Error("stopped")), 5);
  await expect(writeFile(fakeIo([], { cwd, signal: interruption.signal }), "kpis.json", endless())).rejects.toThrow("stopped");
  expect(readdirSync(cwd)).toEqual([]);
});

test("a fault while a piece is made is a fault, not a full disk or a closed pipe", async () => {
  const fault = new RangeError("Invalid string length");
  await expect(print(fakeIo([]), endless(fault))).rejects.toBe(fault);
  const cwd = folder();
  await expect(writeFile(fakeIo([], { cwd }), "kpis.json", endless(fault))).rejects.toBe(fault);
  expect(readdirSync(cwd)).toEqual([]);
});

test("a reader that goes away ends the pieces, too", async () => {
  await expect(print(fakeIo([], { broken: "EPIPE" }), endless())).rejects.toThrow(ClosedPipe);
});
