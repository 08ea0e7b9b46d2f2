import type { Dialect } from "./block.ts";
import { Kernel } from "./kernel.ts";
import { Scanner } from "./scanner.ts";
import type { CellStore, RecordSink, Tokenizer } from "./tokenizer.ts";

export type Shape = Pick<Dialect, "delimiter" | "quote" | "escape"> & Partial<Pick<Dialect, "wrapped">>;

const isByte = (text: string): boolean => text.length === 1 && text.charCodeAt(0) < 128;

const kernelFor = (delimiter: string, quote: string, { table }: RecordSink): Kernel | null =>
  table === undefined ? null : Kernel.for({ delimiter: delimiter.charCodeAt(0), quote: quote.charCodeAt(0), width: table.width });

/** The tokenizer for a dialect: the byte scanner, with what brings other forms into its own before it; csv-parse for delimiters of many bytes. */
export async function tokenizerFor(shape: Shape, store: CellStore, sink: RecordSink): Promise<Tokenizer> {
  const { delimiter, quote, escape, wrapped } = shape;
  if (wrapped === true) {
    const { Unwrapped } = await import("./unwrapped.ts");
    return new Unwrapped(await tokenizerFor({ delimiter, quote, escape }, store, sink));
  }
  if (isByte(delimiter) && isByte(quote)) {
    const scanner = new Scanner(delimiter, quote, store, sink, kernelFor(delimiter, quote, sink));
    if (escape === quote) return scanner;
    const { Escaped } = await import("./escaped.ts");
    return new Escaped(quote, escape, scanner);
  }
  const { Parsed } = await import("./parsed.ts");
  return new Parsed(shape, store, sink);
}
