import type { LaunchId, SessionId } from '@ao/domain';
import type { AgentSignal } from '@ao/ports';
import type { ActivityObserverOptions } from './activity-observer-options.ts';

/**
 * Stores what an agent said, in order and in one transaction, then hands confirmed prompts to the messenger. When it returns, both
 * are stored; when it throws, nothing may be forgotten.
 */
export function storeSignals(
  options: Pick<ActivityObserverOptions, 'lifecycle' | 'messenger' | 'sightings' | 'clock'>,
  source: { readonly sessionId: SessionId; readonly launchId: LaunchId },
  signals: readonly AgentSignal[],
): void {
  if (signals.length === 0) return;
  const at = options.clock.now();
  options.lifecycle.observeAll(
    source.sessionId,
    signals.map((signal) => ({ type: 'agent_signal', at, launchId: source.launchId, signal })),
  );
  for (const { source: name, at: heardAt, evidence } of signals) options.sightings.heard(source, name, { at: heardAt, said: evidence });
  for (const signal of signals) {
    if (signal.type === 'prompt_submitted') options.messenger.acknowledge(source.sessionId, signal);
  }
}
