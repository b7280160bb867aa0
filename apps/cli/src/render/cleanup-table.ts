import type { CleanupItem } from '@ao/client';
import type { Paint, Tone } from './colour.ts';
import { renderTable } from './table.ts';

const TONES = { remove: 'good', gone: 'faint', save: 'attention', keep: 'attention' } as const satisfies Record<
  CleanupItem['plan']['action'],
  Tone
>;

/** Whether the real run would remove a worktree. */
export function isRemovable(item: CleanupItem, save: boolean): boolean {
  return item.plan.action === 'remove' || (item.plan.action === 'save' && save);
}

/** What will be, or was, done with each worktree, and why. */
export function renderCleanup(
  items: readonly CleanupItem[],
  context: { readonly paint: Paint; readonly width: number | null; readonly save: boolean },
): string {
  if (items.length === 0) return 'Nothing to clean up: no ended session has a worktree.';
  const rows = items.map((item) => {
    const { plan, result } = item;
    // Without --save, what would need a rescue copy stays as it is.
    const planned = plan.action === 'save' && !context.save ? 'keep' : plan.action;
    const action = result === null ? planned : result.removed ? 'removed' : 'kept';
    const hint = result === null && planned !== plan.action ? '; remove it with --save, which keeps a rescue copy' : '';
    const saved = result?.rescueRef ? `; rescue copy ${result.rescueRef}, back with: ao session undo-cleanup ${item.sessionId}` : '';
    return [
      context.paint('strong', item.sessionId),
      context.paint(TONES[planned], action),
      sizeText(plan.sizeBytes),
      `${result?.reason ?? plan.reason}${hint}${saved}`,
    ];
  });
  return renderTable([{ heading: 'SESSION' }, { heading: 'ACTION' }, { heading: 'SIZE' }, { heading: 'WHY' }], rows, context.width);
}

/** The question before anything is removed. */
export function renderCleanupQuestion(items: readonly CleanupItem[]): string {
  const bytes = items.reduce((sum, item) => sum + item.plan.sizeBytes, 0);
  return `Remove ${items.length} ${items.length === 1 ? 'worktree' : 'worktrees'} (${sizeText(bytes)})?`;
}

/** A size in the unit that keeps it short. */
export function sizeText(bytes: number): string {
  if (bytes >= 1024 ** 3) return `${(bytes / 1024 ** 3).toFixed(1)} GB`;
  if (bytes >= 1024 ** 2) return `${Math.round(bytes / 1024 ** 2)} MB`;
  return `${Math.ceil(bytes / 1024)} KB`;
}
