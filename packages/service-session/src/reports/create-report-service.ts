import {
  AGENT_REPORT_TEXT_MAX,
  type AgentReport,
  type AgentReportId,
  AoError,
  cleanMessageText,
  inlineText,
  isAgentReportId,
  OPEN_QUESTIONS_MAX,
  parseMessageText,
  parseProjectId,
  parseSessionId,
  type SessionRecord,
} from '@ao/domain';
import type { Clock, IdentifierSource, Messenger, Notices, Stores } from '@ao/ports';
import { sendAnswer } from './answer-message.ts';
import { createAnswerWaiters } from './answer-waiters.ts';
import type { NewReportRequest, ReportPlace, ReportService } from './report-service.ts';

/** What the use cases around reports stand on. */
export interface ReportServiceOptions {
  readonly stores: Pick<Stores, 'sessions' | 'projects' | 'reports' | 'transaction'>;
  readonly messenger: Pick<Messenger, 'send'>;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly identifiers: IdentifierSource;
  /** People are told of questions and reports by it. Without it they see them in lists. */
  readonly notices?: Notices | undefined;
}

const LISTED = 50;
const LISTED_MAX = 500;
/** Enough of a report for a line people read elsewhere. */
const NOTICE_CHARACTERS = 200;
const CUT = ' … (cut)';

/** Makes the use cases around what agents say. */
export function createReportService(options: ReportServiceOptions): ReportService {
  const { stores, messenger, clock, identifiers, notices } = options;
  const waiters = createAnswerWaiters(clock);

  function sessionOf(id: string): SessionRecord {
    const sessionId = parseSessionId(id);
    const session = stores.sessions.get(sessionId);
    if (session !== null) return session;
    throw new AoError('SESSION_NOT_FOUND', { message: `There is no session ${id}. See \`ao ls --all\`.`, details: { sessionId } });
  }

  function reportAt({ sessionId, reportId }: ReportPlace): AgentReport {
    const session = sessionOf(sessionId);
    const report = isAgentReportId(reportId) ? stores.reports.get(reportId) : null;
    if (report !== null && report.sessionId === session.id) return report;
    const message = `${session.id} has no report "${reportId}". See \`ao reports ${session.id}\`.`;
    throw new AoError('REPORT_NOT_FOUND', { message, details: { sessionId: session.id, reportId } });
  }

  function questionAt(place: ReportPlace): AgentReport {
    const report = reportAt(place);
    if (report.kind === 'question') return report;
    throw new AoError('NOT_A_QUESTION', { message: `${report.id} is no question; nothing is answered.`, details: { reportId: report.id } });
  }

  return {
    add(request) {
      const session = sessionOf(request.sessionId);
      const { id, text } = parsed(request, identifiers);
      const known = stores.reports.get(id);
      // What was said is repeated also when the session has ended since.
      if (known === null && session.phase === 'ended') {
        throw new AoError('SESSION_ENDED', { message: `${session.id} has ended; nothing is reported for it any more.` });
      }
      return stores.transaction(() => {
        const { kind } = request;
        if (known === null && kind === 'question') checkOpenQuestions(stores, session);
        const report = stores.reports.add({ id, sessionId: session.id, kind, text, at: clock.now(), launchId: session.launch?.id ?? null });
        if (known === null) notices?.raise(noticeOf(report));
        return report;
      });
    },
    get: reportAt,
    list({ projectId, sessionId, open, limit = LISTED }) {
      const project = projectId === undefined ? undefined : parseProjectId(projectId);
      if (project !== undefined && !stores.projects.hasId(project)) {
        const message = `There is no project "${project}". See \`ao project ls\`.`;
        throw new AoError('PROJECT_NOT_FOUND', { message, details: { projectId: project } });
      }
      const session = sessionId === undefined ? undefined : sessionOf(sessionId).id;
      return stores.reports.list({ projectId: project, sessionId: session, open }, Math.min(Math.max(1, Math.trunc(limit)), LISTED_MAX));
    },
    async answered(place, signal) {
      const question = questionAt(place);
      if (question.answer === null) await waiters.wait(question.id, signal);
      return reportAt(place);
    },
    answer(place, { text, by }) {
      const question = questionAt(place);
      const words = answerText(text);
      if (question.answer !== null) {
        if (question.answer.text === words) return question;
        throw answeredAlready(question);
      }
      if (sessionOf(place.sessionId).phase === 'ended') {
        const message = `${question.sessionId} has ended; nobody waits for the answer. Bring it back with \`ao session restore ${question.sessionId}\`.`;
        throw new AoError('SESSION_ENDED', { message });
      }
      const delivery = waiters.isAwaited(question.id) ? 'waiting' : 'message';
      const answered = stores.transaction(() => {
        const stored = stores.reports.answer(question.id, { text: words, at: clock.now(), by, delivery });
        if (stored === null) throw answeredAlready(question);
        notices?.withdraw(noticeKey(question));
        if (delivery === 'message') sendAnswer(messenger, question, { text: words, by });
        return stored;
      });
      waiters.wake(question.id);
      return answered;
    },
    received(place) {
      const question = questionAt(place);
      return stores.reports.noteDelivery(question.id, 'received') ?? question;
    },
  };
}

