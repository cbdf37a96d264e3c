/** The jobs that run right now, in memory: how far they are and whether somebody wants them to end. */
import type { JobProgress } from '#contract/jobs.ts';

import type { Clock } from '../clock.ts';
import { JobPace } from './job-pace.ts';

/** A job while it runs. Its numbers are ahead of the file's until its next step is committed. */
export class LiveJob {
  readonly id: number;
  readonly #clock: Clock;
  readonly #pace = new JobPace();
  /** Somebody cancelled it; it ends before its next step. */
  cancelled = false;
  done: number;
  total: number | null;
  #told = '';

  constructor(id: number, clock: Clock, done: number, total: number | null) {
    this.id = id;
    this.#clock = clock;
    this.done = done;
    this.total = total;
    this.note(done);
  }

  note(done: number): void {
    this.done = done;
    this.#pace.note(this.#clock.monotonic(), done);
  }

  progress(): JobProgress {
    const { id, done, total } = this;
    return { id: String(id), state: 'running', done, total, rate: this.#pace.rate(), leftMs: this.#pace.leftMs(total) };
  }

  /** The progress if it is another than was taken last. */
  takeNews(): JobProgress | null {
    const progress = this.progress();
    const news = `${progress.done} ${progress.total}`;
    if (news === this.#told) return null;
    this.#told = news;
    return progress;
  }
}

export class JobBoard {
  readonly #clock: Clock;
  readonly #live = new Map<number, LiveJob>();
  #wake: () => void = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Called when a job was started. The runner listens. */
  onWake(wake: () => void): void {
    this.#wake = wake;
  }

  wake(): void {
    this.#wake();
  }

  begin(id: number, done: number, total: number | null): LiveJob {
    const job = new LiveJob(id, this.#clock, done, total);
    this.#live.set(id, job);
    return job;
  }

  end(id: number): void {
    this.#live.delete(id);
  }

  get(id: number): LiveJob | undefined {
    return this.#live.get(id);
  }

  all(): Iterable<LiveJob> {
    return this.#live.values();
  }
}
