import { z } from 'zod';
import {
  messageSchema,
  partSchema,
  permissionSchema,
  questionSchema,
  sessionSchema,
  statusSchema,
  turnErrorSchema,
} from '../server/server-documents.ts';

const event = <Type extends string, Properties extends z.ZodType>(type: Type, properties: Properties) =>
  z.looseObject({ id: z.string().optional().catch(undefined), type: z.literal(type), properties });

const reply = z.looseObject({ sessionID: z.string(), requestID: z.string() });

/** The events that tell something here. */
const eventSchema = z.discriminatedUnion('type', [
  event('server.heartbeat', z.unknown()),
  event('session.created', z.looseObject({ info: sessionSchema })),
  event('session.updated', z.looseObject({ info: sessionSchema })),
  event('session.status', z.looseObject({ sessionID: z.string(), status: statusSchema })),
  event('session.error', z.looseObject({ sessionID: z.string(), error: turnErrorSchema.optional().catch(undefined) })),
  event('message.updated', z.looseObject({ info: messageSchema })),
  event('message.part.updated', z.looseObject({ part: partSchema })),
  event('permission.asked', permissionSchema),
  event('permission.replied', reply),
  event('question.asked', questionSchema),
  event('question.replied', reply),
  event('question.rejected', reply),
]);

/** One event of the server that tells something here. */
export type OpencodeEvent = z.infer<typeof eventSchema>;

const KNOWN_TYPES: ReadonlySet<string> = new Set(eventSchema.options.map((option) => option.shape.type.value));

/** The type stands at the front; behind an id, where there is one. Anything else is parsed whole. */
const TYPE_IN_FRONT = /^\{(?:"id":"[^"\\]*",)?"type":"([^"\\]*)"/;

/** Reads the data of one server-sent event; null for what tells nothing, among it hundreds of events about plugins at every start. */
export function readOpencodeEvent(data: string): OpencodeEvent | null {
  const type = TYPE_IN_FRONT.exec(data)?.[1];
  if (type !== undefined && !KNOWN_TYPES.has(type)) return null;
  try {
    return eventSchema.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}
