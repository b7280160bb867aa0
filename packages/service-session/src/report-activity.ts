import { AoError, type SessionRecord } from '@ao/domain';
import type { Lifecycle } from '@ao/lifecycle';
import type { Clock } from '@ao/ports';
import { cleanLine } from './text/clean-line.ts';

/** What an agent says about itself. */
export interface ActivityReport {
  readonly state: 'active' | 'idle' | 'waiting_input';
  readonly detail?: string | undefined;
}

/** Takes an agent at its word. Throws `SESSION_ENDED`, `SESSION_NOT_READY`. */
export function reportActivity(
  options: { readonly lifecycle: Pick<Lifecycle, 'observe'>; readonly clock: Pick<Clock, 'now'> },
  session: SessionRecord,
  report: ActivityReport,
): void {
  const { id, phase, launch } = session;
  if (phase === 'ended') throw new AoError('SESSION_ENDED', { message: `${id} has ended; nothing is reported about it any more.` });
  if (phase !== 'live' || launch === null) throw new AoError('SESSION_NOT_READY', { message: `${id} does not run at the moment.` });
  const at = options.clock.now();
  const detail = cleanLine(report.detail ?? '');
  options.lifecycle.observe(id, {
    type: 'agent_signal',
    at,
    launchId: launch.id,
    signal: {
      type: 'activity',
      at,
      source: 'report',
      evidence: 'the agent said so',
      state: report.state,
      detail: detail === '' ? null : detail,
      correlationId: null,
      turnBoundary: true,
    },
  });
}
