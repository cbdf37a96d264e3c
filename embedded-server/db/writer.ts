/** The writing connection of a file, replaced when it has to be opened anew. */
import { openConnection, type Connection } from './database.ts';
import { assertSound } from './soundness.ts';
import type { WriteTarget } from './unit-queue.ts';

export class Writer implements WriteTarget {
  readonly #path: string;
  readonly #applicationId: number;
  #connection: Connection;

  constructor(connection: Connection, applicationId: number) {
    this.#path = connection.path;
    this.#applicationId = applicationId;
    this.#connection = connection;
    connection.keepSavepointsInMemory();
  }

  connection(): Connection {
    return this.#connection;
  }

  reopen(): void {
    this.#connection.close();
    this.#connection = openConnection(this.#path, 'write', this.#applicationId);
    assertSound(this.#connection, 'pages');
    this.#connection.keepSavepointsInMemory();
  }

  close(): void {
    this.#connection.close();
  }
}
