import type { ExitFacts, LaunchFacts, SessionRecord, Timestamp } from '@ao/domain';
import type { EvidenceObservation } from '../observation/observation.ts';
import type { LifecyclePolicy } from '../lifecycle-policy.ts';
import { isFuture } from './activity-evidence.ts';
import { withDeath } from './session-ending.ts';

/** Applies a look at the terminal. A look that failed, or that was taken at another launch's terminal, proves nothing. */
export function reduceProbe(
  record: SessionRecord,
  observation: Extract<EvidenceObservation, { type: 'runtime_probe' }>,
  policy: LifecyclePolicy,
): SessionRecord {
  const launch = record.launch;
  const probe = observation.probe;
  if (launch === null || launch.handle !== observation.handle || probe.state === 'unknown') return record;
  if (record.phase !== 'live' && record.phase !== 'stopping') return record;
  const seen = withOutput(record, launch, probe.lastOutputAt, observation.at, policy);
  if (probe.state === 'dead') return withDeath(seen, boundedExit(probe.exit, launch, observation.at));
  if (launch.process !== null) return seen;
  return { ...seen, launch: { ...(seen.launch ?? launch), process: probe.process } };
}

/** A process of another boot is dead, whatever the runtime says or cannot say. */
export function reduceBoot(record: SessionRecord, observation: Extract<EvidenceObservation, { type: 'boot_observed' }>): SessionRecord {
  const process = record.launch?.process ?? null;
  if (process === null || process.bootId === observation.bootId) return record;
  return withDeath(record, { at: observation.at, code: null, signal: null, evidence: 'boot_changed' });
}

/** Notes when the terminal last printed, at intervals: a row is not written for every line an agent prints. */
export function withOutput(
  record: SessionRecord,
  launch: LaunchFacts,
  lastOutputAt: Timestamp | null,
  now: Timestamp,
  policy: LifecyclePolicy,
): SessionRecord {
  // Output of the future was printed before the clock was set back, nobody knows when.
  if (lastOutputAt === null || isFuture(lastOutputAt, now)) return record;
  const at = Math.min(lastOutputAt, now);
  // By the time that has passed, not by what was printed in it: the last thing printed may be a dialog that stays.
  const idleMs = launch.expectsSignals ? policy.idleOutputRefreshMs : policy.unreportedOutputRefreshMs;
  const refreshMs = record.activity.state === 'idle' ? idleMs : policy.outputRefreshMs;
  const known = launch.lastOutputAt;
  if (known !== null && !isFuture(known, now) && (at <= known || now - known < refreshMs)) return record;
  return { ...record, launch: { ...launch, lastOutputAt: at } };
}

/** An exit cannot lie before the launch or in the future, whatever a clock said. */
function boundedExit(exit: ExitFacts, launch: LaunchFacts, now: Timestamp): ExitFacts {
  const at = Math.max(Math.min(exit.at, now), Math.min(launch.startedAt, now));
  return at === exit.at ? exit : { ...exit, at };
}
