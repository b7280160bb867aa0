import type { ChangeEvent } from '@ao/domain';
import { eventFrame } from './event-frame.ts';

/** Live events reach all streams one right after the other, so a few are enough; replays are encoded for the one who asked. */
const KEPT_FRAMES = 64;

/** Encodes each event once for all streams that get it at about the same time. */
export function createFrameCache(): (event: ChangeEvent) => Uint8Array {
  const frames = new Map<ChangeEvent, Uint8Array>();
  return function frameOf(event) {
    const known = frames.get(event);
    if (known !== undefined) return known;
    const frame = eventFrame({ ...event }, event.sequence);
    frames.set(event, frame);
    if (frames.size > KEPT_FRAMES) frames.delete(frames.keys().next().value as ChangeEvent);
    return frame;
  };
}
