import type { CleanupItem, KillResult } from '@ao/client';
import { expect, test } from 'vitest';
import { sampleSession } from '../__fixtures__/sample-session.ts';
import { renderChanges } from './changes-table.ts';
import { isRemovable, renderCleanup, renderCleanupQuestion, sizeText } from './cleanup-table.ts';
import { renderKilled } from './kill-result.ts';
import { renderSessionDetails } from './session-details.ts';

const paint = (_tone: unknown, text: string): string => text;
const ended = (at: number) => sampleSession({ isTerminated: true, end: { at, reason: 'killed', message: null } });

function killed(change: Partial<KillResult> = {}): string {
  return renderKilled({ session: ended(2_000), worktreeRemoved: false, dirtyFiles: 0, notices: [], ...change }, 1_000);
}

test('a kill says what became of the worktree', () => {
  expect(killed()).toBe('shop-1 ended. Its worktree is kept: /home/worktrees/shop/shop-1');
  expect(killed({ dirtyFiles: 1 })).toContain('has 1 uncommitted file and is kept');
  expect(killed({ dirtyFiles: 3, notices: ['Its host did not answer.'] })).toMatch(/3 uncommitted files.*\nIts host did not answer\.$/);
  expect(killed({ worktreeRemoved: true })).toBe('shop-1 ended. Its worktree was removed; all its work is safe.');
  const gone = ended(2_000);
  expect(killed({ session: { ...gone, workspace: { ...gone.workspace, state: 'removed' } } })).toBe('shop-1 ended.');
});

test('a session that had ended before is not said to have been ended now', () => {
  expect(killed({ session: ended(500) })).toMatch(/^shop-1 had ended already\./);
});

function item(action: CleanupItem['plan']['action'], result: CleanupItem['result'] = null): CleanupItem {
  return { sessionId: 'shop-1', plan: { action, reason: '3 uncommitted files', sizeBytes: 2048 }, result } as CleanupItem;
}

test('a plan says what would happen: without --save, work that needs a rescue copy stays', () => {
  const show = (save: boolean): string => renderCleanup([item('save')], { paint, width: null, save });
  expect(show(false)).toMatch(/shop-1 +keep +2 KB +3 uncommitted files; remove it with --save, which keeps a rescue copy$/);
  expect(show(true)).toMatch(/shop-1 +save +2 KB +3 uncommitted files$/);
  expect(isRemovable(item('save'), false)).toBe(false);
  expect(isRemovable(item('save'), true)).toBe(true);
  expect(isRemovable(item('remove'), false)).toBe(true);
});

test('a clean-up says what it did, and how to take it back', () => {
  const result = { removed: true, reason: 'saved', rescueRef: 'refs/ao/rescue/shop-1/1' } as CleanupItem['result'];
  expect(renderCleanup([item('save', result)], { paint, width: null, save: true })).toMatch(
    /removed .*rescue copy refs\/ao\/rescue\/shop-1\/1, back with: ao session undo-cleanup shop-1$/,
  );
  expect(renderCleanup([], { paint, width: null, save: false })).toBe('Nothing to clean up: no ended session has a worktree.');
  expect(renderCleanupQuestion([item('remove')])).toBe('Remove 1 worktree (2 KB)?');
});

test.each([
  [0, '0 KB'],
  [1, '1 KB'],
  [212 * 1024 ** 2, '212 MB'],
  [1.5 * 1024 ** 3, '1.5 GB'],
])('%i bytes are %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

test('changes are counted with the right plural', () => {
  const file = { path: 'a.txt', added: 1, deleted: 0, untracked: true };
  const changes = { files: [file], commits: 1, added: 1, deleted: 0 } as never;
  expect(renderChanges(changes)).toMatch(/a\.txt +\+1 +-0 +new\n1 file, \+1 -0, 1 commit$/);
  expect(renderChanges({ files: [], commits: 0, added: 0, deleted: 0 })).toBe('Nothing has changed.');
});

test('the details of a session leave out what it does not have', () => {
  const lines = renderSessionDetails(sampleSession({ prompt: 'one\ntwo\nthree' }), { paint, now: () => 1_000_000 }).split('\n');
  expect(lines).toContain('activity      active for 1m (hook)');
  expect(lines).toContain('branch        ao/shop-1/health-check from main');
  expect(lines).toContain('prompt        one … (2 more lines)');
  expect(lines.some((line) => /needs|rescue|set-up|launch|ended/.test(line.split(' ')[0] ?? ''))).toBe(false);
});
