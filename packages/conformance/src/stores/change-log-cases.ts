import assert from 'node:assert/strict';
import { createSession, SHOP, sampleProject } from './sample-records.ts';
import type { StoresCase } from './stores-case.ts';

/** Lets microtasks and immediates run. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** What every change log does. */
export const changeLogCases: readonly StoresCase[] = [
  {
    name: 'an empty log says so',
    run({ stores }) {
      assert.deepEqual(stores.changeLog.bounds(), { oldest: 1, newest: 0 });
      assert.deepEqual(stores.changeLog.after(0, 10), []);
    },
  },
  {
    name: 'events are read in order from any place, in bites',
    run({ stores }) {
      for (let count = 0; count < 10; count += 1) createSession(stores);
      const sequences = (after: number, limit: number) => stores.changeLog.after(after, limit).map((event) => event.sequence);
      assert.deepEqual(sequences(0, 3), [1, 2, 3]);
      assert.deepEqual(sequences(8, 100), [9, 10, 11]);
      assert.deepEqual(sequences(11, 100), []);
      assert.deepEqual(stores.changeLog.bounds(), { oldest: 1, newest: 11 });
    },
  },
  {
    name: 'old events are dropped, and numbers are never given again',
    run({ stores }) {
      for (let count = 0; count < 9; count += 1) createSession(stores);
      assert.equal(stores.changeLog.prune(4), 6);
      assert.deepEqual(stores.changeLog.bounds(), { oldest: 7, newest: 10 });
      assert.equal(stores.changeLog.prune(4), 0);
      assert.equal(stores.changeLog.prune(0), 4);
      assert.deepEqual(stores.changeLog.bounds(), { oldest: 11, newest: 10 });
      createSession(stores);
      assert.deepEqual(stores.changeLog.bounds(), { oldest: 11, newest: 11 });
    },
  },
  {
    name: 'a commit wakes every listener after it, even when one of them throws',
    async run({ stores }) {
      const heard: string[] = [];
      stores.changeLog.onCommit(() => {
        throw new Error('a listener that fails');
      });
      stores.changeLog.onCommit(() => heard.push(`head ${stores.changeLog.bounds().newest}`));
      stores.projects.add(sampleProject('shop'));
      assert.deepEqual(heard, [], 'a listener must not run inside the call that writes');
      await settled();
      assert.deepEqual(heard, ['head 1']);
    },
  },
  {
    name: 'what is read or undone wakes nobody',
    async run({ stores }) {
      stores.projects.add(sampleProject('shop'));
      await settled();
      let calls = 0;
      stores.changeLog.onCommit(() => {
        calls += 1;
      });
      stores.projects.list();
      stores.transaction(() => stores.sessions.list());
      assert.throws(() =>
        stores.transaction(() => {
          createSession(stores);
          throw new Error('undo');
        }),
      );
      await settled();
      assert.equal(calls, 0);
      stores.transaction(() => {
        stores.projects.setConfig(SHOP, { model: 'a' });
        stores.projects.setConfig(SHOP, { model: 'b' });
      });
      await settled();
      assert.equal(calls, 1);
    },
  },
  {
    name: 'a closed listener is never called again, whoever closes it',
    async run({ stores }) {
      const heard: string[] = [];
      const first = stores.changeLog.onCommit(() => {
        heard.push('first');
        first.close();
        second.close();
      });
      const second = stores.changeLog.onCommit(() => heard.push('second'));
      stores.projects.add(sampleProject('shop'));
      await settled();
      stores.projects.add(sampleProject('api'));
      await settled();
      first.close();
      assert.deepEqual(heard, ['first']);
    },
  },
];
