import { join } from 'node:path';
import { isSameProcess } from '@ao/adapter-kit';
import type { AgentSignal, AgentStatusRequest } from '@ao/ports';
import { z } from 'zod';
import { claudePaths, readJson } from '../config/claude-config.ts';

/** The note Claude Code keeps about each of its processes, `sessions/<pid>.json`. Undocumented; present since 2.1.197 at least. */
const noteSchema = z.looseObject({
  pid: z.number(),
  status: z.enum(['idle', 'busy', 'waiting']),
  waitingFor: z.string().optional(),
  procStart: z.string().optional().catch(undefined),
  statusUpdatedAt: z.number().int().optional(),
  updatedAt: z.number().int().optional(),
});

type ClaudeNote = z.infer<typeof noteSchema>;
type ActivityState = Extract<AgentSignal, { type: 'activity' }>['state'];

const QUESTION = 'input needed';

/**
 * Reads what Claude Code notes about its own process. This is what notices an interrupt: pressing Esc runs no hook.
 *
 * The note stays behind, saying `busy`, after a kill; it counts only while the very process that was launched still runs, and only
 * when it says it was written by that process.
 */
export async function readClaudeStatus(request: AgentStatusRequest): Promise<AgentSignal | null> {
  const paths = claudePaths(request.env);
  const { pid, startTime } = request.process;
  if (paths === null) return null;
  const note = await readJson(join(paths.directory, 'sessions', `${pid}.json`), noteSchema);
  if (note === null || note.pid !== pid || isOfAnother(note, startTime)) return null;
  if (!(await isSameProcess(request.process))) return null;
  const at = note.statusUpdatedAt ?? note.updatedAt;
  if (at === undefined) return null;
  const waits = note.status === 'waiting';
  return {
    type: 'activity',
    at,
    source: 'status_file',
    evidence: `status file: ${note.status}${waits && note.waitingFor !== undefined ? `, ${note.waitingFor.slice(0, 60)}` : ''}`,
    state: stateOf(note),
    detail: null,
    correlationId: null,
    turnBoundary: !waits,
  };
}

function stateOf(note: ClaudeNote): ActivityState {
  switch (note.status) {
    case 'idle':
      return 'idle';
    case 'busy':
      return 'active';
    case 'waiting':
      return note.waitingFor === QUESTION ? 'waiting_input' : 'blocked';
  }
}

/** On Linux both are the start time in ticks; elsewhere they cannot be compared. */
function isOfAnother(note: ClaudeNote, startTime: string): boolean {
  const bothAreTicks = /^\d+$/.test(startTime) && /^\d+$/.test(note.procStart ?? '');
  return bothAreTicks && note.procStart !== startTime;
}
