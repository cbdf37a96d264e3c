/**
 * Whose requests the console answers. Pure. The Host header must be a name of ours with our port, so that a
 * foreign name that resolves to this machine (DNS rebinding) gets nothing; what changes state must come from a page
 * of that very origin, because a browser sends cookies of 127.0.0.1 to every port of it.
 */
import { ExpectedError } from '#contract/errors.ts';

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

/** Values of the Host header that mean this console. */
export function ownHosts(port: number, names: readonly string[] = []): ReadonlySet<string> {
  const hosts = [...loopbackNames, ...names.map((name) => name.toLowerCase())].map((name) => `${name}:${port}`);
  return new Set(port === 80 ? [...hosts, ...hosts.map((host) => host.replace(/:80$/, ''))] : hosts);
}

export interface RequestOrigin {
  method: string;
  host: string | undefined;
  origin: string | undefined;
  /** Sec-Fetch-Site, which browsers set and pages cannot. */
  fetchSite: string | undefined;
  /** Whether it asks for a WebSocket, which no browser holds to the same-origin rule. */
  isUpgrade: boolean;
}

function forbidden(): ExpectedError {
  return new ExpectedError('forbidden', 'The console does not answer requests from elsewhere');
}

/** @throws ExpectedError 'forbidden' when the request was not made for this console. */
export function assertOwnHost({ host }: RequestOrigin, hosts: ReadonlySet<string>): void {
  if (host === undefined || !hosts.has(host.toLowerCase())) throw forbidden();
}

/** @throws ExpectedError 'forbidden' for an API request that a foreign page made. */
export function assertOwnOrigin({ method, host, origin, fetchSite, isUpgrade }: RequestOrigin): void {
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') throw forbidden();
  const onlyReads = method === 'GET' || method === 'HEAD';
  if (onlyReads && !isUpgrade && origin === undefined) return;
  if (host === undefined || origin !== `http://${host.toLowerCase()}`) throw forbidden();
}
