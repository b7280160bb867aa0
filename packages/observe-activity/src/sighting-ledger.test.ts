import { expect, test } from 'vitest';
import type { LaunchId, SessionId } from '@ao/domain';
import { createSightingLedger } from './sighting-ledger.ts';

const SESSION = 'shop-1' as SessionId;
const FIRST = { sessionId: SESSION, launchId: 'l-1' as LaunchId };
const SECOND = { sessionId: SESSION, launchId: 'l-2' as LaunchId };

test('the latest word of each source is kept, by the time it was said', () => {
  const ledger = createSightingLedger();
  ledger.heard(FIRST, 'hook', { at: 2_000, said: 'hook Stop' });
  ledger.heard(FIRST, 'hook', { at: 1_000, said: 'hook UserPromptSubmit' });
  ledger.heard(FIRST, 'screen', { at: 1_500, said: 'composer' });
  expect(ledger.of(SESSION)).toEqual([
    { source: 'hook', at: 2_000, said: 'hook Stop', problem: null },
    { source: 'screen', at: 1_500, said: 'composer', problem: null },
  ]);
});

test('a source that cannot be heard keeps its last word, and is well again when it speaks', () => {
  const ledger = createSightingLedger();
  ledger.heard(FIRST, 'api', { at: 1_000, said: 'session idle' });
  ledger.failed(FIRST, 'api', { text: 'connection refused', since: 1_200 });
  expect(ledger.of(SESSION)).toEqual([
    { source: 'api', at: 1_000, said: 'session idle', problem: { text: 'connection refused', since: 1_200 } },
  ]);
  ledger.heard(FIRST, 'api', { at: 2_000, said: 'session busy' });
  expect(ledger.of(SESSION)).toMatchObject([{ at: 2_000, problem: null }]);
});

test('what an earlier launch left is forgotten', () => {
  const ledger = createSightingLedger();
  ledger.heard(FIRST, 'hook', { at: 1_000, said: 'hook Stop' });
  ledger.failed(SECOND, 'api', { text: 'connection refused', since: 1_200 });
  expect(ledger.of(SESSION).map(({ source }) => source)).toEqual(['api']);
  expect(ledger.of('shop-2' as SessionId)).toEqual([]);
});

test('after months with thousands of sessions, only those heard of last are remembered', () => {
  const ledger = createSightingLedger();
  const launchOf = (number: number) => ({ sessionId: `shop-${number}` as SessionId, launchId: `l-${number}` as LaunchId });
  for (let number = 1; number <= 5_000; number += 1) {
    ledger.heard(launchOf(number), 'hook', { at: number, said: 'hook Stop' });
    ledger.heard(launchOf(1), 'hook', { at: number, said: 'hook Stop' });
  }
  const remembered = Array.from({ length: 5_000 }, (_, index) => index + 1).filter(
    (number) => ledger.of(launchOf(number).sessionId).length > 0,
  );
  expect(remembered).toHaveLength(1_000);
  expect([remembered.at(0), remembered.at(-1)]).toEqual([1, 5_000]);
});
