import { isSameProcess, oneLine, readProcessStart } from '@ao/adapter-kit';
import type { AgentSignal, AgentStatusRequest } from '@ao/ports';
import { findRollout } from '../rollout/find-rollout.ts';
import { type LastTurn, readLastTurn } from '../rollout/last-turn.ts';

/** Clocks of processes and of files differ a little. */
const CLOCK_TOLERANCE_MS = 2_000;

/**
 * Reads the record Codex keeps of its conversation. This is what notices a turn that ended with an error, which runs no hook, and one
 * whose hook was lost.
 *
 * It tells when the newest turn began or ended, not what happens inside it: a request for permission leaves no trace there, and is
 * newer than the beginning of its turn. What an earlier launch left in the same record is not believed.
 */
export async function readCodexStatus(request: AgentStatusRequest): Promise<AgentSignal | null> {
  if (request.agentSessionId === null || !(await isSameProcess(request.process))) return null;
  const rollout = await findRollout(request.env, request.agentSessionId);
  const turn = rollout === null ? null : await readLastTurn(rollout);
  const startedAt = await readProcessStart(request.process);
  if (turn === null || startedAt === null || turn.at < startedAt - CLOCK_TOLERANCE_MS) return null;
  return {
    type: 'activity',
    at: turn.at,
    source: 'status_file',
    evidence: `record of the conversation: turn ${turn.state}`,
    state: turn.state === 'running' ? 'active' : 'idle',
    detail: detailOf(turn),
    correlationId: null,
    turnBoundary: true,
  };
}

function detailOf(turn: LastTurn): string | null {
  if (turn.state === 'interrupted') return 'interrupted';
  return turn.error === null ? null : oneLine(`stopped by an error: ${turn.error}`);
}
