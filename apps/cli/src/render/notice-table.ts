import type { Notice, OutletTrial } from '@ao/client';
import type { CliContext } from '../context/cli-context.ts';
import { shortAge } from './age.ts';
import type { Paint, Tone } from './colour.ts';
import { renderTable } from './table.ts';

const KIND_WORDS: Readonly<Record<string, { readonly text: string; readonly tone: Tone }>> = {
  needs_you: { text: 'needs you', tone: 'attention' },
  question: { text: 'question', tone: 'attention' },
  escalation: { text: 'escalation', tone: 'attention' },
  ready: { text: 'ready', tone: 'good' },
  pull_request: { text: 'pull request', tone: 'good' },
  report: { text: 'report', tone: 'busy' },
  started: { text: 'started', tone: 'busy' },
  ended: { text: 'ended', tone: 'bad' },
  trouble: { text: 'trouble', tone: 'bad' },
};

/** Notices for people, newest first; what has passed is faint, what was not read is marked. */
export function renderNotices(
  notices: readonly Notice[],
  { now, paint, width }: Pick<CliContext, 'now' | 'paint' | 'width'>,
  { unread }: { readonly unread: boolean },
): string {
  if (notices.length === 0) return unread ? 'Nothing new.' : 'No notices.';
  const rows = notices.map((notice) => {
    const tell = notice.withdrawnAt === null ? (_tone: Tone, text: string) => text : paint;
    const words = KIND_WORDS[notice.kind] ?? { text: notice.kind.replaceAll('_', ' '), tone: 'faint' };
    const isNew = notice.readAt === null && notice.withdrawnAt === null;
    return [
      isNew ? paint('strong', String(notice.id)) : paint('faint', String(notice.id)),
      shortAge(now() - notice.raisedAt),
      notice.sessionId ?? '',
      notice.withdrawnAt === null ? paint(words.tone, words.text) : paint('faint', words.text),
      toldBy(notice, paint),
      tell('faint', notice.url === null ? notice.text : `${notice.text}  ${notice.url}`),
    ];
  });
  const columns = [
    { heading: 'NOTICE' },
    { heading: 'AGE' },
    { heading: 'SESSION' },
    { heading: 'KIND' },
    { heading: 'TOLD', mayShrink: true },
    { heading: 'WHAT', mayShrink: true },
  ];
  return renderTable(columns, rows, width);
}

/** The outlets it went to, and those that have not taken it. */
function toldBy({ deliveries }: Notice, paint: Paint): string {
  const words = deliveries.flatMap(({ outlet, state, hold }) => {
    if (state === 'delivered') return [outlet];
    if (state === 'withdrawn') return [];
    if (state === 'failed') return [paint('bad', `${outlet} failed`)];
    return [paint('faint', hold === 'quiet_hours' ? `${outlet} after quiet hours` : `${outlet} waits`)];
  });
  return words.join(', ');
}

/** What came of trying outlets, one per line. */
export function renderOutletTrials(trials: readonly OutletTrial[], paint: Paint): string {
  if (trials.length === 0) return 'No outlets are set up. Write notifications.json in the home of ao (~/.ao), then try again.';
  const words = {
    delivered: ['good', 'delivered'],
    refused: ['bad', 'not delivered'],
    unknown: ['attention', 'perhaps delivered'],
  } as const;
  return trials
    .map(({ outlet, kind, state, detail }) => {
      const [tone, text] = words[state];
      const name = outlet === kind ? outlet : `${outlet} (${kind})`;
      return `${paint('strong', name)}  ${paint(tone, text)}${detail === null ? '' : `  ${detail}`}`;
    })
    .join('\n');
}
