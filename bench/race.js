// The same figures of one file with several tools.
import { compareFigures } from "./contenders.js";
import { SHAPES } from "./generate.js";
import { compare, watch } from "./measure.js";

/** Those that are installed and read such a file, each with its command, and why the others stay away. */
const entries = (contenders, file, shape) => {
  const [runs, absent] = [[], []];
  for (const one of contenders) {
    const command = one.version === null ? null : one.command(file, SHAPES[shape]);
    if (command !== null) runs.push({ ...one, command });
    else absent.push(one.version === null ? `${one.name} is not installed (${one.missing}).` : `${one.name} does not read such files.`);
  }
  return { runs, absent };
};

/**
 * Runs each contender once, for its figures, memory and processor time, then all of them in turn, `rounds` times. Gives the results in
 * their order, what to say of them, and in which figures a tool differs from the first.
 */
export const race = (contenders, file, shape, rounds) => {
  const { runs, absent } = entries(contenders, file, shape);
  const watched = runs.map(({ command, read }) => {
    const { output, peak, busy } = watch(command);
    return { figures: read(output), peak, busy };
  });
  const checks = watched.map(({ figures }) => compareFigures(watched[0].figures, figures));
  const wrong = checks.flatMap(({ differences }, i) => differences.map((difference) => `${difference} for ${runs[i].name}`));
  const commands = runs.map(({ command }) => command);
  const medians = compare(commands, rounds);
  const results = runs.map(({ name }, i) => ({ name, ms: medians[i], peak: watched[i].peak, busy: watched[i].busy }));
  const isAgreed = runs.length > 1 && wrong.length === 0;
  return {
    results,
    wrong,
    remarks: [...(isAgreed ? [`All ${checks[0].count} figures are equal in every tool's answer.`] : []), ...absent],
    of: (name) => results.find((one) => one.name === name),
  };
};
