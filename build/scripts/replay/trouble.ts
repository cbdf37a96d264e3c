/** What can go wrong for reasons outside the program. Its message is for the person who typed the command. */
export type TroubleCode =
  /** The command line says something that cannot be. */
  | 'usage'
  /** A source file is missing or is not the one expected. */
  | 'source'
  /** The core cannot be reached, or kept failing for too long. */
  | 'unreachable'
  /** The core answered, and the answer was no. */
  | 'refused'
  /** The ledger cannot be continued. */
  | 'ledger'
  /** The person gave up before anything was sent. */
  | 'stopped';

export class Trouble extends Error {
  readonly code: TroubleCode;

  constructor(code: TroubleCode, message: string) {
    super(message);
    this.name = 'Trouble';
    this.code = code;
  }
}
