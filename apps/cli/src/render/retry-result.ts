import type { Answer } from '@ao/client';
import { placeText } from './pull-request-words.ts';

/** What the agent may be told again. */
export function renderRetried({ pullRequest, released }: Answer<'retryReactions'>): string {
  const place = placeText(pullRequest);
  if (released.length === 0) return `No limit of ${place} was in use. See what was told with \`ao pr explain ${pullRequest.number}\`.`;
  return `${pullRequest.sessionId} may be told again about ${place}: ${released.join(', ')}.`;
}
