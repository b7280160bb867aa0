import { type ActivityState, inlineText, type SessionRecord, type StandingReports, type StatusFact, type Timestamp } from '@ao/domain';
import type { StatusVerdict } from './status-verdict.ts';

/** Enough to see what it is about. */
const SHOWN_CHARACTERS = 200;

const MEANWHILE: Partial<Record<ActivityState, string>> = { active: ' Meanwhile it works on.', idle: ' Its turn has ended.' };

/** The status of a live session whose agent has asked something in words; null when no question stands open. */
export function questionVerdict(record: SessionRecord, { questions }: StandingReports): StatusVerdict | null {
  const [question, ...others] = questions;
  if (question === undefined || record.phase !== 'live') return null;
  const more = others.length === 0 ? '' : ` (and ${others.length} more ${others.length === 1 ? 'question' : 'questions'})`;
  return {
    status: 'needs_input',
    rule: 'agent_question',
    text: `Its agent asks: ${oneLine(question.text)}${more}${MEANWHILE[record.activity.state] ?? ''}`,
    nextStep: `Answer it with \`ao answer ${record.id} "<text>"\`.`,
  };
}

/** An agent at rest that says it is done: the status stays what it is, the reason says so. */
export function withClaim(verdict: StatusVerdict, { done }: StandingReports): StatusVerdict {
  if (done === null || verdict.rule !== 'activity_idle') return verdict;
  const words = done.text === '' ? '' : `: ${oneLine(done.text)}`;
  return { ...verdict, rule: 'agent_done', text: `${verdict.text} It says that it is done${words}` };
}

/** What the agent said, as facts. */
export function reportFacts({ questions, done }: StandingReports, now: Timestamp): readonly StatusFact[] {
  const fact = (name: string, text: string, at: Timestamp): StatusFact => ({
    name,
    value: oneLine(text),
    source: 'report',
    at,
    ageMs: Math.max(0, now - at),
  });
  return [
    ...questions.map(({ text, at }) => fact('question', text, at)),
    ...(done === null ? [] : [fact('says it is done', done.text, done.at)]),
  ];
}

/** What an agent said, on one line and short enough for a list. */
export function oneLine(text: string): string {
  return inlineText(text, SHOWN_CHARACTERS);
}
