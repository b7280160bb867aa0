import { AoError, type ProjectId } from '@ao/domain';
import type { PullRequestObserverView } from '@ao/observe-scm';
import type { RateBudget, RepositoryAddress, ToolCheck } from '@ao/ports';
import { createFakeClock, createInMemoryStores } from '@ao/testing';
import { expect, test } from 'vitest';
import { githubCheck } from './github-check.ts';

const SHOP: RepositoryAddress = { host: 'github.com', owner: 'acme', name: 'shop' };
const QUIET: PullRequestObserverView = { isRunning: true, hosts: [], repositories: [], watched: 0 };
const OK: ToolCheck = { level: 'ok', summary: 'github.com is reached as ana.', path: null, version: null, remedy: null, code: null };
const MISSING: ToolCheck = {
  ...OK,
  level: 'failed',
  summary: 'There is no token for github.com.',
  remedy: 'gh auth login --hostname github.com',
  code: 'FORGE_TOKEN_MISSING',
};
const BUDGET: RateBudget = {
  host: 'github.com',
  batched: { limit: 5_000, remaining: 4_870, resetAt: 0, reserve: 1_000, ownCostPerHour: 118.6 },
  plain: null,
  notBefore: null,
};

function check(options: { readonly origin?: string; readonly tool?: ToolCheck; readonly view?: PullRequestObserverView | null } = {}) {
  const clock = createFakeClock();
  const stores = createInMemoryStores({ clock });
  const { origin = 'git@github.com:acme/shop.git', tool = OK } = options;
  stores.projects.add({
    id: 'shop' as ProjectId,
    path: '/code/shop',
    name: 'shop',
    originUrl: origin,
    defaultBranch: null,
    config: {},
    registeredAt: 0,
    archivedAt: null,
  });
  return githubCheck({
    scm: {
      check: () => Promise.resolve(tool),
      parseRemote: (url) => (url.includes('github.com') ? SHOP : null),
      budget: () => (tool === OK ? BUDGET : null),
    },
    stores,
    view: () => (options.view === undefined ? QUIET : options.view),
    namedHosts: [],
    now: () => clock.now(),
  }).run(new AbortController().signal);
}

test('says the account, and what is left', async () => {
  expect(await check()).toMatchObject({
    level: 'ok',
    summary: 'github.com is reached as ana. 4870 of 5000 points are left; about 119 an hour are used here.',
  });
});

test('a missing token is a warning with what mends it: all else works without', async () => {
  expect(await check({ tool: MISSING })).toMatchObject({ level: 'warning', remedy: 'gh auth login --hostname github.com', code: null });
});

test('what cannot be seen is named', async () => {
  const problem = { outcome: 'gone', message: 'It does not exist.' } as const;
  const view = { ...QUIET, repositories: [{ repository: SHOP, sourceRepository: SHOP, lookedAt: null, problem }] };
  expect(await check({ view })).toMatchObject({
    level: 'warning',
    summary: expect.stringContaining('New pull requests of acme/shop cannot be seen: It does not exist.'),
  });
});

test('that it is switched off is said', async () => {
  expect(await check({ view: null })).toMatchObject({ summary: expect.stringContaining('AO_OBSERVE_PULL_REQUESTS is off') });
});

test('nobody is asked when no project lies there', async () => {
  const tool = { ...OK, summary: new AoError('INTERNAL').message };
  expect(await check({ origin: 'https://example.org/x.git', tool })).toMatchObject({ level: 'ok', summary: 'No project lies at GitHub.' });
});