function parsed(request: NewReportRequest, identifiers: IdentifierSource): { readonly id: AgentReportId; readonly text: string } {
  const id = request.id ?? identifiers.create('r-');
  if (!isAgentReportId(id)) throw new AoError('REPORT_ID_INVALID', { details: { reportId: id } });
  const whole = cleanMessageText(request.text).trim();
  if (whole === '' && request.kind !== 'done') throw new AoError('REPORT_EMPTY');
  const characters = Array.from(whole);
  if (characters.length <= AGENT_REPORT_TEXT_MAX) return { id, text: whole };
  return { id, text: `${characters.slice(0, AGENT_REPORT_TEXT_MAX - CUT.length).join('')}${CUT}` };
}

function answerText(text: string): string {
  const words = cleanMessageText(text).trim();
  if (words === '') throw new AoError('REPORT_EMPTY');
  return parseMessageText(words);
}

function checkOpenQuestions({ reports }: Pick<Stores, 'reports'>, { id }: SessionRecord): void {
  const open = reports.standing([id]).get(id)?.questions.length ?? 0;
  if (open < OPEN_QUESTIONS_MAX) return;
  throw new AoError('TOO_MANY_QUESTIONS', {
    message: `${open} questions of ${id} stand open already. Wait for answers before you ask more.`,
    details: { sessionId: id, open },
  });
}

function answeredAlready({ id, sessionId }: AgentReport): AoError {
  const message = `The question ${id} of ${sessionId} was answered already. Say more with \`ao send ${sessionId}\`.`;
  return new AoError('QUESTION_ANSWERED', { message, details: { sessionId, reportId: id } });
}

const NOTICE_KINDS = { question: 'question', done: 'report', report: 'report' } as const satisfies Record<AgentReport['kind'], string>;
const NOTICE_SAYS = { question: 'asks', done: 'says that it is done', report: 'reports' } as const satisfies Record<
  AgentReport['kind'],
  string
>;

function noticeOf(report: AgentReport): Parameters<Notices['raise']>[0] {
  const { kind, sessionId, text } = report;
  const words = text === '' ? '.' : `: ${inlineText(text, NOTICE_CHARACTERS)}`;
  return {
    key: noticeKey(report),
    kind: NOTICE_KINDS[kind],
    priority: kind === 'report' ? 'low' : 'normal',
    sessionId,
    text: `${sessionId} ${NOTICE_SAYS[kind]}${words}`,
    url: null,
  };
}

function noticeKey({ id }: AgentReport): string {
  return `report:${id}`;
}
