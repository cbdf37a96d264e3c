/** Users, groups, roles, oneself, tenant options, applications: what clients ask of the people and the site. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { ConsoleClient } from '../../testing/console-client.ts';
import { adminPassword } from '../../testing/core-process.ts';
import { addToken, addUser, personPassword, signedInAdmin } from '../../testing/credentials.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { registerDevice, type RegisteredDevice } from '../../testing/registered-device.ts';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

const json = { accept: 'application/json' };
const users = '/user/main/users';
const groups = '/user/main/groups';

type Body = Record<string, unknown>;

let platform: TestPlatform;
let console: ConsoleClient;
let device: RegisteredDevice;
const clock = new FakeClock();

beforeAll(async () => {
  platform = await startTestPlatform({ clock, sets: ['limits.enabled=false'] });
  console = await signedInAdmin(platform);
  device = await registerDevice(platform, 'one');
});
afterAll(() => platform.end());
let count = 0;
let name: string;
beforeEach(() => {
  count += 1;
  name = `person${count}`;
});

async function create(body: Body = {}): Promise<Body> {
  const answer = await platform.admin.post(users, { userName: name, password: personPassword, email: 'a@b.fi', ...body }, json);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body as Body;
}

async function personInConsole(): Promise<Body | undefined> {
  const { people } = await console.call('people', {});
  return people.find(({ userName }) => userName === name);
}

describe('users', () => {
  test('are the people of the console', async () => {
    const made = await create({ firstName: 'Anna', customProperties: { shift: 'night' } });
    expect(made).toMatchObject({
      id: name,
      userName: name,
      email: 'a@b.fi',
      firstName: 'Anna',
      enabled: true,
      customProperties: { shift: 'night' },
      self: `${platform.platform.urls.device}${users}/${name}`,
      groups: { references: [{ group: { name: 'Global Reader' } }] },
    });
    expect(JSON.stringify(made)).not.toContain(personPassword);
    expect(await personInConsole()).toMatchObject({ role: 'viewer', disabled: false });
    expect((await platform.admin.get(`${users}/${name}`)).body).toEqual(made);
    expect((await platform.admin.get(`/user/main/userByName/${name}`)).body).toEqual(made);
    expect((await platform.as(`main/${name}:${personPassword}`).get('/inventory/managedObjects')).status).toBe(200);
  });

  test('are listed page by page, by name or group', async () => {
    await create();
    const page = (await platform.admin.get(`${users}?pageSize=1&withTotalPages=true`)).body as Body;
    expect(page).toMatchObject({ users: [{ userName: 'admin' }], statistics: { pageSize: 1, currentPage: 1 }, next: expect.stringContaining('currentPage=2') });
    expect((await platform.admin.get(`${users}?username=${name}`)).body).toMatchObject({ users: [{ userName: name }] });
    const readers = (await platform.admin.get(`${users}?groups=4&pageSize=100`)).body as { users: Body[] };
    expect(readers.users.map(({ userName }) => userName)).toContain(name);
    expect(readers.users.map(({ userName }) => userName)).not.toContain('admin');
  });

  test('change part by part; null takes a part away; disabling and a new password end sessions at once', async () => {
    await create({ phone: '1' });
    const person = new ConsoleClient(platform.platform.urls.console);
    await person.signIn(name, personPassword);
    const answer = await platform.admin.send('PUT', `${users}/${name}`, { id: 'x', userName: 'y', phone: null, lastName: 'L', enabled: false }, json);
    expect(answer).toMatchObject({ status: 200, body: { userName: name, lastName: 'L', email: 'a@b.fi', enabled: false } });
    expect(answer.body).not.toHaveProperty('phone');
    expect((await person.try('people', {})).status).toBe(401);
    expect((await platform.as(`main/${name}:${personPassword}`).get('/platform')).status).toBe(401);
    await platform.admin.put(`${users}/${name}`, { enabled: true, password: 'another green bicycle' });
    expect((await platform.as(`main/${name}:another green bicycle`).get('/platform')).status).toBe(200);
  });

  test('are deleted for good, but never the last administrator', async () => {
    await create();
    expect((await platform.admin.delete(`${users}/${name}`)).status).toBe(204);
    expect((await platform.admin.get(`${users}/${name}`)).status).toBe(404);
    expect((await platform.as(`main/${name}:${personPassword}`).get('/platform')).status).toBe(401);
    expect((await platform.admin.delete(`${users}/admin`)).status).toBe(409);
  });

  test('take what was theirs alone along, so that nobody of that name after them finds it', async () => {
    const begin = async () => {
      await create();
      await console.call('updatePerson', { userName: name, role: 'operator' });
      const person = new ConsoleClient(platform.platform.urls.console);
      await person.signIn(name, personPassword);
      return person;
    };
    const before = await begin();
    await before.call('setPreferences', { advanced: true });
    await before.call('saveDeviceFilter', { name: 'Mine', query: 'q=cold' });
    await platform.admin.delete(`${users}/${name}`);
    const after = await begin();
    expect(await after.call('preferences', {})).toMatchObject({ advanced: false });
    expect(await after.call('deviceFilters', {})).toEqual({ filters: [] });
  });

  test.each([
    [{ userName: '' }, 422],
    [{ userName: 'device_7' }, 422],
    [{ userName: 'service_x' }, 422],
    [{ userName: 'a b' }, 422],
    [{ password: 'short' }, 422],
    [{ password: undefined, sendPasswordResetEmail: true }, 422],
    [{ enabled: 'yes' }, 422],
    [{ email: 7 }, 422],
    [{ customProperties: [] }, 422],
    [{ userName: 'admin' }, 409],
  ])('%j is refused', async (change, status) => {
    const { body, ...answer } = await platform.admin.post(users, { userName: name, password: personPassword, ...change });
    expect([answer.status, body]).toEqual([status, expect.objectContaining({ error: expect.any(String), message: expect.any(String) })]);
  });

  test('of another tenant are not there', async () => {
    expect((await platform.admin.get('/user/other/users')).status).toBe(404);
    expect((await platform.admin.post('/user/other/users', { userName: name, password: personPassword })).status).toBe(404);
  });
});

describe('groups', () => {
  test('are the presets, with the roles they have', async () => {
    const { groups: listed } = (await platform.admin.get(`${groups}?pageSize=100`)).body as { groups: Body[] };
    expect(listed.map((group) => group['name'])).toEqual(['admins', 'Devicemanagement User', 'business', 'Global Reader', 'Support User']);
    expect((await platform.admin.get('/user/main/groupByName/admins')).body).toEqual(listed[0]);
    const roles = (await platform.admin.get(`${groups}/4/roles`)).body as { references: { role: { id: string } }[] };
    const ids = roles.references.map(({ role }) => role.id);
    expect(ids).toContain('ROLE_INVENTORY_READ');
    expect(ids).not.toContain('ROLE_INVENTORY_ADMIN');
    expect((await platform.admin.get(`${groups}/9`)).status).toBe(404);
  });

  test('take people in, as @c8y/client puts them, which gives them the role in the console', async () => {
    const made = await create();
    const answer = await platform.admin.post(`${groups}/3/users`, { user: { self: made['self'] } }, json);
    expect([answer.status, answer.headers.get('location')]).toEqual([201, `${platform.platform.urls.device}${groups}/3/users/${name}`]);
    expect(await personInConsole()).toMatchObject({ role: 'operator' });
    expect((await platform.admin.get(`${users}/${name}/groups`)).body).toMatchObject({ references: [{ group: { id: 3, name: 'business' } }] });
    expect((await platform.admin.delete(`${groups}/4/users/${name}`)).status).toBe(204);
    expect((await platform.admin.delete(`${groups}/3/users/${name}`)).status).toBe(409);
    const members = (await platform.admin.get(`${groups}/3/users?pageSize=100`)).body as { references: { user: Body }[] };
    expect(members.references.map(({ user }) => user['userName'])).toContain(name);
    expect((await platform.admin.post(`${groups}/3/users`, { user: { self: 'http://x/user/main/users/nobody' } })).status).toBe(404);
    expect((await platform.admin.post(`${groups}/5/users`, { user: { id: name } })).status).toBe(403);
  });

  test('never lose their last administrator', async () => {
    expect((await platform.admin.post(`${groups}/4/users`, { user: { id: 'admin' } })).status).toBe(409);
    expect((await platform.admin.get('/platform')).status).toBe(200);
  });
});

test('roles are listed and read by name', async () => {
  const { roles } = (await platform.admin.get('/user/roles?pageSize=2000')).body as { roles: Body[] };
  expect(roles.map((role) => role['id'])).toEqual(expect.arrayContaining(['ROLE_ALARM_ADMIN', 'ROLE_DEVICE', 'ROLE_AUDIT_READ']));
  expect((await platform.admin.get('/user/roles/ROLE_ALARM_ADMIN')).body).toEqual({ id: 'ROLE_ALARM_ADMIN', name: 'ROLE_ALARM_ADMIN', self: expect.stringContaining('/user/roles/') });
  expect((await platform.admin.get('/user/roles/ROLE_GOD')).status).toBe(404);
});

describe('oneself', () => {
  const asking = (accept: string) => platform.admin.send('GET', '/user/currentUser', undefined, { accept });

  test('comes with groups as user and with effective roles as currentUser', async () => {
    const asUser = await asking('application/vnd.com.nsn.cumulocity.user+json;');
    expect(asUser.headers.get('content-type')).toContain('cumulocity.user+json');
    expect(asUser.body).toMatchObject({ userName: 'admin', groups: { references: [{ group: { name: 'admins', roles: { references: expect.any(Array) } } }] } });
    expect(asUser.body).not.toHaveProperty('effectiveRoles');
    const asSelf = (await asking('application/vnd.com.nsn.cumulocity.currentUser+json;ver=0.9')).body as { effectiveRoles: { id: string }[] };
    expect(asSelf.effectiveRoles.map(({ id }) => id)).toEqual(expect.arrayContaining(['ROLE_USER_MANAGEMENT_ADMIN', 'ROLE_AUDIT_READ']));
    expect(asSelf).not.toHaveProperty('groups');
  });

  test('is a device, or a program with what its token may', async () => {
    expect((await device.client.get('/user/currentUser')).body).toMatchObject({ userName: 'device_one', effectiveRoles: [{ id: 'ROLE_DEVICE' }] });
    const { client } = await addToken(platform, { name: 'reports', permissions: ['measurements:read'] }, console);
    expect((await client.get('/user/currentUser')).body).toMatchObject({ userName: 'service_reports', effectiveRoles: [{ id: 'ROLE_MEASUREMENT_READ' }] });
  });

  test('changes its own names and password, and nothing else', async () => {
    const client = await addUser(platform, name, 'viewer', console);
    expect((await client.send('PUT', '/user/currentUser', { firstName: 'Eero', enabled: false, groups: [] }, json)).body).toMatchObject({ firstName: 'Eero', enabled: true });
    const next = 'four yellow boats';
    expect((await client.put('/user/currentUser/password', { currentUserPassword: 'wrong', newPassword: next })).status).toBe(422);
    expect((await client.put('/user/currentUser/password', { currentUserPassword: personPassword, newPassword: 'short' })).status).toBe(422);
    expect((await client.put('/user/currentUser/password', { currentUserPassword: personPassword, newPassword: next })).status).toBe(200);
    expect((await client.get('/platform')).status).toBe(401);
    expect((await platform.as(`main/${name}:${next}`).get('/platform')).status).toBe(200);
  });
});

describe('tenant options', () => {
  const path = '/tenant/options';

  test('are created with 200, read, changed and deleted', async () => {
    const made = await platform.admin.post(path, { category: 'a.b', key: 'k 1', value: 'v' }, json);
    expect([made.status, made.body]).toEqual([200, { category: 'a.b', key: 'k 1', value: 'v', self: expect.stringMatching(/\/tenant\/options\/a\.b\/k%201$/) }]);
    expect((await platform.admin.get(`${path}/a.b/k%201`)).body).toEqual(made.body);
    expect((await platform.admin.send('PUT', `${path}/a.b/k%201`, { value: 'w' }, json)).body).toMatchObject({ value: 'w' });
    expect((await platform.admin.put(`${path}/a.b`, { x: '1', y: '2' })).status).toBe(200);
    expect((await platform.admin.get(`${path}/a.b`)).body).toEqual({ 'k 1': 'w', x: '1', y: '2' });
    expect((await platform.admin.get(`${path}?withTotalElements=true&pageSize=2`)).body).toMatchObject({ options: [{ key: 'k 1' }, { key: 'x' }], statistics: { totalElements: 3 } });
    expect((await platform.admin.delete(`${path}/a.b/x`)).status).toBe(204);
    expect((await platform.admin.delete(`${path}/a.b/x`)).status).toBe(404);
    expect((await platform.admin.get(`${path}/a.b/x`)).status).toBe(404);
  });

  test('hold no secrets, and take only texts', async () => {
    expect((await platform.admin.post(path, { category: 'a', key: 'credentials.x', value: 'v' })).status).toBe(422);
    expect((await platform.admin.put(`${path}/a`, { 'credentials.x': 'v' })).status).toBe(422);
    expect((await platform.admin.post(path, { category: 'a', key: 'b', value: {} })).status).toBe(422);
    expect((await platform.admin.post(path, { category: 'a' })).status).toBe(422);
  });
});

test('the system says its version; the tenant and the way to sign in say who they are', async () => {
  expect((await device.client.get('/tenant/system/options/system/version')).body).toMatchObject({ value: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  expect((await platform.admin.get('/tenant/system/options/a/b')).status).toBe(404);
  expect((await device.client.get('/tenant/currentTenant')).body).toMatchObject({ name: 'main', applications: { references: [] } });
  const head = await platform.admin.send('HEAD', '/tenant/currentTenant');
  expect([head.status, head.body]).toEqual([200, undefined]);
  const options = await fetch(`${platform.platform.urls.device}/tenant/loginOptions`);
  expect(await options.json()).toMatchObject({ loginOptions: [{ type: 'BASIC' }] });
});

test('applications are the programs that hold tokens', async () => {
  const { client, id } = await addToken(platform, { name: 'amr', permissions: ['measurements:read'] }, console);
  const paths = ['/application/applications', '/application/applicationsByUser/admin', '/application/applicationsByOwner/main', '/application/applicationsByName/amr'];
  for (const path of paths) {
    const { applications } = (await platform.admin.get(`${path}?pageSize=100`)).body as { applications: Body[] };
    expect(applications.map((one) => one['name']), path).toContain('amr');
  }
  expect((await client.get('/application/currentApplication')).body).toMatchObject({ id, name: 'amr', type: 'EXTERNAL' });
  await console.call('revokeToken', { id });
  expect((await platform.admin.get(`/application/applications/${id}`)).status).toBe(404);
});

describe('the audit', () => {
  const path = '/audit/auditRecords';
  const record = { type: 'Report', activity: 'Meters read', text: '12 meters', time: '2026-11-20T10:00:00+02:00' };

  test('takes what programs report, under their own name', async () => {
    const { client } = await addToken(platform, { permissions: ['audit:write', 'audit:read'] }, console);
    const sent = { ...record, user: 'admin', application: 'amr', severity: 'INFORMATION', source: { id: device.id }, changes: [{ attribute: 'a', previousValue: 1, newValue: 2 }], c8y_X: { y: 1 } };
    const answer = await client.post(path, sent, json);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      ...record,
      time: '2026-11-20T08:00:00.000Z',
      user: expect.stringMatching(/^service_/),
      valvomo_ReportedUser: 'admin',
      application: 'amr',
      source: { id: device.id, self: expect.stringContaining('/inventory/managedObjects/') },
      changes: sent.changes,
      c8y_X: { y: 1 },
    });
    const { id, self } = answer.body as { id: string; self: string };
    expect(answer.headers.get('location')).toBe(self);
    expect((await client.get(`${path}/${id}`)).body).toEqual(answer.body);
    for (const query of [`source=${device.id}`, 'type=Report', 'application=amr', 'dateFrom=2026-11-20&dateTo=2026-11-21&type=Report', 'user=service_'.concat(String((answer.body as Body)['user']).slice(8))]) {
      expect((await client.get(`${path}?${query}`)).body, query).toMatchObject({ auditRecords: expect.arrayContaining([expect.objectContaining({ id })]) });
    }
    expect((await client.get(`${path}?type=Nothing&withTotalPages=true`)).body).toMatchObject({ auditRecords: [], statistics: { totalPages: 0 } });
  });

  test('has what programs and people changed in the inventory, and nothing of what a device does with its own', async () => {
    const { client } = await addToken(platform, { permissions: ['inventory:write'] }, console);
    const made = (await client.post('/inventory/managedObjects', { name: 'x' }, json)).body as { id: string };
    await platform.admin.put(`/inventory/managedObjects/${made.id}`, { name: 'y', c8y_X: {} });
    await platform.admin.put(`/inventory/managedObjects/${made.id}`, {});
    await platform.admin.delete(`/inventory/managedObjects/${made.id}`);
    await device.client.put(`/inventory/managedObjects/${device.id}`, { c8y_Hardware: {} });
    const { auditRecords } = (await platform.admin.get(`${path}?source=${made.id}&type=Managed%20object`)).body as { auditRecords: Body[] };
    expect(auditRecords.map(({ text, user }) => [text, user])).toEqual([
      [`Managed object deleted: ${made.id}`, 'admin'],
      [`Managed object updated: ${made.id} (name, c8y_X)`, 'admin'],
      [`Managed object created: ${made.id}`, expect.stringMatching(/^service_/)],
    ]);
    expect((await platform.admin.get(`${path}?source=${device.id}&type=Managed%20object`)).body).toMatchObject({ auditRecords: [] });
  });

  test('has what people did, and is neither changed nor deleted', async () => {
    await create();
    const { auditRecords } = (await platform.admin.get(`${path}?type=User&pageSize=1`)).body as { auditRecords: Body[] };
    expect(auditRecords[0]).toMatchObject({ activity: 'User created', user: 'admin', source: { id: name } });
    for (const method of ['DELETE', 'PUT']) expect((await platform.admin.send(method, `${path}/${auditRecords[0]?.['id']}`, {})).status).toBe(405);
    expect((await platform.admin.delete(path)).status).toBe(405);
  });

  test.each([{ ...record, text: undefined }, { ...record, time: 'now' }, { ...record, severity: 'HUGE' }, { ...record, changes: 7 }, { ...record, source: 7 }, []])('refuses %j', async (body) => {
    expect((await platform.admin.post(path, body)).status).toBe(422);
  });
});

test('the administrator is still who they were', async () => {
  expect((await platform.as(`main/admin:${adminPassword}`).get('/user/currentUser')).status).toBe(200);
});
