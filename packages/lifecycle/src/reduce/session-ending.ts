import type { Activity, ExitFacts, LaunchFacts, SessionEnd, SessionRecord } from '@ao/domain';

/** Ends a session. The first end counts, and what is known of the process's exit is kept. */
export function withEnd(record: SessionRecord, ending: { readonly end: SessionEnd; readonly exit: ExitFacts | null }): SessionRecord {
  if (record.phase === 'ended') return record;
  const exit = record.exit ?? ending.exit;
  return {
    ...record,
    phase: 'ended',
    phaseDeadlineAt: null,
    end: ending.end,
    exit,
    activity: record.activity.state === 'exited' ? record.activity : exitedActivity(exit, ending.end),
  };
}

/**
 * Applies the proven death of the agent's process.
 *
 * - live: the session ends; `exited` when somebody recorded the exit, `lost` otherwise
 * - stopping: the exit is kept, the kill finishes the session, and its reason stays `killed`
 * - starting: the process belongs to an earlier launch; nothing changes
 */
export function withDeath(record: SessionRecord, exit: ExitFacts): SessionRecord {
  const launch = record.launch;
  if (launch === null || record.exit !== null) return record;
  if (record.phase === 'stopping') return { ...record, exit, activity: exitedActivity(exit, null) };
  if (record.phase !== 'live') return record;
  const crashed = launch.readyAt === null;
  const reason = exit.evidence === 'exit_record' ? 'exited' : 'lost';
  return withEnd(
    { ...record, launch: crashed ? ({ ...launch, state: 'crashed' } satisfies LaunchFacts) : launch },
    { end: { at: exit.at, reason, message: deathMessage(exit, crashed) }, exit },
  );
}

/** How the process ended, in words. */
export function describeExit(exit: ExitFacts): string {
  switch (exit.evidence) {
    case 'exit_record':
      if (exit.signal !== null) return `ended by ${exit.signal}`;
      return exit.code === null ? 'ended' : `ended with exit code ${exit.code}`;
    case 'boot_changed':
      return 'gone: the machine was restarted';
    case 'process_gone':
      return 'gone: no such process any more';
    case 'process_replaced':
      return 'gone: another process has its number now';
    case 'runtime_gone':
      return 'gone: its terminal no longer exists';
  }
}

function deathMessage(exit: ExitFacts, crashed: boolean): string {
  const how = exit.evidence === 'exit_record' ? describeExit(exit) : `is ${describeExit(exit)}`;
  return `The agent's process ${how}${crashed ? ', before it was ready' : ''}.`;
}

function exitedActivity(exit: ExitFacts | null, end: SessionEnd | null): Activity {
  const at = exit?.at ?? end?.at ?? 0;
  return {
    state: 'exited',
    since: at,
    evidenceAt: at,
    source: 'process',
    detail: exit === null ? null : describeExit(exit),
    correlationId: null,
  };
}
