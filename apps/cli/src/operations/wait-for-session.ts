import type { Session, WaitCondition } from '@ao/client';
import { AoError, SESSION_STATUSES } from '@ao/domain';
import type { CliContext } from '../context/cli-context.ts';
import { statusWords } from '../render/status-words.ts';

const CONDITIONS: ReadonlySet<string> = new Set([...SESSION_STATUSES, 'blocked', 'done', 'ended']);

/** Reads what to wait for. @throws AoError `INVALID_REQUEST` for a word that is no condition. */
export function untilConditions(text: string): readonly WaitCondition[] {
  const words = text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const unknown = words.find((word) => !CONDITIONS.has(word));
  if (unknown !== undefined || words.length === 0) {
    throw new AoError('INVALID_REQUEST', {
      message: `"${unknown ?? text}" is nothing one can wait for. Use some of: ${[...CONDITIONS].join(', ')}.`,
    });
  }
  return words as WaitCondition[];
}

/** A condition in words that can stand behind "it is". */
export function waitWords(condition: WaitCondition): string {
  if (condition === 'blocked' || condition === 'needs_input') return 'waiting for you';
  return condition === 'done' || condition === 'ended' ? condition : statusWords(condition).text;
}

/** Waits for a session. Rejects with `WAIT_TIMEOUT` or `SESSION_ENDED`. */
export async function waitForSession(
  context: CliContext,
  request: { readonly session: string; readonly until: readonly WaitCondition[]; readonly timeoutMs: number | undefined },
): Promise<{ readonly session: Session }> {
  const { session, until, timeoutMs } = request;
  return { session: await context.withDaemon((ao) => ao.sessions.wait(session, { until, timeoutMs })) };
}

/** One line: what the session came to. */
export function renderWaited({ session }: { readonly session: Session }): string {
  const needs = session.needs === null ? '' : `: ${session.needs}`;
  return `${session.id}  ${statusWords(session.status).text}${needs}`;
}
