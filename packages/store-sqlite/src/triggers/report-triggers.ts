import { changeTrigger, PROJECT_OF_SESSION, type Trigger } from './trigger.ts';

const report = {
  table: 'agent_reports',
  at: 'NEW.changed_at',
  projectId: PROJECT_OF_SESSION,
  sessionId: 'NEW.session_id',
  payload: {
    id: 'NEW.id',
    kind: 'NEW.kind',
    answered: "json(iif(NEW.answered_at IS NULL, 'false', 'true'))",
    delivery: 'NEW.answer_delivery',
    superseded: "json(iif(NEW.superseded_at IS NULL, 'false', 'true'))",
  },
} as const;

/** Triggers on what agents say. The words are not in the events: they are read where they are needed. */
export const reportTriggers: readonly Trigger[] = [
  changeTrigger({ ...report, event: 'report.created', after: 'INSERT' }),
  changeTrigger({ ...report, event: 'report.updated', after: 'UPDATE' }),
];
