import type { PullRequestFacts, SessionEnd, SessionRecord, Timestamp } from '@ao/domain';
import { durationText } from './duration-text.ts';
import { newestMerged } from './pull-request-status.ts';
import type { StatusVerdict } from './status-verdict.ts';

const END_TEXT = {
  killed: 'It was ended on request',
  exited: 'Its agent ended by itself',
  lost: 'Its agent vanished',
  spawn_failed: 'It could not be started',
  merged: 'It was ended because its pull request was merged',
} as const satisfies Record<SessionEnd['reason'], string>;

/** The status of an ended session; null for any other. A merged pull request is what people want to know of it first. */
export function endVerdict(record: SessionRecord, pullRequests: readonly PullRequestFacts[], now: Timestamp): StatusVerdict | null {
  const end = record.end;
  if (end === null) return null;
  const merged = newestMerged(pullRequests);
  if (merged !== null) {
    return {
      status: 'merged',
      rule: 'ended_merged',
      text: `Pull request #${merged.pullRequest.number} was merged, and the session has ended.`,
      nextStep: null,
    };
  }
  const isByItself = end.reason === 'exited' || end.reason === 'lost';
  const because = end.message === null ? '.' : `${isByItself ? '.' : ':'} ${end.message}`;
  const text = `${END_TEXT[end.reason]} ${durationText(now - end.at)} ago${because}`;
  const restore = `Bring it back with \`ao session restore ${record.id}\`.`;
  if (isByItself) {
    return { status: 'exited', rule: `ended_${end.reason}`, text, nextStep: restore };
  }
  return { status: 'terminated', rule: `ended_${end.reason}`, text, nextStep: end.reason === 'killed' ? restore : null };
}
