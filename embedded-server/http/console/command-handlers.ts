/** Commands to devices. */
import { cancelCommand, listCommands, sendCommand } from '../../flows/console-commands.ts';
import type { ConsoleHandlers } from './call.ts';

export const commandHandlers: Pick<ConsoleHandlers, 'commands' | 'sendCommand' | 'cancelCommand'> = {
  commands: ({ tenant }, { id, limit }) => listCommands(tenant, id, limit),
  sendCommand: ({ tenant, person }, { id, ...draft }) => sendCommand(tenant, id, draft, person.user.userName),
  cancelCommand: ({ tenant, person }, { id }) => cancelCommand(tenant, id, person.user.userName),
};
