import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutPatch } from './cut-patch.ts';

test('never answers more than the limit, and all of it when it fits', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.nat({ max: 400 }), (text, maxBytes) => {
      const bytes = Buffer.from(text);
      const cut = cutPatch(bytes, maxBytes);
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(maxBytes);
      if (bytes.length <= maxBytes) expect(cut).toBe(bytes.toString());
    }),
  );
});

test('broken characters, which grow when they are replaced, do not break the limit', () => {
  expect(Buffer.byteLength(cutPatch(Buffer.alloc(90, 0xff), 100))).toBeLessThanOrEqual(100);
});
