import type { PullRequestExplanation } from '@ao/client';
import { inlineText } from '@ao/domain';
import { shortAge } from './age.ts';
import type { Paint, Tone } from './colour.ts';
import { renderFields } from './fields.ts';
import { noteText, placeText, stateText } from './pull-request-words.ts';
import { renderTable } from './table.ts';

const SUBJECT_MAX = 200;
/** So many decisions fit a screen; older ones are there with `--all`. */
const NEWEST = 20;

type Decision = PullRequestExplanation['decisions'][number];

const WORDS: Readonly<Record<Decision['decision'], { readonly text: string; readonly tone: Tone }>> = {
  sent: { text: 'told the agent', tone: 'good' },
  notified: { text: 'told you', tone: 'good' },
  ended: { text: 'ends the session', tone: 'faint' },
  waiting: { text: 'waits', tone: 'busy' },
  suppressed: { text: 'held back', tone: 'attention' },
  skipped: { text: 'not told', tone: 'faint' },
  escalated: { text: 'needs you', tone: 'attention' },
  reset: { text: 'counts anew', tone: 'faint' },
};

/** What the agent was told about a pull request, what not, and why. */
export function renderPullRequestExplanation(
  explanation: PullRequestExplanation,
  { paint, width, now, isWhole }: { readonly paint: Paint; readonly width: number | null; readonly isWhole: boolean; now(): number },
): string {
  const { pullRequest, decisions, modes, muted, seenAt, host, problems } = explanation;
  const age = (at: number) => shortAge(Math.max(0, now() - at));
  const fields = renderFields([
    ['pull request', `${paint('strong', placeText(pullRequest))}, ${stateText(pullRequest).text}`],
    ['session', `${pullRequest.sessionId}${pullRequest.origin === 'claimed' ? ' (claimed)' : ''}`],
    ['agent', pullRequest.note === null ? null : noteText(pullRequest.note)],
    ['seen', `${age(seenAt)} ago`],
    ['host', host === null ? null : hostText(host)],
    [
      'reactions',
      Object.entries(modes)
        .map(([kind, mode]) => `${kind} ${mode}`)
        .join(', '),
    ],
    ['muted', muted.length === 0 ? null : `${muted.join(', ')}: ao pr unmute ${pullRequest.sessionId}`],
  ]);
  const trouble = problems.map((problem) => `${paint('attention', '!')} ${problem}`);
  const shown = isWhole ? decisions : decisions.slice(0, NEWEST);
  const older = decisions.length - shown.length;
  const more = older === 0 ? [] : [paint('faint', `${older} older: ao pr explain ${pullRequest.number} --all`)];
  return [fields, ...trouble, '', decisionTable(shown, { paint, width, age, now: now() }), ...more].join('\n');
}

function decisionTable(
  decisions: readonly Decision[],
  {
    paint,
    width,
    age,
    now,
  }: { readonly paint: Paint; readonly width: number | null; readonly age: (at: number) => string; readonly now: number },
): string {
  if (decisions.length === 0) return 'Nothing has been decided about it yet.';
  const rows = decisions.map((decision) => {
    const { text, tone } = WORDS[decision.decision];
    return [`${age(decision.at)} ago`, decision.kind, paint(tone, text), inlineText(decision.subject, SUBJECT_MAX), whyText(decision, now)];
  });
  const columns = [
    { heading: 'WHEN' },
    { heading: 'KIND' },
    { heading: 'WHAT' },
    { heading: 'ABOUT', mayShrink: true },
    { heading: 'WHY', mayShrink: true },
  ];
  return renderTable(columns, rows, width);
}

function whyText({ words, until, message, attempt, decision }: Decision, now: number): string {
  const next = until === null || until <= now ? '' : `; again in ${shortAge(until - now)}`;
  const sent =
    message === null ? '' : `; ${message.id} ${message.state}${attempt > 0 && decision === 'sent' ? `, message ${attempt} in a row` : ''}`;
  return `${words}${next}${sent}`;
}

function hostText({ host, sight, account, budget }: NonNullable<PullRequestExplanation['host']>): string {
  const left = budget?.batched ?? budget?.plain ?? null;
  const limits = left === null ? '' : `, ${left.remaining} of ${left.limit} questions left`;
  return `${host}: ${sight.replace('_', ' ')}${account === null ? '' : ` as ${inlineText(account, SUBJECT_MAX)}`}${limits}`;
}
