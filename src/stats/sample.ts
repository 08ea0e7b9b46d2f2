/** Numbers in ascending order, as the distinct ones and how often each occurs. */
export class Sample {
  readonly values: Float64Array;
  readonly counts: Uint32Array;
  /** How many numbers there are, equal ones each by itself. */
  readonly length: number;

  /** `values`: distinct and ascending. */
  constructor(values: Float64Array, counts: Uint32Array) {
    this.values = values;
    this.counts = counts;
    let length = 0;
    for (let i = 0; i < counts.length; i += 1) length += counts[i];
    this.length = length;
  }

  static of(ascending: ArrayLike<number>): Sample {
    const values = new Float64Array(ascending.length);
    const counts = new Uint32Array(ascending.length);
    let runs = 0;
    for (let i = 0; i < ascending.length; i += 1) {
      if (i === 0 || ascending[i] !== ascending[i - 1]) {
        values[runs] = ascending[i];
        runs += 1;
      }
      counts[runs - 1] += 1;
    }
    return new Sample(values.subarray(0, runs), counts.subarray(0, runs));
  }

  /** The number of a rank, from 0. */
  at(rank: number): number {
    let run = 0;
    for (let left = rank - this.counts[0]; left >= 0; left -= this.counts[run]) run += 1;
    return this.values[run];
  }

  /** This sample without another one that is part of it. */
  without(part: Sample): Sample {
    const counts = this.counts.slice();
    for (let i = 0, run = 0; i < part.values.length; i += 1) {
      while (this.values[run] !== part.values[i]) run += 1;
      counts[run] -= part.counts[i];
    }
    return new Sample(this.values, counts);
  }
}
