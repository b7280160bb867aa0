import assert from 'node:assert/strict';
import { INTAKE_STATES, type ProjectId, type SessionId } from '@ao/domain';
import type { IntakeEntry } from '@ao/ports';
import { assertRefused } from './event-expectations.ts';
import { SHOP, sampleProject } from './sample-records.ts';
import type { StoresCase } from './stores-case.ts';

function entry(number: number, changes: Partial<IntakeEntry> = {}): IntakeEntry {
  return {
    projectId: SHOP,
    issueKey: `github.com/acme/shop#${number}`,
    label: `acme/shop#${number}`,
    title: 'Größer',
    state: 'claimed',
    sessionId: null,
    attempts: 1,
    message: null,
    nextTryAt: null,
    createdAt: number,
    updatedAt: number,
    ...changes,
  };
}

/** What every store of issues taken in does. */
export const issueIntakeCases: readonly StoresCase[] = [
  {
    name: 'an issue taken in is read back as it was written, in every state',
    run({ stores }) {
      stores.projects.add(sampleProject('shop'));
      assert.equal(stores.issueIntakes.get(SHOP, 'github.com/acme/shop#1'), null);
      INTAKE_STATES.forEach((state, index) => {
        const written = entry(index, { state, message: 'why', nextTryAt: 9, sessionId: 'shop-1' as SessionId });
        stores.issueIntakes.put(written);
        assert.deepEqual(stores.issueIntakes.get(SHOP, written.issueKey), written);
      });
    },
  },
  {
    name: 'an issue taken in keeps the time it was first seen',
    run({ stores }) {
      stores.projects.add(sampleProject('shop'));
      stores.issueIntakes.put(entry(1));
      stores.issueIntakes.put(entry(1, { state: 'started', sessionId: 'shop-1' as SessionId, createdAt: 77, updatedAt: 78 }));
      assert.deepEqual(stores.issueIntakes.list(SHOP, 9), [
        entry(1, { state: 'started', sessionId: 'shop-1' as SessionId, updatedAt: 78 }),
      ]);
    },
  },
  {
    name: 'issues taken in are listed newest first, for each project its own',
    run({ stores }) {
      for (const id of ['shop', 'blog']) stores.projects.add(sampleProject(id));
      for (const number of [2, 3, 1]) stores.issueIntakes.put(entry(number));
      stores.issueIntakes.put(entry(4, { createdAt: 3 }));
      stores.issueIntakes.put(entry(9, { projectId: 'blog' as ProjectId }));
      const keys = stores.issueIntakes.list(SHOP, 3).map(({ label }) => label);
      assert.deepEqual(keys, ['acme/shop#4', 'acme/shop#3', 'acme/shop#2']);
    },
  },
  {
    name: 'sessions started for issues are those that were claimed or started, known or gone',
    run({ stores }) {
      stores.projects.add(sampleProject('shop'));
      INTAKE_STATES.forEach((state, index) => stores.issueIntakes.put(entry(index, { state, sessionId: `shop-${index}` as SessionId })));
      stores.issueIntakes.put(entry(9));
      assert.deepEqual([...stores.issueIntakes.sessions(SHOP)].sort(), ['shop-0', 'shop-1']);
    },
  },
  {
    name: 'an issue of an unknown project is refused',
    run({ stores }) {
      assertRefused('PROJECT_NOT_FOUND', () => stores.issueIntakes.put(entry(1)));
    },
  },
];
