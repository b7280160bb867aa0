import { describe, expect, test } from 'vitest';
import { useEmulatedWorld } from './__fixtures__/emulated-world.ts';
import { valueOf } from './__fixtures__/github-world.ts';

const world = useEmulatedWorld();

/** What a session looks for. */
const wanted = () => ({
  repository: world().shop,
  sourceRepository: world().shop,
  branchPrefixes: ['ao/shop-'],
  since: null,
  validator: null,
});

describe('discovery', () => {
  test('sees the pull requests of its branches, newest change first, and reads nothing again while nothing has changed', async () => {
    const { scm, host, open, costOf } = world();
    const first = await open('ao/shop-1/work');
    await open('elsewhere');
    const second = await open('ao/shop-2/work', { draft: true });
    const found = await scm.discover(wanted());
    if (found.outcome !== 'found') throw new Error(found.outcome);
    expect(found.pullRequests.map(({ number }) => number)).toEqual([second.number, first.number]);
    expect(found.pullRequests[1]).toMatchObject({
      id: first.id,
      repository: world().shop,
      number: 1,
      title: 'ao/shop-1/work',
      state: 'open',
      headCommit: first.head,
      url: `${host.url}/acme/shop/pull/1`,
      author: { login: 'octo', isBot: false },
      sourceBranch: 'ao/shop-1/work',
      sourceRepository: world().shop,
      targetBranch: 'main',
    });
    expect(found.pullRequests[0]?.state).toBe('draft');
    const { validator } = found;
    expect(await costOf(async () => expect(await scm.discover({ ...wanted(), validator })).toEqual({ outcome: 'unchanged' }))).toBe(0);
    await host.tell('PATCH /repos/acme/shop/pulls/1', { title: 'Better' });
    const changed = await scm.discover({ ...wanted(), validator });
    expect(changed).toMatchObject({ outcome: 'found', pullRequests: [{ title: 'Better' }, { number: 3 }] });
    expect(changed).not.toMatchObject({ validator });
  });

  test('reads on over pages, as far back as it is asked to', async () => {
    const { scm, host, costOf } = world();
    for (let number = 1; number <= 120; number += 1) {
      await host.tell('POST /repos/acme/shop/pulls', { title: `${number}`, head: `ao/shop-${number}/work`, base: 'main' });
    }
    const all = await scm.discover({ ...wanted(), since: 0 });
    expect(all).toMatchObject({ outcome: 'found', pullRequests: { length: 120 }, isComplete: true });
    expect(await costOf(() => scm.discover({ ...wanted(), since: 0 }))).toBe(2);
    expect(await scm.discover(wanted())).toMatchObject({ pullRequests: { length: 100 } });
  });

  test('knows the branches of a fork apart from its own', async () => {
    const { scm, host, open, shop } = world();
    await open('ao/shop-1/work');
    await host.tell('POST /repos/acme/shop/forks', {}, 'ann');
    await host.tell('POST /repos/acme/shop/pulls', { title: 'From ann', head: 'ann:ao/shop-1/work', base: 'main' }, 'ann');
    const fork = { ...shop, owner: 'ann' };
    const titles = async (sourceRepository: typeof shop) => {
      const found = await scm.discover({ ...wanted(), sourceRepository });
      return found.outcome === 'found' ? found.pullRequests.map(({ title }) => title) : found.outcome;
    };
    expect([await titles(shop), await titles(fork)]).toEqual([['ao/shop-1/work'], ['From ann']]);
    const byBranch = async (sourceRepository: typeof shop) =>
      valueOf(await scm.findByBranch({ repository: shop, sourceRepository, branch: 'ao/shop-1/work' })).map(({ title }) => title);
    expect([await byBranch(shop), await byBranch(fork)]).toEqual([['ao/shop-1/work'], ['From ann']]);
  });
});

