/** The built console: its page, whose placeholder gets the answer's nonce, and its files. */
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { newNonce, pageContentPolicy } from './security-headers.ts';

const noncePlaceholder = '__CSP_NONCE__';
const notBuilt = 'The console has not been built yet: run `npm start`, or `npm run dev` while developing.\n';

async function readPage(folder: string): Promise<string | null> {
  try {
    return await readFile(join(folder, 'index.html'), 'utf8');
  } catch {
    return null;
  }
}

/** Answer with the console's page, whatever its own address is. */
export async function sendPage(folder: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const page = await readPage(folder);
  reply.header('cache-control', 'no-store');
  if (page === null) return reply.code(503).type('text/plain; charset=utf-8').send(notBuilt);
  const nonce = newNonce();
  reply.header('content-security-policy', pageContentPolicy(nonce, request.headers.host ?? ''));
  return reply.type('text/html; charset=utf-8').send(page.replaceAll(noncePlaceholder, nonce));
}

/** Whether an address is one of the console's own pages (`/devices/17`) and not a file's. */
export function isPagePath(path: string): boolean {
  return !/^\/(api|assets)(\/|$)/.test(path) && !(path.split('/').at(-1) ?? '').includes('.');
}

/** Serve the page at `/` and the files beside it. */
export async function serveStaticFiles(server: FastifyInstance, folder: string): Promise<void> {
  for (const url of ['/', '/index.html']) {
    server.get(url, (request, reply) => sendPage(folder, request, reply));
  }
  if (!existsSync(folder)) return;
  await server.register(fastifyStatic, {
    root: folder,
    index: false,
    dotfiles: 'deny',
    cacheControl: false,
    setHeaders(reply, path) {
      // Names of files in assets hold the hash of their content.
      const isHashed = path.startsWith(join(folder, 'assets'));
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
