/** The wall display, and the unattended displays. */
import { addDisplay, listDisplays, noteDisplaySeen, openDisplay, removeDisplay, renewDisplay, updateDisplay } from '../../flows/displays.ts';
import type { OpenTenant } from '../../flows/open-tenant.ts';
import { wallPicture } from '../../flows/wall.ts';
import type { ConsoleHandlers } from './call.ts';

type WallCalls = 'wall' | 'openDisplay' | 'displays' | 'addDisplay' | 'updateDisplay' | 'renewDisplay' | 'removeDisplay';

export function wallHandlers(tenantOf: (id: string) => OpenTenant | undefined): Pick<ConsoleHandlers, WallCalls> {
  return {
    async wall({ tenant, display, gone }, { trends }) {
      if (display) await noteDisplaySeen(display);
      return wallPicture(tenant, { withTrends: trends ?? false, display: display?.view ?? null, gone });
    },
    async openDisplay({ address, displayCookie }, { token }) {
      displayCookie.set(await openDisplay(tenantOf, token, address));
      return { ok: true };
    },
    displays: ({ tenant }) => ({ displays: listDisplays(tenant) }),
    addDisplay: ({ tenant, person }, view) => addDisplay(tenant, view, person.user.userName),
    updateDisplay: ({ tenant, person }, { id, ...view }) => updateDisplay(tenant, Number(id), view, person.user.userName),
    renewDisplay: ({ tenant, person }, { id }) => renewDisplay(tenant, Number(id), person.user.userName),
    async removeDisplay({ tenant, person }, { id }) {
      await removeDisplay(tenant, Number(id), person.user.userName);
      return { ok: true };
    },
  };
}
