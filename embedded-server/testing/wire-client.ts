/** A plain client of the device listener, as an agent would write it: fetch and basic auth, or a token. */

export interface WireAnswer {
  status: number;
  headers: Headers;
  /** Parsed JSON, text when it is none, undefined when empty. */
  body: unknown;
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export class WireClient {
  readonly #baseUrl: string;
  /** Value of its Authorization header. */
  readonly authorization: string;

  /** @param credential `tenant/user:password`. @param authorization the header's value, where it is another than Basic. */
  constructor(baseUrl: string, credential: string, authorization = `Basic ${Buffer.from(credential).toString('base64')}`) {
    this.#baseUrl = baseUrl;
    this.authorization = authorization;
  }

  /** A client that presents a token. */
  static withToken(baseUrl: string, token: string): WireClient {
    return new WireClient(baseUrl, '', `Bearer ${token}`);
  }

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<WireAnswer> {
    const raw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(this.#baseUrl + path, {
      method,
      headers: {
        authorization: this.authorization,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: raw ? (body as string | Uint8Array<ArrayBuffer> | undefined) : JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: parsed(await response.text()) };
  }

  get(path: string): Promise<WireAnswer> {
    return this.send('GET', path);
  }

  post(path: string, body: unknown, headers?: Record<string, string>): Promise<WireAnswer> {
    return this.send('POST', path, body, headers);
  }

  put(path: string, body: unknown): Promise<WireAnswer> {
    return this.send('PUT', path, body);
  }

  delete(path: string): Promise<WireAnswer> {
    return this.send('DELETE', path);
  }
}
