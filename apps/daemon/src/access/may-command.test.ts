import type { AgentName, ProjectId, RuntimeName, SessionId, SessionKind } from '@ao/domain';
import { newSessionFacts } from '@ao/lifecycle';
import { createFakeClock, createInMemoryStores } from '@ao/testing';
import { expect, test } from 'vitest';
import { createMayCommand } from './may-command.ts';

const SHOP = 'shop' as ProjectId;

function setUp() {
  const stores = createInMemoryStores({ clock: createFakeClock() });
  const facts = { originUrl: null, defaultBranch: null, config: {}, registeredAt: 1, archivedAt: null } as const;
  for (const id of ['shop', 'blog']) stores.projects.add({ ...facts, id: id as ProjectId, path: `/${id}`, name: id });
  const spawn = (kind: SessionKind) =>
    stores.sessions.create(SHOP, () => ({
      ...newSessionFacts({ at: 1, deadlineAt: 9, repositoryPath: '/shop' }),
      projectId: SHOP,
      kind,
      agent: 'scripted' as AgentName,
      runtime: 'pty-host' as RuntimeName,
      permissionMode: 'default',
      model: null,
      command: null,
      issueId: null,
      spawnedBy: null,
      prompt: null,
      createdAt: 1,
      displayName: null,
    }));
  return { stores, worker: spawn('worker'), orchestrator: spawn('orchestrator'), mayCommand: createMayCommand(stores) };
}

test('an orchestrator may command its own project, a worker may not', () => {
  const { worker, orchestrator, mayCommand } = setUp();
  expect(mayCommand(orchestrator.id, SHOP)).toBe(true);
  expect(mayCommand(orchestrator.id, 'blog' as ProjectId)).toBe(false);
  expect(mayCommand(worker.id, SHOP)).toBe(false);
  expect(mayCommand('shop-99' as SessionId, SHOP)).toBe(false);
});

test('one that has ended commands nobody any more', () => {
  const { stores, orchestrator, mayCommand } = setUp();
  stores.sessions.updateFacts(orchestrator.id, (facts) => ({
    ...facts,
    phase: 'ended',
    end: { at: 9_000, reason: 'killed', message: null },
  }));
  expect(mayCommand(orchestrator.id, SHOP)).toBe(false);
});

test('where the project says so, all of its agents may', () => {
  const { stores, worker, mayCommand } = setUp();
  stores.projects.setConfig(SHOP, { agentsMayCommand: true });
  expect(mayCommand(worker.id, SHOP)).toBe(true);
});
