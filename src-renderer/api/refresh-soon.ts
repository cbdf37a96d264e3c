/** Asks for cached things anew, but not for each of a storm of messages. */
import type { QueryClient, QueryKey } from '@tanstack/react-query';

export type RefreshSoon = (key: QueryKey, withinMs: number) => void;

/** @returns a function that voids a query key once, `withinMs` after the first of many requests. */
export function refreshSoon(client: QueryClient): RefreshSoon {
  const due = new Map<string, ReturnType<typeof setTimeout>>();
  return (key, withinMs) => {
    const name = JSON.stringify(key);
    if (due.has(name)) return;
    const run = (): void => {
      due.delete(name);
      void client.invalidateQueries({ queryKey: key });
    };
    due.set(name, setTimeout(run, withinMs));
  };
}
