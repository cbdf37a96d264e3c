/** An error as it goes over the wire on the device listener. */
import type { IncomingMessage } from 'node:http';

import { deviceErrorAnswer } from '../error-mapping.ts';
import { errorHeaders } from '../server-options.ts';

export interface ErrorReply {
  status: number;
  headers: Record<string, string>;
  text: string;
}

/** @param resource see {@link deviceErrorAnswer}. */
export function errorReply(request: IncomingMessage, error: unknown, resource: string): ErrorReply {
  const { status, headers, body } = deviceErrorAnswer(error, resource);
  // With UseXBasic a browser must not open its login box.
  const challenge = request.headers['usexbasic'] ? 'XBasic' : 'Basic';
  return {
    status,
    headers: {
      // What is left of a body that is not wanted must not be read to its end.
      ...(!request.complete && { connection: 'close' }),
      ...(status === 401 && { 'www-authenticate': `${challenge} realm="Valvomo"` }),
      ...errorHeaders,
      ...headers,
      'content-type': 'application/vnd.com.nsn.cumulocity.error+json;charset=UTF-8;ver=0.9',
    },
    text: JSON.stringify(body),
  };
}
