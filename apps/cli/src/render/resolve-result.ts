import type { Answer } from '@ao/client';
import { inlineText } from '@ao/domain';
import { counted } from './counted.ts';
import { placeText } from './pull-request-words.ts';

const ID_MAX = 200;

/** What became of review threads. */
export function renderResolved({ pullRequest, threads }: Answer<'resolveReviewThreads'>): string {
  const resolved = threads.filter(({ outcome }) => outcome === 'resolved').length;
  const failed = threads.filter(({ outcome }) => outcome !== 'resolved');
  return [
    `${counted(resolved, 'thread')} of ${placeText(pullRequest)} resolved.`,
    ...failed.map(({ id, message }) => `not resolved  ${inlineText(id, ID_MAX)}  ${message ?? ''}`.trimEnd()),
  ].join('\n');
}
