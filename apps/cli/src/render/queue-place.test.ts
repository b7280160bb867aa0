import { expect, test } from 'vitest';
import { placeText } from './queue-place.ts';

test.each([
  ['machine_limit', 'place 2: all run'],
  ['memory', 'place 2: all run'],
  ['project_limit', 'place 2 of its project: all run'],
  ['turn', 'about to be started'],
])('a place held by %s is told apart from those of the other queue', (heldBy, text) => {
  expect(placeText({ position: 2, heldBy, text: 'all run.' })).toBe(text);
});
