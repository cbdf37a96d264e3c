/** Signing in without a password in every request: https://cumulocity.com/api/core/#tag/Login-tokens */
import { randomBytes } from 'node:crypto';

import { ExpectedError } from '#contract/errors.ts';

import { deviceAccessToken } from '../../flows/device-registration.ts';
import { accessTokenMs } from '../../tenants/access-tokens.ts';
import { accountOf } from '../../tenants/basic-credential.ts';
import type { DeviceReply, DeviceRequest, DeviceRoute, PublicRequest, PublicRoute } from './route.ts';

const resource = 'tenant';

/** Only the password that is asked with each request otherwise: whoever may not have the cookie variant must find out by trying it. */
function loginOptions({ baseUrl }: PublicRequest): DeviceReply {
  const self = `${baseUrl}/tenant/loginOptions`;
  const basic = { id: 'basic', type: 'BASIC', userManagementSource: 'INTERNAL', visibleOnLoginPage: true, self: `${self}/basic` };
  return { status: 200, body: { self, loginOptions: [basic] } };
}

/** A name without a tenant is of the one the query names. */
function grant({ form, query, grantToken }: PublicRequest): Promise<string> {
  if (form.get('grant_type')?.toUpperCase() !== 'PASSWORD') throw new ExpectedError('invalid', "'grant_type' must be PASSWORD");
  const userName = form.get('username') ?? '';
  const password = form.get('password') ?? '';
  if (userName === '' || password === '') throw new ExpectedError('invalid', 'Following mandatory fields should be included: username,password');
  const account = accountOf(userName);
  const tenant = userName.includes('/') ? account.tenant : (query.get('tenant_id') ?? account.tenant);
  return grantToken({ ...account, tenant, password });
}

async function token(request: PublicRequest): Promise<DeviceReply> {
  return { status: 200, body: { access_token: await grant(request) }, bodyAlways: true };
}

/** For clients outside browsers, which take the token out of it. Cookies are never read here, so browsers keep it to this path. */
async function cookie(request: PublicRequest): Promise<DeviceReply> {
  const kept = `Path=/tenant/oauth; Max-Age=${accessTokenMs / 1000}; SameSite=Strict`;
  const xsrf = randomBytes(18).toString('base64url');
  return { status: 200, cookies: [`authorization=${await grant(request)}; ${kept}; HttpOnly`, `XSRF-TOKEN=${xsrf}; ${kept}`] };
}

function deviceToken({ tenant, caller, installation }: DeviceRequest): DeviceReply {
  return { status: 200, body: { accessToken: deviceAccessToken(tenant, caller, installation.accessTokens) }, bodyAlways: true };
}

export const publicRoutes: readonly PublicRoute[] = [
  { method: 'GET', path: '/tenant/loginOptions', resource, answer: loginOptions },
  { method: 'POST', path: '/tenant/oauth', resource, answer: cookie },
  { method: 'POST', path: '/tenant/oauth/token', resource, answer: token },
];

export const signInRoutes: readonly DeviceRoute[] = [
  {
    method: 'POST',
    path: '/devicecontrol/deviceAccessToken',
    resource: 'devicecontrol',
    access: { bootstrap: false, device: true, token: null, user: null },
    handle: deviceToken,
  },
];
