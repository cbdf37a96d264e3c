/** What several values of one series come to. Pure. */

/** Names as the wire has them. */
export const aggregations = ['min', 'max', 'avg', 'sum', 'count', 'stdDevPop', 'stdDevSamp'] as const;
export type Aggregation = (typeof aggregations)[number];

export class Aggregate {
  #count = 0;
  #min = Infinity;
  #max = -Infinity;
  #sum = 0;
  #mean = 0;
  /** Sum of the squared distances from the mean, kept as it runs: large values would lose theirs in a sum of squares. */
  #spread = 0;

  constructor(first: number) {
    this.add(first);
  }

  add(value: number): void {
    this.#count += 1;
    this.#min = Math.min(this.#min, value);
    this.#max = Math.max(this.#max, value);
    this.#sum += value;
    const distance = value - this.#mean;
    this.#mean += distance / this.#count;
    this.#spread += distance * (value - this.#mean);
  }

  /** Null where the values do not say: one value alone has no sample deviation. */
  value(aggregation: Aggregation): number | null {
    switch (aggregation) {
      case 'min':
        return this.#min;
      case 'max':
        return this.#max;
      case 'avg':
        return this.#mean;
      case 'sum':
        return this.#sum;
      case 'count':
        return this.#count;
      case 'stdDevPop':
        return Math.sqrt(this.#spread / this.#count);
      case 'stdDevSamp':
        return this.#count > 1 ? Math.sqrt(this.#spread / (this.#count - 1)) : null;
    }
  }
}
