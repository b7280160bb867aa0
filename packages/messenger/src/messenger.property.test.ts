import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FINAL_MESSAGE_STATES } from '@ao/domain';
import { createMessengerWorld, type MessengerWorldOptions } from './__fixtures__/messenger-world.ts';
import { readInput, type ScriptedInterface } from './__fixtures__/scripted-tui.ts';

/** What happens to the daemon, the agent and its hooks, one thing after the other. */
type Happening =
  | { readonly type: 'send'; readonly urgent: boolean }
  | { readonly type: 'open_dialog'; readonly isTold: boolean; readonly swallows: boolean }
  | { readonly type: 'close_dialog' }
  | { readonly type: 'ignore_enters'; readonly count: number }
  | { readonly type: 'slow_echo'; readonly delayMs: number }
  | { readonly type: 'draft' }
  | { readonly type: 'garble'; readonly isGarbled: boolean }
  | { readonly type: 'interface'; readonly answer: ScriptedInterface['answer']; readonly takes: boolean; readonly replyMs: number }
  | { readonly type: 'crash' }
  | { readonly type: 'crash_at_point'; readonly point: number }
  | { readonly type: 'restart' }
  | { readonly type: 'wait'; readonly ms: number };

/** How the hook of one submission reaches the daemon. */
interface HookFate {
  readonly delayMs: number;
  readonly times: 0 | 1 | 2;
  readonly turnMs: number;
}

/** How the interface answers from now on. What it says it did not take, it has not. */
const interfaceMood = fc
  .record({
    answer: fc.constantFrom<ScriptedInterface['answer']>(
      { type: 'accepted', evidence: 'taken' },
      { type: 'accepted', evidence: 'taken', whileBusy: 'queued' },
      { type: 'unavailable', reason: 'connection refused' },
      { type: 'uncertain', reason: 'reset by peer' },
      { type: 'refused', reason: 'too long' },
      'throw',
      'hang',
    ),
    takes: fc.boolean(),
    replyMs: fc.constantFrom(0, 20, 700, 20_000),
  })
  .map(({ answer, takes, replyMs }) => {
    const type = typeof answer === 'string' ? 'uncertain' : answer.type;
    return { type: 'interface' as const, answer, replyMs, takes: type === 'accepted' || (type === 'uncertain' && takes) };
  });

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('send' as const), urgent: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('open_dialog' as const), isTold: fc.boolean(), swallows: fc.boolean() }) },
  { weight: 2, arbitrary: fc.constant({ type: 'close_dialog' as const }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('ignore_enters' as const), count: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('slow_echo' as const), delayMs: fc.constantFrom(0, 100, 700, 6_000) }) },
  { weight: 1, arbitrary: fc.constant({ type: 'draft' as const }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('garble' as const), isGarbled: fc.boolean() }) },
  { weight: 2, arbitrary: interfaceMood },
  { weight: 1, arbitrary: fc.constant({ type: 'crash' as const }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('crash_at_point' as const), point: fc.integer({ min: 1, max: 12 }) }) },
  { weight: 2, arbitrary: fc.constant({ type: 'restart' as const }) },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('wait' as const),
      ms: fc.oneof(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 20_000 })),
    }),
  },
);
const fate: fc.Arbitrary<HookFate> = fc.record({
  delayMs: fc.constantFrom(1, 40, 900, 12_000),
  times: fc.constantFrom(0, 1, 1, 1, 2),
  turnMs: fc.constantFrom(50, 3_000, 30_000),
});

