import { ANSWER_COLUMNS } from "../answers/row.ts";
import { writeCsv } from "../csv/write.ts";
import type { Io } from "./io.ts";
import type { Keeper } from "./keeper.ts";
import { print } from "./print.ts";

/** Tells standard output what was kept: in words, or the rows themselves. */
export const printKept = async (io: Io, { kept, path }: Keeper, responses: number, format: "csv" | "json" | undefined): Promise<void> => {
  if (format === "json") return print(io, `${JSON.stringify(kept, null, 2)}\n`);
  if (format === "csv") {
    const rows = kept.map((row) => ANSWER_COLUMNS.map((column) => row[column]));
    return print(io, writeCsv([[...ANSWER_COLUMNS], ...rows], { excel: null }));
  }
  return print(io, `Saved ${responses === 1 ? "1 answer" : `${responses} answers`} in ${path}\n`);
};
