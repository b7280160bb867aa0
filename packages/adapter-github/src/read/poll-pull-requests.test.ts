import {
  addCheckRun,
  addReview,
  addStatus,
  addThread,
  moveHead,
  openPullRequest,
  removeRepository,
  renameRepository,
} from '@ao/github-stand-in';
import { describe, expect, test } from 'vitest';
import { useGithubWorld, valueOf } from '../__fixtures__/github-world.ts';

const world = useGithubWorld();

async function onePullRequest(wanted: Partial<Parameters<typeof openPullRequest>[2]> = {}) {
  const { host } = world();
  const repository = await host.createRepository({ files: null });
  return { repository, pullRequest: openPullRequest(host.state, repository, { branch: 'ao/shop-1/work', ...wanted }) };
}

async function look(record: { readonly nodeId: string }) {
  const { scm, id } = world();
  return valueOf((await scm.poll([id(record)])).get(id(record)));
}

describe('one pull request', () => {
  test('is told as it is', async () => {
    const { host, scm, id, address } = world();
    const { repository, pullRequest } = await onePullRequest({ title: 'Round half a cent up', author: { login: 'renovate', isBot: true } });
    addCheckRun(host.state, pullRequest, { name: 'test', title: 'All good' });
    await scm.askMergeability({ repository: address(repository), number: 1 });
    expect(await look(pullRequest)).toMatchObject({
      id: id(pullRequest),
      repository: address(repository),
      number: 1,
      url: `${host.url}/acme/shop/pull/1`,
      title: 'Round half a cent up',
      state: 'open',
      author: { login: 'renovate', isBot: true },
      sourceBranch: 'ao/shop-1/work',
      sourceRepository: address(repository),
      targetBranch: 'main',
      headCommit: pullRequest.headCommit,
      conflict: 'mergeable',
      gate: 'clean',
      mergeability: 'mergeable',
      checks: {
        isForHead: true,
        state: 'passing',
        isSettled: true,
        isComplete: true,
        total: 1,
        items: [{ name: 'test', workflow: 'CI', state: 'passed', summary: 'All good' }],
      },
      review: { decision: 'none', source: 'opinions', opinions: [] },
      threads: { unresolved: [], total: 0, isComplete: true },
      queue: 'none',
      mergeCommit: null,
    });
  });

  test.each([
    [
      { state: 'MERGED', mergedAt: Date.parse('2026-11-01T00:00:00Z'), mergeCommit: 'abc' },
      { state: 'merged', mergedAt: Date.parse('2026-11-01T00:00:00Z'), mergeCommit: 'abc' },
    ],
    [{ state: 'CLOSED', isDraft: true }, { state: 'closed' }],
    [{ isDraft: true }, { state: 'draft', mergeability: 'blocked' }],
    [{ author: null }, { author: null }],
    [{ sourceRepository: null }, { sourceRepository: null }],
    [{ queuePosition: 3 }, { queue: { position: 3, state: 'waiting' } }],
    [{ conflict: 'CONFLICTING' }, { conflict: 'conflicting', mergeability: 'conflicting' }],
    [{ conflict: 'UNKNOWN' }, { conflict: 'unknown', mergeability: 'unknown' }],
  ] as const)('%j is told as %j', async (facts, expected) => {
    const { pullRequest } = await onePullRequest();
    Object.assign(pullRequest, facts);
    expect(await look(pullRequest)).toMatchObject(expected);
  });

  test('whether it conflicts is known only after it was asked once', async () => {
    const { scm, address } = world();
    const { repository, pullRequest } = await onePullRequest();
    pullRequest.conflictsWhenAsked = true;
    expect(await look(pullRequest)).toMatchObject({ conflict: 'unknown' });
    expect(await scm.askMergeability({ repository: address(repository), number: 1 })).toEqual({ outcome: 'value', value: 'unknown' });
    expect(await look(pullRequest)).toMatchObject({ conflict: 'conflicting', gate: 'conflicting', mergeability: 'conflicting' });
  });
});

