/** Finding things by a few words. */
import { findThings } from '../../flows/find.ts';
import type { ConsoleHandlers } from './call.ts';

export const findHandlers: Pick<ConsoleHandlers, 'find'> = {
  find: ({ tenant }, { text, limit }) => findThings(tenant, text, limit),
};
