import type { SessionRecord, Timestamp } from '@ao/domain';
import { durationText } from './duration-text.ts';
import type { StatusVerdict } from './status-verdict.ts';

/** The status while an operation is under way, or waits for its turn; null when none does. */
export function phaseVerdict(record: SessionRecord, now: Timestamp): StatusVerdict | null {
  if (record.phase === 'queued') {
    const text = `It has been waiting for a place for ${durationText(now - record.activity.since)}.`;
    return { status: 'queued', rule: 'phase_queued', text, nextStep: null };
  }
  if (record.phase !== 'starting' && record.phase !== 'stopping') return null;
  const isStarting = record.phase === 'starting';
  const deadlineAt = record.phaseDeadlineAt ?? now;
  const doing = isStarting ? startingText(record) : 'It is being ended';
  if (now <= deadlineAt) {
    return { status: record.phase, rule: `phase_${record.phase}`, text: `${doing}.`, nextStep: null };
  }
  return {
    status: record.phase,
    rule: `phase_${record.phase}_overdue`,
    text: `${doing}; that should have been done ${durationText(now - deadlineAt)} ago.`,
    nextStep: `See what it waits for with \`ao session explain ${record.id}\`, or end it with \`ao session kill ${record.id}\`.`,
  };
}

function startingText(record: SessionRecord): string {
  if (record.workspace.state !== 'present') return 'Its worktree is being prepared';
  return record.workspace.setup === 'running' ? 'The set-up commands of its worktree are running' : 'Its agent is being started';
}
