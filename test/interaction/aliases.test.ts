import { expect, test } from "vitest";
import { ALIASES } from "../../src/interaction/aliases.ts";
import { foldName } from "../../src/interaction/headers.ts";

test("aliases stand as headers are compared, so that they need no folding when the program starts", () => {
  const unfolded = Object.values(ALIASES)
    .flat()
    .filter((name) => foldName(name) !== name);
  expect(unfolded).toEqual([]);
});
