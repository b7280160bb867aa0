import { type FileHandle, open } from 'node:fs/promises';
import type { Timestamp } from '@ao/domain';
import { z } from 'zod';

/** How the newest turn of a conversation stands, by its record. */
export interface LastTurn {
  readonly state: 'running' | 'completed' | 'failed' | 'interrupted';
  readonly at: Timestamp;
  /** The error of a turn that failed; null otherwise. */
  readonly error: string | null;
}

const eventSchema = z.looseObject({
  timestamp: z.iso.datetime(),
  type: z.literal('event_msg'),
  payload: z.looseObject({
    type: z.enum(['task_started', 'task_complete', 'turn_aborted']),
    error: z.looseObject({ message: z.string() }).nullish().catch(undefined),
  }),
});

/** A cheap look at a line before it is parsed: the others hold whole prompts and outputs of tools. */
const MAY_BE_TURN_EVENT = /"type":"(?:task_started|task_complete|turn_aborted)"/;

/** The end of the file is read in portions of this size, the newest first. */
const PORTION_BYTES = 64 * 1024;
/** A turn that printed more than this is left to the other sources. */
const LOOK_BACK_BYTES = 4 * 1024 * 1024;

/** Reads how the newest turn stands; null when the record does not tell. Reads only the end of the file. */
export async function readLastTurn(path: string): Promise<LastTurn | null> {
  try {
    await using file = await open(path);
    return await lookBack(file);
  } catch {
    return null;
  }
}

async function lookBack(file: FileHandle): Promise<LastTurn | null> {
  const { size } = await file.stat();
  let rest = '';
  for (let end = size; end > 0 && size - end < LOOK_BACK_BYTES; end -= PORTION_BYTES) {
    const begin = Math.max(0, end - PORTION_BYTES);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(end - begin), 0, end - begin, begin);
    // Latin 1 keeps every byte, so that a character cut in two is whole again when the portions are joined.
    const lines = (buffer.subarray(0, bytesRead).toString('latin1') + rest).split('\n');
    rest = begin === 0 ? '' : (lines.shift() ?? '');
    for (const line of lines.toReversed()) {
      const turn = MAY_BE_TURN_EVENT.test(line) ? turnIn(Buffer.from(line, 'latin1').toString('utf8')) : null;
      if (turn !== null) return turn;
    }
  }
  return null;
}

function turnIn(line: string): LastTurn | null {
  const event = eventIn(line);
  if (event === null) return null;
  const at = Date.parse(event.timestamp);
  const { type, error } = event.payload;
  if (type === 'task_started') return { state: 'running', at, error: null };
  if (type === 'turn_aborted') return { state: 'interrupted', at, error: null };
  return { state: error == null ? 'completed' : 'failed', at, error: error?.message ?? null };
}

function eventIn(line: string): z.infer<typeof eventSchema> | null {
  try {
    return eventSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
