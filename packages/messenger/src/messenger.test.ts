import { describe, expect, test } from 'vitest';
import type { MessageId, MessageSender, SessionId } from '@ao/domain';
import { createMessengerWorld } from './__fixtures__/messenger-world.ts';
import { DEFAULT_DELIVERY_POLICY } from './delivery-policy.ts';

/** A world with a running daemon. Unless a test says otherwise, the agent confirms what it takes 40 ms later. */
function running(abilities: Parameters<typeof createMessengerWorld>[0] = {}, confirms = true) {
  const world = createMessengerWorld(abilities);
  const daemon = world.start();
  if (confirms) {
    world.tui.onSubmit = (text) => void world.clock.setTimer(40, () => daemon.messenger.acknowledge(world.id, world.prompt(text)));
  }
  const send = (text: string, more: Parameters<typeof world.request>[1] = {}) => daemon.messenger.send(world.request(text, more)).id;
  return { ...world, daemon, send };
}

describe('a message to an idle agent', () => {
  test('is typed, submitted and confirmed, and each step has its time and evidence', async () => {
    const { send, clock, tui, message } = running();
    const id = send('Use the existing error type');
    expect(message(id).state).toBe('queued');
    await clock.advance(1_000);
    expect(tui.submissions).toEqual(['Use the existing error type']);
    expect(message(id)).toMatchObject({ state: 'acknowledged', delivery: 'typed', launchId: 'l-1', submittedWhileBusy: false });
    expect(message(id).receipts.map(({ state, evidence }) => `${state}: ${evidence}`)).toEqual([
      'queued: stored',
      'typing: the composer is free',
      'submitted: submitted when the composer showed it',
      'acknowledged: hook UserPromptSubmit',
    ]);
    const times = message(id).receipts.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
  });

  test('waits for the one before it to be confirmed', async () => {
    const { send, clock, tui, pathOf } = running({}, false);
    const [first, second] = [send('first'), send('second')];
    await clock.advance(5_000);
    expect([tui.submissions, pathOf(second)]).toEqual([['first'], ['queued']]);
    await clock.advance(10_000);
    expect([tui.submissions, pathOf(first).at(-1)]).toEqual([['first', 'second'], 'stalled']);
  });

  test('is submitted only when the composer shows it', async () => {
    const { send, clock, tui, pathOf } = running();
    tui.echoDelayMs = 2_000;
    const id = send('slow');
    await clock.advance(1_900);
    expect(pathOf(id)).toEqual(['queued', 'typing']);
    await clock.advance(1_000);
    expect(pathOf(id)).toEqual(['queued', 'typing', 'submitted', 'acknowledged']);
  });

  test('is submitted again when Enter was swallowed, but not for ever', async () => {
    const { send, clock, tui, pathOf, message } = running();
    tui.ignoredEnters = 2;
    const id = send('again');
    await clock.advance(6_000);
    expect(pathOf(id)).toEqual(['queued', 'typing', 'submitted', 'submitted', 'submitted', 'acknowledged']);
    tui.ignoredEnters = 99;
    const stubborn = send('never');
    await clock.advance(60_000);
    expect(tui.writes.filter((text) => text === '\r')).toHaveLength(3 + 3);
    expect(message(stubborn)).toMatchObject({ state: 'stalled' });
    expect(message(stubborn).receipts.at(-1)?.screen).toContain('> never');
  });

  test('that was taken, and that an interrupt put back into the composer, is not submitted again', async () => {
    const { send, clock, tui, pathOf } = running({}, false);
    tui.putsBack = true;
    tui.onSubmit = () => {
      tui.busy = true;
      // Its hook is lost, and the person presses Esc a second later.
      clock.setTimer(1_000, () => ((tui.busy = false), (tui.composer = 'hello')));
    };
    const id = send('hello');
    await clock.advance(60_000);
    expect([tui.submissions, pathOf(id)]).toEqual([['hello'], ['queued', 'typing', 'submitted', 'stalled']]);
  });

  test('that is not confirmed stalls with the screen, and a late confirmation still counts', async () => {
    const { send, clock, daemon, id: session, prompt, message, pathOf } = running({}, false);
    const id = send('hello');
    await clock.advance(15_000);
    expect(message(id).receipts.at(-1)).toMatchObject({
      state: 'stalled',
      evidence: 'submitted, but the agent did not confirm it',
      screen: 'Scripted agent\n>',
    });
    daemon.messenger.acknowledge(session, prompt('hello'));
    expect(pathOf(id).slice(-2)).toEqual(['stalled', 'acknowledged']);
  });

  test('to an agent that cannot confirm is as finished as it will ever be', async () => {
    const { send, clock, pathOf, lastEvidence, tui } = running({ expectsSignals: false, canBeSeen: false }, false);
    const ids = [send('one'), send('two')];
    await clock.advance(1_000);
    expect(tui.submissions).toEqual(['one', 'two']);
    expect(ids.map((id) => pathOf(id).slice(-2))).toEqual([
      ['submitted', 'unconfirmed'],
      ['submitted', 'unconfirmed'],
    ]);
    expect(lastEvidence(ids[0] ?? '')).toBe('this agent cannot confirm');
  });
});

