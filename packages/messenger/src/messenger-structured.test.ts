import { describe, expect, test } from 'vitest';
import type { MessageSender, SessionId } from '@ao/domain';
import { createMessengerWorld, type MessengerWorldOptions } from './__fixtures__/messenger-world.ts';

/** A world whose agent takes messages through an interface of its own, and confirms what it takes 40 ms later. */
function running(abilities: MessengerWorldOptions = {}, confirms = true) {
  const world = createMessengerWorld({ structured: true, ...abilities });
  const daemon = world.start();
  if (confirms) {
    world.tui.onSubmit = (text) => void world.clock.setTimer(40, () => daemon.messenger.acknowledge(world.id, world.prompt(text)));
  }
  const send = (text: string, more: Parameters<typeof world.request>[1] = {}) => daemon.messenger.send(world.request(text, more)).id;
  const told = (id: string) => world.message(id).receipts.map(({ state, evidence }) => `${state}: ${evidence}`);
  return { ...world, own: world.tui.interface, daemon, send, told };
}

describe('a message to an agent with an interface of its own', () => {
  test('is handed over without a key pressed, and goes from queued to submitted to acknowledged', async () => {
    const { send, clock, tui, own, message, told } = running();
    const id = send('Use the existing error type');
    await clock.advance(1_000);
    expect([own.handed, tui.writes]).toEqual([[{ id, text: 'Use the existing error type' }], []]);
    expect(message(id)).toMatchObject({ state: 'acknowledged', delivery: 'structured', launchId: 'l-1', submittedWhileBusy: false });
    expect(told(id)).toEqual(['queued: stored', 'submitted: taken by its server', 'acknowledged: hook UserPromptSubmit']);
  });

  test('needs neither a composer nor a screen', async () => {
    const { send, clock, own, message } = running({ takesMessages: false, canBeSeen: false });
    const id = send('hello');
    await clock.advance(1_000);
    expect([own.handed.length, message(id).state]).toEqual([1, 'acknowledged']);
  });

  test('counts as confirmed also when the confirmation is quicker than the answer', async () => {
    const { send, clock, own, told, message } = running();
    own.replyMs = 300;
    const id = send('hello');
    await clock.advance(1_000);
    expect(told(id)).toEqual(['queued: stored', 'submitted: handed over, and taken at once', 'acknowledged: hook UserPromptSubmit']);
    const times = message(id).receipts.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
  });

  test('waits while the facts tell of a dialog, and while the launch is not ready', async () => {
    const { send, clock, own, setActivity, setLaunch } = running();
    setActivity('blocked');
    send('hello');
    await clock.advance(60_000);
    expect(own.handed).toEqual([]);
    setActivity('idle');
    await clock.advance(100);
    expect(own.handed).toHaveLength(1);
    setLaunch({ state: 'needs_trust' });
    send('again');
    await clock.advance(60_000);
    expect(own.handed).toHaveLength(1);
    setLaunch({ state: 'ready' });
    await clock.advance(100);
    expect(own.handed).toHaveLength(2);
  });

  test.each<[string, MessageSender, string]>([
    ['a person', { kind: 'person' }, 'done'],
    ['another session', { kind: 'session', sessionId: 'shop-2' as SessionId }, '[from shop-2]\ndone'],
    ['automation', { kind: 'automation', name: 'ci' }, '[from ci, automated]\ndone'],
  ])('names its sender: %s', async (_name, sender, delivered) => {
    const { send, clock, own, message } = running();
    const id = send('done', { sender });
    await clock.advance(1_000);
    expect([own.handed.map(({ text }) => text), message(id).state]).toEqual([[delivered], 'acknowledged']);
  });

  test('that is refused is refused', async () => {
    const { send, clock, own, told } = running();
    Object.assign(own, { answer: { type: 'refused', reason: 'this conversation is archived' }, takes: false });
    const id = send('hello');
    await clock.advance(1_000);
    expect(told(id)).toEqual(['queued: stored', 'refused: this conversation is archived']);
  });

  test('is final at once where nothing can confirm it', async () => {
    const { send, clock, told } = running({ expectsSignals: false }, false);
    const id = send('hello');
    await clock.advance(100);
    expect(told(id).slice(1)).toEqual(['submitted: taken by its server', 'unconfirmed: this agent cannot confirm']);
  });

  test('that is never confirmed stalls, and is not handed over again', async () => {
    const { send, clock, own, told } = running({}, false);
    const id = send('hello');
    await clock.advance(60_000);
    expect([own.handed.length, told(id).at(-1)]).toEqual([1, 'stalled: handed over, but the agent did not confirm it']);
  });
});