describe('checks', () => {
  test('right after a push they are those of the commit before, and say nothing', async () => {
    const { host } = world();
    const { pullRequest } = await onePullRequest();
    addCheckRun(host.state, pullRequest, { name: 'test' });
    pullRequest.rollupCommit = pullRequest.headCommit;
    moveHead(host.state, pullRequest, 'f'.repeat(40));
    expect((await look(pullRequest)).checks).toMatchObject({
      isForHead: false,
      state: 'unknown',
      isSettled: false,
      items: [{ state: 'passed' }],
    });
    pullRequest.rollupCommit = null;
    expect((await look(pullRequest)).checks).toMatchObject({ isForHead: true, state: 'unknown', total: 0, items: [] });
  });

  test('of runs of the same check only the newest counts; the same name in another workflow is another check', async () => {
    const { host } = world();
    const { pullRequest } = await onePullRequest();
    const at = (time: number) => ({ startedAt: Date.parse('2026-11-01T00:00:00Z') + time * 1_000 });
    addCheckRun(host.state, pullRequest, { name: 'test', conclusion: 'FAILURE', ...at(1) });
    addCheckRun(host.state, pullRequest, { name: 'test', conclusion: 'SUCCESS', ...at(9) });
    expect((await look(pullRequest)).checks).toMatchObject({ state: 'passing', total: 1, items: [{ state: 'passed' }] });
    addCheckRun(host.state, pullRequest, { name: 'test', conclusion: 'FAILURE', suite: 2, workflow: 'Nightly', ...at(2) });
    expect((await look(pullRequest)).checks).toMatchObject({ state: 'failing', total: 2 });
  });

  test('are settled when nothing runs and every required one has reported', async () => {
    const { host } = world();
    const { repository, pullRequest } = await onePullRequest();
    repository.requiredChecks = ['test', 'deploy'];
    const run = addCheckRun(host.state, pullRequest, { name: 'test', status: 'IN_PROGRESS' });
    addCheckRun(host.state, pullRequest, { name: 'lint', conclusion: 'FAILURE' });
    expect((await look(pullRequest)).checks).toMatchObject({ state: 'failing', isSettled: false });
    Object.assign(run, { status: 'COMPLETED', conclusion: 'SUCCESS' });
    expect((await look(pullRequest)).checks.isSettled).toBe(false);
    addStatus(host.state, pullRequest, { context: 'deploy', state: 'SUCCESS', description: 'Deployed' });
    const { checks, mergeability } = await look(pullRequest);
    expect(checks).toMatchObject({
      isSettled: true,
      items: [
        { name: 'test', isRequired: true },
        { name: 'lint', isRequired: false, state: 'failed' },
        { name: 'deploy', isRequired: true, jobId: null, summary: 'Deployed' },
      ],
    });
    expect(mergeability).toBe('unknown');
  });

  test('are required by rule sets too', async () => {
    const { host } = world();
    const { repository, pullRequest } = await onePullRequest();
    repository.ruleSetChecks = ['test'];
    addCheckRun(host.state, pullRequest, { name: 'lint' });
    expect((await look(pullRequest)).checks).toMatchObject({
      state: 'passing',
      isSettled: false,
      items: [{ name: 'lint', isRequired: false }],
    });
    addCheckRun(host.state, pullRequest, { name: 'test' });
    expect((await look(pullRequest)).checks).toMatchObject({ isSettled: true, items: [{ isRequired: false }, { isRequired: true }] });
  });

  test('three hundred are all read', async () => {
    const { host } = world();
    const { pullRequest } = await onePullRequest();
    for (let number = 0; number < 300; number += 1)
      addCheckRun(host.state, pullRequest, { name: `job ${number}`, conclusion: number === 299 ? 'FAILURE' : 'SUCCESS' });
    const { checks } = await look(pullRequest);
    expect([checks.items.length, checks.total, checks.state, checks.isComplete]).toEqual([300, 300, 'failing', true]);
    expect(host.account().used.graphql).toBe(3);
  });

  test('a page that does not come leaves what was read, and says so', async () => {
    const { host } = world();
    const { pullRequest } = await onePullRequest();
    for (let number = 0; number < 150; number += 1) addCheckRun(host.state, pullRequest, { name: `job ${number}` });
    host.faults.add({
      on: 'graphql',
      effect: { type: 'status', status: 502 },
      when: ({ operation }) => operation === 'MoreChecks',
      times: 9,
    });
    expect((await look(pullRequest)).checks).toMatchObject({
      isComplete: false,
      isSettled: false,
      state: 'unknown',
      error: { code: 'FORGE_UNAVAILABLE' },
    });
  });

  test('that may not be read leave everything else readable', async () => {
    const { host } = world();
    const { repository, pullRequest } = await onePullRequest();
    addCheckRun(host.state, pullRequest, { name: 'test' });
    repository.readOnlyFor = [host.token];
    expect(await look(pullRequest)).toMatchObject({
      number: 1,
      checks: { isComplete: false, state: 'unknown', error: { code: 'FORGE_FORBIDDEN' } },
    });
  });
});

