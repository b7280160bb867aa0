import { expect, test } from 'vitest';
import type { Trial } from '../campaign/campaign.ts';
import { createCampaignReport } from './campaign-report.ts';

function trial(changes: Partial<Trial>, outcome: Partial<Trial['outcome']> = {}): Trial {
  const usual = { command: 'spawn', kind: 'kill', where: 'after git worktree add #1', logs: null } as const;
  return { ...usual, ...changes, outcome: { struck: true, broken: [], settledAfterMs: 500, ...outcome } };
}

test('counts what was injected, not reached and broken, by command and kind', () => {
  const report = createCampaignReport();
  report.add(trial({}));
  report.add(trial({}, { struck: false }));
  report.add(trial({ kind: 'hang' }, { broken: ['work is lost'], settledAfterMs: 9_000 }));
  const table = report.table(new Map([['spawn', 146]])).join('\n');
  expect(table).toContain('Points: spawn 146.');
  expect(table).toContain('9000 ms  hang of spawn, after git worktree add #1');
  expect(table).toMatch(/spawn +kill +1 +1 +0/);
  expect(table).toMatch(/spawn +hang +1 +0 +1/);
  expect(table).toMatch(/all +2 +1 +1/);
});

test('a failure says what broke and how to see it again', () => {
  const report = createCampaignReport();
  report.add(trial({}, { broken: ['work is lost'] }));
  report.add(trial({ kind: 'random', where: '--seed 7' }, { broken: ['an orphan'] }));
  const [first, second] = report.failures('tmux');
  expect(first).toContain('work is lost');
  expect(first).toContain('npm run faults -- --only spawn:kill --point "after git worktree add #1" --runtime tmux');
  expect(second).toContain('npm run faults -- --only spawn:random --seed 7 --rounds 1 --runtime tmux');
});
