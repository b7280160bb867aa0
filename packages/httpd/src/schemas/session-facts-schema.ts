import { z } from '@hono/zod-openapi';
import {
  ACTIVITY_SOURCES,
  ACTIVITY_STATES,
  AGENT_REQUEST_KINDS,
  END_REASONS,
  EXIT_EVIDENCE,
  LAUNCH_STATES,
  SETUP_STATES,
  WORKSPACE_STATES,
} from '@ao/domain';
import { countSchema, timestampSchema } from './value-schemas.ts';

/** Whether a worktree exists, and everything needed to find it. */
export const workspaceSchema = z
  .object({
    state: z.enum(WORKSPACE_STATES),
    repositoryPath: z.string(),
    path: z.string().nullable(),
    branch: z.string().nullable(),
    baseRef: z.string().nullable(),
    baseCommit: z.string().nullable(),
    rescueRef: z.string().nullable(),
    setup: z.enum(SETUP_STATES),
    setupMessage: z.string().nullable(),
  })
  .openapi('Workspace');

/** The present or last launch of the agent. */
export const launchSchema = z
  .object({
    id: z.string(),
    attempt: countSchema,
    state: z.enum(LAUNCH_STATES),
    startedAt: timestampSchema,
    deadlineAt: timestampSchema,
    readyAt: timestampSchema.nullable(),
    handle: z.string().nullable(),
    process: z.object({ pid: countSchema, startTime: z.string(), bootId: z.string() }).nullable(),
    expectsSignals: z.boolean(),
    firstSignalAt: timestampSchema.nullable(),
    lastSignalAt: timestampSchema.nullable(),
    lastOutputAt: timestampSchema.nullable(),
  })
  .openapi('Launch');

/** What the agent is doing, as far as evidence goes. */
export const activitySchema = z
  .object({
    state: z.enum(ACTIVITY_STATES),
    since: timestampSchema,
    evidenceAt: timestampSchema,
    source: z.enum(ACTIVITY_SOURCES),
    detail: z.string().nullable(),
    correlationId: z.string().nullable(),
  })
  .openapi('Activity');

/** What the agent wants of a person. */
export const agentRequestSchema = z
  .object({
    id: z.string(),
    kind: z.enum(AGENT_REQUEST_KINDS),
    tool: z.string().nullable().describe('The tool it is about, as the agent calls it.'),
    input: z.string().nullable().describe('What the tool would be given, as JSON; longer inputs are cut. Not trusted.'),
    text: z.string().describe('What is asked, on one line.'),
    choices: z
      .array(z.object({ id: z.string(), label: z.string() }))
      .describe('Ways to answer it from outside; empty when only the terminal takes an answer.'),
    askedAt: timestampSchema,
  })
  .openapi('AgentRequest');

/** The end of the agent's process. */
export const exitSchema = z
  .object({ at: timestampSchema, code: countSchema.nullable(), signal: z.string().nullable(), evidence: z.enum(EXIT_EVIDENCE) })
  .openapi('Exit');

/** The end of the session. */
export const sessionEndSchema = z
  .object({ at: timestampSchema, reason: z.enum(END_REASONS), message: z.string().nullable() })
  .openapi('SessionEnd');
