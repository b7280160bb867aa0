import { expect, test } from 'vitest';
import { addressOf, openStubTerminals } from '../__fixtures__/stub-terminals.ts';
import { createClient } from '../ao-client.ts';

test('what the daemon refuses without saying for which stream rejects what is being opened, and nothing that is open', async () => {
  const stub = await openStubTerminals((frame, connection) => {
    if (frame.type !== 'open') return;
    if (frame['session'] === 'shop-1') connection.say({ type: 'opened', stream: frame.stream, session: 'shop-1', mode: 'control' });
    else connection.say({ type: 'error', stream: null, code: 'TERMINAL_PROTOCOL', message: 'No.' });
  });
  const ao = createClient(addressOf(stub));
  const iterator = (await ao.terminal('shop-1'))[Symbol.asyncIterator]();
  await expect(ao.terminal('shop-2')).rejects.toMatchObject({ code: 'TERMINAL_PROTOCOL', message: 'No.' });
  expect((await iterator.next()).value).toEqual({ type: 'opened', mode: 'control' });
  stub.connections[0]?.data(1, 0, 'goes on');
  expect((await iterator.next()).value).toMatchObject({ type: 'data', offset: 0 });
  await iterator.return?.();
});
