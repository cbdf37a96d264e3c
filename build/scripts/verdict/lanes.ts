/** Runs the tasks in order, at most `count` at a time, and resolves to their results in the tasks' order. */
export async function inLanes<T>(count: number, tasks: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results = new Map<number, T>();
  const waiting = [...tasks.entries()];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results.set(next[0], await next[1]());
    }
  };
  await Promise.all(Array.from({ length: count }, lane));
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
