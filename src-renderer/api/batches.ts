/** Gathers questions that are asked at about the same time into few calls. */

interface Waiting<Answer> {
  key: string;
  resolve: (answer: Answer | undefined) => void;
  reject: (error: unknown) => void;
}

/** Long enough for every row of a list to ask, too short to be noticed. */
const gatherMs = 30;

export interface BatchOptions<Answer> {
  /** Ask for several at once; those that are not known are missing from the answer. */
  ask: (keys: string[]) => Promise<ReadonlyMap<string, Answer>>;
  /** Most keys a call takes. */
  atOnce: number;
  /** When to send what has gathered; replaced in tests. */
  later?: (run: () => void) => void;
}

/** @returns a function that asks for one key, together with the others asked for in the same moment. */
export function inBatches<Answer>({ ask, atOnce, later = soon }: BatchOptions<Answer>): (key: string) => Promise<Answer | undefined> {
  let waiting: Waiting<Answer>[] = [];
  const send = (): void => {
    const all = waiting;
    waiting = [];
    const keys = [...new Set(all.map(({ key }) => key))];
    for (let from = 0; from < keys.length; from += atOnce) {
      const part = keys.slice(from, from + atOnce);
      const mine = new Set(part);
      void settle(ask(part), all.filter(({ key }) => mine.has(key)));
    }
  };
  return (key) =>
    new Promise((resolve, reject) => {
      if (waiting.push({ key, resolve, reject }) === 1) later(send);
    });
}

function soon(run: () => void): void {
  setTimeout(run, gatherMs);
}

async function settle<Answer>(asked: Promise<ReadonlyMap<string, Answer>>, waiting: readonly Waiting<Answer>[]): Promise<void> {
  try {
    const answers = await asked;
    for (const { key, resolve } of waiting) resolve(answers.get(key));
  } catch (error) {
    for (const { reject } of waiting) reject(error);
  }
}
