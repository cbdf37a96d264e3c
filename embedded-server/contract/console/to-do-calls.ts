/** What is left to do after the first run, as far as somebody said that it is not. */
import { z } from 'zod';

import { endpoint } from '../endpoint.ts';

/** What Now may propose. */
export const toDoItems = ['device', 'rule', 'person', 'demo'] as const;
export const toDoItemSchema = z.enum(toDoItems);
export type ToDoItem = z.infer<typeof toDoItemSchema>;

const dismissed = z.object({ dismissed: z.array(toDoItemSchema) });

export const toDoCalls = {
  dismissedToDos: endpoint('GET', '/api/to-do/dismissed', { access: 'site:read', reply: dismissed }),
  /** For everybody of the site; an empty list brings all of it back. */
  setDismissedToDos: endpoint('PUT', '/api/to-do/dismissed', { access: 'devices:write', body: dismissed, reply: dismissed }),
};
