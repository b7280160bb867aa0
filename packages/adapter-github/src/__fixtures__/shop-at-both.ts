import {
  addComment,
  addIssue,
  openPullRequest,
  renameRepository,
  startEmulatedGitHub,
  startGitHubStandIn,
} from '@ao/github-stand-in';
import type { RepositoryAddress } from '@ao/ports';
import type { Github } from '../create-github.ts';
import { githubAt } from './github-at.ts';

/**
 * The same shop at a host, whoever wrote that: issues 1 (open, with a label, an assignee and a comment) and 2 (done), pull requests 3 (open),
 * 4 (a draft) and 5 (closed), and the fork `ann/shop`.
 */
export interface Shop extends Github {
  readonly host: string;
  readonly address: RepositoryAddress;
  /** Head commits of the pull requests, by number. */
  readonly heads: ReadonlyMap<number, string>;
  rename(name: string): Promise<unknown>;
  close(): Promise<void>;
  /** Questions GitHub forbids, and answers nobody knew to be wrong. */
  readonly violations: readonly string[];
}

const PULL_REQUESTS = [
  { branch: 'ao/shop-1/work', isDraft: false, isClosed: false },
  { branch: 'ao/shop-2/work', isDraft: true, isClosed: false },
  { branch: 'ao/shop-3/work', isDraft: false, isClosed: true },
];

/** The shop at our own stand-in. */
export async function shopAtStandIn(): Promise<Shop> {
  let now = Date.now();
  const host = await startGitHubStandIn({ now: () => (now += 1_000) });
  const repository = await host.createRepository({ files: null });
  await host.createRepository({ owner: 'ann', parent: repository, files: null });
  const issue = addIssue(host.state, repository, { title: 'One', body: 'Text.', labels: ['bug'], assignees: [{ login: 'octo' }] });
  addComment(host.state, issue, { body: 'Me too', author: { login: 'ann' } });
  addIssue(host.state, repository, { title: 'Two', state: 'closed', stateReason: 'completed' });
  const heads = new Map<number, string>();
  for (const { branch, isDraft, isClosed } of PULL_REQUESTS) {
    const made = openPullRequest(host.state, repository, { branch, title: branch, isDraft });
    heads.set(made.number, made.headCommit);
    if (isClosed) Object.assign(made, { state: 'CLOSED', closedAt: host.state.now(), updatedAt: host.state.now() });
  }
  return {
    ...githubAt(host),
    host: host.host,
    address: { host: host.host, owner: 'acme', name: 'shop' },
    heads,
    rename: async (name) => renameRepository(host.state, repository, { name }),
    close: () => host.close(),
    violations: host.usage.violations,
  };
}

/** The shop at the one others wrote. */
export async function shopAtEmulated(): Promise<Shop> {
  const host = await startEmulatedGitHub();
  await host.tell('POST /repos/acme/shop/forks', {}, 'ann');
  await host.tell('POST /repos/acme/shop/issues', { title: 'One', body: 'Text.', labels: ['bug'], assignees: ['octo'] });
  await host.tell('POST /repos/acme/shop/issues/1/comments', { body: 'Me too' }, 'ann');
  await host.tell('POST /repos/acme/shop/issues', { title: 'Two' });
  await host.tell('PATCH /repos/acme/shop/issues/2', { state: 'closed' });
  const main = await host.tell('GET /repos/acme/shop/git/ref/heads/main');
  const heads = new Map<number, string>();
  for (const { branch, isDraft, isClosed } of PULL_REQUESTS) {
    const { sha } = main['object'] as { readonly sha: string };
    await host.tell('POST /repos/acme/shop/git/refs', { ref: `refs/heads/${branch}`, sha });
    const content = Buffer.from(branch).toString('base64');
    await host.tell(`PUT /repos/acme/shop/contents/${branch}.txt`, { message: 'Work', content, branch });
    const made = await host.tell('POST /repos/acme/shop/pulls', { title: branch, head: branch, base: 'main', draft: isDraft });
    const number = made['number'] as number;
    heads.set(number, (made['head'] as { readonly sha: string }).sha);
    if (isClosed) await host.tell(`PATCH /repos/acme/shop/pulls/${number}`, { state: 'closed' });
  }
  return {
    ...githubAt(host),
    host: host.host,
    address: { host: host.host, owner: 'acme', name: 'shop' },
    heads,
    rename: (name) => host.tell('PATCH /repos/acme/shop', { name }),
    close: () => host.close(),
    violations: host.usage.violations,
  };
}
