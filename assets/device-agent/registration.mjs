/** From nothing but a serial number to a credential and an object of its own. */
import { join } from 'node:path';

import { readJson, writeWhole } from './files.mjs';
import { TryLater, Wire, pause } from './wire.mjs';

/** Ask with the bootstrap credential until an operator has accepted the device. */
async function fetchCredential({ url, id, bootstrap, askEverySeconds }, log) {
  const wire = new Wire(url, bootstrap.user, bootstrap.password);
  for (;;) {
    let waitMs = askEverySeconds * 1000;
    try {
      const { status, body } = await wire.send('POST', '/devicecontrol/deviceCredentials', { body: { id } });
      if (status === 201 || status === 200) return { user: `${body.tenantId}/${body.username}`, password: body.password };
      log(`waiting to be accepted as '${id}'`);
    } catch (error) {
      if (!(error instanceof TryLater)) throw error;
      log(error.message);
      waitMs = Math.max(waitMs, error.waitMs);
    }
    await pause(waitMs * (0.75 + Math.random() / 2));
  }
}

/** The device's own credential, fetched once and kept. @returns {Promise<Wire>} */
export async function credentialOf(settings, log) {
  const path = join(settings.folder, 'credential.json');
  let credential = readJson(path, null);
  if (!credential) {
    credential = await fetchCredential(settings, log);
    writeWhole(path, JSON.stringify(credential));
    log(`registered as ${credential.user}`);
  }
  return new Wire(settings.url, credential.user, credential.password);
}

/** Found by serial number; after a stop between creating it and naming it, by being the only agent we may see. */
async function findObject(wire, id) {
  const named = await wire.send('GET', `/identity/externalIds/c8y_Serial/${encodeURIComponent(id)}`);
  if (named.status === 200) return { id: named.body.managedObject.id, isNamed: true };
  const own = await wire.send('GET', '/inventory/managedObjects?fragmentType=com_cumulocity_model_Agent&pageSize=1');
  const found = own.body.managedObjects?.[0];
  return found ? { id: found.id, isNamed: false } : null;
}

async function createObject(wire, inventory) {
  const { status, body } = await wire.send('POST', '/inventory/managedObjects', { body: inventory });
  if (status !== 201) throw new Error(`the device could not be created: ${body?.message}`);
  return { id: body.id, isNamed: false };
}

/** The device's managed object, with what is true of it now. @returns {Promise<string>} its id */
export async function objectOf(wire, id, inventory) {
  const found = (await findObject(wire, id)) ?? (await createObject(wire, inventory));
  if (!found.isNamed) await wire.send('POST', `/identity/globalIds/${found.id}/externalIds`, { body: { type: 'c8y_Serial', externalId: id } });
  await wire.send('PUT', `/inventory/managedObjects/${found.id}`, { body: inventory });
  return found.id;
}
