import type { Message } from '@ao/client';
import { expect, test } from 'vitest';
import { openStubHome, type StubHome } from '../__fixtures__/stub-home.ts';
import { sendMessage } from './send-message.ts';

const message = (state: Message['state'], id = 'm-1'): object => ({ message: { id, sessionId: 'shop-1', state, receipts: [] } });

async function home(state: Message['state']): Promise<StubHome> {
  return openStubHome((request) => message(request.method === 'POST' ? 'queued' : state));
}

const send = (stub: StubHome, change: object = {}) =>
  sendMessage(stub.context, { session: 'shop-1', text: 'hello', id: undefined, urgent: false, waitMs: null, ...change });

test('without a wait the message is handed over, and that is success', async () => {
  const stub = await home('stalled');
  expect(await send(stub)).toMatchObject({ message: { state: 'queued' }, exitCode: 0 });
  expect(stub.requests).toHaveLength(1);
  expect(stub.requests[0]).toMatchObject({ path: '/sessions/shop-1/messages', body: { text: 'hello', urgent: false } });
});

test('it has an id before it is sent, so that a second try is the same message; one of the caller is kept', async () => {
  const stub = await home('acknowledged');
  await send(stub);
  await send(stub);
  await send(stub, { id: 'mine' });
  const ids = stub.requests.map(({ body }) => (body as { readonly id: string }).id);
  expect(ids[0]).toMatch(/^m-[0-9a-f]{8}$/);
  expect(ids[1]).not.toBe(ids[0]);
  expect(ids[2]).toBe('mine');
});

test.each<[Message['state'], number]>([
  ['acknowledged', 0],
  ['unconfirmed', 0],
  ['stalled', 4],
  ['refused', 5],
  ['withdrawn', 5],
  ['failed', 1],
])('with a wait, a message that ends %s is told by the exit code %i', async (state, exitCode) => {
  expect(await send(await home(state), { waitMs: 1_000 })).toMatchObject({ message: { state }, exitCode });
});
