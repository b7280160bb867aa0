import { describe, expect, test } from 'vitest';
import type { MessageId, MessageRecord } from '@ao/domain';
import { createMessengerWorld, LAUNCH } from './__fixtures__/messenger-world.ts';

describe('after a crash', () => {
  test('a message that was being typed is never typed again, and stalls with the screen', async () => {
    const world = createMessengerWorld();
    const first = world.start();
    const { id } = first.messenger.send(world.request('hello world'));
    await world.clock.advance(10);
    expect(world.pathOf(id)).toEqual(['queued', 'typing']);
    first.crash();
    world.start();
    await world.clock.advance(60_000);
    expect([world.tui.writes, world.message(id).state]).toEqual([['hello '], 'stalled']);
    expect(world.message(id).receipts.at(-1)).toMatchObject({
      evidence: expect.stringContaining('while typing it'),
      screen: expect.stringContaining('> hello'),
    });
  });

  test('a confirmation that waited in the spool counts, whether submitting was stored or not', async () => {
    for (const stored of [true, false]) {
      const world = createMessengerWorld();
      const first = world.start();
      if (!stored) world.tui.onSubmit = () => first.crash();
      const { id } = first.messenger.send(world.request('hello'));
      await world.clock.advance(1_000);
      expect(world.message(id).state).toBe(stored ? 'submitted' : 'typing');
      const hook = world.prompt('hello');
      first.crash();
      await world.clock.advance(3_600_000);
      const second = world.start();
      await world.clock.advance(2_000);
      second.messenger.acknowledge(world.id, hook);
      expect(world.pathOf(id)).toEqual(['queued', 'typing', 'submitted', 'acknowledged']);
      expect(world.tui.submissions).toEqual(['hello']);
    }
  });

  test('a queued message is delivered', async () => {
    const world = createMessengerWorld();
    world.setActivity('blocked');
    const first = world.start();
    const { id } = first.messenger.send(world.request('hello'));
    await world.clock.advance(1_000);
    first.crash();
    world.setActivity('idle');
    const second = world.start();
    world.tui.onSubmit = (text) => second.messenger.acknowledge(world.id, world.prompt(text));
    await world.clock.advance(1_000);
    expect(world.pathOf(id).at(-1)).toBe('acknowledged');
  });

  test('a message of an earlier launch is given up soon: only its last hooks can still come', async () => {
    const world = createMessengerWorld();
    const first = world.start();
    const { id } = first.messenger.send(world.request('hello'));
    await world.clock.advance(1_000);
    first.crash();
    world.setLaunch({ id: 'l-2' as typeof LAUNCH });
    world.start();
    await world.clock.advance(6_000);
    expect(world.message(id).state).toBe('stalled');
  });
});

describe('stopping', () => {
  test('finishes what is being typed and begins nothing new', async () => {
    const world = createMessengerWorld();
    const daemon = world.start();
    const ids = ['one', 'two'].map((text) => daemon.messenger.send(world.request(text)).id);
    await world.clock.advance(10);
    const stopped = daemon.stop();
    await world.clock.advance(1_000);
    await stopped;
    expect(ids.map((id) => world.message(id).state)).toEqual(['submitted', 'queued']);
    expect(world.clock.pendingTimers()).toBe(0);
  });

  test('a drain waits for the typing, and no longer than allowed', async () => {
    const world = createMessengerWorld();
    const daemon = world.start();
    daemon.messenger.send(world.request('one'));
    await world.clock.advance(10);
    let isDrained = false;
    const drained = daemon.messenger.drain?.(new AbortController().signal).then(() => (isDrained = true));
    await world.clock.advance(20);
    expect(isDrained).toBe(false);
    await world.clock.advance(1_000);
    await drained;
    expect(world.tui.submissions).toEqual(['one']);

    world.tui.dialog = null;
    const impatient = new AbortController();
    impatient.abort();
    await daemon.messenger.drain?.(impatient.signal);
  });

  test('a text that waits for a dialog is put down, and not typed again', async () => {
    const world = createMessengerWorld();
    const daemon = world.start();
    world.tui.onWrite = () => void (world.tui.dialog ??= 'Proceed?');
    const { id } = daemon.messenger.send(world.request('hello'));
    await world.clock.advance(5_000);
    const stopped = daemon.stop();
    await world.clock.advance(1_000);
    await stopped;
    expect(world.message(id).state).toBe('typing');
    world.start();
    await world.clock.advance(30_000);
    expect([world.message(id).state, world.tui.writes.length]).toEqual(['stalled', 1]);
  });

  test('it can run again', async () => {
    const world = createMessengerWorld();
    const daemon = world.start();
    await daemon.stop();
    const { id } = daemon.messenger.send(world.request('hello'));
    await world.clock.advance(1_000);
    expect(world.pathOf(id)).toEqual(['queued']);
    void daemon.messenger.run(new AbortController().signal);
    await world.clock.advance(1_000);
    expect(world.tui.submissions).toEqual(['hello']);
  });
});

describe('the first prompt', () => {
  function firstPrompt(world: ReturnType<typeof createMessengerWorld>, id: string): MessageRecord {
    const at = world.clock.now();
    return world.stores.messages.enqueue({
      id: id as MessageId,
      sessionId: world.id,
      text: 'Add a health check',
      isFirstPrompt: true,
      sender: { kind: 'person' },
      urgent: false,
      createdAt: at,
      receipt: { state: 'queued', at, evidence: 'stored', screen: null },
    });
  }

  function givenWithLaunch(world: ReturnType<typeof createMessengerWorld>): string {
    const { id } = firstPrompt(world, 'm-first');
    const receipt = {
      state: 'submitted',
      at: world.clock.now(),
      evidence: 'given to the agent on its command line',
      screen: null,
    } as const;
    world.stores.messages.advance(id, ['queued'], { receipt, delivery: 'launch', launchId: LAUNCH });
    return id;
  }

  test('that the launch carried is confirmed by the hook, even one older than its row', async () => {
    const world = createMessengerWorld();
    const hook = world.prompt('Add a health check', world.clock.now() + 100);
    await world.clock.advance(5_000);
    const id = givenWithLaunch(world);
    world.start().messenger.acknowledge(world.id, hook);
    expect([world.pathOf(id), world.tui.writes]).toEqual([['queued', 'submitted', 'acknowledged'], []]);
  });

  test('that the launch carried has its time from the moment the agent is ready', async () => {
    const world = createMessengerWorld();
    world.setLaunch({ state: 'needs_trust', readyAt: null });
    const id = givenWithLaunch(world);
    world.start();
    await world.clock.advance(3_600_000);
    expect(world.pathOf(id).at(-1)).toBe('submitted');
    world.setLaunch({ state: 'ready', readyAt: world.clock.now() });
    await world.clock.advance(11_000);
    expect(world.pathOf(id).at(-1)).toBe('stalled');
  });

  test('that the launch did not carry is typed once the agent is ready, before anything sent meanwhile', async () => {
    const world = createMessengerWorld();
    world.change({ phase: 'starting' });
    const { messenger } = world.start();
    world.tui.onSubmit = (text) => void world.clock.setTimer(40, () => messenger.acknowledge(world.id, world.prompt(text)));
    messenger.send(world.request('sent while it started'));
    firstPrompt(world, 'm-first');
    world.change({ phase: 'live' });
    await world.clock.advance(2_000);
    expect(world.tui.submissions).toEqual(['Add a health check', 'sent while it started']);
  });
});
