import assert from 'node:assert/strict';
import { look, type ScmCase, valueOf } from './scm-case.ts';

/** How pull requests are found and told. */
export const discoveryCases: readonly ScmCase[] = [
  {
    name: 'a remote leads to its repository, nonsense to none',
    async run({ scm, createRepository, remoteUrl }) {
      const repository = await createRepository();
      assert.deepEqual(scm.parseRemote(remoteUrl(repository)), repository);
      for (const text of ['', '/srv/git/x', 'https://example.invalid/a/b', 'x'.repeat(10_000)]) assert.equal(scm.parseRemote(text), null);
      assert.deepEqual(scm.parsePullRequest('#7', repository), { repository, number: 7 });
      for (const text of ['', '0', 'ENG-7', '7 8']) assert.equal(scm.parsePullRequest(text, repository), null);
      assert.equal(scm.parsePullRequest('7', null), null);
    },
  },
  {
    name: 'pull requests of a namespace are discovered, others are not',
    async run({ scm, createRepository, openPullRequest }) {
      const repository = await createRepository();
      const own = await openPullRequest(repository, { branch: 'ao/shop-1/work', title: 'Own' });
      await openPullRequest(repository, { branch: 'feature/other' });
      const found = await scm.discover({ repository, sourceRepository: repository, branchPrefixes: ['ao/'], since: null, validator: null });
      assert.ok(found.outcome === 'found');
      assert.deepEqual(
        found.pullRequests.map(({ id, number, sourceBranch, title, state }) => ({ id, number, sourceBranch, title, state })),
        [{ id: own.id, number: own.number, sourceBranch: 'ao/shop-1/work', title: 'Own', state: 'open' }],
      );
      const byBranch = await scm.findByBranch({ repository, sourceRepository: repository, branch: 'ao/shop-1/work' });
      assert.deepEqual(
        valueOf(byBranch).map(({ id }) => id),
        [own.id],
      );
      assert.equal(valueOf(await scm.findByPlace(own)).id, own.id);
    },
  },
  {
    name: 'with its validator nothing new is told as unchanged, and something new is told',
    async run({ scm, createRepository, openPullRequest }) {
      const repository = await createRepository();
      await openPullRequest(repository, { branch: 'ao/a' });
      const request = { repository, sourceRepository: repository, branchPrefixes: ['ao/'], since: null };
      const first = await scm.discover({ ...request, validator: null });
      assert.ok(first.outcome === 'found');
      if (first.validator !== null) {
        assert.deepEqual(await scm.discover({ ...request, validator: first.validator }), { outcome: 'unchanged' });
      }
      await openPullRequest(repository, { branch: 'ao/b' });
      const second = await scm.discover({ ...request, validator: first.validator });
      assert.ok(second.outcome === 'found');
      assert.equal(second.pullRequests.length, 2);
    },
  },
  {
    name: 'each of many has an answer of its own, under its own id',
    async run({ scm, createRepository, openPullRequest, deleteRepository }) {
      const first = await createRepository();
      const second = await createRepository();
      const kept = await openPullRequest(first, { branch: 'ao/a' });
      const gone = await openPullRequest(second, { branch: 'ao/b' });
      await deleteRepository(second);
      const ids = [gone.id, 'nonsense', kept.id, '', kept.id];
      const answers = await scm.poll(ids);
      assert.deepEqual(new Set(answers.keys()), new Set(ids));
      assert.equal(answers.get(gone.id)?.outcome, 'gone');
      assert.equal(answers.get('nonsense')?.outcome, 'gone');
      const { repository, number, headCommit } = valueOf(answers.get(kept.id));
      assert.deepEqual({ repository, number, headCommit }, { repository: first, number: kept.number, headCommit: kept.headCommit });
      assert.deepEqual(await scm.findByPlace(gone), { outcome: 'gone' });
      assert.equal((await scm.poll([])).size, 0);
    },
  },
  {
    name: 'a closed pull request is told as closed',
    async run({ scm, createRepository, openPullRequest, close }) {
      const pullRequest = await openPullRequest(await createRepository(), { branch: 'ao/a' });
      assert.equal((await look(scm, pullRequest)).state, 'open');
      await close(pullRequest);
      assert.equal((await look(scm, pullRequest)).state, 'closed');
    },
  },
  {
    name: 'without the host everything is unknown, nothing is gone and nothing rejects',
    async run({ scm, createRepository, openPullRequest, disconnect }) {
      const repository = await createRepository();
      const pullRequest = await openPullRequest(repository, { branch: 'ao/a' });
      await disconnect();
      const request = { repository, sourceRepository: repository, branchPrefixes: ['ao/'], since: null, validator: null };
      const outcomes = [
        (await scm.poll([pullRequest.id])).get(pullRequest.id)?.outcome,
        (await scm.readThreads([pullRequest.id])).get(pullRequest.id)?.outcome,
        (await scm.discover(request)).outcome,
        (await scm.findByPlace(pullRequest)).outcome,
        (await scm.askMergeability(pullRequest)).outcome,
        (await scm.merge({ ...pullRequest, method: 'squash', expectedHead: pullRequest.headCommit })).outcome,
        (await scm.resolveThread(pullRequest.id)).outcome,
      ];
      assert.deepEqual(new Set(outcomes), new Set(['unknown']));
      assert.notEqual((await scm.check(repository.host)).level, 'ok');
    },
  },
  {
    name: 'a call that was given up rejects with the reason',
    async run({ scm, createRepository, openPullRequest }) {
      const pullRequest = await openPullRequest(await createRepository(), { branch: 'ao/a' });
      const signal = AbortSignal.abort(new Error('given up'));
      await assert.rejects(scm.poll([pullRequest.id], signal), /given up/u);
      await assert.rejects(scm.findByPlace(pullRequest, signal), /given up/u);
    },
  },
  {
    name: 'the budget tells what is left, and nothing about other hosts',
    async run({ scm, createRepository, openPullRequest }) {
      const repository = await createRepository();
      await look(scm, await openPullRequest(repository, { branch: 'ao/a' }));
      const budget = scm.budget(repository.host);
      assert.equal(budget?.host, repository.host);
      for (const allowance of [budget?.batched, budget?.plain]) {
        if (allowance == null) continue;
        assert.ok(allowance.remaining >= 0 && allowance.remaining <= allowance.limit);
        assert.ok(allowance.reserve >= 0 && allowance.reserve < allowance.limit && allowance.ownCostPerHour >= 0);
      }
      assert.equal(scm.budget('example.invalid'), null);
    },
  },
];
