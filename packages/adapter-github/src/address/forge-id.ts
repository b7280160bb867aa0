import type { RepositoryAddress } from '@ao/ports';

/** The id of a thing at a host, as the rest of ao stores it: `<host>:<node id>`. */
export function forgeId(host: string, nodeId: string): string {
  return `${host}:${nodeId}`;
}

/** The two parts of such an id; null when it is none. The host may have a port, the node id never a colon. */
export function splitForgeId(id: string): { readonly host: string; readonly nodeId: string } | null {
  const at = id.lastIndexOf(':');
  const nodeId = id.slice(at + 1);
  return at < 1 || !/^[A-Za-z0-9_=+/-]{1,200}$/.test(nodeId) ? null : { host: id.slice(0, at), nodeId };
}

/** `owner/name` at a host; null when the text is none. */
export function addressOf(host: string, fullName: string): RepositoryAddress | null {
  const [owner = '', name = '', ...rest] = fullName.split('/');
  return owner === '' || name === '' || rest.length > 0 ? null : { host, owner, name };
}

/** Whether two addresses mean the same repository; GitHub does not tell upper from lower case. */
export function isSameRepository(a: RepositoryAddress, b: RepositoryAddress): boolean {
  return a.host === b.host && `${a.owner}/${a.name}`.toLowerCase() === `${b.owner}/${b.name}`.toLowerCase();
}
