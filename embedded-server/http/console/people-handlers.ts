/** The people of the site. */
import { addPerson, changePerson, endSessionsOf, listPeople, type PeopleParts } from '../../flows/people.ts';
import type { ConsoleHandlers } from './call.ts';

export function peopleHandlers(parts: PeopleParts): Pick<ConsoleHandlers, 'people' | 'addPerson' | 'updatePerson' | 'endSessions'> {
  return {
    people: ({ tenant }) => ({ people: listPeople(parts, tenant) }),
    addPerson: ({ tenant, person }, draft) => addPerson(parts, tenant, draft, person.user.userName),
    updatePerson: ({ tenant, person }, { userName, ...change }) =>
      changePerson(parts, tenant, userName, change, person.user.userName),
    async endSessions({ tenant, person }, { userName }) {
      await endSessionsOf(parts, tenant, userName, person.user.userName);
      return { ok: true };
    },
  };
}
