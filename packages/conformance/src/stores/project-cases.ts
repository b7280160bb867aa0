import assert from 'node:assert/strict';
import type { ProjectId } from '@ao/domain';
import { assertRefused, eventsOf, eventTypesOf } from './event-expectations.ts';
import { SHOP, sampleProject } from './sample-records.ts';
import type { StoresCase } from './stores-case.ts';

/** What every project store does. */
export const projectCases: readonly StoresCase[] = [
  {
    name: 'a project is read back as it was added',
    run({ stores }) {
      const project = sampleProject('shop', {
        config: { env: { CI: '1' }, copy: ['.env'], setupTimeoutMs: 5, maxRunning: 3, agentsMayCommand: true, permissionMode: 'plan' },
      });
      assert.deepEqual(stores.projects.add(project), project);
      assert.deepEqual(stores.projects.get(SHOP), project);
      assert.deepEqual(stores.projects.findByPath('/repositories/shop'), project);
      assert.equal(stores.projects.hasId(SHOP), true);
      const bare = sampleProject('bare', { originUrl: null, defaultBranch: null });
      stores.projects.add(bare);
      assert.deepEqual(stores.projects.get(bare.id), bare);
    },
  },
  {
    name: 'an unknown project is null, not an error',
    run({ stores }) {
      const none = 'none' as ProjectId;
      assert.equal(stores.projects.get(none), null);
      assert.equal(stores.projects.findByPath('/nowhere'), null);
      assert.equal(stores.projects.setConfig(none, {}), null);
      assert.equal(stores.projects.archive(none, 1), null);
      assert.equal(stores.projects.hasId(none), false);
    },
  },
  {
    name: 'active projects are listed by id',
    run({ stores }) {
      for (const id of ['shop', 'api', 'blog']) stores.projects.add(sampleProject(id));
      stores.projects.archive('blog' as ProjectId, 9);
      assert.deepEqual(
        stores.projects.list().map((project) => project.id),
        ['api', 'shop'],
      );
    },
  },
  {
    name: 'a path belongs to one active project only',
    run({ stores }) {
      stores.projects.add(sampleProject('shop'));
      const error = assertRefused('PROJECT_PATH_TAKEN', () => stores.projects.add(sampleProject('other', { path: '/repositories/shop' })));
      assert.equal(error.details['projectId'], 'shop');
      stores.projects.archive(SHOP, 9);
      stores.projects.add(sampleProject('other', { path: '/repositories/shop' }));
      assert.equal(stores.projects.findByPath('/repositories/shop')?.id, 'other');
    },
  },
  {
    name: 'an id is never given to another folder, not even after its project was removed',
    run({ stores }) {
      stores.projects.add(sampleProject('shop'));
      assertRefused('PROJECT_ID_TAKEN', () => stores.projects.add(sampleProject('shop', { path: '/elsewhere' })));
      stores.projects.archive(SHOP, 9);
      assertRefused('PROJECT_ID_TAKEN', () => stores.projects.add(sampleProject('shop', { path: '/elsewhere' })));
      assert.equal(stores.projects.hasId(SHOP), true);
    },
  },
  {
    name: 'removing keeps the record, and adding it again revives it under its first date',
    run({ stores }) {
      stores.projects.add(sampleProject('shop'));
      assert.equal(stores.projects.archive(SHOP, 900)?.archivedAt, 900);
      assert.equal(stores.projects.archive(SHOP, 999)?.archivedAt, 900);
      assert.equal(stores.projects.get(SHOP)?.archivedAt, 900);
      assert.equal(stores.projects.findByPath('/repositories/shop'), null);
      const revived = stores.projects.add(sampleProject('shop', { name: 'Shop', registeredAt: 1_500 }));
      assert.deepEqual(revived, sampleProject('shop', { name: 'Shop', registeredAt: 500 }));
      assert.deepEqual(stores.projects.list(), [revived]);
    },
  },
  {
    name: 'settings are replaced as a whole',
    run({ stores }) {
      stores.projects.add(sampleProject('shop', { config: { model: 'small', agent: 'codex' } }));
      const updated = stores.projects.setConfig(SHOP, { model: 'large', agent: undefined });
      assert.deepEqual(updated?.config, { model: 'large' });
      assert.deepEqual(stores.projects.get(SHOP)?.config, { model: 'large' });
    },
  },
  {
    name: 'each change of a project is one event, no change is none',
    run({ stores, clock }) {
      clock.set(7_000);
      const [added, ...others] = eventsOf(stores, () => stores.projects.add(sampleProject('shop')));
      assert.deepEqual(others, []);
      const payload = { id: 'shop', name: 'shop', path: '/repositories/shop' };
      assert.deepEqual(
        { ...added, sequence: 0 },
        { sequence: 0, type: 'project.added', at: 7_000, projectId: SHOP, sessionId: null, payload },
      );
      assert.deepEqual(
        eventTypesOf(stores, () => {
          stores.projects.setConfig(SHOP, { model: 'large' });
          stores.projects.setConfig(SHOP, { model: 'large' });
          stores.projects.archive(SHOP, 9);
          stores.projects.archive(SHOP, 10);
          stores.projects.add(sampleProject('shop'));
        }),
        ['project.updated', 'project.removed', 'project.added'],
      );
    },
  },
];
