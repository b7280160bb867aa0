import { z } from '@hono/zod-openapi';
import { messageSchema } from './message-schema.ts';
import { operationSchema } from './operation-schema.ts';
import { agentRequestSchema } from './session-facts-schema.ts';
import { sessionSchema } from './session-schema.ts';
import { statusFactSchema } from './status-schema.ts';
import { countSchema, timestampSchema } from './value-schemas.ts';

/** Everything that is known about why a session has its status. */
export const explanationSchema = z
  .object({
    session: sessionSchema,
    evidence: z.array(statusFactSchema).describe('Newest last.'),
    screen: z.object({ state: z.string(), text: z.string().nullable() }).nullable(),
    operations: z.array(operationSchema),
    messages: z.array(messageSchema),
  })
  .openapi('Explanation');

/** What a kill did. */
export const killResultSchema = z
  .object({ session: sessionSchema, worktreeRemoved: z.boolean(), dirtyFiles: countSchema, notices: z.array(z.string()) })
  .openapi('KillResult');

/** What became of an answer. */
export const answerResultSchema = z
  .object({
    session: sessionSchema.describe('After the answer was given: it changes by what the agent says, and so may ask the same still.'),
    request: agentRequestSchema,
    choice: z.object({ id: z.string(), label: z.string() }),
    evidence: z.string().describe('How the answer was given.'),
  })
  .openapi('AnswerResult');

/** A command for a person's terminal. */
export const attachCommandSchema = z.object({
  argv: z.array(z.string()),
  env: z.record(z.string(), z.string()).describe('What it needs beside your own variables.'),
  leave: z.string().optional().describe('What is pressed there to leave, for example `Ctrl-b d`.'),
});

/** The rendered screen. */
export const screenSchema = z
  .object({
    lines: z.array(z.string()),
    size: z.object({ columns: countSchema, rows: countSchema }),
    cursor: z.object({ row: countSchema, column: countSchema, visible: z.boolean() }),
    title: z.string(),
    alternateScreen: z.boolean(),
    bracketedPaste: z.boolean(),
    offset: countSchema,
    lastOutputAt: timestampSchema.nullable(),
    exact: z.boolean(),
  })
  .openapi('Screen');

/** What an agent has changed. */
export const changesSchema = z
  .object({
    files: z.array(z.object({ path: z.string(), added: countSchema, deleted: countSchema, untracked: z.boolean() })),
    added: countSchema,
    deleted: countSchema,
    commits: countSchema,
  })
  .openapi('Changes');

/** One line of a cleanup. */
export const cleanupItemSchema = z
  .object({
    sessionId: z.string(),
    plan: z.object({
      action: z.enum(['remove', 'save', 'keep', 'gone']),
      path: z.string(),
      reason: z.string(),
      dirtyFiles: z.array(z.string()),
      dirtyFileCount: countSchema,
      unpushedCommits: countSchema,
      sizeBytes: countSchema,
      rescueRef: z.string().nullable().optional(),
      fingerprint: z.string(),
    }),
    result: z.object({ removed: z.boolean(), rescueRef: z.string().nullable(), reason: z.string() }).nullable(),
  })
  .openapi('CleanupItem');
