import { expect, test } from 'vitest';
import { findAbandonedClients, ownerName } from './client-owner.ts';

test('a client is abandoned when the very process that started it is gone, and nobody else is meant', async () => {
  const own = (await ownerName(process.pid)) ?? '';
  expect(own).toMatch(/^ao-\d+-[0-9a-f]{12}$/);
  const lines = [
    `1 101 ${own}`,
    // Its number is another process's now.
    `1 102 ao-${process.pid}-000000000000`,
    '1 103 ao-999999999-0123456789ab',
    '0 104 ao-999999999-0123456789ab',
    '1 105 xterm-256color',
    '1 106 ',
    '1 0 ao-999999999-0123456789ab',
    '',
  ];
  expect(await findAbandonedClients(lines)).toEqual([102, 103]);
});

test('a process that is gone has no name', async () => {
  expect(await ownerName(999_999_999)).toBeNull();
});
