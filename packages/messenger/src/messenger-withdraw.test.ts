import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { MessageId } from '@ao/domain';
import { createMessengerWorld, type MessengerWorldOptions } from './__fixtures__/messenger-world.ts';

const WHY = 'the checks pass meanwhile';

function running(abilities: MessengerWorldOptions = {}) {
  const world = createMessengerWorld(abilities);
  const daemon = world.start();
  world.tui.onSubmit = (text) => void world.clock.setTimer(40, () => daemon.messenger.acknowledge(world.id, world.prompt(text)));
  const send = (text: string, more: Parameters<typeof world.request>[1] = {}) => daemon.messenger.send(world.request(text, more)).id;
  const withdraw = (id: MessageId) => daemon.messenger.withdraw(id, WHY);
  return { ...world, daemon, send, withdraw };
}

describe('a message that waits', () => {
  test('can be withdrawn, says why, and is never delivered', async () => {
    const { send, withdraw, setActivity, clock, tui, pathOf, lastEvidence } = running();
    setActivity('blocked');
    const id = send('the checks fail');
    await clock.advance(1_000);
    expect(withdraw(id)).toMatchObject({ state: 'withdrawn', delivery: null });
    setActivity('idle');
    await clock.advance(60_000);
    expect([pathOf(id), lastEvidence(id), tui.writes]).toEqual([['queued', 'withdrawn'], WHY, []]);
  });

  test('is withdrawn once', () => {
    const { send, withdraw, setActivity, message } = running();
    setActivity('blocked');
    const id = send('the checks fail');
    withdraw(id);
    expect(withdraw(id)).toBeNull();
    expect(message(id).receipts).toHaveLength(2);
  });

  test('makes place for the next one', async () => {
    const { send, withdraw, setActivity, clock, tui } = running();
    setActivity('blocked');
    const id = send('old news');
    send('something else');
    await clock.advance(1_000);
    withdraw(id);
    setActivity('idle');
    await clock.advance(2_000);
    expect(tui.submissions).toEqual(['something else']);
  });

  test('is what those who wait for it are told', async () => {
    const { send, withdraw, setActivity, daemon } = running();
    setActivity('blocked');
    const id = send('the checks fail');
    const settled = daemon.messenger.settled(id);
    withdraw(id);
    await expect(settled).resolves.toMatchObject({ state: 'withdrawn' });
  });

  test('sent again with the same id stays withdrawn', () => {
    const { send, withdraw, setActivity } = running();
    setActivity('blocked');
    const id = send('the checks fail');
    withdraw(id);
    expect(send('the checks fail', { id })).toBe(id);
    expect(withdraw(id)).toBeNull();
  });

  test('can be withdrawn while no daemon delivers anything', async () => {
    const world = createMessengerWorld();
    const daemon = world.start();
    await daemon.stop();
    const { id } = daemon.messenger.send(world.request('the checks fail'));
    expect(daemon.messenger.withdraw(id, WHY)).toMatchObject({ state: 'withdrawn' });
    world.start();
    await world.clock.advance(5_000);
    expect(world.tui.writes).toEqual([]);
  });
});

describe('a message that was begun', () => {
  test('stays as it is while it is typed', async () => {
    const { send, withdraw, clock, tui, pathOf } = running();
    tui.echoDelayMs = 500;
    const id = send('the checks fail');
    await clock.advance(100);
    expect([pathOf(id), withdraw(id)]).toEqual([['queued', 'typing'], null]);
    await clock.advance(5_000);
    expect([tui.submissions, pathOf(id).at(-1)]).toEqual([['the checks fail'], 'acknowledged']);
  });

  test('stays as it is while it is handed over, though it still counts as queued', async () => {
    const { send, withdraw, clock, tui, message } = running({ structured: true });
    tui.interface.replyMs = 1_000;
    const id = send('the checks fail');
    await clock.advance(100);
    expect([message(id).delivery, withdraw(id)]).toEqual(['structured', null]);
    await clock.advance(5_000);
    expect(message(id).state).toBe('acknowledged');
  });

  test('can be withdrawn when it was surely not handed over', async () => {
    const { send, withdraw, clock, tui, message } = running({ structured: true });
    Object.assign(tui.interface, { answer: { type: 'unavailable', reason: 'no connection' }, takes: false });
    const id = send('the checks fail');
    await clock.advance(1_000);
    expect(message(id)).toMatchObject({ state: 'queued', delivery: null });
    expect(withdraw(id)).toMatchObject({ state: 'withdrawn' });
  });

  test.each(['acknowledged', 'stalled', 'refused', 'failed'] as const)('stays %s', (state) => {
    const { send, withdraw, setActivity, stores, clock, message } = running();
    setActivity('blocked');
    const id = send('the checks fail');
    stores.messages.advance(id, ['queued'], { receipt: { state, at: clock.now(), evidence: 'x', screen: null } });
    expect(withdraw(id)).toBeNull();
    expect(message(id).state).toBe(state);
  });

  test('or never existed is nothing to withdraw', () => {
    expect(running().withdraw('m-9' as MessageId)).toBeNull();
  });
});

test('whenever it is withdrawn, a message is either withdrawn or delivered, never both', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 0, max: 60 }),
      async (structured, afterMs, delayMs) => {
        const { send, withdraw, clock, tui, message } = running({ structured });
        Object.assign(tui, { echoDelayMs: delayMs });
        tui.interface.replyMs = delayMs;
        const id = send('the checks fail');
        if (afterMs > 0) await clock.advance(afterMs);
        const isWithdrawn = withdraw(id) !== null;
        await clock.advance(10_000);
        const deliveries = structured ? tui.interface.handed.length : tui.submissions.length;
        expect([message(id).state, deliveries]).toEqual(isWithdrawn ? ['withdrawn', 0] : ['acknowledged', 1]);
      },
    ),
    { numRuns: 60 },
  );
});
