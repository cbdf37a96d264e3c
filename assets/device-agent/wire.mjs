/** Requests to the platform, and how long to wait when one does not work. */

/** The platform cannot be reached, or asks to wait: the same request is to be sent again later. */
export class TryLater extends Error {
  /** @param {string} message @param {number} waitMs at least so long */
  constructor(message, waitMs) {
    super(message);
    this.waitMs = waitMs;
  }
}

/** Waits that grow, with a random part, so that a thousand devices do not come back in the same second. */
export class Backoff {
  #failures = 0;

  constructor(firstMs = 1_000, longestMs = 120_000) {
    this.firstMs = firstMs;
    this.longestMs = longestMs;
  }

  reset() {
    this.#failures = 0;
  }

  /** @param {unknown} error @returns {number} ms to wait now */
  next(error) {
    const grown = Math.min(this.longestMs, this.firstMs * 2 ** this.#failures);
    this.#failures += 1;
    const asked = error instanceof TryLater ? error.waitMs : 0;
    return Math.max(asked, grown / 2) + Math.random() * (grown / 2);
  }
}

/** @param {number} ms @param {AbortSignal} [signal] */
export function pause(ms, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => (clearTimeout(timer), resolve(undefined)), { once: true });
  });
}

function retryAfterMs(response) {
  const seconds = Number(response.headers.get('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
}

const shouldRepeat = new Set([401, 403, 408, 429, 500, 502, 503, 504, 507]);

export class Wire {
  /** @param {string} url @param {string} user `tenant/user` @param {string} password */
  constructor(url, user, password) {
    this.url = url.replace(/\/$/, '');
    this.authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  }

  /**
   * @param {string} method @param {string} path
   * @param {{ body?: unknown, headers?: Record<string, string>, timeoutMs?: number, signal?: AbortSignal }} [options]
   * @returns {Promise<{ status: number, body: any }>} every answer that will not change by asking again
   * @throws {TryLater}
   */
  async send(method, path, { body, headers = {}, timeoutMs = 30_000, signal } = {}) {
    const response = await this.#fetch(this.url + path, {
      method,
      headers: { authorization: this.authorization, accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) : AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text().catch((error) => {
      throw new TryLater(`the answer broke off: ${error.message}`, 0);
    });
    if (shouldRepeat.has(response.status)) throw new TryLater(`${method} ${path}: ${response.status}`, retryAfterMs(response));
    return { status: response.status, body: text.trim() === '' ? undefined : JSON.parse(text) };
  }

  /** Bytes of a file the platform names in an operation; the credential goes to the platform alone. @param {string} url */
  async download(url) {
    const own = new URL(url).origin === new URL(this.url).origin;
    const response = await this.#fetch(url, { headers: own ? { authorization: this.authorization } : {}, signal: AbortSignal.timeout(300_000) });
    if (!response.ok) throw new Error(`the download was refused: ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  }

  async #fetch(url, init) {
    try {
      return await fetch(url, init);
    } catch (error) {
      throw new TryLater(`the platform cannot be reached: ${error.cause?.code ?? error.message}`, 0);
    }
  }
}
