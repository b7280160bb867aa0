import type { RepositoryAddress } from '@ao/ports';
import type { KnownHost } from './github-host.ts';
import { repositoryName } from './repository-name.ts';

/** Longer ones are no addresses. */
const MAX_LENGTH = 2_000;

/**
 * The repository behind the URL of a git remote, in any form git takes: `https://`, `ssh://`, `git://`, `git+ssh://`, and the short
 * `user@host:owner/name`. Null when it does not lie on one of the hosts. Credentials in the URL are passed over.
 */
export function parseRemote(remoteUrl: string, hosts: readonly KnownHost[]): RepositoryAddress | null {
  const text = remoteUrl.trim();
  if (text.length > MAX_LENGTH) return null;
  const parts = splitUrl(text) ?? splitShort(text);
  if (parts === null) return null;
  const host = findHost(parts.host, hosts);
  const [owner = '', last = '', ...rest] = parts.path.replace(/^\/+|\/+$/g, '').split('/');
  if (host === null || rest.length > 0) return null;
  const name = repositoryName(owner, last.replace(/\.git$/, ''));
  return name === null ? null : { host: host.host, ...name };
}

interface RemoteParts {
  /** With the port as it was written. */
  readonly host: string;
  readonly path: string;
}

function splitUrl(text: string): RemoteParts | null {
  if (!/^(?:https?|ssh|git|git\+ssh|git\+https):\/\//i.test(text)) return null;
  const url = URL.parse(text.replace(/^git\+/i, ''));
  return url === null ? null : { host: url.host.toLowerCase(), path: url.pathname };
}

/** As `scp` writes it. A colon behind a slash is part of a path, and one letter before it a drive. */
function splitShort(text: string): RemoteParts | null {
  const match = /^(?:[^@/\s:]+@)?(\[[0-9a-f:]+\]|[^@/\s:]{2,}):(?!\/\/)(.+)$/i.exec(text);
  return match === null ? null : { host: (match[1] ?? '').toLowerCase(), path: match[2] ?? '' };
}

/** The host of that name; ssh has a port of its own, which says nothing about the host. */
export function findHost(name: string, hosts: readonly KnownHost[]): KnownHost | null {
  const bare = name.replace(/:\d+$/, '');
  return hosts.find(({ gitHosts }) => gitHosts.includes(name)) ?? hosts.find(({ gitHosts }) => gitHosts.includes(bare)) ?? null;
}
