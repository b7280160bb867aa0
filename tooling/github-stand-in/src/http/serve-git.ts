import type { IncomingMessage, ServerResponse } from 'node:http';
import { serveGit } from '../git/http-backend.ts';
import { syncWithGit } from '../state/git-sync.ts';
import { isVisible } from '../state/host-state.ts';
import type { HostFront } from './host-front.ts';

/** Serves clone, fetch and push of `/<owner>/<name>.git/…`. False when the path is none of these. */
export async function serveGitPath(front: HostFront, request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
  const match = /^\/([^/]+)\/([^/]+?)(?:\.git)?(\/(?:info\/refs|git-upload-pack|git-receive-pack))$/.exec(url.pathname);
  if (match === null) return false;
  const [, owner = '', name = '', rest = ''] = match;
  const token = tokenOf(request);
  const repository = front.state.repository(owner, name);
  const isPush = rest === '/git-receive-pack' || url.searchParams.get('service') === 'git-receive-pack';
  const account = front.state.tokens.get(token);
  if (account === undefined && (isPush || repository?.isPrivate !== false)) {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="GitHub"' }).end();
    return true;
  }
  if (repository === null || repository.git === null || !isVisible(repository, token)) {
    response.writeHead(404).end('Repository not found.');
    return true;
  }
  if (isPush && (repository.isArchived || repository.readOnlyFor.includes(token))) {
    response.writeHead(403).end('Permission denied.');
    return true;
  }
  await serveGit(request, response, {
    directory: repository.git.directory,
    path: rest,
    query: url.search.slice(1),
    account: account?.login ?? '',
    beforeEnd: async () => {
      if (rest === '/git-receive-pack') await syncWithGit(front.state, repository);
    },
  });
  front.usage.requests.push({
    kind: 'git',
    method: request.method ?? '',
    path: url.pathname,
    status: response.statusCode,
    cost: 0,
    operation: '',
    ids: 0,
  });
  return true;
}

/** The token of a request: behind `Bearer`, `token`, or as the password of `Basic`. Empty when there is none. */
export function tokenOf(request: IncomingMessage): string {
  const [scheme = '', value = ''] = (request.headers.authorization ?? '').split(' ', 2);
  if (scheme.toLowerCase() !== 'basic') return value;
  const [user = '', password = ''] = Buffer.from(value, 'base64').toString().split(':', 2);
  return password === '' || password === 'x-oauth-basic' ? user : password;
}
