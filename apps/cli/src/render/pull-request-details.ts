import type { PullRequestDetails } from '@ao/client';
import { cleanForeignText, inlineText, printableUrl, quotedLines } from '@ao/domain';
import { shortAge } from './age.ts';
import type { Paint } from './colour.ts';
import { renderFields } from './fields.ts';
import { checksText, noteText, placeText, stateText } from './pull-request-words.ts';

const LINE_MAX = 200;
const QUOTE_MAX_BYTES = 8 * 1024;
const QUOTE_MAX_LINES = 60;

type Check = PullRequestDetails['checkList'][number];
type Thread = PullRequestDetails['threads'][number];

/** A pull request with what stands before its merge. What others wrote is on marked lines. */
export function renderPullRequest(pull: PullRequestDetails, { paint, now }: { readonly paint: Paint; now(): number }): string {
  const age = (at: number) => `${shortAge(now() - at)} ago`;
  const fields = renderFields([
    ['pull request', paint('strong', placeText(pull))],
    ['title', inlineText(pull.title, LINE_MAX)],
    ['session', `${pull.sessionId}${pull.origin === 'claimed' ? ' (claimed)' : ''}`],
    ['state', `${stateText(pull).text}${pull.mergedAt === null ? '' : `, ${age(pull.mergedAt)}`}`],
    ['page', printableUrl(pull.url)],
    ['author', pull.author === null ? null : inlineText(pull.author.login, LINE_MAX)],
    ['branch', `${inlineText(pull.sourceBranch, LINE_MAX)} → ${inlineText(pull.targetBranch, LINE_MAX)}`],
    ['head', pull.headCommit],
    ['checks', checksText(pull.checks)],
    ['review', reviewText(pull)],
    ['stands on', pull.standsOn === null ? null : `#${pull.standsOn.number}${pull.standsOn.isOpen ? '' : ' (no longer open)'}`],
    ['queue', typeof pull.queue === 'string' ? null : `place ${pull.queue.position} of the merge queue, ${pull.queue.state}`],
    ['agent', pull.note === null ? null : noteText(pull.note)],
    ['merged as', pull.mergeCommit],
    ['seen', `${age(pull.observedAt)}${pull.isComplete ? '' : ', not all of it'}`],
    ['not seen', pull.blindness === null ? null : `since ${age(pull.blindness.since)}: ${pull.blindness.message}`],
  ]);
  const bad = pull.checkList.filter(({ state }) => state === 'failed' || state === 'cancelled');
  return [
    fields,
    ...bad.flatMap((check) => checkLines(check, paint)),
    ...pull.threads.flatMap((thread) => threadLines(thread, paint)),
  ].join('\n');
}

function reviewText({ review, opinions }: PullRequestDetails): string {
  const words = review.replaceAll('_', ' ');
  const said = opinions.map(
    ({ author, opinion }) =>
      `${author === null ? 'a deleted account' : inlineText(author.login, LINE_MAX)}: ${opinion.replaceAll('_', ' ')}`,
  );
  return said.length === 0 ? words : `${words} (${said.join(', ')})`;
}

function checkLines({ name, workflow, state, isRequired, failure, summary }: Check, paint: Paint): readonly string[] {
  const title = inlineText(workflow === null ? name : `${workflow} / ${name}`, LINE_MAX);
  const heading = `${paint('bad', state)}  ${title}${isRequired === true ? ', required' : ''}`;
  const text = failure?.excerpt.text ?? summary ?? '';
  return ['', heading, ...quoted(text, failure?.excerpt.isCut ?? false)];
}

function threadLines({ id, path, line, isOutdated, words }: Thread, paint: Paint): readonly string[] {
  const place = inlineText(line === null ? path : `${path}:${line}`, LINE_MAX);
  const heading = `${paint('attention', 'open')}  ${place}${isOutdated ? ', outdated' : ''}  ${paint('faint', inlineText(id, LINE_MAX))}`;
  const comments = (words?.comments ?? []).filter(({ isHidden }) => !isHidden);
  return [
    '',
    heading,
    ...comments.flatMap(({ author, body }) => [
      paint('faint', `${author === null ? 'a deleted account' : inlineText(author.login, LINE_MAX)}:`),
      ...quoted(body.text, body.isCut),
    ]),
  ];
}

function quoted(text: string, isCut: boolean): readonly string[] {
  if (text.trim() === '') return [];
  const quotation = { text: cleanForeignText(text), isCut, keep: 'start', maxBytes: QUOTE_MAX_BYTES, maxLines: QUOTE_MAX_LINES } as const;
  return quotedLines(quotation, QUOTE_MAX_BYTES);
}
