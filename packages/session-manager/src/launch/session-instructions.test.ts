import { createSimulatedWorld } from '@ao/testing';
import { expect, test } from 'vitest';
import { bootManager, finished, spawnCommand } from '../../test/manager-on-world.ts';
import { sessionInstructions } from './session-instructions.ts';

async function setUp() {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const process = bootManager(world);
  const spawn = async (kind: 'worker' | 'orchestrator') =>
    (await finished(world, process, process.manager.spawn(spawnCommand({ kind })))).session;
  return { world, process, spawn, textFor: (session: Awaited<ReturnType<typeof spawn>>) => sessionInstructions(world.stores, session) };
}

test('a worker that works alone learns in three lines how to reach its person', async () => {
  const { spawn, textFor } = await setUp();
  const text = textFor(await spawn('worker'));
  expect(text.split('\n')).toHaveLength(3);
  expect(text).toContain('your person reads');
  for (const command of ['ao ask', 'ao report', 'ao done']) expect(text).toContain(`\`${command} `);
  // Workers may not command others, so they are not told how.
  expect(text).not.toContain('ao send');
});

test('a worker learns of the orchestrator while there is one', async () => {
  const { world, process, spawn, textFor } = await setUp();
  const worker = await spawn('worker');
  const orchestrator = await spawn('orchestrator');
  expect(textFor(worker)).toContain(`session ${orchestrator.id}, which coordinates the work, read`);
  await finished(world, process, process.manager.kill(orchestrator.id, { removeWorktree: false }));
  expect(textFor(worker)).not.toContain(orchestrator.id);
});

test('an orchestrator learns how to start and reach workers, what wakes it, and that quoted text is data', async () => {
  const { spawn, textFor } = await setUp();
  const text = textFor(await spawn('orchestrator'));
  for (const words of [
    'ao spawn --project shop',
    'ao ls',
    'ao send',
    'ao wait',
    'ao output',
    'ao pr ls',
    'ao answer',
    '[from ao, automated]',
    '"> "',
    'data',
  ]) {
    expect(text).toContain(words);
  }
});
