/** A GitHub that may be asked: github.com itself, or an Enterprise server a person has named. */
export interface GithubHost {
  /** Host of its web pages, with a port if it is not the usual one: `github.com`, `git.acme.example`. */
  readonly host: string;
  /**
   * Where its REST interface begins. Default: `https://api.github.com` for github.com, `https://api.<host>` for hosts below `ghe.com`,
   * else `https://<host>/api/v3`.
   */
  readonly apiUrl?: string | undefined;
  /** Other names git reaches it by, for example a name in `~/.ssh/config`. */
  readonly gitHosts?: readonly string[] | undefined;
}

/** A host with everything known about it. */
export interface KnownHost {
  readonly host: string;
  /** Without a slash at the end. */
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly gitHosts: readonly string[];
  /** github.com and `ghe.com` have all of the newest schema; an Enterprise server may be older. */
  readonly isHosted: boolean;
}

/** The hosts to be asked, github.com first unless it was given another place. */
export function knownHosts(hosts: readonly GithubHost[]): readonly KnownHost[] {
  const wanted = hosts.some(({ host }) => host.toLowerCase() === 'github.com') ? hosts : [{ host: 'github.com' }, ...hosts];
  return wanted.map(knownHost);
}

function knownHost(given: GithubHost): KnownHost {
  const host = given.host.toLowerCase();
  const isHosted = host === 'github.com' || host.endsWith('.ghe.com');
  const apiUrl = (given.apiUrl ?? (isHosted ? `https://api.${host}` : `https://${host}/api/v3`)).replace(/\/+$/, '');
  // A slash too many would be answered with 404.
  const graphqlUrl = apiUrl.endsWith('/api/v3') ? apiUrl.replace(/\/v3$/, '/graphql') : `${apiUrl}/graphql`;
  // github.com takes ssh on the port of https under this name.
  const own = host === 'github.com' ? ['ssh.github.com', 'www.github.com'] : [];
  return { host, apiUrl, graphqlUrl, isHosted, gitHosts: [host, ...own, ...(given.gitHosts ?? []).map((name) => name.toLowerCase())] };
}
