/**
 * Components whose code comes when they are first shown. Code that could not be fetched is fetched again when it is
 * asked for again: a core that was away must not cost the window what it shows.
 */
import { type ComponentType, type ReactNode, createElement, use } from 'react';

import { call } from '../api/client.ts';
import { useConnection } from '../api/connection-store.ts';

const reloadedKey = 'valvomo.reloaded';

/** Pieces of code that could not be had; each entry forgets that. */
const failed = new Set<() => void>();

/** Ask anew for what could not be had. */
export function retryLateCode(): void {
  for (const forget of failed) forget();
  failed.clear();
}

useConnection.subscribe(({ connection }) => {
  if (connection.state === 'live') retryLateCode();
});

/**
 * Why code is not there: the core is away, or it was upgraded under this window, which then starts anew, once.
 * @throws always; ApiError 'unreachable' while the core does not answer.
 */
async function explain(error: unknown): Promise<never> {
  await call('state', {});
  const what = String(error);
  if (sessionStorage.getItem(reloadedKey) === what) throw error;
  sessionStorage.setItem(reloadedKey, what);
  location.reload();
  throw error;
}

export type LateComponent<Props> = ((props: Props) => ReactNode) & { preload: () => Promise<void> };

/** @param load fetches the code, as a dynamic import does. */
export function lateComponent<Props extends object>(load: () => Promise<ComponentType<Props>>): LateComponent<Props> {
  let code: Promise<ComponentType<Props>> | undefined;
  let here: ComponentType<Props> | undefined;
  const forget = (): void => void (code = undefined);
  const fetchCode = (): Promise<ComponentType<Props>> => {
    code ??= load()
      .then((component) => (here = component))
      .catch((error: unknown) => {
        failed.add(forget);
        return explain(error);
      });
    return code;
  };
  const Late = (props: Props) => createElement(here ?? use(fetchCode()), props);
  // What went wrong is thrown where the component is shown.
  Late.preload = () => fetchCode().then(() => undefined, () => undefined);
  return Late;
}
