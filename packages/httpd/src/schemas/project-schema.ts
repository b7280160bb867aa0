import { z } from '@hono/zod-openapi';
import { PERMISSION_MODES } from '@ao/domain';
import { reactionChoicesSchema } from './reaction-choices-schema.ts';
import { countSchema, timestampSchema } from './value-schemas.ts';

/** Which issues sessions are started for without anybody asking. */
export const issueIntakeSchema = z
  .strictObject({
    assignee: z.string().describe('A login, or `me` for the account of the token.'),
    labels: z.array(z.string()).optional().describe('Only issues that have all of them.'),
    limit: countSchema.optional().describe('At most so many sessions of the intake may be open at a time. Default 3.'),
    everyMs: countSchema.optional().describe('How often it is looked. Default 5 minutes, at least one.'),
    agent: z.string().optional(),
  })
  .openapi('IssueIntakeConfig');

const orchestratorConfigSchema = z
  .strictObject({
    agent: z.string().optional(),
    model: z.string().optional(),
    permissionMode: z.enum(PERMISSION_MODES).optional(),
    wake: z.boolean().optional().describe('Whether it is told what happens to the other sessions. Default true.'),
    digestEveryMs: countSchema.optional().describe('The least time between two digests of what can wait. Default 5 minutes.'),
    needsPersonAfterMs: countSchema.optional().describe('How long a session needs a person before it is told. Default 2 minutes.'),
  })
  .openapi('OrchestratorConfig');

/** Settings of a project. Unknown keys are refused; values are checked by the service. */
export const projectConfigSchema = z
  .strictObject({
    defaultBranch: z.string().optional(),
    agent: z.string().optional(),
    runtime: z.string().optional(),
    model: z.string().optional(),
    permissionMode: z.enum(PERMISSION_MODES).optional(),
    env: z.record(z.string(), z.string()).optional().describe("Added to the agent's environment."),
    copy: z.array(z.string()).optional().describe('Copied from the main work tree into each new worktree.'),
    symlink: z.array(z.string()).optional().describe('Linked from the main work tree into each new worktree.'),
    postCreate: z.array(z.string()).optional().describe('Shell commands run in each new worktree before the agent starts.'),
    setupTimeoutMs: countSchema.optional(),
    maxRunning: countSchema.optional().describe('How many sessions of the project may run at a time.'),
    orchestrator: orchestratorConfigSchema.optional(),
    agentsMayCommand: z.boolean().optional().describe('Whether agents may spawn, message and end sessions of this project.'),
    reactions: reactionChoicesSchema.optional().describe('How its sessions react to their pull requests.'),
    intake: issueIntakeSchema.optional().describe('Issues that sessions are started for by themselves.'),
  })
  .openapi('ProjectConfig');

/** A project as clients see it. */
export const projectSchema = z
  .object({
    id: z.string(),
    path: z.string().describe('Absolute real path of the main work tree.'),
    name: z.string(),
    originUrl: z.string().nullable(),
    defaultBranch: z.string().nullable(),
    config: projectConfigSchema,
    registeredAt: timestampSchema,
    archivedAt: timestampSchema.nullable(),
    liveSessions: countSchema,
    problem: z.string().nullable().describe('Why the project cannot be used at the moment.'),
  })
  .openapi('Project');

/** What adds a project. */
export const addProjectSchema = z
  .strictObject({
    path: z.string().min(1),
    id: z.string().optional(),
    name: z.string().optional(),
    config: projectConfigSchema.optional(),
    allowInside: z.boolean().optional().describe('Accept a folder inside the repository and use its top.'),
    reuseExisting: z.boolean().optional().describe('Answer the project the repository already is.'),
  })
  .openapi('AddProject');
