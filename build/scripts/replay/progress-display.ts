/** Shows the progress on stderr: one line that is drawn over on a terminal, a line now and then elsewhere. */
import { progressLine, rateOf, recentSamples, type Sample } from './progress.ts';

export interface Screen {
  isTTY?: boolean;
  write(text: string): unknown;
}

const terminalEveryMs = 200;
const elsewhereEveryMs = 5000;
/** Back to the first column, and erase to the end of the line. */
const startOfLine = '\r\u001b[K';

export class ProgressDisplay {
  readonly #screen: Screen;
  readonly #total: number;
  readonly #words: string;
  readonly #timer: NodeJS.Timeout;
  #done: number;
  #samples: Sample[];

  /**
   * @param done what an earlier run has already stored.
   * @param words what is counted.
   */
  constructor(screen: Screen, total: number, done: number, words = 'readings') {
    this.#screen = screen;
    this.#total = total;
    this.#words = words;
    this.#done = done;
    this.#samples = [{ atMs: performance.now(), done }];
    this.#timer = setInterval(() => this.#draw(), screen.isTTY ? terminalEveryMs : elsewhereEveryMs);
  }

  get done(): number {
    return this.#done;
  }

  add(count: number): void {
    this.#done += count;
  }

  /** A message above the progress. */
  say(text: string): void {
    this.#screen.write(`${this.#screen.isTTY ? startOfLine : ''}${text}\n`);
  }

  /** Draw it once more and leave it standing. */
  close(): void {
    clearInterval(this.#timer);
    this.#draw();
    if (this.#screen.isTTY) this.#screen.write('\n');
  }

  #draw(): void {
    const atMs = performance.now();
    this.#samples = [...recentSamples(this.#samples, atMs), { atMs, done: this.#done }];
    const line = progressLine({ done: this.#done, total: this.#total, rate: rateOf(this.#samples) }, this.#words);
    this.#screen.write(this.#screen.isTTY ? `${startOfLine}${line}` : `${line}\n`);
  }
}
