import assert from 'node:assert/strict';
import { valueOf } from '../scm/scm-case.ts';
import type { TrackerCase, TrackerUnderTest } from './tracker-case.ts';

function scopeOf({ tracker, remoteUrl }: TrackerUnderTest): string {
  const scope = tracker.scopeOf(remoteUrl);
  assert.ok(scope !== null, 'the remote has a scope');
  return scope;
}

function keyOf(underTest: TrackerUnderTest, reference: string): string {
  const parsed = underTest.tracker.parseIssue(reference, scopeOf(underTest));
  assert.ok(parsed !== null, `${reference} names an issue`);
  return parsed.key;
}

/** What every tracker does. */
export const trackerCases: readonly TrackerCase[] = [
  {
    name: 'what a person types names an issue, nonsense none',
    async run(underTest) {
      const { tracker, openIssue } = underTest;
      const reference = await openIssue({ title: 'One' });
      const { key, label, url } = valueOf(await tracker.read(keyOf(underTest, reference)));
      assert.equal(tracker.parseIssue(url, null)?.key, key);
      assert.equal(tracker.parseIssue(url, null)?.scope, scopeOf(underTest));
      assert.equal(tracker.parseIssue(label, scopeOf(underTest))?.key, key);
      for (const text of ['', '#', 'a b', 'https://example.invalid/1', 'x'.repeat(10_000)]) {
        assert.equal(tracker.parseIssue(text, scopeOf(underTest)), null);
      }
      assert.equal(tracker.scopeOf('https://example.invalid/a/b'), null);
    },
  },
  {
    name: 'an issue is told as it is',
    async run(underTest) {
      const { tracker, openIssue } = underTest;
      const reference = await openIssue({ title: 'Crash', body: 'On start.', labels: ['bug'], assignee: 'ann' });
      const issue = valueOf(await tracker.read(keyOf(underTest, reference)));
      assert.deepEqual(
        {
          title: issue.title,
          body: issue.body,
          labels: issue.labels,
          state: issue.state,
          assignees: issue.assignees.map(({ login }) => login),
        },
        { title: 'Crash', body: { text: 'On start.', isCut: false }, labels: ['bug'], state: 'open', assignees: ['ann'] },
      );
      assert.equal(issue.isPullRequest, false);
    },
  },
  {
    name: 'keys of other trackers, and issues that are not there, are gone',
    async run({ tracker }) {
      for (const key of ['', 'nonsense', 'example.invalid/a/b#1']) {
        assert.deepEqual(await tracker.read(key), { outcome: 'gone' });
        assert.deepEqual(await tracker.readComments({ key }), { outcome: 'gone' });
      }
      assert.deepEqual(await tracker.list({ scope: 'example.invalid/a/b' }), { outcome: 'gone' });
    },
  },
  {
    name: 'a list holds what was asked for, and says when there is more',
    async run(underTest) {
      const { tracker, openIssue } = underTest;
      await openIssue({ title: 'Slow start', labels: ['bug'], assignee: 'ann' });
      await openIssue({ title: 'Wrong colour', labels: ['bug', 'ui'] });
      await openIssue({ title: 'Old', isDone: true });
      const scope = scopeOf(underTest);
      const titles = async (query: object) =>
        valueOf(await tracker.list({ scope, ...query }))
          .issues.map(({ title }) => title)
          .sort();
      assert.deepEqual(await titles({}), ['Slow start', 'Wrong colour']);
      assert.deepEqual(await titles({ state: 'all' }), ['Old', 'Slow start', 'Wrong colour']);
      assert.deepEqual(await titles({ state: 'closed' }), ['Old']);
      assert.deepEqual(await titles({ labels: ['bug', 'ui'] }), ['Wrong colour']);
      assert.deepEqual(await titles({ assignee: 'ann' }), ['Slow start']);
      assert.deepEqual(await titles({ assignee: 'none' }), ['Wrong colour']);
      assert.deepEqual(await titles({ search: 'colour' }), ['Wrong colour']);
      const { issues, hasMore } = valueOf(await tracker.list({ scope, limit: 1 }));
      assert.deepEqual([issues.length, hasMore], [1, true]);
    },
  },
  {
    name: 'comments are the newest, oldest of them first',
    async run(underTest) {
      const { tracker, openIssue, comment } = underTest;
      const reference = await openIssue({ title: 'One' });
      for (const body of ['first', 'second', 'third']) await comment(reference, body);
      const { comments, total } = valueOf(await tracker.readComments({ key: keyOf(underTest, reference), limit: 2 }));
      assert.deepEqual([comments.map(({ body }) => body.text), total], [['second', 'third'], 3]);
    },
  },
  {
    name: 'what strangers write is well formed and no longer than promised',
    async run(underTest) {
      const { tracker, openIssue, comment } = underTest;
      const hostile = `\u001b]0;x\u0007${'🙂'.repeat(50_000)}`;
      const reference = await openIssue({ title: hostile, body: hostile });
      await comment(reference, hostile);
      const key = keyOf(underTest, reference);
      const { title, body } = valueOf(await tracker.read(key));
      const said = valueOf(await tracker.readComments({ key })).comments[0]?.body;
      assert.ok(title.length <= 300 && title.isWellFormed());
      assert.ok(body.isCut && body.text.isWellFormed() && Buffer.byteLength(body.text) <= 64 * 1024);
      assert.ok(said?.isCut === true && said.text.isWellFormed() && Buffer.byteLength(said.text) <= 16 * 1024);
    },
  },
  {
    name: 'without the tracker everything is unknown, and nothing rejects',
    async run(underTest) {
      const { tracker, openIssue, disconnect } = underTest;
      const key = keyOf(underTest, await openIssue({ title: 'One' }));
      await disconnect();
      const answers = [await tracker.read(key), await tracker.readComments({ key }), await tracker.list({ scope: scopeOf(underTest) })];
      assert.deepEqual(new Set(answers.map(({ outcome }) => outcome)), new Set(['unknown']));
      await assert.rejects(tracker.read(key, AbortSignal.abort(new Error('given up'))), /given up/u);
    },
  },
];
