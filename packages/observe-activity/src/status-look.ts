import type { SessionRecord } from '@ao/domain';
import type { AgentV1 } from '@ao/ports';
import type { ActivityObserverOptions } from './activity-observer-options.ts';
import { storeSignals } from './signal-sink.ts';
import { withTimeLimit } from './time-limit.ts';

const STATUS_TIMEOUT_MS = 2_000;

/** Looks at what an agent notes about itself. Answers whether it noted anything. */
export async function lookAtStatus(
  options: ActivityObserverOptions,
  session: SessionRecord,
  agent: AgentV1,
  signal: AbortSignal,
): Promise<boolean> {
  const launch = session.launch;
  if (agent.readStatus === undefined || launch?.process == null) return false;
  const request = {
    sessionId: session.id,
    process: launch.process,
    agentSessionId: session.agentSessionId,
    worktreePath: session.workspace.path ?? session.workspace.repositoryPath,
    env: options.environment(session),
  };
  const noted = await withTimeLimit(
    options.clock,
    STATUS_TIMEOUT_MS,
    signal,
    (limited) => agent.readStatus?.(request, limited) ?? Promise.resolve(null),
  );
  if (noted === null || signal.aborted) return false;
  storeSignals(options, { sessionId: session.id, launchId: launch.id }, [noted]);
  return true;
}
