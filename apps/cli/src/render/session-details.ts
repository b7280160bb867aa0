import type { Session } from '@ao/client';
import { inlineText } from '@ao/domain';
import { shortAge } from './age.ts';
import type { Paint } from './colour.ts';
import { issueLabel } from './issue-label.ts';
import { renderFields } from './fields.ts';
import { noteText } from './pull-request-words.ts';
import { placeText } from './queue-place.ts';
import { resourcesText } from './resources.ts';
import { statusWords } from './status-words.ts';

/** Everything about one session that a person may want to read. */
export function renderSessionDetails(session: Session, context: { readonly paint: Paint; now(): number }): string {
  const words = statusWords(session.status);
  const { workspace, launch } = session;
  return renderFields([
    ['session', context.paint('strong', session.id)],
    ['name', session.displayName],
    ['issue', session.issueId === null ? null : issueLabel(session.issueId)],
    ['status', `${context.paint(words.tone, words.text)}, because: ${session.reason.text}`],
    ['needs', session.needs],
    ...session.questions.map((each): [string, string] => ['question', `${each.id}  ${inlineText(each.text, 500)}`]),
    ['says', session.done === null ? null : `it is done${session.done.text === '' ? '' : `: ${inlineText(session.done.text, 500)}`}`],
    ['queue', session.queue === null ? null : `${placeText(session.queue)}. ${session.queue.nextStep}`],
    ['agent', agentText(session)],
    ['kind', session.kind === 'worker' ? null : session.kind],
    ['started by', session.spawnedBy],
    ['activity', `${session.activity.state} for ${shortAge(context.now() - session.activity.since)} (${session.activity.source})`],
    ['branch', workspace.branch === null ? null : `${workspace.branch}${workspace.baseRef === null ? '' : ` from ${workspace.baseRef}`}`],
    ['worktree', workspace.path === null ? null : `${workspace.path} (${workspace.state})`],
    [
      'set-up',
      workspace.setup === 'none' ? null : `${workspace.setup}${workspace.setupMessage === null ? '' : `: ${workspace.setupMessage}`}`,
    ],
    ['rescue', workspace.rescueRef],
    [
      'launch',
      launch === null ? null : `${launch.state}, attempt ${launch.attempt}${launch.process === null ? '' : `, pid ${launch.process.pid}`}`,
    ],
    ['uses', session.resources === null ? null : resourcesText(session.resources)],
    ['conversation', session.agentSessionId],
    ['ended', session.end === null ? null : `${session.end.reason}${session.end.message === null ? '' : `: ${session.end.message}`}`],
    ['messages', session.openMessages === 0 ? null : `${session.openMessages} to deliver`],
    ...session.pullRequests.map((pull): [string, string] => [
      'pull request',
      `#${pull.number} ${pull.state}  ${pull.url}${pull.note === null ? '' : `  ${noteText(pull.note)}`}`,
    ]),
    ['prompt', session.prompt === null ? null : firstLine(session.prompt)],
  ]);
}

function agentText(session: Session): string {
  const model = session.model === null ? '' : `, ${session.model}`;
  return `${session.agent}${model}, permission ${session.permissionMode}, in ${session.runtime}`;
}

function firstLine(text: string): string {
  const [line = '', ...rest] = text.trim().split('\n');
  return rest.length === 0 ? line : `${line} … (${rest.length} more ${rest.length === 1 ? 'line' : 'lines'})`;
}
