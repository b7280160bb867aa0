import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TerminalMode } from '../protocol/client-frame.ts';
import { createTerminalRoom, type RoomMember } from './terminal-room.ts';

function member(name: string, log: string[] = []): RoomMember & { mode: TerminalMode | null } {
  return {
    mode: null,
    onMode(mode) {
      this.mode = mode;
      log.push(`${name}: ${mode}`);
    },
    applySize: () => void log.push(`${name}: size`),
  };
}

test('the first who asks has control and decides the size; later ones look on', () => {
  const log: string[] = [];
  const room = createTerminalRoom();
  const laptop = member('laptop', log);
  const telephone = member('telephone', log);
  expect(room.join(laptop, 'control', false)).toBe('control');
  expect(room.join(telephone, 'control', false)).toBe('observe');
  expect(log).toEqual(['laptop: size']);
  expect(room.hasControl(laptop)).toBe(true);
});

test('taking over is told to both, and control goes back when the one who took it leaves', () => {
  const log: string[] = [];
  const room = createTerminalRoom();
  const laptop = member('laptop', log);
  const telephone = member('telephone', log);
  room.join(laptop, 'control', false);
  expect(room.join(telephone, 'control', true)).toBe('control');
  expect(log).toEqual(['laptop: size', 'laptop: observe', 'telephone: size']);
  log.length = 0;
  room.leave(telephone);
  expect(log).toEqual(['laptop: size', 'laptop: control']);
});

test('who only looks on never gets control unasked', () => {
  const room = createTerminalRoom();
  const laptop = member('laptop');
  const screen = member('screen');
  room.join(laptop, 'control', false);
  room.join(screen, 'observe', false);
  room.leave(laptop);
  expect(room.hasControl(screen)).toBe(false);
  room.takeControl(screen);
  expect(room.hasControl(screen)).toBe(true);
});

test('whatever happens, at most one has control, and somebody who waits never waits for nobody', () => {
  const step = fc.record({
    who: fc.integer({ min: 0, max: 3 }),
    what: fc.constantFrom('join', 'look', 'takeover', 'take', 'give up', 'leave'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const room = createTerminalRoom();
      const members = [0, 1, 2, 3].map((index) => member(String(index)));
      const inside = new Map<RoomMember, 'wants' | 'looks'>();
      for (const { who, what } of steps) {
        const each = members[who];
        if (each === undefined) continue;
        const isInside = inside.has(each);
        if (!isInside && (what === 'join' || what === 'look' || what === 'takeover')) {
          each.mode = room.join(each, what === 'look' ? 'observe' : 'control', what === 'takeover');
          inside.set(each, what === 'look' ? 'looks' : 'wants');
        } else if (isInside && what === 'take') {
          room.takeControl(each);
          inside.set(each, 'wants');
        } else if (isInside && what === 'give up') {
          room.giveUpControl(each);
          inside.set(each, 'looks');
        } else if (isInside && what === 'leave') {
          room.leave(each);
          inside.delete(each);
        }
        const inControl = members.filter((one) => room.hasControl(one));
        expect(inControl.length).toBeLessThanOrEqual(1);
        for (const one of inControl) expect(one.mode).toBe('control');
        for (const one of inside.keys()) if (!room.hasControl(one)) expect((one as (typeof members)[number]).mode).not.toBe('control');
        if ([...inside.values()].includes('wants')) expect(inControl).toHaveLength(1);
        expect(room.isEmpty()).toBe(inside.size === 0);
      }
    }),
  );
});
