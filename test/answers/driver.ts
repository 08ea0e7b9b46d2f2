import { writeSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openAnswers } from "../../src/answers/answers-file.ts";
import { row } from "./rows.ts";

/**
 * A process that keeps answers: `driver FILE NAME COUNT`. Each answer has the id NAME-number and a comment that a torn row would show in.
 * Once an answer is on the disk its id is written to standard output.
 */
const [file, name, count] = process.argv.slice(2);

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

const main = async (): Promise<void> => {
  const dataFolder = join(dirname(file), "data");
  const env = { cwd: ".", dataFolder, tmpdir: tmpdir(), now: Date.now, pid: process.pid, host: hostname(), isAlive };
  const answers = await openAnswers(file, env);
  for (let number = 0; number < Number(count); number++) {
    const id = `${name}-${number}`;
    const comment = `"${id}",\n${"ありがとう, ".repeat(number % 7)}`;
    await answers.draft([row(id, { comment })]);
    const { aside } = await answers.append([row(id, { comment }), row(id, { survey_type: "csat", comment })]);
    writeSync(1, `${id} ${aside === null ? "kept" : String(aside.problem.facts.reason)}\n`);
  }
};

void main();
