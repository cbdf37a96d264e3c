/** What an Authorization header says: the user name (with the tenant Cumulocity puts before it) and password of RFC 7617, or a token. */
import { mainTenant } from '#contract/tenants.ts';

export interface BasicCredential {
  tenant: string;
  userName: string;
  password: string;
}

const longest = 1_000;

/** `tenant/user` taken apart; without a tenant it is the main one. */
export function accountOf(name: string): { tenant: string; userName: string } {
  const slash = name.indexOf('/');
  return slash < 0 ? { tenant: mainTenant, userName: name } : { tenant: name.slice(0, slash), userName: name.slice(slash + 1) };
}

/** @returns null when the header is missing, is not Basic, or does not decode to `name:password`. */
export function parseBasicCredential(authorization: string | undefined): BasicCredential | null {
  const encoded = /^Basic +([A-Za-z0-9+/_-]+={0,2})$/i.exec(authorization ?? '')?.[1];
  if (!encoded || encoded.length > longest) return null;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1) return null;
  const { tenant, userName } = accountOf(text.slice(0, colon));
  return tenant && userName ? { tenant, userName, password: text.slice(colon + 1) } : null;
}

/** The token of a Bearer authorization (RFC 6750); null when the header is another or none. */
export function parseBearerToken(authorization: string | undefined): string | null {
  const token = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization ?? '')?.[1];
  return token !== undefined && token.length <= longest ? token : null;
}
