import { storesSuite } from '@ao/conformance';
import type { Stores } from '@ao/ports';
import { expect, test } from 'vitest';
import { createInMemoryStores } from './in-memory-stores.ts';

/** Ways to break good stores, each a mistake that is easily made. */
const MISTAKES: Readonly<Record<string, (good: Stores) => Partial<Stores>>> = {
  'an empty log': ({ changeLog }) => ({ changeLog: { ...changeLog, after: () => [] } }),
  'a log that ignores the limit': ({ changeLog }) => ({
    changeLog: { ...changeLog, after: (sequence) => changeLog.after(sequence, 10_000) },
  }),
  'a log that counts from what is left': ({ changeLog }) => ({
    changeLog: {
      ...changeLog,
      bounds: () => ({ oldest: changeLog.bounds().oldest, newest: changeLog.after(0, 10_000).at(-1)?.sequence ?? 0 }),
    },
  }),
  'a log that wakes nobody': ({ changeLog }) => ({ changeLog: { ...changeLog, onCommit: () => ({ close: () => undefined }) } }),
  'a listener that cannot be closed': ({ changeLog }) => ({
    changeLog: { ...changeLog, onCommit: (listener) => (changeLog.onCommit(listener), { close: () => undefined }) },
  }),
  'a transaction that is none': () => ({ transaction: (work) => work() }),
  'sessions in the order of their text': ({ sessions }) => ({
    sessions: { ...sessions, list: (filter) => [...sessions.list(filter)].sort((a, b) => (a.id < b.id ? -1 : 1)) },
  }),
  'a filter that is not looked at': ({ sessions }) => ({ sessions: { ...sessions, list: () => sessions.list() } }),
  'a write where nothing changed': ({ sessions }) => ({
    sessions: { ...sessions, updateFacts: (id, change) => sessions.updateFacts(id, (facts) => ({ ...change(facts) })) },
  }),
  'a rename that tells nobody': ({ sessions }) => ({ sessions: { ...sessions, rename: (id) => sessions.get(id) } }),
  'archived projects in the list': ({ projects }) => ({ projects: { ...projects, findByPath: () => null } }),
  'operations in the wrong order': ({ operations }) => ({
    operations: { ...operations, listOpen: () => [...operations.listOpen()].reverse() },
  }),
  'messages that move from any state': ({ messages }) => ({
    messages: {
      ...messages,
      advance: (id, _from, step) => messages.advance(id, ['queued', 'typing', 'submitted', 'stalled', 'acknowledged'], step),
    },
  }),
  'pruning that takes one too many': ({ messages }) => ({ messages: { ...messages, prune: (before) => messages.prune(before + 1) } }),
  'notices that are told twice': ({ notices }) => ({
    notices: { ...notices, raise: (notice) => notices.raise(notice) ?? notices.findByKey(notice.key) },
  }),
  'a notice that is withdrawn while its deliveries wait on': ({ notices }) => ({
    notices: {
      ...notices,
      withdraw(key, at) {
        const before = notices.findByKey(key)?.deliveries ?? [];
        const withdrawn = notices.withdraw(key, at);
        for (const delivery of before) notices.putDelivery(withdrawn?.id ?? 0, delivery);
        return withdrawn;
      },
    },
  }),
  'outlets that are chosen again': ({ notices }) => ({
    notices: { ...notices, listUnrouted: (limit) => notices.list({ limit }).toReversed() },
  }),
  'pull requests that move': ({ pullRequests }) => ({
    pullRequests: { ...pullRequests, upsert: (facts) => ({ ...pullRequests.upsert(facts), sessionId: facts.sessionId }) },
  }),
};

/** Runs the whole suite on stores with a mistake, and answers the names of the cases that fail. */
async function failuresWith(mistake: (good: Stores) => Partial<Stores>): Promise<readonly string[]> {
  const cases: { readonly name: string; readonly body: () => Promise<void> }[] = [];
  storesSuite({
    test: (name, body) => cases.push({ name, body }),
    create({ clock }) {
      const good = createInMemoryStores({ clock });
      return { stores: { ...good, ...mistake(good) } };
    },
  });
  const failed: string[] = [];
  for (const { name, body } of cases) {
    try {
      await body();
    } catch {
      failed.push(name);
    }
  }
  return failed;
}

test('the suite finds nothing wrong with good stores', async () => {
  expect(await failuresWith(() => ({}))).toEqual([]);
});

test.each(Object.entries(MISTAKES))('the suite finds %s', async (_name, mistake) => {
  expect(await failuresWith(mistake)).not.toEqual([]);
});
