import { AoError, splitSessionId } from '@ao/domain';
import type { Caller } from './caller.ts';

/**
 * Who may use a route.
 *
 * - `open`: everyone on this machine, without a token
 * - `any`: every token
 * - `person`: the main token only
 * - `session`: about one session, named by the path: the agent itself; those that may command also about others of their project
 * - `own`: said by an agent about itself
 * - `command`: changes the session named by the path, or makes one: agents only if they may command (the project's `agentsMayCommand`, or the orchestrator), and only in their project
 */
export type RouteAccess = 'open' | 'any' | 'person' | 'session' | 'own' | 'command';

/**
 * Whether a caller may use a route.
 *
 * @param sessionId - the session in the path as it was given; undefined where the route has none, and checks its target itself.
 */
export function mayUse(caller: Caller, access: Exclude<RouteAccess, 'open'>, sessionId: string | undefined): boolean {
  if (caller.kind === 'person' || access === 'any') return true;
  if ((access === 'session' || access === 'own') && sessionId === caller.sessionId) return true;
  return (access === 'session' || access === 'command') && caller.mayCommand && (sessionId === undefined || isOfProject(caller, sessionId));
}

/**
 * Checks that a caller may use a route; see {@link mayUse}.
 *
 * @throws AoError `TOKEN_SCOPE`.
 */
export function checkAccess(caller: Caller, access: Exclude<RouteAccess, 'open'>, sessionId: string | undefined): void {
  if (!mayUse(caller, access, sessionId)) throw new AoError('TOKEN_SCOPE');
}

/**
 * Checks that a caller may see or use a whole project: people any, agents their own.
 *
 * @throws AoError `TOKEN_SCOPE`.
 */
export function checkProjectAccess(caller: Caller, projectId: string): void {
  if (caller.kind === 'session' && caller.projectId !== projectId) throw new AoError('TOKEN_SCOPE');
}

function isOfProject(caller: Extract<Caller, { kind: 'session' }>, sessionId: string): boolean {
  return splitSessionId(sessionId)?.projectId === caller.projectId;
}
