/** The document's calls as rows. All pure. */
import { type DocumentedAccess, type DocumentedOperation, type OpenApiDocument, documentedMethods } from '#contract/openapi.ts';

export interface ApiCall {
  /** Its own among all calls. */
  key: string;
  method: string;
  path: string;
  /** Address of the listener that serves it. */
  server: string;
  operation: DocumentedOperation;
}

/** Every call, in the order of the document. */
export function callsOf({ paths }: OpenApiDocument): ApiCall[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    documentedMethods.flatMap((method): ApiCall[] => {
      const operation = item[method];
      return operation ? [{ key: operation.operationId, method: method.toUpperCase(), path, server: item.servers[0]?.url ?? '', operation }] : [];
    }),
  );
}

/** Those that have every word of what is looked for in their method, path or summary. */
export function matching(calls: readonly ApiCall[], search: string): ApiCall[] {
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return calls.filter(({ method, path, operation }) => {
    const text = `${method} ${path} ${operation.summary}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Who may call, a kind of caller a line; null = needs no credential. */
export type Caller = 'device' | 'bootstrap' | 'token' | 'user' | 'console';

export function callersOf({ device, bootstrap, token, user, console }: DocumentedAccess): { caller: Caller; needs: string | null }[] {
  const callers: { caller: Caller; needs: string | null; may: boolean }[] = [
    { caller: 'device', needs: null, may: device === true },
    { caller: 'bootstrap', needs: null, may: bootstrap === true },
    { caller: 'token', needs: token ?? null, may: typeof token === 'string' },
    { caller: 'user', needs: user ?? null, may: typeof user === 'string' },
    { caller: 'console', needs: console ?? null, may: console !== undefined && console !== 'public' },
  ];
  return callers.filter(({ may }) => may).map(({ caller, needs }) => ({ caller, needs }));
}
