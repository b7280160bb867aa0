import type { SessionStatus } from '@ao/domain';
import type { Tone } from './colour.ts';

/** How a status is written for people, and in which tone. */
export interface StatusWords {
  readonly text: string;
  readonly tone: Tone;
}

const WORDS = {
  queued: { text: 'queued', tone: 'faint' },
  starting: { text: 'starting', tone: 'faint' },
  working: { text: 'working', tone: 'busy' },
  idle: { text: 'idle', tone: 'good' },
  needs_input: { text: 'needs you', tone: 'attention' },
  unknown: { text: 'unknown', tone: 'attention' },
  no_signal: { text: 'no signal', tone: 'attention' },
  draft: { text: 'draft', tone: 'faint' },
  pr_open: { text: 'pr open', tone: 'good' },
  ci_failed: { text: 'ci failed', tone: 'bad' },
  review_pending: { text: 'in review', tone: 'good' },
  changes_requested: { text: 'changes asked', tone: 'attention' },
  approved: { text: 'approved', tone: 'good' },
  mergeable: { text: 'mergeable', tone: 'good' },
  merged: { text: 'merged', tone: 'good' },
  stopping: { text: 'stopping', tone: 'faint' },
  exited: { text: 'exited', tone: 'bad' },
  terminated: { text: 'ended', tone: 'faint' },
} as const satisfies Record<SessionStatus, StatusWords>;

/** Statuses whose words do not stand well behind "is". */
const SENTENCES: Partial<Record<SessionStatus, string>> = {
  needs_input: 'needs you',
  no_signal: 'gives no signal',
  pr_open: 'has an open pull request',
  ci_failed: 'has failing checks',
  changes_requested: 'has changes requested',
};

/** A status as the end of a sentence that begins with the session: `is working`, `needs you`. */
export function statusSentence(status: string): string {
  const sentence = Object.hasOwn(SENTENCES, status) ? SENTENCES[status as SessionStatus] : undefined;
  return sentence ?? `is ${statusWords(status).text}`;
}

/** The words for a status; one this version does not know is shown as it came. */
export function statusWords(status: string): StatusWords {
  return Object.hasOwn(WORDS, status) ? WORDS[status as SessionStatus] : { text: status, tone: 'attention' };
}
