/** A client of the console's API, as the console's own page is one: its Origin, a cookie, JSON. */
import { consoleApi, type CallInput, type CallReply, type ConsoleCall } from '#contract/console-api.ts';
import { errorBodySchema, type ErrorBody } from '#contract/errors.ts';

export interface ConsoleAnswer {
  status: number;
  headers: Headers;
  /** Parsed JSON, or the text where it is none. */
  body: unknown;
}

/** A call that was refused. */
export class Refused extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  readonly headers: Headers;

  constructor(name: string, { status, body, headers }: ConsoleAnswer) {
    super(`${name}: ${status} ${JSON.stringify(body)}`);
    this.status = status;
    this.body = errorBodySchema.parse(body);
    this.headers = headers;
  }
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export class ConsoleClient {
  readonly url: string;
  /** `name=value`, or null while nobody is signed in. */
  cookie: string | null = null;

  /** @param url of the console listener. */
  constructor(url: string) {
    this.url = url;
  }

  /** Send anything; `headers` replace the usual ones, undefined leaves one out. */
  async send(method: string, path: string, body?: string, headers: Record<string, string | undefined> = {}): Promise<ConsoleAnswer> {
    const usual = { origin: this.url, cookie: this.cookie ?? undefined, 'content-type': body === undefined ? undefined : 'application/json' };
    const given = Object.entries({ ...usual, ...headers }).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const response = await fetch(new URL(path, this.url), { method, headers: given, body });
    this.#takeCookie(response.headers);
    return { status: response.status, headers: response.headers, body: jsonOr(await response.text()) };
  }

  /** Make a call of the contract's table. @throws Refused. */
  async call<Name extends ConsoleCall>(name: Name, input: CallInput<Name>): Promise<CallReply<Name>> {
    const answer = await this.try(name, input);
    if (answer.status !== 200) throw new Refused(name, answer);
    return consoleApi[name].reply.parse(answer.body) as CallReply<Name>;
  }

  /** Make a call whose refusal is of interest. */
  try(name: ConsoleCall, input: object, headers: Record<string, string | undefined> = {}): Promise<ConsoleAnswer> {
    const { method, path } = consoleApi[name];
    const rest = new Map(Object.entries(input));
    const filled = path.replaceAll(/:(\w+)/g, (_, parameter: string) => {
      const value = String(rest.get(parameter));
      rest.delete(parameter);
      return encodeURIComponent(value);
    });
    if (method === 'POST' || method === 'PUT') return this.send(method, filled, JSON.stringify(Object.fromEntries(rest)), headers);
    const query = new URLSearchParams([...rest].map(([key, value]): [string, string] => [key, String(value)]));
    return this.send(method, `${filled}?${query}`, undefined, headers);
  }

  signIn(userName: string, password: string): Promise<CallReply<'login'>> {
    return this.call('login', { userName, password });
  }

  #takeCookie(headers: Headers): void {
    for (const cookie of headers.getSetCookie()) {
      const pair = cookie.split(';')[0] ?? '';
      this.cookie = pair.endsWith('=') ? null : pair;
    }
  }
}
