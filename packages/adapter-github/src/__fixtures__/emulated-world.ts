import { type EmulatedGitHub, startEmulatedGitHub } from '@ao/github-stand-in';
import type { RepositoryAddress } from '@ao/ports';
import { afterEach, beforeEach } from 'vitest';
import type { Github, GithubOptions } from '../create-github.ts';
import { githubAt } from './github-at.ts';

/** A host somebody else wrote, and this package beside it. */
export interface EmulatedWorld extends Github {
  readonly host: EmulatedGitHub;
  readonly shop: RepositoryAddress;
  /** Where the issues of the repository are kept. */
  readonly scope: string;
  another(options?: Partial<GithubOptions>): Github;
  /** Opens a pull request of the repository; the branch has a commit of its own. */
  open(branch: string, more?: object): Promise<{ readonly number: number; readonly head: string; readonly id: string }>;
  /** What the host took for the work. */
  costOf(work: () => Promise<unknown>): Promise<number>;
}

/** Starts a world before each test, and ends it behind; a question GitHub would not take fails the test, and so does a gap nobody knew. */
export function useEmulatedWorld(): () => EmulatedWorld {
  let world: EmulatedWorld | null = null;
  beforeEach(async () => {
    const host = await startEmulatedGitHub();
    const another = (options: Partial<GithubOptions> = {}): Github => githubAt(host, options);
    world = {
      ...another(),
      host,
      another,
      shop: { host: host.host, owner: 'acme', name: 'shop' },
      scope: `${host.host}/acme/shop`,
      async open(branch, more = {}) {
        const main = await host.tell('GET /repos/acme/shop/git/ref/heads/main');
        await host.tell('POST /repos/acme/shop/git/refs', {
          ref: `refs/heads/${branch}`,
          sha: (main['object'] as { readonly sha: string }).sha,
        });
        const content = Buffer.from(branch).toString('base64');
        await host.tell(`PUT /repos/acme/shop/contents/${encodeURIComponent(branch)}.txt`, { message: 'Work', content, branch });
        const body = await host.tell('POST /repos/acme/shop/pulls', { title: branch, head: branch, base: 'main', ...more });
        return {
          number: body['number'] as number,
          head: (body['head'] as { readonly sha: string }).sha,
          id: `${host.host}:${String(body['node_id'])}`,
        };
      },
      async costOf(work) {
        const before = host.usage.requests.length;
        await work();
        return host.usage.requests.slice(before).reduce((sum, { cost }) => sum + cost, 0);
      },
    };
  });
  afterEach(async () => {
    const { violations } = world?.host.usage ?? { violations: [] };
    await world?.host.close();
    world = null;
    if (violations.length > 0) throw new Error(violations.join('\n'));
  });
  return () => {
    if (world === null) throw new Error('only inside of a test');
    return world;
  };
}