describe('reviews and threads', () => {
  test('without a rule the opinions decide, and one wish for changes outweighs an approval', async () => {
    const { host } = world();
    const { repository, pullRequest } = await onePullRequest();
    addReview(host.state, pullRequest, { state: 'APPROVED', author: { login: 'ann' } });
    expect((await look(pullRequest)).review).toMatchObject({
      decision: 'approved',
      source: 'opinions',
      opinions: [{ author: { login: 'ann' }, commit: pullRequest.headCommit }],
    });
    addReview(host.state, pullRequest, { state: 'CHANGES_REQUESTED', author: null });
    addReview(host.state, pullRequest, { state: 'COMMENTED', author: { login: 'bob' } });
    expect((await look(pullRequest)).review).toMatchObject({
      decision: 'changes_requested',
      opinions: [{ opinion: 'approved' }, { opinion: 'changes_requested', author: null }],
    });
    repository.requiresReview = true;
    pullRequest.reviews.length = 0;
    expect(await look(pullRequest)).toMatchObject({ review: { decision: 'review_required', source: 'rule' }, mergeability: 'blocked' });
  });

  test('two hundred threads are all read, the unresolved ones told, oldest first', async () => {
    const { host, id } = world();
    const { pullRequest } = await onePullRequest();
    const threads = Array.from({ length: 200 }, (_, number) =>
      addThread(host.state, pullRequest, { body: 'x', path: `${number}.ts`, isResolved: number % 50 !== 0 }),
    );
    const { threads: told } = await look(pullRequest);
    expect(told).toMatchObject({
      total: 200,
      isComplete: true,
      unresolved: [{ path: '0.ts' }, { path: '50.ts' }, { path: '100.ts' }, { path: '150.ts' }],
    });
    expect(told.unresolved[0]?.id).toBe(id(threads[0]!));
  });

  test('the marker stays while nothing happens, and changes with an answer or a resolution', async () => {
    const { host } = world();
    const { pullRequest } = await onePullRequest();
    const thread = addThread(host.state, pullRequest, { body: 'x' });
    const marker = async () => (await look(pullRequest)).threads.marker;
    const first = await marker();
    expect(await marker()).toBe(first);
    thread.comments.push({ ...thread.comments[0]!, databaseId: 9, nodeId: 'PRRC_other' });
    const second = await marker();
    thread.isResolved = true;
    expect(new Set([first, second, await marker()]).size).toBe(3);
  });
});

