/** Plain requests to peers. */

/** A read as it goes over the wire. */
export function getRequest(path: string): string {
  return `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n`;
}

/** @throws unless it is answered with success. */
export async function requireGet(port: number, path: string, method: 'GET' | 'POST' = 'GET'): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
}
