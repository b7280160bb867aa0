import type { AgentReport } from '@ao/domain';
import type { WakeFact } from './wake-fact.ts';

/** Questions that stand open. */
export function questionFacts(questions: readonly AgentReport[]): readonly WakeFact[] {
  return questions.map((question) => {
    const { id, sessionId, at, text: quote } = question;
    const text = `asks; answer with \`ao answer ${sessionId} "<text>"\``;
    return { key: `question:${id}`, sessionId, kind: 'question', urgency: 'soon', at, isStanding: true, text, quote };
  });
}

/** What agents said of their work, and of being done. Questions are facts while they stand open, and only then. */
export function reportFacts(reports: readonly AgentReport[]): readonly WakeFact[] {
  return reports.flatMap(({ id, sessionId, kind, at, text: quote }): readonly WakeFact[] => {
    if (kind === 'question') return [];
    const isDone = kind === 'done';
    const [urgency, text] = isDone ? (['soon', 'says that it is done'] as const) : (['later', 'reports'] as const);
    return [{ key: `report:${id}`, sessionId, kind, urgency, at, isStanding: false, text, quote: quote === '' ? null : quote }];
  });
}