describe('an agent at work', () => {
  test.each([
    ['queued', 'taken by its server; it was working, and has queued it until its turn ends'],
    ['steered', 'taken by its server; it was working, and takes it into its turn'],
    [undefined, 'taken by its server; the agent was working'],
  ] as const)('gets the message, and the receipt tells what it does with it: %s', async (whileBusy, evidence) => {
    const { send, clock, message, setActivity } = running({ acceptsWhileBusy: true, whileBusy }, false);
    setActivity('active');
    const id = send('hello');
    await clock.advance(60_000);
    expect(message(id)).toMatchObject({ state: 'submitted', submittedWhileBusy: true });
    expect(message(id).receipts.at(-1)?.evidence).toBe(evidence);
  });

  test('tells by itself what it does with it, where it knows', async () => {
    const { send, clock, own, message, setActivity } = running({ acceptsWhileBusy: true, whileBusy: 'steered' }, false);
    own.answer = { type: 'accepted', evidence: 'taken', whileBusy: 'queued' };
    setActivity('active');
    const id = send('hello');
    await clock.advance(100);
    expect(message(id).receipts.at(-1)?.evidence).toBe('taken; it was working, and has queued it until its turn ends');
  });

  test('is told also when the confirmation is quicker than the answer', async () => {
    const { send, clock, own, message, setActivity } = running({ acceptsWhileBusy: true, whileBusy: 'steered' });
    setActivity('active');
    await clock.advance(1_000);
    own.replyMs = 300;
    const id = send('hello');
    await clock.advance(1_000);
    expect(message(id)).toMatchObject({ state: 'acknowledged', submittedWhileBusy: true });
    expect(message(id).receipts[1]?.evidence).toBe('handed over, and taken at once; it was working, and takes it into its turn');
  });

  test('that takes nothing while it works gets the message after its turn', async () => {
    const { send, clock, own, setActivity } = running();
    setActivity('active');
    send('hello');
    await clock.advance(60_000);
    expect(own.handed).toEqual([]);
    setActivity('idle');
    await clock.advance(100);
    expect(own.handed).toHaveLength(1);
  });

  test('is told when a typed message reaches it', async () => {
    const { send, clock, tui, told, setActivity } = running({ structured: false, acceptsWhileBusy: true, whileBusy: 'steered' }, false);
    setActivity('active');
    tui.busy = true;
    const id = send('hello');
    await clock.advance(1_000);
    expect(told(id).at(-1)).toBe('submitted: submitted when the composer showed it; it was working, and takes it into its turn');
  });
});

describe('an interface that cannot be reached', () => {
  const away = { answer: { type: 'unavailable', reason: 'connection refused' }, takes: false } as const;
  const back = { answer: { type: 'accepted', evidence: 'taken' }, takes: true } as const;

  test('is waited for', async () => {
    const { send, clock, own, told, message } = running();
    Object.assign(own, away);
    const id = send('hello');
    await clock.advance(10_000);
    expect([told(id), message(id).delivery]).toEqual([['queued: stored'], null]);
    Object.assign(own, back);
    await clock.advance(6_000);
    expect(told(id).slice(1)).toEqual(['submitted: taken', 'acknowledged: hook UserPromptSubmit']);
  });

  test('is made up for by typing, where the agent has a composer', async () => {
    const { send, clock, own, tui, message } = running();
    Object.assign(own, away);
    const id = send('hello');
    await clock.advance(45_000);
    expect([tui.submissions, own.handed]).toEqual([['hello'], []]);
    expect(message(id)).toMatchObject({ state: 'acknowledged', delivery: 'typed' });
  });

  test('makes the message fail where nothing can be typed', async () => {
    const { send, clock, own, told } = running({ takesMessages: false });
    Object.assign(own, away);
    const id = send('hello');
    await clock.advance(45_000);
    expect(told(id).at(-1)).toBe('failed: the agent could not be reached: connection refused');
  });

  test('of an agent that confirms all the same has taken the message', async () => {
    const { send, clock, own, message } = running();
    Object.assign(own, { answer: away.answer, replyMs: 200 });
    const id = send('hello');
    await clock.advance(60_000);
    expect([own.handed.length, message(id).state]).toEqual([1, 'acknowledged']);
  });
});