describe('one pull request', () => {
  test('is found by its branch and by its number, whatever became of it', async () => {
    const { scm, host, open, shop } = world();
    const { id, number } = await open('ao/shop-1/work');
    const branch = { repository: shop, sourceRepository: shop, branch: 'ao/shop-1/work' };
    expect(valueOf(await scm.findByBranch(branch))).toMatchObject([{ id, state: 'open' }]);
    expect(valueOf(await scm.findByBranch({ ...branch, branch: 'ao/shop-1' }))).toEqual([]);
    await host.tell(`PATCH /repos/acme/shop/pulls/${number}`, { state: 'closed' });
    expect(valueOf(await scm.findByBranch(branch))).toMatchObject([{ id, state: 'closed' }]);
    expect(valueOf(await scm.findByPlace({ repository: shop, number }))).toMatchObject({ id, state: 'closed' });
    expect(await scm.findByPlace({ repository: shop, number: 99 })).toEqual({ outcome: 'gone' });
    expect(valueOf(await scm.askMergeability({ repository: shop, number }))).toBe('mergeable');
  });

  test.each(['merge', 'squash', 'rebase'] as const)('is merged by %s, once, and only with the head that was looked at', async (method) => {
    const { scm, host, open, shop } = world();
    const { number, head } = await open('ao/shop-1/work');
    const request = { repository: shop, number, method, expectedHead: head };
    expect(await scm.merge({ ...request, expectedHead: 'a'.repeat(40) })).toMatchObject({ outcome: 'refused', reason: 'head_moved' });
    expect(host.usage.requests.map(({ status }) => status)).toContain(409);
    const merged = await scm.merge({ ...request, commitTitle: 'Work', commitMessage: 'All of it.' });
    const main = await host.tell('GET /repos/acme/shop/commits/main');
    expect(merged).toEqual({ outcome: 'merged', commit: main['sha'], wasAlready: false });
    expect(main['commit']).toMatchObject({ message: 'Work\n\nAll of it.' });
    expect(main['parents']).toHaveLength(method === 'merge' ? 2 : 1);
    expect(await scm.merge(request)).toEqual({ outcome: 'merged', commit: main['sha'], wasAlready: true });
    expect(valueOf(await scm.findByPlace(request)).state).toBe('merged');
  });

  test.each([
    ['closed', 'closed', { state: 'closed' }],
    ['not_mergeable', 'a draft', { draft: true }],
  ] as const)('is refused as %s when it is %s', async (reason, _name, facts) => {
    const { scm, host, open, shop } = world();
    const { number, head } = await open('work', facts);
    if ('state' in facts) await host.tell(`PATCH /repos/acme/shop/pulls/${number}`, facts);
    expect(await scm.merge({ repository: shop, number, method: 'merge', expectedHead: head })).toMatchObject({
      outcome: 'refused',
      reason,
    });
  });

  test('is refused where another way is wanted, or checks', async () => {
    const { scm, host, open, shop } = world();
    const { number, head } = await open('work');
    const request = { repository: shop, number, method: 'squash', expectedHead: head } as const;
    await host.tell('PATCH /repos/acme/shop', { allow_squash_merge: false });
    expect(await scm.merge(request)).toMatchObject({ outcome: 'refused', reason: 'method_not_allowed' });
    await host.tell('PUT /repos/acme/shop/branches/main/protection', {
      required_status_checks: { strict: false, contexts: ['test'] },
      enforce_admins: true,
      required_pull_request_reviews: null,
      restrictions: null,
    });
    expect(await scm.merge({ ...request, method: 'merge' })).toMatchObject({ outcome: 'refused', reason: 'not_mergeable' });
    await host.tell('POST /repos/acme/shop/check-runs', { name: 'test', head_sha: head, status: 'completed', conclusion: 'success' });
    expect(await scm.merge({ ...request, method: 'merge' })).toMatchObject({ outcome: 'merged', wasAlready: false });
  });

  test('is unknown when the answer got lost and nothing was merged, and found when it was', async () => {
    const { scm, host, open, shop } = world();
    const { number, head } = await open('work');
    const request = { repository: shop, number, method: 'squash', expectedHead: head } as const;
    const isMerge = ({ method }: { readonly method: string }) => method === 'PUT';
    host.faults.add({ on: 'rest', effect: { type: 'reset' }, when: isMerge });
    expect(await scm.merge(request)).toMatchObject({ outcome: 'unknown', error: { code: 'FORGE_UNAVAILABLE' } });
    host.faults.add({ on: 'rest', effect: { type: 'half_answer' }, when: isMerge });
    expect(await scm.merge(request)).toMatchObject({ outcome: 'merged', wasAlready: false });
  });
});
