import { z } from 'zod';

/** What the server tells, as far as it matters here. Everything else is passed over; what does not fit is as if it were not there. */

/** An error of a turn. */
export const turnErrorSchema = z.looseObject({
  name: z.string(),
  data: z
    .looseObject({ message: z.string().optional().catch(undefined), statusCode: z.number().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** What a session of opencode does: rests, works, or waits before it tries again. */
export const statusSchema = z.looseObject({
  type: z.enum(['idle', 'busy', 'retry']),
  message: z.string().optional().catch(undefined),
  attempt: z.number().optional().catch(undefined),
});

/** A conversation. Those of sub-agents have a parent. */
export const sessionSchema = z.looseObject({
  id: z.string(),
  parentID: z.string().optional(),
  directory: z.string().optional().catch(undefined),
  agent: z.string().optional().catch(undefined),
  time: z.looseObject({ created: z.number() }).optional().catch(undefined),
});

/** A message without its parts. */
export const messageSchema = z.looseObject({
  id: z.string(),
  sessionID: z.string(),
  role: z.string(),
  /** Answers that are being written have no end yet. */
  time: z
    .looseObject({ created: z.number(), completed: z.number().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** A part of a message. */
export const partSchema = z.looseObject({
  messageID: z.string(),
  sessionID: z.string(),
  type: z.string(),
  text: z.string().optional().catch(undefined),
  synthetic: z.boolean().optional().catch(undefined),
  ignored: z.boolean().optional().catch(undefined),
  metadata: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

/** A permission somebody is asked for. */
export const permissionSchema = z.looseObject({
  id: z.string(),
  sessionID: z.string(),
  permission: z.string(),
  patterns: z.array(z.string()).catch([]),
  metadata: z.record(z.string(), z.unknown()).catch({}),
  always: z.array(z.string()).catch([]),
});

/** Questions somebody is asked. */
export const questionSchema = z.looseObject({
  id: z.string(),
  sessionID: z.string(),
  questions: z
    .array(
      z.looseObject({
        question: z.string(),
        header: z.string().optional().catch(undefined),
        options: z.array(z.looseObject({ label: z.string(), description: z.string().optional().catch(undefined) })).catch([]),
      }),
    )
    .min(1),
});

/** See {@link turnErrorSchema}. */
export type TurnError = z.infer<typeof turnErrorSchema>;
/** See {@link statusSchema}. */
export type SessionStatus = z.infer<typeof statusSchema>;
/** See {@link sessionSchema}. */
export type OpencodeSession = z.infer<typeof sessionSchema>;
/** See {@link messageSchema}. */
export type OpencodeMessage = z.infer<typeof messageSchema>;
/** See {@link partSchema}. */
export type OpencodePart = z.infer<typeof partSchema>;
/** See {@link permissionSchema}. */
export type PermissionAsked = z.infer<typeof permissionSchema>;
/** See {@link questionSchema}. */
export type QuestionAsked = z.infer<typeof questionSchema>;

/** A list of which only what fits is taken. */
export function fitting<Schema extends z.ZodType>(schema: Schema, document: unknown): readonly z.infer<Schema>[] {
  if (!Array.isArray(document)) return [];
  return document.flatMap((each: unknown) => {
    const result = schema.safeParse(each);
    return result.success ? [result.data] : [];
  });
}