describe('sending', () => {
  test('the same id with the same text is the same message, with another text a conflict', async () => {
    const { send, clock, tui, end } = running();
    const id = 'mine' as MessageId;
    expect([send('hello', { id }), send('hello', { id })]).toEqual(['mine', 'mine']);
    await clock.advance(1_000);
    end();
    expect(send('hello', { id })).toBe('mine');
    expect(tui.submissions).toEqual(['hello']);
    expect(() => send('other', { id })).toThrow(expect.objectContaining({ code: 'MESSAGE_ID_CONFLICT' }));
  });

  test('removes what a terminal could take for a command', async () => {
    const { send, clock, tui } = running();
    send('a\u001b[31m\r\nb\u0003');
    await clock.advance(1_000);
    expect(tui.submissions).toEqual(['a\nb']);
  });

  test.each<[string, MessageSender, string]>([
    ['a person', { kind: 'person' }, 'done'],
    ['another session', { kind: 'session', sessionId: 'shop-2' as SessionId }, '[from shop-2]\ndone'],
    ['automation', { kind: 'automation', name: 'ci' }, '[from ci, automated]\ndone'],
  ])('names the sender: %s', async (_name, sender, delivered) => {
    const { send, clock, tui, pathOf } = running();
    const id = send('done', { sender });
    await clock.advance(1_000);
    expect(tui.submissions).toEqual([delivered]);
    expect(pathOf(id).at(-1)).toBe('acknowledged');
  });

  test('is refused with a reason where it cannot work', () => {
    const { send, end } = running();
    const mute = running({ takesMessages: false });
    expect(() => send('   ')).toThrow(expect.objectContaining({ code: 'MESSAGE_EMPTY' }));
    expect(() => send('x'.repeat(1024 * 1024 + 1))).toThrow(expect.objectContaining({ code: 'MESSAGE_TOO_LONG' }));
    expect(() => send('x', { id: 'no spaces' as MessageId })).toThrow(expect.objectContaining({ code: 'MESSAGE_ID_INVALID' }));
    expect(() => send('x', { sessionId: 'shop-9' as SessionId })).toThrow(expect.objectContaining({ code: 'SESSION_NOT_FOUND' }));
    expect(() => mute.send('x')).toThrow(expect.objectContaining({ code: 'CAPABILITY_UNSUPPORTED' }));
    end();
    expect(() => send('x')).toThrow(
      expect.objectContaining({ code: 'SESSION_ENDED', message: 'shop-1 has ended. Bring it back with `ao session restore shop-1`.' }),
    );
  });

  test('what the plan of the agent refuses is never typed', async () => {
    const { send, clock, tui, message } = running({ plan: () => ({ type: 'refuse', reason: 'it would run a shell command' }) });
    const id = send('!rm -rf');
    await clock.advance(100);
    expect([message(id).state, message(id).receipts.at(-1)?.evidence, tui.writes]).toEqual(['refused', 'it would run a shell command', []]);
  });
});

describe('waiting for a message', () => {
  test('ends with the final receipt', async () => {
    const { send, clock, daemon } = running();
    const settled = daemon.messenger.settled(send('hello'));
    await clock.advance(1_000);
    await expect(settled).resolves.toMatchObject({ state: 'acknowledged' });
  });

  test('ends with the message as it is when somebody has waited long enough', async () => {
    const { send, setActivity, daemon } = running();
    setActivity('blocked');
    const patience = new AbortController();
    const settled = daemon.messenger.settled(send('hello'), patience.signal);
    patience.abort();
    await expect(settled).resolves.toMatchObject({ state: 'queued' });
  });

  test('for one that does not exist is an error', async () => {
    const { daemon } = running();
    await expect(daemon.messenger.settled('nobody' as MessageId)).rejects.toMatchObject({ code: 'MESSAGE_NOT_FOUND' });
  });
});

describe('confirmations', () => {
  test('a prompt the person typed confirms nothing', async () => {
    const { send, clock, daemon, id: session, prompt, pathOf } = running({}, false);
    const id = send('hello');
    await clock.advance(1_000);
    daemon.messenger.acknowledge(session, prompt('something else'));
    expect(pathOf(id).at(-1)).toBe('submitted');
  });

  test('a prompt from before the message was typed confirms nothing', async () => {
    const { send, clock, daemon, id: session, prompt, pathOf } = running({}, false);
    const earlier = clock.now();
    await clock.advance(1_000);
    const id = send('hello');
    await clock.advance(1_000);
    daemon.messenger.acknowledge(session, prompt('hello', earlier));
    expect(pathOf(id).at(-1)).toBe('submitted');
  });

  test('a hook that is told twice confirms one message', async () => {
    const { send, clock, daemon, id: session, prompt, pathOf } = running({}, false);
    const [first, second] = [send('continue'), send('continue')];
    await clock.advance(1_000);
    const hook = prompt('continue');
    daemon.messenger.acknowledge(session, hook);
    await clock.advance(1_000);
    daemon.messenger.acknowledge(session, hook);
    expect([pathOf(first).at(-1), pathOf(second).at(-1)]).toEqual(['acknowledged', 'submitted']);
  });

  test('a person who presses Enter on our text submits it, and nobody presses again', async () => {
    const { send, clock, daemon, id: session, prompt, pathOf, tui } = running({}, false);
    tui.echoDelayMs = 4_000;
    const id = send('hello');
    await clock.advance(1_000);
    daemon.messenger.acknowledge(session, prompt('hello'));
    await clock.advance(10_000);
    expect(pathOf(id)).toEqual(['queued', 'typing', 'submitted', 'acknowledged']);
    expect(tui.submissions).toEqual([]);
  });
});

test('deliveries go by the given times', async () => {
  const world = createMessengerWorld();
  world
    .start({ policy: { ...DEFAULT_DELIVERY_POLICY, foreignTextWaitMs: 1_000 }, senderLine: () => null })
    .messenger.send(world.request('hello'));
  world.tui.composer = 'a draft';
  await world.clock.advance(5_000);
  expect(world.pathOf('m-1')).toEqual(['queued', 'refused']);
});
