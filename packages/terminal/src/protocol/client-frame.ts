import { z } from 'zod';

/** The largest stream number a client may choose. */
export const STREAM_NUMBER_MAX = 65_535;

/** The largest control frame, in characters: control frames hold numbers and short words. */
export const CONTROL_FRAME_MAX_CHARACTERS = 16 * 1024;

const stream = z.int().min(1).max(STREAM_NUMBER_MAX);
const cells = z.int().min(1).max(1000);
const size = z.strictObject({ columns: cells, rows: cells });

/** How a viewer is attached: `control` may type and sets the size, `observe` only looks. */
export const TERMINAL_MODES = ['control', 'observe'] as const;

/** One of {@link TERMINAL_MODES}. */
export type TerminalMode = (typeof TERMINAL_MODES)[number];

const clientFrame = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('open'),
    stream,
    session: z.string().max(100),
    mode: z.enum(TERMINAL_MODES),
    size: size.optional(),
    /** The last offset the client has seen, when it comes back. */
    resumeFrom: z.int().min(0).optional(),
    /** The terminal that `resumeFrom` counts in, as `opened` named it: a restored session has another one. */
    terminal: z.string().max(300).optional(),
    /** Take control from whoever has it. */
    takeover: z.boolean().optional(),
    scrollbackLines: z.int().min(0).max(10_000).optional(),
  }),
  z.strictObject({ type: z.literal('resize'), stream, size }),
  z.strictObject({
    type: z.literal('credit'),
    stream,
    bytes: z
      .int()
      .min(1)
      .max(2 ** 31),
  }),
  z.strictObject({ type: z.literal('control'), stream }),
  z.strictObject({ type: z.literal('observe'), stream }),
  z.strictObject({ type: z.literal('close'), stream }),
  z.strictObject({ type: z.literal('ping'), id: z.union([z.string().max(100), z.number()]).optional() }),
]);

/** A control frame of a client. */
export type ClientFrame = z.infer<typeof clientFrame>;

/** Reads a control frame; null when the text is none. */
export function parseClientFrame(text: string): ClientFrame | null {
  if (text.length > CONTROL_FRAME_MAX_CHARACTERS) return null;
  try {
    const parsed = clientFrame.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

const numbered = z.object({ type: z.unknown(), stream });

/** What can be told of a text that is no control frame: the stream it was meant for, and whether it was to open it. Null when not even that. */
export function readBadFrame(text: string): { readonly stream: number; readonly opens: boolean } | null {
  if (text.length > CONTROL_FRAME_MAX_CHARACTERS) return null;
  try {
    const parsed = numbered.safeParse(JSON.parse(text));
    return parsed.success ? { stream: parsed.data.stream, opens: parsed.data.type === 'open' } : null;
  } catch {
    return null;
  }
}
