import type { Endpoint } from '#contract/endpoint.ts';

/** A call ready to be sent. */
export interface ApiRequest {
  method: Endpoint['method'];
  url: string;
  /** JSON text, or null for methods without a body. */
  body: string | null;
}

type Input = Readonly<Record<string, unknown>>;

/**
 * Spread an input over path, query and body: what the path names goes there; the rest is the query of
 * GET and DELETE and the body of POST and PUT. Undefined values are left out.
 */
export function requestOf({ method, path }: Pick<Endpoint, 'method' | 'path'>, input: Input): ApiRequest {
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined));
  const filled = path.replaceAll(/:(\w+)/g, (_part, name: string) => {
    const value = rest.get(name);
    rest.delete(name);
    return encodeURIComponent(String(value));
  });
  const hasBody = method === 'POST' || method === 'PUT';
  if (hasBody) return { method, url: filled, body: JSON.stringify(Object.fromEntries(rest)) };
  const query = new URLSearchParams([...rest].map(([name, value]) => [name, String(value)])).toString();
  return { method, url: query ? `${filled}?${query}` : filled, body: null };
}