/** Plays the happenings, then lets everything calm down. */
async function play(happenings: readonly Happening[], fates: readonly HookFate[], abilities: MessengerWorldOptions) {
  const world = createMessengerWorld(abilities);
  const { tui, clock } = world;
  let daemon = world.start();
  const spool: ReturnType<typeof world.prompt>[] = [];
  let sent = 0;

  const tell = (hook: ReturnType<typeof world.prompt>): void => {
    if (daemon.life.crashed) spool.push(hook);
    else {
      // Facts follow the time of the evidence, so a late hook does not wake a turn that is over.
      world.setActivity(tui.dialog !== null ? 'blocked' : tui.busy ? 'active' : 'idle');
      try {
        daemon.messenger.acknowledge(world.id, hook);
      } catch {
        // It crashed in the middle: the hook is still in the spool.
        spool.push(hook);
      }
    }
  };
  tui.onSubmit = (text) => {
    const { delayMs, times, turnMs } = fates[tui.submissions.length % fates.length] ?? { delayMs: 40, times: 1, turnMs: 50 };
    const hook = world.prompt(text);
    tui.busy = true;
    for (let time = 0; time < times; time += 1) clock.setTimer(delayMs + 3 * time, () => tell({ ...hook, at: hook.at + 3 * time }));
    clock.setTimer(Math.max(turnMs, delayMs + 10), () => {
      tui.busy = false;
      if (tui.dialog === null) world.setActivity('idle');
    });
  };
  const restart = (): void => {
    if (!daemon.life.crashed) return;
    daemon = world.start();
    clock.setTimer(100, () => spool.splice(0).forEach(tell));
  };
  const happen = (event: Exclude<Happening, { type: 'wait' }>): void => {
    switch (event.type) {
      case 'send': {
        if (daemon.life.crashed) return;
        try {
          sent += 1;
          daemon.messenger.send(world.request(`message <${sent}>`, { urgent: event.urgent }));
        } catch {
          // It crashed before or after it was stored; nobody was told an id.
        }
        return;
      }
      case 'open_dialog':
        readInput(tui);
        tui.dialog = 'Do you want to proceed?';
        if (event.swallows) tui.composer = '';
        if (event.isTold) clock.setTimer(15, () => tui.dialog !== null && world.setActivity('blocked'));
        return;
      case 'close_dialog':
        tui.dialog = null;
        world.setActivity(tui.busy ? 'active' : 'idle');
        return;
      case 'ignore_enters':
        tui.ignoredEnters = event.count;
        return;
      case 'slow_echo':
        tui.echoDelayMs = event.delayMs;
        return;
      case 'draft':
        if (tui.composer === '' && tui.unread.length === 0) tui.composer = 'a draft';
        return;
      case 'garble':
        tui.garbled = event.isGarbled;
        return;
      case 'interface':
        Object.assign(tui.interface, event);
        return;
      case 'crash':
        daemon.crash();
        return;
      case 'crash_at_point':
        if (!daemon.life.crashed) daemon.life.crashAtPoint(event.point);
        return;
      case 'restart':
        restart();
    }
  };

  for (const event of happenings) {
    if (event.type === 'wait') await clock.advance(event.ms);
    else happen(event);
  }
  Object.assign(tui, { dialog: null, garbled: false, echoDelayMs: 0, ignoredEnters: 0 });
  if (tui.composer === 'a draft') tui.composer = '';
  if (!tui.busy) world.setActivity('idle');
  // A crash that was still to come may come now.
  for (let minute = 0; minute < 30; minute += 1) {
    restart();
    await clock.advance(60_000);
    if (world.stores.messages.listOpen(world.id).length === 0) break;
  }
  const messages = world.stores.messages.listForSession(world.id, 1_000).toReversed();
  if (!daemon.life.crashed) await Promise.all([daemon.stop(), clock.advance(60_000)]);
  return { messages, tui };
}

test('whatever happens: none goes into a dialog, none is submitted twice, none is confirmed that was not submitted, every one ends', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { maxLength: 40, size: 'max' }),
      fc.array(fate, { minLength: 1, maxLength: 6 }),
      fc.record({ acceptsWhileBusy: fc.boolean(), structured: fc.boolean(), interrupts: fc.boolean() }),
      async (happenings, fates, abilities) => {
        const { messages, tui } = await play(happenings, fates, abilities);
        expect(tui.intoDialogs).toEqual([]);
        const submissionsOf = (text: string): number => tui.submissions.filter((submission) => submission.includes(text)).length;
        for (const { text, state, receipts } of messages) {
          expect(submissionsOf(text)).toBeLessThanOrEqual(1);
          expect(state === 'acknowledged' && !tui.submissions.includes(text)).toBe(false);
          expect([...FINAL_MESSAGE_STATES]).toContain(state);
          expect(receipts.map((receipt) => receipt.state).join(' ')).toMatch(LEGAL_PATH);
        }
        const order = messages
          .map(({ text }) => tui.submissions.findIndex((submission) => submission.includes(text)))
          .filter((index) => index >= 0);
        expect(order).toEqual(order.toSorted((one, other) => one - other));
      },
    ),
    { numRuns: 1_000 },
  );
});

/** The ways a message may go. */
const LEGAL_PATH =
  /^queued( typing queued)*( submitted| typing( submitted)*)?( (acknowledged|stalled|stalled submitted acknowledged|stalled acknowledged|refused|failed))$/;
