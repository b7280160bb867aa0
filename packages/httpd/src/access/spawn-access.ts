import { AoError } from '@ao/domain';
import type { Caller } from './caller.ts';

/** The part of a start that decides whether an agent may ask for it. */
export interface GuardedStart {
  readonly kind?: string | undefined;
  readonly permissionMode?: string | undefined;
  readonly command?: readonly string[] | undefined;
  readonly agent?: string | undefined;
}

/**
 * An agent that may command still may not reach around its own permissions by starting another one without any.
 *
 * @throws AoError `TOKEN_SCOPE`.
 */
export function refuseEscalation(caller: Caller, start: GuardedStart): void {
  if (caller.kind === 'person') return;
  if (start.kind === 'orchestrator') {
    throw new AoError('TOKEN_SCOPE', { message: 'Agents may not start orchestrators. Ask the person at the keyboard.' });
  }
  if (start.permissionMode === 'bypass-permissions' || start.command !== undefined || start.agent === 'command') {
    throw new AoError('TOKEN_SCOPE', {
      message: 'Agents may not start sessions that run without permissions or run arbitrary commands. Ask the person at the keyboard.',
    });
  }
}
