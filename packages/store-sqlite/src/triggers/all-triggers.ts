import { noticeTriggers } from './notice-triggers.ts';
import { reportTriggers } from './report-triggers.ts';
import { sessionTriggers } from './session-triggers.ts';
import { anyChanged, changeTrigger, PROJECT_OF_SESSION, type Trigger } from './trigger.ts';

const project = {
  table: 'projects',
  at: 'NEW.changed_at',
  projectId: 'NEW.id',
  sessionId: 'NULL',
  payload: { id: 'NEW.id', name: 'NEW.name', path: 'NEW.path' },
} as const;

const projectTriggers = [
  changeTrigger({ ...project, event: 'project.added', after: 'INSERT' }),
  // An archived project that is added again is a new one to whoever watches.
  changeTrigger({ ...project, event: 'project.added', after: 'UPDATE', when: 'OLD.archived_at IS NOT NULL AND NEW.archived_at IS NULL' }),
  changeTrigger({ ...project, event: 'project.removed', after: 'UPDATE', when: 'OLD.archived_at IS NULL AND NEW.archived_at IS NOT NULL' }),
  changeTrigger({
    ...project,
    event: 'project.updated',
    after: 'UPDATE',
    when: `OLD.archived_at IS NEW.archived_at AND (${anyChanged(['path', 'name', 'origin_url', 'default_branch', 'config'])})`,
  }),
];

const ofSession = { at: 'NEW.changed_at', projectId: PROJECT_OF_SESSION, sessionId: 'NEW.session_id' } as const;

const operation = {
  ...ofSession,
  table: 'operations',
  payload: {
    id: 'NEW.id',
    kind: 'NEW.kind',
    state: 'NEW.state',
    step: '(SELECT name FROM operation_steps WHERE operation_id = NEW.id ORDER BY position DESC LIMIT 1)',
    errorCode: 'NEW.error_code',
  },
} as const;

// Steps have no trigger of their own: whoever writes one writes its operation too.
const operationTriggers = [
  changeTrigger({ ...operation, event: 'operation.started', after: 'INSERT' }),
  changeTrigger({ ...operation, event: 'operation.updated', after: 'UPDATE' }),
];

const message = {
  ...ofSession,
  table: 'messages',
  payload: {
    id: 'NEW.id',
    state: 'NEW.state',
    sequence: 'NEW.sequence',
    isFirstPrompt: "json(iif(NEW.is_first_prompt, 'true', 'false'))",
  },
} as const;

const messageTriggers = [
  changeTrigger({ ...message, event: 'message.created', after: 'INSERT' }),
  changeTrigger({ ...message, event: 'message.updated', after: 'UPDATE' }),
];

/** The columns whose change clients are told. What is missing here says when somebody looked, or is told by the others. */
export const TOLD_PULL_REQUEST_COLUMNS = [
  'url',
  'number',
  'title',
  'state',
  'ci',
  'review',
  'mergeability',
  'unresolved_threads',
  'source_branch',
  'target_branch',
  'head_commit',
  'origin',
  'repository_host',
  'repository_owner',
  'repository_name',
  'source_host',
  'source_owner',
  'source_name',
  'note',
  'blind_outcome',
  'blind_since',
  'blind_message',
  'snapshot',
  'revision',
];

const pullRequest = {
  ...ofSession,
  table: 'pull_requests',
  payload: {
    id: 'NEW.id',
    url: 'NEW.url',
    number: 'NEW.number',
    state: 'NEW.state',
    ci: 'NEW.ci',
    review: 'NEW.review',
    mergeability: 'NEW.mergeability',
  },
} as const;

const pullRequestTriggers = [
  changeTrigger({ ...pullRequest, event: 'pull_request.created', after: 'INSERT' }),
  changeTrigger({
    ...pullRequest,
    event: 'pull_request.updated',
    after: 'UPDATE',
    // One that changes hands is one event, whatever else changes with it.
    when: `OLD.session_id IS NEW.session_id AND (${anyChanged(TOLD_PULL_REQUEST_COLUMNS)})`,
  }),
  changeTrigger({
    ...pullRequest,
    event: 'pull_request.session_changed',
    after: 'UPDATE',
    when: anyChanged(['session_id']),
    payload: { id: 'NEW.id', url: 'NEW.url', fromSession: 'OLD.session_id', toSession: 'NEW.session_id' },
  }),
  changeTrigger({
    ...pullRequest,
    event: 'pull_request.removed',
    after: 'DELETE',
    at: 'OLD.changed_at',
    projectId: PROJECT_OF_SESSION.replace('NEW.', 'OLD.'),
    sessionId: 'OLD.session_id',
    payload: { id: 'OLD.id', url: 'OLD.url' },
  }),
];

/** Every trigger of the database. Adding, changing or removing one here is enough: they are compared and made anew at each start. */
export const ALL_TRIGGERS: readonly Trigger[] = [
  ...projectTriggers,
  ...sessionTriggers,
  ...operationTriggers,
  ...messageTriggers,
  ...pullRequestTriggers,
  ...noticeTriggers,
  ...reportTriggers,
];
