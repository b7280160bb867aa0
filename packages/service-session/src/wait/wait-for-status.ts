import { AoError } from '@ao/domain';
import { deriveStatus, type LifecyclePolicy } from '@ao/lifecycle';
import type { Clock, Timer } from '@ao/ports';
import type { SessionViews } from '../read/session-views.ts';
import type { WaitCondition } from '../session-service.ts';
import type { SessionView } from '../session-view.ts';
import type { SessionChanges } from '../status/session-changes.ts';
import { isHopeless, isMet } from './wait-condition.ts';

/** What waiting needs. */
export interface WaitOptions {
  readonly views: SessionViews;
  readonly changes: SessionChanges;
  readonly clock: Pick<Clock, 'now' | 'setTimer'>;
  readonly policy: LifecyclePolicy | undefined;
}

/** A timer is never set for longer than this: wall clocks are moved. */
const LONGEST_TIMER_MS = 60_000;

/** Resolves when one of the conditions holds. Looks when the session changes and when time alone changes its status, never in between. */
export function waitForStatus(
  options: WaitOptions,
  wanted: { readonly id: string; readonly until: readonly WaitCondition[] },
  signal: AbortSignal,
): Promise<SessionView> {
  const { views, changes, clock, policy } = options;
  const { id, until } = wanted;
  const first = views.get(id);
  if (isMet(first, until)) return Promise.resolve(first);
  if (signal.aborted) return Promise.reject(timedOut(first, until));

  return new Promise((resolve, reject) => {
    let timer: Timer | null = null;
    const following = changes.subscribe((sessionIds) => {
      if (sessionIds === null || sessionIds.has(first.id)) look();
    });

    function end(give: () => void): void {
      following.close();
      timer?.cancel();
      signal.removeEventListener('abort', onAbort);
      give();
    }

    function onAbort(): void {
      end(() => reject(timedOut(views.get(id), until)));
    }

    function look(): void {
      const view = views.get(id);
      if (isMet(view, until)) return end(() => resolve(view));
      if (isHopeless(view, until)) return end(() => reject(hopeless(view, until)));
      timer?.cancel();
      const { changesAt } = deriveStatus(views.record(id), view.pullRequests, clock.now(), policy, view);
      const delayMs = changesAt === null ? null : Math.min(Math.max(0, changesAt - clock.now()), LONGEST_TIMER_MS);
      timer = delayMs === null ? null : clock.setTimer(delayMs, look);
    }

    signal.addEventListener('abort', onAbort, { once: true });
    look();
  });
}

function timedOut({ id, status, reason }: SessionView, until: readonly WaitCondition[]): AoError {
  const message = `${id} is ${status}, not ${until.join(' or ')}: ${reason.text} Look at it with \`ao session explain ${id}\`.`;
  return new AoError('WAIT_TIMEOUT', { message, details: { sessionId: id, status, until } });
}

function hopeless({ id, status, reason }: SessionView, until: readonly WaitCondition[]): AoError {
  const message = `${id} has ended and will not become ${until.join(' or ')}: ${reason.text} Bring it back with \`ao session restore ${id}\`.`;
  return new AoError('SESSION_ENDED', { message, details: { sessionId: id, status, until } });
}
