import { inlineText } from '@ao/domain';
import { shortAge } from './age.ts';
import { answerCommand, type AskingSession } from './agent-request.ts';
import type { Paint } from './colour.ts';
import { counted } from './counted.ts';
import { noteText, type ShownNote } from './pull-request-words.ts';
import { placeText, type ShownPlace } from './queue-place.ts';
import { cpuText, memoryText, type UsedResources } from './resources.ts';
import { issueLabel } from './issue-label.ts';
import { statusWords } from './status-words.ts';
import { renderTable } from './table.ts';

/** The part of a session that its line in the table shows. */
export interface SessionLine extends AskingSession {
  readonly id: string;
  readonly agent: string;
  readonly status: string;
  readonly displayName: string | null;
  readonly issueId: string | null;
  readonly needs: string | null;
  readonly openMessages: number;
  readonly activity: { readonly since: number; readonly correlationId: string | null };
  readonly end: { readonly at: number; readonly message: string | null } | null;
  readonly exit: { readonly code: number | null; readonly signal: string | null } | null;
  readonly workspace: { readonly branch: string | null; readonly setup: string; readonly setupMessage: string | null };
  readonly reason: { readonly rule: string; readonly text: string; readonly nextStep: string | null };
  readonly kind: string;
  /** That the agent said it is done. */
  readonly done: { readonly text: string } | null;
  readonly pullRequests: readonly { readonly number: number; readonly state: string; readonly note: ShownNote | null }[];
  readonly queue: ShownPlace | null;
  readonly resources: UsedResources | null;
}

/** Statuses whose reason a person wants to read without asking for it. */
const EXPLAINED = new Set(['unknown', 'no_signal']);

/** On a narrower terminal what a session needs is worth more than what it uses. */
const WIDTH_FOR_RESOURCES = 100;

/** The table of `ao ls`: one line per session, and what each of them needs of a person. */
export function renderSessions(
  sessions: readonly SessionLine[],
  options: { readonly now: number; readonly paint: Paint; readonly width: number | null },
): string {
  const hasRoom = options.width === null || options.width >= WIDTH_FOR_RESOURCES;
  const isMeasured = hasRoom && sessions.some(({ resources }) => resources !== null);
  const hasIssues = hasRoom && sessions.some(({ issueId }) => issueId !== null);
  const rows = sessions.map((session) => {
    const words = statusWords(session.status);
    const pull = session.pullRequests.map(({ number }) => `#${number}`).join(' ');
    return [
      options.paint('strong', session.id),
      session.kind === 'orchestrator' ? `${session.agent} (orchestrator)` : session.agent,
      options.paint(words.tone, pull === '' ? words.text : `${words.text} ${pull}`),
      shortAge(options.now - (session.end?.at ?? session.activity.since)),
      ...(isMeasured ? usedText(session.resources) : []),
      ...(hasIssues ? [session.issueId === null ? '' : issueLabel(session.issueId)] : []),
      session.workspace.branch ?? '',
      needsText(session),
    ];
  });
  return renderTable(
    [
      { heading: 'SESSION' },
      { heading: 'AGENT' },
      { heading: 'STATUS' },
      { heading: 'SINCE' },
      ...(isMeasured ? [{ heading: 'CPU' }, { heading: 'MEM' }] : []),
      ...(hasIssues ? [{ heading: 'ISSUE', mayShrink: true }] : []),
      { heading: 'BRANCH', mayShrink: true },
      { heading: 'NEEDS', mayShrink: true },
    ],
    rows,
    options.width,
  );
}

function usedText(resources: UsedResources | null): readonly string[] {
  return resources === null ? ['', ''] : [cpuText(resources.cpuPercent), memoryText(resources.memoryBytes)];
}

function needsText(session: SessionLine): string {
  if (session.queue !== null) return placeText(session.queue);
  if (session.needs !== null) return `${session.needs}  ${answerCommand(session)}`;
  if (session.status === 'exited' && session.exit !== null) return `${exitText(session.exit)}  ao restore ${session.id}`;
  if (session.end?.message) return session.end.message;
  if (session.workspace.setup === 'failed') return `set-up failed: ${session.workspace.setupMessage ?? 'see its log'}`;
  if (EXPLAINED.has(session.status)) return `${session.reason.text}  ao session explain ${session.id}`;
  const note = noteOf(session);
  if (note !== null) return note.state === 'told' ? noteText(note) : `${noteText(note)}: ao pr explain ${session.id}`;
  if (session.reason.rule === 'agent_done') return `says it is done${session.done?.text ? `: ${inlineText(session.done.text, 200)}` : ''}`;
  // While it starts, that is its prompt.
  if (session.openMessages > 0 && session.status !== 'starting') return `${counted(session.openMessages, 'message')} to deliver`;
  return '';
}

/** Of the pull requests the one that needs a person first. */
function noteOf({ pullRequests }: Pick<SessionLine, 'pullRequests'>): ShownNote | null {
  const notes = pullRequests.flatMap(({ state, note }) => (state === 'open' || state === 'draft' ? (note ?? []) : []));
  return notes.find(({ state }) => state === 'escalated') ?? notes.find(({ state }) => state === 'stalled') ?? notes[0] ?? null;
}

function exitText(exit: { readonly code: number | null; readonly signal: string | null }): string {
  if (exit.signal !== null) return `ended by ${exit.signal}`;
  return exit.code === null ? 'ended, code unknown' : `ended with code ${exit.code}`;
}

/** The line under the table: how many run, and how many wait for the person. */
export function summariseSessions(sessions: readonly { readonly status: string; readonly isTerminated: boolean }[]): string {
  const queued = sessions.filter(({ status }) => status === 'queued').length;
  const live = sessions.filter(({ status, isTerminated }) => !isTerminated && status !== 'queued');
  const waiting = live.filter((session) => session.status === 'needs_input').length;
  const parts = [`${live.length} running`];
  if (waiting > 0) parts.push(`${waiting} ${waiting === 1 ? 'waits' : 'wait'} for you`);
  if (queued > 0) parts.push(`${queued} queued`);
  const ended = sessions.length - live.length - queued;
  if (ended > 0) parts.push(`${ended} ended`);
  return `${parts.join(', ')}.`;
}
