import type { Session } from '@ao/client';
import { AoError } from '@ao/domain';
import type { CliContext } from '../context/cli-context.ts';
import { describeError } from '../errors/error-report.ts';
import { placeText } from '../render/queue-place.ts';

/** The JSON document of `ao session restore`. */
export interface RestoreResult {
  readonly restored: readonly { readonly session: Session; readonly resumed: boolean; readonly notices: readonly string[] }[];
  readonly failed: readonly { readonly sessionId: string; readonly code: string; readonly message: string }[];
}

/** Restores one session, or all that were lost. With several, one that cannot come back does not stop the others. */
export async function restoreSessions(
  context: CliContext,
  request: { readonly session: string | undefined; readonly all: boolean; readonly project: string | undefined; readonly queue?: boolean },
): Promise<RestoreResult> {
  const { session } = request;
  const options = request.queue === false ? { queue: false } : undefined;
  if ((session === undefined) === !request.all) throw new AoError('INVALID_REQUEST', { message: 'Give a session, or --all.' });
  if (session !== undefined) return { restored: [await context.withDaemon((ao) => ao.sessions.restore(session, options))], failed: [] };
  const ended = await context.withDaemon((ao) => ao.sessions.list({ project: request.project, includeEnded: true }));
  const lost = ended.filter(({ end, workspace }) => end?.reason === 'lost' && workspace.state === 'present');
  const restored: RestoreResult['restored'][number][] = [];
  const failed: RestoreResult['failed'][number][] = [];
  for (const { id } of lost) {
    try {
      restored.push(await context.withDaemon((ao) => ao.sessions.restore(id, options)));
    } catch (error) {
      const { code, message } = describeError(error).json;
      failed.push({ sessionId: id, code, message });
    }
  }
  return { restored, failed };
}

/** One line for each session, and why the others stayed. */
export function renderRestored(result: RestoreResult): string {
  if (result.restored.length === 0 && result.failed.length === 0) return 'No session was lost.';
  return [
    ...result.restored.flatMap(({ session, resumed, notices }) => [
      session.queue !== null
        ? `${session.id} is queued, ${placeText(session.queue)}.`
        : `${session.id} is back${resumed ? ', with its conversation' : ', with a new conversation'}.`,
      ...notices,
    ]),
    ...result.failed.map(({ sessionId, message }) => `${sessionId} stays ended: ${message}`),
  ].join('\n');
}
