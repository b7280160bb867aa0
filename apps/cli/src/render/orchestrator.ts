import type { Orchestrator } from '@ao/client';
import type { CliContext } from '../context/cli-context.ts';
import { placeText } from './queue-place.ts';
import { renderSessions } from './session-table.ts';

/** The orchestrator that was asked for, and what one can do next. */
export function renderOrchestrator(
  { session, started, replaced, notices }: Orchestrator,
  context: Pick<CliContext, 'now' | 'paint'>,
): string {
  const { id, queue } = session;
  const [, line = ''] = renderSessions([session], { now: context.now(), paint: context.paint, width: null }).split('\n');
  const said = replaced === null ? [] : [`${replaced} was ended.`];
  if (!started) said.push(`${id} runs already.`);
  const next = `Give it a task: ao orchestrator delegate "…"    Talk to it: ao attach ${id}`;
  const shown = queue === null ? line : `${context.paint('strong', id)} is queued, ${placeText(queue)}.`;
  return [...notices, ...said, shown, context.paint('faint', next)].join('\n');
}
