import { createHash } from 'node:crypto';
import type { RuntimeHandle } from '@ao/domain';
import { expect, test } from 'vitest';
import { socketsOf, terminalOf } from './terminal-files.ts';

test.each([
  ['terminals/shop-1/l-1/exit.json', 'pty-host:shop-1/l-1'],
  ['tmux/shop-1/l-1/spec.json', 'tmux:shop-1/l-1'],
  ['zellij/sessions/shop-1/l-1', 'zellij:shop-1/l-1'],
  ['zellij/sessions/shop-1', null],
])('%s belongs to a terminal', (path, handle) => {
  expect(terminalOf(path)).toMatchObject({ sessionId: 'shop-1', handle });
});

test.each(['tmux/tmux.conf', 'tmux/server.json', 'zellij/zellij/cache/a-1', 'terminals', 'sessions/shop-1/spool'])(
  '%s is of none',
  (path) => {
    expect(terminalOf(path)).toBeNull();
  },
);

test.each([
  ['pty-host:shop-1/l-1', 'terminals/shop-1/l-1', (name: string) => [`run/${name.slice(0, 16)}.sock`]],
  [
    'zellij:shop-1/l-1',
    'zellij/sessions/shop-1/l-1',
    (name: string) => ['', '/contract_version_1', '/contract_version_1/ao'].map((end) => `run/z/${name.slice(0, 12)}${end}`),
  ],
  ['tmux:shop-1/l-1', 'tmux/shop-1/l-1', () => []],
])('%s has the sockets of its runtime', (handle, folder, sockets) => {
  const name = createHash('sha256').update(`/home/${folder}`).digest('hex');
  expect([...socketsOf('/home', [{ launch: { handle: handle as RuntimeHandle } }, { launch: null }])]).toEqual(sockets(name));
});
