import { anyChanged, changeTrigger, type Trigger } from './trigger.ts';

const notice = {
  table: 'notices',
  at: 'NEW.changed_at',
  projectId: 'NEW.project_id',
  sessionId: 'NEW.session_id',
  payload: {
    id: 'NEW.id',
    key: 'NEW.key',
    kind: 'NEW.kind',
    priority: 'NEW.priority',
    text: 'NEW.text',
    url: 'NEW.url',
    readAt: 'NEW.read_at',
    withdrawnAt: 'NEW.withdrawn_at',
  },
} as const;

/** Triggers on notices. Deliveries have none of their own: whoever ends one counts it in its notice. */
export const noticeTriggers: readonly Trigger[] = [
  changeTrigger({ ...notice, event: 'notice.created', after: 'INSERT' }),
  changeTrigger({
    ...notice,
    event: 'notice.updated',
    after: 'UPDATE',
    when: anyChanged(['raised_at', 'read_at', 'withdrawn_at', 'ended_deliveries']),
  }),
];
