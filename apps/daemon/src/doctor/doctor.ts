import type { DoctorCheck, DoctorReport } from '@ao/httpd';
import { type NamedCheck, runCheck } from './doctor-checks.ts';

/** All checks run side by side; one that hangs is cut off here and says so. Some agents take seconds to say their version, and all are asked at once. */
const TIME_LIMIT_MS = 30_000;

/**
 * Runs all checks.
 *
 * An agent that is not there is only a finding when no agent is there at all: nobody has all of them installed, and a doctor that
 * always complains is not listened to.
 */
export async function runDoctor(checks: readonly NamedCheck[], now: number): Promise<DoctorReport> {
  const signal = AbortSignal.timeout(TIME_LIMIT_MS);
  const results = await Promise.all(checks.map((check) => withinLimit(check, signal)));
  const judged = forgiveMissingAgents(results);
  return { ok: judged.every(({ level }) => level !== 'failed'), at: now, checks: judged };
}

function withinLimit(check: NamedCheck, signal: AbortSignal): Promise<DoctorCheck> {
  const cutOff = new Promise<DoctorCheck>((resolve) => {
    signal.addEventListener('abort', () => resolve(tooSlow(check)), { once: true });
  });
  return Promise.race([runCheck(check, signal), cutOff]);
}

function tooSlow({ id, title }: NamedCheck): DoctorCheck {
  const summary = `It did not answer within ${TIME_LIMIT_MS / 1000} s.`;
  return { id, title, level: 'failed', summary, path: null, version: null, remedy: null, code: 'REQUEST_TIMEOUT' };
}

function forgiveMissingAgents(results: readonly DoctorCheck[]): readonly DoctorCheck[] {
  const agents = results.filter(({ id }) => id.startsWith('agent.'));
  if (!agents.some(({ level, id }) => level !== 'failed' && id !== 'agent.command')) return results;
  return results.map((result) => (result.code === 'AGENT_NOT_INSTALLED' ? { ...result, level: 'warning' } : result));
}
