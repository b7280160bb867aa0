import assert from 'node:assert/strict';
import type { NoticeDelivery, NoticeRecord, SessionId } from '@ao/domain';
import type { NewNotice, Stores } from '@ao/ports';
import { assertRefused, eventsOf, eventTypesOf } from './event-expectations.ts';
import { createSession } from './sample-records.ts';
import type { StoresCase } from './stores-case.ts';

/** A notice to raise. */
export function sampleNotice(key: string, changes: Partial<NewNotice> = {}): NewNotice {
  const notice = { kind: 'needs_you', priority: 'normal', sessionId: null, text: `text of ${key}`, url: null } as const;
  return { key, ...notice, raisedAt: 5_000, ...changes };
}

function raise(stores: Stores, key: string, changes: Partial<NewNotice> = {}): NoticeRecord {
  const notice = stores.notices.raise(sampleNotice(key, changes));
  assert.ok(notice !== null);
  return notice;
}

function deliveryTo(stores: Stores, id: number, outlet: string): NoticeDelivery {
  const delivery = stores.notices.get(id)?.deliveries.find((one) => one.outlet === outlet);
  assert.ok(delivery !== undefined);
  return delivery;
}

const keysOf = (notices: readonly { readonly key: string }[]) => notices.map(({ key }) => key);

