import { AoError } from '@ao/domain';
import { parseDuration } from '../render/duration-flag.ts';

/** Reads a flag that holds a length of time. @throws AoError `INVALID_REQUEST` when it does not. */
export function parseDurationFlag(name: string, text: string): number {
  const milliseconds = parseDuration(text);
  if (milliseconds !== null) return milliseconds;
  throw new AoError('INVALID_REQUEST', { message: `--${name} ${text} is not a length of time. Write it like 90s, 10m or 1h30m.` });
}
