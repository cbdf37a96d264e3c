/** Beginning to listen, with a plain sentence where that cannot be. */
import type { FastifyInstance } from 'fastify';

function sentence(error: unknown, host: string, port: number): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} of ${host} is in use by another program`;
    case 'EACCES':
      return `port ${port} of ${host} may not be used by this user; take one from 1024 on`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${host} is no address of this machine`;
    default:
      return undefined;
  }
}

/** @returns the listener's address. @throws Error that says why the port cannot be had. */
export async function listen(server: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    return await server.listen({ host, port });
  } catch (error) {
    const text = sentence(error, host, port);
    throw text === undefined ? error : new Error(text, { cause: error });
  }
}
