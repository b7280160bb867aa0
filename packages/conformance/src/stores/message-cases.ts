import assert from 'node:assert/strict';
import type { LaunchId, MessageId, MessageReceipt, MessageState, SessionId } from '@ao/domain';
import type { Stores } from '@ao/ports';
import { assertRefused, eventsOf, eventTypesOf } from './event-expectations.ts';
import { createSession, sampleMessage } from './sample-records.ts';
import type { StoresCase } from './stores-case.ts';

const FIRST = 'm-1' as MessageId;

function receipt(state: MessageState, at = 4_000): MessageReceipt {
  return { state, at, evidence: `now ${state}`, screen: null };
}

function moveTo(stores: Stores, id: string, state: MessageState, at?: number): void {
  const from = stores.messages.get(id as MessageId)?.state ?? assert.fail(`no message ${id}`);
  stores.messages.advance(id as MessageId, [from], { receipt: receipt(state, at) });
}

/** What every message store does. */
export const messageCases: readonly StoresCase[] = [
  {
    name: 'a message is queued behind the others of its session',
    run({ stores }) {
      const session = createSession(stores);
      const other = createSession(stores);
      const { receipt: queued, ...message } = sampleMessage('m-1', session.id, 'zwei\nZeilen\t✓');
      const stored = stores.messages.enqueue({ ...message, receipt: queued });
      assert.deepEqual(stored, {
        ...message,
        sequence: 1,
        state: 'queued',
        submittedWhileBusy: false,
        delivery: null,
        launchId: null,
        receipts: [queued],
        updatedAt: 3_000,
      });
      assert.deepEqual(stores.messages.get(FIRST), stored);
      assert.equal(stores.messages.enqueue(sampleMessage('m-2', session.id)).sequence, 2);
      assert.equal(stores.messages.enqueue(sampleMessage('m-3', other.id)).sequence, 1);
    },
  },
  {
    name: 'senders of every kind, first prompts and urgency are kept',
    run({ stores }) {
      const session = createSession(stores);
      const senders = [{ kind: 'person' }, { kind: 'session', sessionId: session.id }, { kind: 'automation', name: 'ci' }] as const;
      for (const [index, sender] of senders.entries()) {
        const message = { ...sampleMessage(`m-${index}`, session.id), sender, isFirstPrompt: index === 0, urgent: index === 1 };
        stores.messages.enqueue(message);
        const stored = stores.messages.get(message.id);
        assert.deepEqual([stored?.sender, stored?.isFirstPrompt, stored?.urgent], [sender, index === 0, index === 1]);
      }
    },
  },
  {
    name: 'the same id with the same text is the same message, with another text or session a conflict',
    run({ stores }) {
      const session = createSession(stores);
      const other = createSession(stores);
      stores.messages.enqueue(sampleMessage('m-1', session.id, 'hello'));
      moveTo(stores, 'm-1', 'typing');
      const before = stores.messages.get(FIRST);
      assert.deepEqual(
        eventTypesOf(stores, () => assert.deepEqual(stores.messages.enqueue(sampleMessage('m-1', session.id, 'hello')), before)),
        [],
      );
      assertRefused('MESSAGE_ID_CONFLICT', () => stores.messages.enqueue(sampleMessage('m-1', session.id, 'other')));
      assertRefused('MESSAGE_ID_CONFLICT', () => stores.messages.enqueue(sampleMessage('m-1', other.id, 'hello')));
      assertRefused('SESSION_NOT_FOUND', () => stores.messages.enqueue(sampleMessage('m-9', 'shop-9' as SessionId)));
      assert.equal(stores.messages.listForSession(session.id, 10).length, 1);
    },
  },
  {
    name: 'a message moves on only from an expected state, and collects its receipts',
    run({ stores }) {
      const session = createSession(stores);
      stores.messages.enqueue(sampleMessage('m-1', session.id));
      assert.equal(stores.messages.advance(FIRST, ['typing'], { receipt: receipt('submitted') }), null);
      assert.equal(stores.messages.advance(FIRST, [], { receipt: receipt('submitted') }), null);
      assert.equal(stores.messages.advance('m-9' as MessageId, ['queued'], { receipt: receipt('typing') }), null);
      assert.equal(stores.messages.get(FIRST)?.receipts.length, 1);
      const launchId = 'l-1' as LaunchId;
      stores.messages.advance(FIRST, ['queued'], { receipt: receipt('typing'), delivery: 'typed', launchId });
      const screen = { ...receipt('submitted', 4_500), screen: '> hello' };
      const submitted = stores.messages.advance(FIRST, ['queued', 'typing'], { receipt: screen, submittedWhileBusy: true });
      assert.deepEqual(
        [submitted?.state, submitted?.delivery, submitted?.launchId, submitted?.submittedWhileBusy, submitted?.updatedAt],
        ['submitted', 'typed', 'l-1', true, 4_500],
      );
      assert.deepEqual(submitted?.receipts.slice(1), [receipt('typing'), screen]);
      assert.deepEqual(stores.messages.get(FIRST), submitted);
    },
  },
  {
    name: 'a hand-over is noted on a queued message only, leaves no receipt, and can be taken back',
    run({ stores }) {
      const session = createSession(stores);
      stores.messages.enqueue(sampleMessage('m-1', session.id));
      const launchId = 'l-1' as LaunchId;
      const noted = (): unknown[] => {
        const message = stores.messages.get(FIRST);
        return [message?.state, message?.delivery, message?.launchId, message?.updatedAt, message?.receipts.length];
      };
      assert.equal(stores.messages.noteHandover(FIRST, { launchId, at: 4_100 }), true);
      assert.deepEqual(noted(), ['queued', 'structured', 'l-1', 4_100, 1]);
      assert.equal(stores.messages.noteHandover(FIRST, { launchId: null, at: 4_200 }), true);
      assert.deepEqual(noted(), ['queued', null, null, 4_200, 1]);
      stores.messages.noteHandover(FIRST, { launchId, at: 4_300 });
      stores.messages.advance(FIRST, ['queued'], { receipt: receipt('submitted', 4_400) });
      assert.equal(stores.messages.noteHandover(FIRST, { launchId: null, at: 4_500 }), false);
      assert.deepEqual(noted(), ['submitted', 'structured', 'l-1', 4_400, 2]);
      assert.equal(stores.messages.noteHandover('m-9' as MessageId, { launchId, at: 4_600 }), false);
    },
  },
  {
    name: 'open messages are those that may still move, in order',
    run({ stores }) {
      const session = createSession(stores);
      const other = createSession(stores);
      const states: MessageState[] = [
        'queued',
        'typing',
        'submitted',
        'acknowledged',
        'unconfirmed',
        'stalled',
        'refused',
        'failed',
        'withdrawn',
      ];
      for (const state of states) {
        stores.messages.enqueue(sampleMessage(`m-${state}`, session.id));
        if (state !== 'queued') moveTo(stores, `m-${state}`, state);
      }
      stores.messages.enqueue(sampleMessage('m-done', other.id));
      moveTo(stores, 'm-done', 'acknowledged');
      assert.deepEqual(
        stores.messages.listOpen(session.id).map((message) => message.state),
        ['queued', 'typing', 'submitted'],
      );
      assert.deepEqual(stores.messages.sessionsWithOpen(), [session.id]);
      assert.deepEqual([...stores.messages.countOpen([other.id, session.id])], [[session.id, 3]]);
      assert.deepEqual([...stores.messages.countOpen([other.id])], []);
      assert.deepEqual([...stores.messages.countOpen([])], []);
      const newest = stores.messages.listForSession(session.id, 3).map((message) => message.state);
      assert.deepEqual(newest, ['withdrawn', 'failed', 'refused']);
    },
  },
  {
    name: 'old messages in a final state can be dropped, and their places are not given again',
    run({ stores }) {
      const session = createSession(stores);
      for (const id of ['m-1', 'm-2', 'm-3']) stores.messages.enqueue(sampleMessage(id, session.id));
      moveTo(stores, 'm-3', 'acknowledged', 5_000);
      assert.equal(stores.messages.prune(5_000), 0);
      assert.equal(stores.messages.prune(5_001), 1);
      assert.equal(stores.messages.get('m-3' as MessageId), null);
      assert.equal(stores.messages.listOpen(session.id).length, 2);
      assert.equal(stores.messages.enqueue(sampleMessage('m-4', session.id)).sequence, 4);
    },
  },
  {
    name: 'each step of a message is one event',
    run({ stores, clock }) {
      const session = createSession(stores);
      clock.set(8_000);
      const events = eventsOf(stores, () => {
        stores.messages.enqueue({ ...sampleMessage('m-1', session.id), isFirstPrompt: true });
        moveTo(stores, 'm-1', 'typing');
      });
      const common = { at: 8_000, projectId: 'shop', sessionId: 'shop-1' };
      assert.deepEqual(
        events.map(({ sequence: _sequence, ...event }) => event),
        [
          { type: 'message.created', ...common, payload: { id: 'm-1', state: 'queued', sequence: 1, isFirstPrompt: true } },
          { type: 'message.updated', ...common, payload: { id: 'm-1', state: 'typing', sequence: 1, isFirstPrompt: true } },
        ],
      );
    },
  },
];
