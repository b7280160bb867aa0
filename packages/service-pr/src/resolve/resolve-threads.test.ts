import { sampleSnapshot, sampleThreadNote } from '@ao/conformance';
import { AoError } from '@ao/domain';
import { expect, test } from 'vitest';
import { serviceOnStores } from '../../test/service-on-stores.ts';

test.each([
  [{ outcome: 'value', value: { isResolved: true } } as const, 'resolved', null],
  [{ outcome: 'value', value: { isResolved: false } } as const, 'unknown', /still shows/],
  [{ outcome: 'gone' } as const, 'gone', /does not know/],
  [{ outcome: 'forbidden', error: new AoError('FORGE_FORBIDDEN', { message: 'No.' }) } as const, 'forbidden', /No\./],
  [{ outcome: 'unknown', error: new AoError('FORGE_UNAVAILABLE', { message: 'Away.' }) } as const, 'unknown', /Away\./],
])('%j is %s', async (answer, outcome, message) => {
  const { service, session, found, words } = serviceOnStores();
  found(session(), '1');
  words.resolve = answer;
  const [thread] = (await service.resolveThreads('412', null)).threads;
  expect(thread).toMatchObject({ id: 'github.com:t-1', outcome });
  expect(thread?.message ?? '').toMatch(message ?? /^$/);
});

test('what is open afterwards is stored at once; when nothing was resolved, nothing is asked again', async () => {
  const { service, session, found, words, asked } = serviceOnStores();
  const unresolved = [sampleThreadNote('t-1'), sampleThreadNote('t-2')];
  found(session(), '1', { threads: { ...sampleSnapshot('1').threads, unresolved } });
  words.poll = sampleSnapshot('1', { observedAt: 9_000, threads: { ...sampleSnapshot('1').threads, unresolved: unresolved.slice(1) } });
  const result = await service.resolveThreads('412', ['github.com:t-1']);
  expect(result.pullRequest.unresolvedThreads).toBe(1);
  words.resolve = { outcome: 'gone' };
  await service.resolveThreads('412', null);
  expect(asked.map(([what]) => what)).toEqual(['resolve', 'poll', 'resolve']);
});
