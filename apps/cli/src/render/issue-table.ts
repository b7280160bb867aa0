import type { Issue, IssueComment, IssueIntake } from '@ao/client';
import { cleanForeignText, inlineText, quotedLines } from '@ao/domain';
import { shortAge } from './age.ts';
import type { Paint } from './colour.ts';
import { counted } from './counted.ts';
import { renderFields } from './fields.ts';
import { renderTable } from './table.ts';

/** What tables need to know of the terminal. */
export interface IssueView {
  readonly paint: Paint;
  readonly width: number | null;
  now(): number;
}

const TITLE_MAX = 200;
const TEXT_MAX_BYTES = 256 * 1024;
const TEXT_MAX_LINES = 5_000;

/** The table of `ao issue ls`. */
export function renderIssues(issues: readonly Issue[], hasMore: boolean, { paint, width, now }: IssueView): string {
  if (issues.length === 0) return 'No issue matches.';
  const rows = issues.map((issue) => [
    paint('strong', issue.label),
    stateText(issue.state),
    shortAge(now() - issue.updatedAt),
    issue.sessions.map(({ id }) => id).join(' '),
    inlineText(issue.title, TITLE_MAX),
    issue.labels.map((label) => inlineText(label, TITLE_MAX)).join(', '),
  ]);
  const columns = [
    { heading: 'ISSUE' },
    { heading: 'STATE' },
    { heading: 'CHANGED' },
    { heading: 'SESSION' },
    { heading: 'TITLE', mayShrink: true },
    { heading: 'LABELS', mayShrink: true },
  ];
  const more = hasMore ? `\n${paint('faint', 'More match. See more of them with --limit, or look for less.')}` : '';
  return `${renderTable(columns, rows, width)}${more}`;
}

/** An issue with its comments. What others wrote is marked on every line, for agents that read this. */
export function renderIssue(issue: Issue, comments: readonly IssueComment[], { paint, now }: Pick<IssueView, 'paint' | 'now'>): string {
  const age = (at: number): string => `${shortAge(now() - at)} ago`;
  const fields = renderFields([
    ['issue', paint('strong', issue.label)],
    ['title', inlineText(issue.title, TITLE_MAX)],
    ['state', stateText(issue.state)],
    ['page', issue.url],
    ['author', issue.author === null ? 'a deleted account' : inlineText(issue.author, TITLE_MAX)],
    ['assigned to', issue.assignees.map((login) => inlineText(login, TITLE_MAX)).join(', ')],
    ['labels', issue.labels.map((label) => inlineText(label, TITLE_MAX)).join(', ')],
    ['changed', age(issue.updatedAt)],
    ['sessions', issue.sessions.map(({ id, phase }) => (phase === 'live' ? id : `${id} (${phase})`)).join(', ')],
  ]);
  const leftOut = issue.totalComments - comments.length;
  return [
    fields,
    '',
    ...quoted(issue.body, issue.isBodyCut),
    ...comments.flatMap(({ author, body, isBodyCut, createdAt }) => [
      '',
      paint('faint', `${author === null ? 'a deleted account' : inlineText(author, TITLE_MAX)}, ${age(createdAt)}:`),
      ...quoted(body, isBodyCut),
    ]),
    ...(leftOut > 0 ? ['', paint('faint', `${counted(leftOut, 'earlier comment')} not shown; see --comments.`)] : []),
  ].join('\n');
}

function quoted(text: string, isCut: boolean): readonly string[] {
  const lines = quotedLines(
    { text: cleanForeignText(text), isCut, keep: 'start', maxBytes: TEXT_MAX_BYTES, maxLines: TEXT_MAX_LINES },
    TEXT_MAX_BYTES,
  );
  return lines.length === 0 ? ['(no text)'] : lines;
}

function stateText(state: Issue['state']): string {
  return state.replace('_', ' ');
}

const INTAKE_WORDS: Readonly<Record<IssueIntake['entries'][number]['state'], string>> = {
  claimed: 'being started',
  started: 'started',
  present: 'had a session',
  failed: 'failed, tried again',
  given_up: 'given up',
};

/** What the intake of a project does, and what it took in. */
export function renderIntake(project: string, intake: IssueIntake, { paint, width, now }: IssueView): string {
  const { config, lastLookAt, nextLookAt, problem, openSessions, entries } = intake;
  const table =
    entries.length === 0
      ? []
      : [
          '',
          renderTable(
            [
              { heading: 'ISSUE' },
              { heading: 'WHAT' },
              { heading: 'SESSION' },
              { heading: 'SINCE' },
              { heading: 'TITLE', mayShrink: true },
            ],
            entries.map(({ label, state, sessionId, updatedAt, title, message }) => [
              paint('strong', label),
              INTAKE_WORDS[state],
              sessionId ?? '',
              shortAge(now() - updatedAt),
              inlineText(message ?? title, TITLE_MAX),
            ]),
            width,
          ),
        ];
  if (config === null) {
    const how = `ao project config set ${project} intake '{"assignee":"me"}'`;
    return [`The intake of ${project} is off. Turn it on: ${how}`, ...table].join('\n');
  }
  const labels = (config.labels ?? []).map((label) => inlineText(label, TITLE_MAX)).join(', ');
  const fields = renderFields([
    ['assigned to', config.assignee],
    ['labels', labels],
    ['looked', lastLookAt === null ? 'not yet' : `${shortAge(now() - lastLookAt)} ago`],
    ['looks next', nextLookAt === null ? null : `in ${shortAge(Math.max(0, nextLookAt - now()))}`],
    ['problem', problem],
    ['open sessions', `${openSessions} of at most ${config.limit ?? 3}`],
  ]);
  return [fields, ...table].join('\n');
}
