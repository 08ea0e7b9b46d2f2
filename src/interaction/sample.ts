/** A record of the head sample: its cells as text and the physical line it starts on. */
export interface SampleRow {
  readonly cells: readonly string[];
  readonly line: number;
}
