import { RUNNING_PHASES } from '@ao/domain';
import type { ProcessAccounting } from '@ao/ports';
import type { SessionView } from '../session-view.ts';

const RUNNING: ReadonlySet<string> = new Set(RUNNING_PHASES);

/** The same sessions with what their processes use, measured now. */
export async function withResources(
  accounting: ProcessAccounting | undefined,
  views: readonly SessionView[],
): Promise<readonly SessionView[]> {
  const targets = views.flatMap(({ id, phase, launch }) =>
    launch !== null && RUNNING.has(phase) ? [{ sessionId: id, launchId: launch.id, process: launch.process }] : [],
  );
  if (accounting === undefined || targets.length === 0) return views;
  const measured = await accounting.measure(targets);
  return views.map((view) => ({ ...view, resources: measured.get(view.id) ?? null }));
}
