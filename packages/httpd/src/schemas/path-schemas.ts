import { z } from '@hono/zod-openapi';

/** Paths with a project. The id is checked by the service, which knows better words for it. */
export const projectPathSchema = z.object({ projectId: z.string().openapi({ example: 'shop' }) });

/** Paths with an issue, in the words of people. */
export const issuePathSchema = projectPathSchema.extend({ issue: z.string().openapi({ example: 'acme/shop#12' }) });

/** Paths with a pull request, in the words of people. */
export const pullRequestPathSchema = z.object({ pullRequest: z.string().openapi({ example: 'acme/shop#412' }) });

/** Paths with a session. */
export const sessionPathSchema = z.object({ sessionId: z.string().openapi({ example: 'shop-1' }) });

/** Paths with a request of a session's agent. */
export const requestPathSchema = sessionPathSchema.extend({ requestId: z.string().openapi({ example: 'Bash:0f3a1c' }) });

/** Paths with something a session's agent said. */
export const reportPathSchema = sessionPathSchema.extend({ reportId: z.string().openapi({ example: 'r-8f2c' }) });

/** Paths with a message. */
export const messagePathSchema = z.object({ messageId: z.string().openapi({ example: 'm-8f2c' }) });
