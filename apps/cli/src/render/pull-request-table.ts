import type { PullRequestView } from '@ao/client';
import { inlineText } from '@ao/domain';
import { shortAge } from './age.ts';
import type { Paint } from './colour.ts';
import { checksText, noteText, placeText, stateText, threadsText } from './pull-request-words.ts';
import { renderTable } from './table.ts';

const TITLE_MAX = 200;

/** What tables need to know of the terminal. */
export interface PullRequestTableView {
  readonly paint: Paint;
  readonly width: number | null;
  now(): number;
}

/** The table of `ao pr ls`. */
export function renderPullRequests(pullRequests: readonly PullRequestView[], { paint, width, now }: PullRequestTableView): string {
  if (pullRequests.length === 0)
    return 'No session has an open pull request. See ended ones with --all, or look at the code host with --look.';
  const rows = pullRequests.map((each) => {
    const { text, tone } = stateText(each);
    return [
      paint('strong', placeText(each)),
      each.sessionId,
      paint(tone, text),
      checksText(each.checks),
      shortAge(now() - each.updatedAt),
      inlineText(each.title, TITLE_MAX),
      needsText(each),
    ];
  });
  return renderTable(
    [
      { heading: 'PULL REQUEST' },
      { heading: 'SESSION' },
      { heading: 'STATE' },
      { heading: 'CHECKS', mayShrink: true },
      { heading: 'CHANGED' },
      { heading: 'TITLE', mayShrink: true },
      { heading: 'NEEDS', mayShrink: true },
    ],
    rows,
    width,
  );
}

function needsText({ number, note, blindness, standsOn, unresolvedThreads, state }: PullRequestView): string {
  if (blindness !== null) return `not seen: ao pr explain ${number}`;
  if (state === 'merged' || state === 'closed') return '';
  const parts = [note === null ? '' : noteText(note), threadsText(unresolvedThreads)];
  if (standsOn?.isOpen === true) parts.push(`stands on #${standsOn.number}`);
  return parts.filter((part) => part !== '').join(', ');
}
