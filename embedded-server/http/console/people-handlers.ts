/** The people of the site. */
import { ExpectedError } from '#contract/errors.ts';
import { assignableRoles, type Role } from '#contract/tenants.ts';

import { addPerson, changePerson, endSessionOf, endSessionsOf, listPeople, personSessions, setPlatformAdministrator, type PeopleParts } from '../../flows/people.ts';
import type { ConsoleHandlers, PersonContext } from './call.ts';

/** @throws ExpectedError 'forbidden' for a role this person may not give. */
function assertMayGive(role: Role | undefined, { person, tenant }: PersonContext): void {
  if (role === undefined || assignableRoles(tenant.id, person.permissions).includes(role)) return;
  throw new ExpectedError('forbidden', 'This role is given by the administrator of the installation, in its first site');
}

type PeopleCalls = 'people' | 'addPerson' | 'updatePerson' | 'setPlatformAdministrator' | 'personSessions' | 'endSession' | 'endSessions';

export function peopleHandlers(parts: PeopleParts): Pick<ConsoleHandlers, PeopleCalls> {
  return {
    people: ({ tenant }) => ({ people: listPeople(parts, tenant) }),
    addPerson(context, draft) {
      assertMayGive(draft.role, context);
      return addPerson(parts, context.tenant, draft, context.person.user.userName);
    },
    updatePerson(context, { userName, ...change }) {
      assertMayGive(change.role, context);
      return changePerson(parts, context.tenant, userName, change, context.person.user.userName);
    },
    setPlatformAdministrator: ({ tenant, person }, { userName, platformAdministrator }) =>
      setPlatformAdministrator(parts, tenant, userName, platformAdministrator, person.user.userName),
    personSessions: ({ tenant }, { userName }) => ({ sessions: personSessions(parts, tenant, userName) }),
    async endSession({ tenant }, { userName, session }) {
      await endSessionOf(parts, tenant, userName, session);
      return { ok: true };
    },
    async endSessions({ tenant, person }, { userName }) {
      await endSessionsOf(parts, tenant, userName, person.user.userName);
      return { ok: true };
    },
  };
}
