import { createSimulatedWorld } from '@ao/testing';
import { expect, test } from 'vitest';
import { bootManager, finished, managerOptions, spawnCommand } from '../../test/manager-on-world.ts';
import { createAgentContacts } from './agent-contacts.ts';

test('an agent is reached with the folders and the environment it was launched with', async () => {
  const world = createSimulatedWorld();
  world.addProject('shop', { env: { DATABASE: 'test' } });
  const process = bootManager(world);
  const { session } = await finished(world, process, process.manager.spawn(spawnCommand()));
  const contact = await finished(world, process, createAgentContacts(managerOptions(process))(session));
  const [terminal] = world.terminalsOf(session.id);
  expect(contact).toMatchObject({
    sessionId: session.id,
    launchId: session.launch?.id,
    process: session.launch?.process,
    agentSessionId: session.agentSessionId,
    worktreePath: session.workspace.path,
    privateDirectory: '/home/.ao/sessions/shop-1',
    spoolDirectory: `/home/.ao/sessions/shop-1/spool/${session.launch?.id}`,
  });
  expect({ ...contact?.env, SIMULATED_AGENT: 'simulated' }).toEqual(terminal?.env);
});

test('a session that was never launched has nobody to reach', async () => {
  const world = createSimulatedWorld();
  world.addProject('shop');
  const process = bootManager(world);
  const { session } = await finished(world, process, process.manager.spawn(spawnCommand()));
  await expect(createAgentContacts(managerOptions(process))({ ...session, launch: null })).resolves.toBeNull();
});
