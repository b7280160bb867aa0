import type { RepositoryAddress } from '@ao/ports';
import type { ForgeHosts } from '../host/forge-hosts.ts';
import type { PullRequestObserverOptions } from '../observer-options.ts';
import { addressKey } from './repository-pair.ts';
import type { WatchedSession } from './watched-session.ts';

/** Whether a repository is a fork hardly ever changes. */
const KEPT_MS = 6 * 60 * 60_000;
const UNKNOWN_KEPT_MS = 10 * 60_000;

/** Where the pull requests of forks go. */
export interface ParentRepositories {
  /** The same sessions once more, for the repository their project is a fork of: pull requests go there as well. Asks each host rarely. */
  besides(sessions: readonly WatchedSession[], signal: AbortSignal): Promise<readonly WatchedSession[]>;
}

/** Makes it. */
export function createParentRepositories(
  options: Pick<PullRequestObserverOptions, 'scm' | 'clock'> & { readonly hosts: ForgeHosts },
): ParentRepositories {
  const { scm, clock, hosts } = options;
  const known = new Map<string, { readonly parent: RepositoryAddress | null; readonly until: number }>();

  async function parentOf(address: RepositoryAddress, signal: AbortSignal): Promise<RepositoryAddress | null> {
    const key = addressKey(address);
    const kept = known.get(key);
    if (kept !== undefined && clock.monotonic() < kept.until) return kept.parent;
    // Whether there is a token is found out by what cannot do without.
    if (hosts.notBefore(address.host) !== null || (await hosts.account(address.host, signal)) === null) return kept?.parent ?? null;
    const answer = await scm.readRepository(address, signal);
    signal.throwIfAborted();
    const parent = answer.outcome === 'value' ? answer.value.parent : (kept?.parent ?? null);
    known.set(key, { parent, until: clock.monotonic() + (answer.outcome === 'value' ? KEPT_MS : UNKNOWN_KEPT_MS) });
    return parent;
  }

  return {
    async besides(sessions, signal) {
      const more: WatchedSession[] = [];
      for (const session of sessions) {
        const parent = await parentOf(session.repository, signal);
        if (parent !== null) more.push({ ...session, repository: parent });
      }
      return more;
    },
  };
}
