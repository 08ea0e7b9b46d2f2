import type { Field } from "../interaction/fields.ts";
import type { Batch, Selection } from "../values/batch.ts";
import { ExactSums } from "./exact-sums.ts";
import { HANDLE_PARTS, handleSeconds } from "./handled.ts";
import type { Part } from "./saved.ts";
import { anyMapped } from "./serving.ts";
import { TIME_STATISTICS, TimesAggregate } from "./times.ts";
import type { Companion } from "./times.ts";
import type { Kpi, SourceFacts } from "./types.ts";

const PARTS = [...HANDLE_PARTS, "handle"] as const;
const needs: readonly (readonly Field[])[] = [["handle"], ["talk", "hold", "wrap"], ["talk"]];

/** Mean of each part of the handling time over the handled rows; a part without a column is null. */
class HandleParts implements Companion {
  private readonly sums = new Map<string, ExactSums>(PARTS.map((part) => [part, new ExactSums()]));

  add(batch: Batch, facts: SourceFacts, selection: Selection): void {
    const seconds = handleSeconds(batch, facts);
    if (seconds === null) return;
    for (const [part, sums] of this.sums) {
      const values = batch.numbers.get(part);
      if (values !== undefined) sums.add(values, seconds, selection);
    }
  }

  merge(other: Companion, groupMap: Int32Array): void {
    const theirs = (other as HandleParts).sums;
    for (const [part, sums] of this.sums) sums.merge(theirs.get(part)!, groupMap);
  }

  parts(): readonly Part[] {
    return [...this.sums.values()];
  }

  statistics(group: number): Readonly<Record<string, unknown>> {
    return { parts: Object.fromEntries(PARTS.map((part) => [part, this.sums.get(part)!.mean(group)])) };
  }
}

export const aht: Kpi = {
  id: "aht",
  name: "Handling time",
  abbreviation: "AHT",
  noun: "handled",
  definition:
    "Mean handling time of handled interactions (answered, not abandoned): the export's own, else talk plus hold plus after-call work as far as it has them.",
  formula: "sum of handling times ÷ handled interactions",
  unit: "seconds",
  better: "low",
  central: "mean",
  needs,
  reads: ["handle", "talk", "hold", "wrap", "answered", "abandoned"],
  standard: true,
  available: (source) => anyMapped(source, needs),
  statistics: TIME_STATISTICS,
  leftOut: "not handled, or without a handling time",
  caveats: [
    "Waiting in the queue is no part of it.",
    "Some exports have hold time inside talk time, others beside it.",
    "For tickets it is time of work, where an export has it, not the time until they are solved.",
    "Shorter is not better by itself: look at repeat contacts beside it.",
  ],
  create: (context) => new TimesAggregate(context, handleSeconds, "mean", new HandleParts()),
};
