/** The writing connection of a file, replaced when it has to be opened anew. */
import { openConnection, type Connection } from './database.ts';
import type { WriteTarget } from './unit-queue.ts';

export class Writer implements WriteTarget {
  readonly #path: string;
  readonly #applicationId: number;
  #connection: Connection;

  constructor(connection: Connection, applicationId: number) {
    this.#path = connection.path;
    this.#applicationId = applicationId;
    this.#connection = connection;
  }

  connection(): Connection {
    return this.#connection;
  }

  reopen(): void {
    this.#connection.close();
    this.#connection = openConnection(this.#path, 'write', this.#applicationId);
    const verdict = this.#connection.pragma('quick_check(1)');
    if (verdict !== 'ok') throw new Error(`${this.#path} is damaged: ${String(verdict)}`);
  }

  close(): void {
    this.#connection.close();
  }
}