/** Notices. */
export const noticeCases: readonly StoresCase[] = [
  {
    name: 'a notice is stored once, whatever it says the second time, and numbered from 1',
    run({ stores }) {
      const session = createSession(stores);
      const one = raise(stores, 'a', { sessionId: session.id, url: 'https://example.org/1' });
      assert.deepEqual(one, {
        id: 1,
        key: 'a',
        kind: 'needs_you',
        priority: 'normal',
        sessionId: 'shop-1',
        projectId: 'shop',
        text: 'text of a',
        url: 'https://example.org/1',
        raisedAt: 5_000,
        readAt: null,
        withdrawnAt: null,
        deliveries: [],
      });
      assert.equal(stores.notices.raise(sampleNotice('a', { text: 'other words' })), null);
      assert.equal(raise(stores, 'b').id, 2);
      assert.deepEqual([stores.notices.get(1), stores.notices.findByKey('a')], [one, one]);
      assert.deepEqual([stores.notices.get(9), stores.notices.findByKey('z')], [null, null]);
      assertRefused('SESSION_NOT_FOUND', () => stores.notices.raise(sampleNotice('c', { sessionId: 'shop-9' as SessionId })));
    },
  },
  {
    name: 'raising, reading, withdrawing and the end of a delivery are events; choosing outlets and attempts are none',
    run({ stores, clock }) {
      const session = createSession(stores);
      clock.set(7_000);
      const [created, ...others] = eventsOf(stores, () => stores.notices.raise(sampleNotice('a', { sessionId: session.id })));
      assert.deepEqual(others, []);
      assert.deepEqual(created && { ...created, sequence: 0 }, {
        sequence: 0,
        type: 'notice.created',
        at: 7_000,
        projectId: 'shop',
        sessionId: 'shop-1',
        payload: { id: 1, key: 'a', kind: 'needs_you', priority: 'normal', text: 'text of a', url: null, readAt: null, withdrawnAt: null },
      });
      const updated = ['notice.updated'];
      assert.deepEqual(
        eventTypesOf(stores, () => stores.notices.raise(sampleNotice('a'))),
        [],
      );
      assert.deepEqual(
        eventTypesOf(stores, () => stores.notices.route(1, ['desk', 'team'], 7_000)),
        [],
      );
      const waiting = deliveryTo(stores, 1, 'desk');
      const sending: NoticeDelivery = { ...waiting, state: 'sending', attempts: 1, dispatchId: 'd-1' };
      assert.deepEqual(
        eventTypesOf(stores, () => stores.notices.putDelivery(1, sending)),
        [],
      );
      assert.deepEqual(
        eventTypesOf(stores, () => stores.notices.putDelivery(1, { ...sending, state: 'delivered' })),
        updated,
      );
      assert.deepEqual(
        eventTypesOf(stores, () => stores.notices.markRead([1], 8_000)),
        updated,
      );
      assert.deepEqual(
        eventTypesOf(stores, () => stores.notices.markRead([1, 9], 8_500)),
        [],
      );
      assert.deepEqual(
        eventTypesOf(stores, () => stores.notices.withdraw('a', 9_000)),
        updated,
      );
      assert.deepEqual(
        eventTypesOf(stores, () => stores.notices.withdraw('a', 9_500)),
        [],
      );
      assert.deepEqual(
        eventTypesOf(stores, () => stores.notices.withdraw('unheard of', 9_500)),
        [],
      );
      assert.deepEqual([stores.notices.get(1)?.readAt, stores.notices.get(1)?.withdrawnAt], [8_000, 9_000]);
    },
  },
  {
    name: 'outlets are chosen once for each notice, in the order the notices were raised',
    run({ stores }) {
      raise(stores, 'a');
      raise(stores, 'b');
      raise(stores, 'c');
      assert.deepEqual(keysOf(stores.notices.listUnrouted(2)), ['a', 'b']);
      stores.notices.route(1, ['team', 'desk', 'desk'], 6_000);
      stores.notices.route(1, ['late'], 6_500);
      stores.notices.route(2, [], 6_000);
      stores.notices.route(9, ['desk'], 6_000);
      assert.deepEqual(keysOf(stores.notices.listUnrouted(10)), ['c']);
      const waiting = { state: 'waiting', attempts: 0, notBefore: null, hold: null, dispatchId: null, updatedAt: 6_000, detail: null };
      assert.deepEqual(stores.notices.get(1)?.deliveries, [
        { outlet: 'desk', ...waiting },
        { outlet: 'team', ...waiting },
      ]);
      assert.deepEqual(
        stores.notices.listOpenDeliveries().map(({ notice, delivery }) => [notice.key, delivery.outlet]),
        [
          ['a', 'desk'],
          ['a', 'team'],
        ],
      );
    },
  },
  {
    name: 'a delivery is open while it waits or is under way, and is found by its outlet when it is over',
    run({ stores }) {
      for (const key of ['a', 'b', 'c']) stores.notices.route(raise(stores, key).id, ['desk'], 6_000);
      const change = (id: number, changes: Partial<NoticeDelivery>) =>
        stores.notices.putDelivery(id, { ...deliveryTo(stores, id, 'desk'), ...changes });
      change(1, { state: 'sending', attempts: 1, dispatchId: 'd-1', hold: 'quiet_hours' });
      change(2, { state: 'failed', attempts: 3, updatedAt: 8_000, detail: 'It said no.' });
      change(3, { state: 'delivered', attempts: 1, updatedAt: 9_000 });
      stores.notices.putDelivery(1, { ...deliveryTo(stores, 1, 'desk'), outlet: 'nobody' });
      assert.deepEqual(keysOf(stores.notices.listOpenDeliveries().map(({ notice }) => notice)), ['a']);
      assert.deepEqual(stores.notices.listOpenDeliveries()[0]?.delivery, {
        outlet: 'desk',
        state: 'sending',
        attempts: 1,
        notBefore: null,
        hold: 'quiet_hours',
        dispatchId: 'd-1',
        updatedAt: 6_000,
        detail: null,
      });
      const ended = (limit: number) => keysOf(stores.notices.listEndedDeliveries('desk', limit).map(({ notice }) => notice));
      assert.deepEqual([ended(9), ended(1)], [['c', 'b'], ['c']]);
      assert.deepEqual(stores.notices.listEndedDeliveries('team', 9), []);
    },
  },
  {
    name: 'withdrawing takes back what waits and leaves what is under way or over; a key nobody was told of may be raised again',
    run({ stores }) {
      const { id } = raise(stores, 'a');
      stores.notices.route(id, ['desk', 'team', 'phone'], 6_000);
      stores.notices.putDelivery(id, { ...deliveryTo(stores, id, 'team'), state: 'sending', attempts: 1 });
      stores.notices.putDelivery(id, { ...deliveryTo(stores, id, 'phone'), attempts: 1, notBefore: 9_000 });
      const states = (notice: NoticeRecord | null) => notice?.deliveries.map(({ outlet, state }) => `${outlet} ${state}`);
      const withdrawn = ['desk withdrawn', 'phone withdrawn', 'team sending'];
      assert.deepEqual(states(stores.notices.withdraw('a', 7_000)), withdrawn);
      assert.deepEqual(states(stores.notices.get(id)), withdrawn);
      assert.equal(stores.notices.raise(sampleNotice('a')), null);

      const untold = raise(stores, 'b');
      stores.notices.route(untold.id, ['desk'], 6_000);
      stores.notices.withdraw('b', 7_000);
      const again = stores.notices.raise(sampleNotice('b', { text: 'once more', raisedAt: 8_000 }));
      assert.deepEqual(again, { ...untold, text: 'once more', raisedAt: 8_000 });
      assert.deepEqual(keysOf(stores.notices.listUnrouted(9)), ['b']);
    },
  },
  {
    name: 'lists have the newest first, and can be narrowed',
    run({ stores }) {
      const session = createSession(stores);
      raise(stores, 'a', { sessionId: session.id, kind: 'ended' });
      raise(stores, 'b');
      raise(stores, 'c', { sessionId: session.id });
      raise(stores, 'd');
      assert.equal(stores.notices.markRead([4], 6_000), 1);
      stores.notices.withdraw('b', 6_000);
      const list = (filter: Partial<Parameters<Stores['notices']['list']>[0]>) => keysOf(stores.notices.list({ limit: 9, ...filter }));
      assert.deepEqual(list({}), ['d', 'c', 'b', 'a']);
      assert.deepEqual(list({ unread: true }), ['c', 'a']);
      assert.deepEqual(list({ sessionId: session.id }), ['c', 'a']);
      assert.deepEqual(list({ projectId: session.projectId, before: 3 }), ['a']);
      assert.deepEqual(list({ limit: 2 }), ['d', 'c']);
      assert.deepEqual(keysOf(stores.notices.listStanding('needs_you')), ['c', 'd']);
      assert.equal(stores.notices.markRead(null, 7_000), 3);
      assert.deepEqual(list({ unread: true }), []);
    },
  },
  {
    name: 'old notices go with their deliveries; what was rolled back never was',
    run({ stores }) {
      raise(stores, 'a', { raisedAt: 1_000 });
      raise(stores, 'b', { raisedAt: 2_000 });
      stores.notices.route(1, ['desk'], 1_000);
      assert.equal(stores.notices.prune(2_000), 1);
      assert.deepEqual([keysOf(stores.notices.list({ limit: 9 })), stores.notices.listOpenDeliveries()], [['b'], []]);
      assert.throws(() =>
        stores.transaction(() => {
          raise(stores, 'c');
          stores.notices.withdraw('b', 3_000);
          throw new Error('not meant');
        }),
      );
      assert.deepEqual(keysOf(stores.notices.list({ limit: 9, unread: true })), ['b']);
      assert.ok(raise(stores, 'd').id > 2);
    },
  },
];
