import type { TerminalAccess } from '@ao/terminal';
import type { Caller } from './caller.ts';
import { mayUse } from './route-access.ts';

/**
 * What a caller may do with terminals. Agents may look at what they may read anyway. They type into none: whoever types can answer
 * the dialogs in which an agent asks for permission.
 */
export function terminalAccessOf(caller: Caller): TerminalAccess {
  return {
    mayObserve: (sessionId) => mayUse(caller, 'session', sessionId),
    mayControl: () => caller.kind === 'person',
  };
}
