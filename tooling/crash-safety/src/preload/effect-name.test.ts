import { expect, test } from 'vitest';
import { pathEffect, programEffect } from './effect-name.ts';

test.each([
  ['/tmp/x/home/sessions/shop-12/spool/l-Ab_9/77-0.json', 'home/sessions/*/spool/*/*.json'],
  ['/tmp/x/home/sessions/shop-12/spool/l-Ab_9/.77-0', 'home/sessions/*/spool/*/.*'],
  ['/tmp/x/home/worktrees/.pending/5c78b178ed1219cc67812744.json.77-6f50f0a0b814', 'home/worktrees/.pending/*.json.*'],
  ['/tmp/x/home/run/daemon.json.77-6f50f0a0b814.new', 'home/run/daemon.json.*.new'],
  ['/tmp/x/home/run/daemon.json.77.partial', 'home/run/daemon.json.*.partial'],
  ['/tmp/x/home/tmux/shop-1/l-Ab_9/screen.json.77.new', 'home/tmux/*/*/screen.json.*.new'],
  ['/tmp/x/home/worktrees/.scratch/77-6f50f0a0b814/HEAD', 'home/worktrees/.scratch/*/HEAD'],
  ['/tmp/x/shop/.git/worktrees/shop-1/ao.json', 'shop/.git/worktrees/*/ao.json'],
  ['/tmp/x/home/logs/daemon.log', null],
  ['/elsewhere/file', null],
])('the path %s counts as %s', (path, effect) => {
  expect(pathEffect('/tmp/x', path)).toBe(effect);
});

test.each([
  ['git', ['-c', 'gc.auto=0', '-c', 'core.hooksPath=/dev/null', 'worktree', 'add', '--lock', '/tmp/x'], 'git worktree add'],
  ['git', ['-C', '/tmp/x', 'rev-parse', '--show-toplevel'], 'git rev-parse'],
  ['git', ['symbolic-ref', '--quiet', 'HEAD'], 'git symbolic-ref --quiet'],
  ['/usr/bin/node', ['--no-warnings', '/somewhere/pty-host.cjs', 'shop-1'], 'host'],
  ['/bin/sh', ['-i', '-l', '-c', 'env'], 'login shell'],
  ['tmux', ['-S', '/tmp/socket', 'new-session', '-d'], 'tmux new-session'],
  ['rm', ['-rf', '--', '/tmp/x'], 'rm'],
])('the program %s %j counts as %s', (file, args, effect) => {
  expect(programEffect(file, args)).toBe(effect);
});
