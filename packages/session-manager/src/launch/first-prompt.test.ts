import type { MessageState, SessionId } from '@ao/domain';
import { createSimulatedWorld } from '@ao/testing';
import { describe, expect, test } from 'vitest';
import { bootManager, finished, spawnCommand } from '../../test/manager-on-world.ts';
import { firstPromptToRepeat } from './first-prompt.ts';

const id = 'shop-1' as SessionId;

async function firstMessageIn(
  state: MessageState | 'gone',
  options: { readonly confirms?: boolean; readonly prompt?: string | null } = {},
) {
  const world = createSimulatedWorld();
  world.addProject('shop');
  world.agent.expectsSignals = options.confirms ?? true;
  world.agent.promptInCommand = state !== 'queued';
  const process = bootManager(world);
  await finished(world, process, process.manager.spawn(spawnCommand({ prompt: options.prompt === undefined ? 'Fix it' : options.prompt })));
  const [message] = world.stores.messages.listForSession(id, 1);
  const receipt = { at: world.clock.now(), evidence: 'test', screen: null };
  if (message !== undefined && state !== 'gone' && state !== message.state) {
    world.stores.messages.advance(message.id, [message.state], { receipt: { ...receipt, state } });
  }
  if (state === 'gone' && message !== undefined) {
    world.stores.messages.advance(message.id, [message.state], { receipt: { ...receipt, state: 'failed' } });
    world.stores.messages.prune(world.clock.now() + 1);
  }
  const session = world.stores.sessions.get(id);
  if (session === null) throw new Error('no session');
  return firstPromptToRepeat(world, session);
}

describe('a conversation that is not found', () => {
  test.each(['submitted', 'stalled', 'refused', 'failed'] as const)(
    'is begun with the first prompt when that was only %s',
    async (state) => {
      expect(await firstMessageIn(state)).toBe('Fix it');
    },
  );

  test.each(['acknowledged', 'queued', 'gone'] as const)('is begun without it when it is %s', async (state) => {
    expect(await firstMessageIn(state)).toBeNull();
  });

  test('is begun without it when the agent was given it and confirms nothing', async () => {
    expect(await firstMessageIn('stalled', { confirms: false })).toBeNull();
  });

  test('is begun with nothing when there never was a prompt', async () => {
    expect(await firstMessageIn('gone', { prompt: null })).toBeNull();
  });
});
