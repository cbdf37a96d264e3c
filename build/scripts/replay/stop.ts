/** Stopping on Ctrl-C: nothing new is begun at once, and what is under way gets a few seconds. */

export interface Stop {
  /** Aborted with the first signal. */
  stop: AbortSignal;
  /** Aborted a little later. */
  cutOff: AbortSignal;
}

const graceMs = 5000;

/** A terminal's Ctrl-C may arrive twice, once through npm; the second says nothing new. */
export function stopOnSignals(onStop: () => void): Stop {
  const stop = new AbortController();
  const cutOff = new AbortController();
  const begin = () => {
    if (stop.signal.aborted) return;
    onStop();
    stop.abort();
    setTimeout(() => cutOff.abort(), graceMs).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, begin);
  return { stop: stop.signal, cutOff: cutOff.signal };
}
