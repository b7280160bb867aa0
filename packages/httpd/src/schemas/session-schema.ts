import { z } from '@hono/zod-openapi';
import { PERMISSION_MODES, SESSION_KINDS, SESSION_PHASES } from '@ao/domain';
import { pullRequestSchema } from './pull-request-schema.ts';
import { agentReportSchema } from './report-schema.ts';
import { activitySchema, agentRequestSchema, exitSchema, launchSchema, sessionEndSchema, workspaceSchema } from './session-facts-schema.ts';
import { queuePlaceSchema, resourcesSchema } from './session-place-schemas.ts';
import { sessionStatusSchema, statusReasonSchema } from './status-schema.ts';
import { countSchema, orNull, timestampSchema } from './value-schemas.ts';

/** A session as clients see it. */
export const sessionSchema = z
  .object({
    id: z.string(),
    projectId: z.string(),
    number: countSchema,
    kind: z.enum(SESSION_KINDS),
    agent: z.string(),
    runtime: z.string(),
    permissionMode: z.enum(PERMISSION_MODES),
    model: z.string().nullable(),
    command: z.array(z.string()).nullable(),
    issueId: z.string().nullable(),
    spawnedBy: z.string().nullable().describe('The session whose agent started it; null when a person or the daemon did.'),
    prompt: z.string().nullable(),
    createdAt: timestampSchema,
    phase: z.enum(SESSION_PHASES),
    phaseDeadlineAt: timestampSchema.nullable(),
    workspace: workspaceSchema,
    launch: orNull(launchSchema),
    activity: activitySchema,
    requests: z.array(agentRequestSchema).describe('What the agent wants of a person and nobody has answered, oldest first.'),
    exit: orNull(exitSchema),
    end: orNull(sessionEndSchema),
    agentSessionId: z.string().nullable().describe("The agent's own id of the conversation."),
    displayName: z.string().nullable(),
    updatedAt: timestampSchema,
    status: sessionStatusSchema,
    reason: statusReasonSchema,
    isTerminated: z.boolean(),
    pullRequests: z.array(pullRequestSchema),
    questions: z.array(agentReportSchema).describe('Questions the agent asked with `ao ask` and nobody has answered, oldest first.'),
    done: orNull(agentReportSchema).describe('That the agent said it is done, while it has begun nothing new since.'),
    openMessages: countSchema.describe('Messages that are not in a final state yet.'),
    queue: orNull(queuePlaceSchema).describe('Where it stands in the queue, when the phase is queued.'),
    resources: orNull(resourcesSchema).describe('What its processes use. Null unless asked for, and when nothing of it runs.'),
    needs: z.string().nullable().describe('What the person is asked, when the status is needs_input.'),
  })
  .openapi('Session');

/** What starts a session, without an issue. */
export const spawnSchema = z.strictObject({
  projectId: z.string(),
  agent: z.string().optional(),
  runtime: z.string().optional(),
  kind: z.enum(SESSION_KINDS).optional(),
  prompt: z.string().optional(),
  displayName: z.string().optional(),
  branch: z.string().optional(),
  base: z.string().optional().describe('The branch, tag or commit to start from.'),
  permissionMode: z.string().optional(),
  model: z.string().optional(),
  command: z.array(z.string()).optional().describe('Program and arguments, for the agent that runs any command.'),
  issueId: z.string().optional().describe('The issue it works on, noted and not read.'),
  queue: z
    .boolean()
    .optional()
    .describe('Wait in the queue when no more sessions may run. Default true; false: be refused with SESSION_LIMIT_REACHED.'),
  size: z
    .strictObject({ columns: z.number().int().min(1).max(1000), rows: z.number().int().min(1).max(1000) })
    .optional()
    .describe('Size of the terminal in character cells.'),
});