describe('when nobody can tell whether a message was taken', () => {
  test.each([
    ['the adapter says so', { type: 'uncertain', reason: 'no answer' }, 'no answer'],
    ['the adapter breaks', 'throw', 'socket hang up'],
    ['the adapter hangs', 'hang', 'no answer within 15000 ms'],
  ] as const)('it is not handed over again, and stalls: %s', async (_name, answer, reason) => {
    const { send, clock, own, told } = running({}, false);
    Object.assign(own, { answer, takes: false });
    const id = send('hello');
    await clock.advance(60_000);
    expect(told(id).slice(1)).toEqual([
      `submitted: it may have been handed over, and is not again: ${reason}`,
      'stalled: handed over, but the agent did not confirm it',
    ]);
  });

  test('a confirmation settles it', async () => {
    const { send, clock, own, message } = running();
    own.answer = 'hang';
    const id = send('hello');
    await clock.advance(60_000);
    expect([own.handed.length, message(id).state]).toEqual([1, 'acknowledged']);
  });

  test.each([true, false])('because the daemon crashed while handing it over, it is not handed over again (taken: %s)', async (takes) => {
    const world = createMessengerWorld({ structured: true });
    const first = world.start();
    Object.assign(world.tui.interface, { takes, replyMs: 1_000 });
    const { id } = first.messenger.send(world.request('hello'));
    await world.clock.advance(100);
    expect(world.message(id)).toMatchObject({ state: 'queued', delivery: 'structured' });
    const hook = world.prompt('hello');
    first.crash();
    await world.clock.advance(60_000);
    const second = world.start();
    await world.clock.advance(1_000);
    if (takes) second.messenger.acknowledge(world.id, hook);
    await world.clock.advance(60_000);
    expect(world.pathOf(id)).toEqual(['queued', 'submitted', takes ? 'acknowledged' : 'stalled']);
    expect(world.message(id).receipts[1]?.evidence).toBe(
      'handing it over was broken off: the agent may have it, and does not get it again',
    );
    expect(world.tui.interface.handed).toHaveLength(takes ? 1 : 0);
  });

  test('because it crashed before a confirmation that is read at the next start, the confirmation counts', async () => {
    const world = createMessengerWorld({ structured: true });
    const first = world.start();
    world.tui.interface.replyMs = 1_000;
    const { id } = first.messenger.send(world.request('hello'));
    await world.clock.advance(100);
    first.crash();
    const messenger = world.start().messenger;
    messenger.acknowledge(world.id, world.prompt('hello'));
    await world.clock.advance(60_000);
    expect([world.pathOf(id), world.tui.interface.handed.length]).toEqual([['queued', 'submitted', 'acknowledged'], 1]);
  });

  test('because the session ended meanwhile, it stalls instead of failing', async () => {
    const world = createMessengerWorld({ structured: true });
    const first = world.start();
    world.tui.interface.replyMs = 1_000;
    const { id } = first.messenger.send(world.request('hello'));
    await world.clock.advance(100);
    first.crash();
    world.end();
    world.start();
    await world.clock.advance(60_000);
    expect(world.pathOf(id)).toEqual(['queued', 'submitted', 'stalled']);
  });

  test('a stopped messenger waits for the answer, and hands nothing new over', async () => {
    const world = createMessengerWorld({ structured: true });
    const daemon = world.start();
    world.tui.interface.replyMs = 500;
    const ids = ['one', 'two'].map((text) => daemon.messenger.send(world.request(text)).id);
    await world.clock.advance(100);
    const stopped = daemon.stop();
    await world.clock.advance(1_000);
    await stopped;
    expect(ids.map((id) => world.message(id).state)).toEqual(['submitted', 'queued']);
    expect(world.clock.pendingTimers()).toBe(0);
  });
});

describe('an urgent message', () => {
  test('interrupts through the interface, then is handed over', async () => {
    const { send, clock, own, tui, setActivity } = running({ interrupts: true });
    setActivity('active');
    tui.busy = true;
    send('stop', { urgent: true });
    await clock.advance(100);
    expect([own.interrupts, own.handed]).toEqual([1, []]);
    setActivity('idle');
    await clock.advance(300);
    expect([own.handed.length, tui.writes]).toEqual([1, []]);
  });

  test('uses the keys of the composer where the interface cannot interrupt', async () => {
    for (const abilities of [{ interrupts: false }, { interrupts: true }]) {
      const { send, clock, own, tui, setActivity } = running(abilities);
      own.interruptible = false;
      setActivity('active');
      tui.busy = true;
      send('stop', { urgent: true });
      await clock.advance(500);
      expect(tui.control).toEqual(['interrupt']);
      setActivity('idle');
      await clock.advance(500);
      expect([own.handed.length, own.interrupts]).toEqual([1, 0]);
    }
  });

  test('is handed over as it is when nothing can interrupt', async () => {
    const { send, clock, own, setActivity } = running({ takesMessages: false });
    setActivity('active');
    send('stop', { urgent: true });
    await clock.advance(500);
    expect(own.handed).toHaveLength(1);
  });

  test('presses no key into a dialog the facts do not know of', async () => {
    const { send, clock, own, tui, setActivity } = running();
    setActivity('active');
    tui.dialog = 'Do you want to proceed?';
    send('stop', { urgent: true });
    await clock.advance(10_000);
    expect([tui.writes, own.handed]).toEqual([[], []]);
  });

  test('that is typed interrupts through the interface too', async () => {
    const { send, clock, own, tui, setActivity } = running({ interrupts: true });
    Object.assign(own, { answer: { type: 'unavailable', reason: 'connection refused' }, takes: false });
    send('hello');
    await clock.advance(40_000);
    expect(tui.submissions).toEqual(['hello']);
    setActivity('active');
    tui.busy = true;
    send('stop', { urgent: true });
    await clock.advance(500);
    expect([own.interrupts, tui.control]).toEqual([1, []]);
    setActivity('idle');
    await clock.advance(45_000);
    expect(tui.submissions).toEqual(['hello', 'stop']);
  });
});
