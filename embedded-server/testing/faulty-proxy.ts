/** Stands between a device and a core and answers some requests itself, as a platform in trouble would. */
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Fault {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

export interface SeenRequest {
  method: string;
  path: string;
  /** On the monotonic clock. */
  atMs: number;
  /** What was answered here; undefined = the core answered. */
  fault: Fault | undefined;
}

export class FaultyProxy {
  readonly #target: URL;
  readonly #server: Server;
  readonly seen: SeenRequest[] = [];
  /** Decides what is answered here; undefined = nothing. */
  judge: (method: string, path: string) => Fault | undefined = () => undefined;

  private constructor(target: string) {
    this.#target = new URL(target);
    this.#server = createServer((incoming, outgoing) => this.#handle(incoming, outgoing));
  }

  static async before(target: string): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(target);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Requests to an address, oldest first. */
  to(method: string, path: string): SeenRequest[] {
    return this.seen.filter((one) => one.method === method && one.path.startsWith(path));
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #handle(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method = '', url: path = '' } = incoming;
    const fault = this.judge(method, path);
    this.seen.push({ method, path, atMs: performance.now(), fault });
    if (fault) {
      incoming.resume();
      outgoing.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers }).end(fault.body ?? '{"error":"x/y","message":"z","info":""}');
    } else this.#forward(incoming, outgoing);
  }

  #forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, url: path, headers } = incoming;
    const onward = request({ host: this.#target.hostname, port: this.#target.port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.once('error', () => outgoing.destroy());
    outgoing.once('close', () => onward.destroy());
    incoming.pipe(onward);
  }
}