describe('many', () => {
  async function many(count: number) {
    const { host, id } = world();
    const repository = await host.createRepository({ files: null });
    const records = Array.from({ length: count }, (_, number) =>
      openPullRequest(host.state, repository, { branch: `ao/shop-${number}/work` }),
    );
    return { repository, records, ids: records.map(id) };
  }

  test('sixty are three questions of a point each', async () => {
    const { host, scm } = world();
    const { ids } = await many(60);
    const answers = await scm.poll([...ids, ids[0]!]);
    expect([...answers.keys()]).toEqual(ids);
    expect([...answers.values()].every(({ outcome }) => outcome === 'value')).toBe(true);
    expect(host.usage.requests.map((request) => [request.ids, request.cost])).toEqual([
      [25, 1],
      [25, 1],
      [10, 1],
    ]);
    expect(scm.budget(host.host)).toMatchObject({
      batched: { limit: 5_000, remaining: 4_997, reserve: 1_000, ownCostPerHour: 180 },
      plain: null,
    });
  });

  test('those that are gone, hidden or no pull requests do not touch the others', async () => {
    const { host, scm, id } = world();
    const { records, ids } = await many(3);
    const hidden = await host.createRepository({ name: 'hidden', files: null });
    const secret = openPullRequest(host.state, hidden, { branch: 'x' });
    hidden.visibleTo = ['somebody else'];
    const thread = addThread(host.state, records[0]!, { body: 'x' });
    const others = [`${host.host}:PR_never`, id(secret), id(thread), 'github.example:PR_1', 'nonsense', ''];
    const answers = await scm.poll([...others, ...ids]);
    expect(others.map((other) => answers.get(other)?.outcome)).toEqual(['gone', 'gone', 'gone', 'gone', 'gone', 'gone']);
    expect(ids.map((own) => answers.get(own)?.outcome)).toEqual(['value', 'value', 'value']);
  });

  test('what may not be read of one is not missing from the others', async () => {
    const { host, scm, id } = world();
    const { records, ids } = await many(2);
    const closed = await host.createRepository({ name: 'closed', files: null });
    closed.readOnlyFor = [host.token];
    const other = openPullRequest(host.state, closed, { branch: 'x' });
    for (const record of [...records, other]) addCheckRun(host.state, record, { name: 'test' });
    const answers = await scm.poll([ids[0]!, id(other), ids[1]!]);
    expect([...answers.values()].map((answer) => valueOf(answer).checks.error?.code)).toEqual([undefined, 'FORGE_FORBIDDEN', undefined]);
    const plain = await host.createRepository({ name: 'plain', files: null });
    const without = openPullRequest(host.state, plain, { branch: 'x' });
    expect(valueOf((await scm.poll([id(other), id(without)])).get(id(without))).checks).toMatchObject({ isComplete: true, error: null });
  });

  test('a renamed repository is told under its new name, a deleted one is gone', async () => {
    const { host, scm } = world();
    const { repository, ids } = await many(1);
    renameRepository(host.state, repository, { owner: 'umbrella', name: 'store' });
    expect((await scm.poll(ids)).get(ids[0]!)).toMatchObject({ value: { repository: { owner: 'umbrella', name: 'store' } } });
    removeRepository(host.state, repository);
    expect((await scm.poll(ids)).get(ids[0]!)).toEqual({ outcome: 'gone' });
  });

  test('a question that is too much is halved until it gets through', async () => {
    const { host, scm } = world();
    const { ids } = await many(25);
    host.faults.add({ on: 'graphql', effect: { type: 'status', status: 502 }, when: (request) => request.ids > 7, times: 99 });
    const answers = await scm.poll(ids);
    expect([...answers.values()].every(({ outcome }) => outcome === 'value')).toBe(true);
    expect(host.usage.requests.map((request) => request.ids)).toEqual([25, 13, 7, 6, 12, 6, 6]);
  });

  test('one that is always too much does not spoil the others', async () => {
    const { host, scm } = world();
    const { ids } = await many(4);
    let asked = 0;
    host.faults.add({
      on: 'graphql',
      effect: { type: 'half_answer' },
      when: ({ ids: count }) => count > 1 || (asked += 1) <= 1,
      times: 99,
    });
    const answers = await scm.poll(ids);
    expect([...answers.values()].map(({ outcome }) => outcome)).toEqual(['unknown', 'value', 'value', 'value']);
    expect(answers.get(ids[0]!)).toMatchObject({ error: { code: 'FORGE_ANSWER_INVALID' } });
  });

  test('a host that is down is left alone soon', async () => {
    const { host, scm } = world();
    const { ids } = await many(60);
    host.faults.add({ on: 'graphql', effect: { type: 'status', status: 502 }, times: 999 });
    const answers = await scm.poll(ids);
    expect([...answers.values()].every((answer) => answer.outcome === 'unknown' && answer.error.code === 'FORGE_UNAVAILABLE')).toBe(true);
    expect(host.usage.requests.length).toBeLessThan(12);
  });

  test('a server that is too old is asked for less, from then on', async () => {
    const { host, scm } = world();
    const { ids } = await many(2);
    const message = "Field 'isInMergeQueue' doesn't exist on type 'PullRequest'";
    host.faults.add({ on: 'graphql', effect: { type: 'graphql_error', message } });
    expect([...(await scm.poll(ids)).values()]).toMatchObject([{ value: { queue: 'unknown' } }, { value: { queue: 'unknown' } }]);
    await scm.poll(ids);
    expect(host.usage.requests).toHaveLength(3);
  });
});
