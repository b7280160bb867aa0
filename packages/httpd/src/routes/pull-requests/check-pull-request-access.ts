import type { Caller } from '../../access/caller.ts';
import { checkAccess, checkProjectAccess } from '../../access/route-access.ts';
import type { HttpDependencies } from '../../app/http-dependencies.ts';

/**
 * Checks that a caller may change a pull request: people any; agents those of sessions they may command.
 *
 * @throws AoError `TOKEN_SCOPE`, and what naming a pull request throws.
 */
export function checkPullRequestAccess({ pullRequests }: Pick<HttpDependencies, 'pullRequests'>, caller: Caller, reference: string): void {
  if (caller.kind === 'person') return;
  const { sessionId, projectId } = pullRequests.get(reference);
  checkProjectAccess(caller, projectId);
  checkAccess(caller, 'command', sessionId);
}
