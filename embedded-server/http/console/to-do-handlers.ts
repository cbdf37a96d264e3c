/** What is left to do. */
import { dismissedToDos, setDismissedToDos } from '../../flows/to-do.ts';
import type { ConsoleHandlers } from './call.ts';

export const toDoHandlers: Pick<ConsoleHandlers, 'dismissedToDos' | 'setDismissedToDos'> = {
  dismissedToDos: ({ tenant }) => ({ dismissed: dismissedToDos(tenant) }),
  setDismissedToDos: async ({ tenant }, { dismissed }) => ({ dismissed: await setDismissedToDos(tenant, dismissed) }),
};
