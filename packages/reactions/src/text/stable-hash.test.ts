import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stableHash } from './stable-hash.ts';

test('is FNV-1a of 128 bits', () => {
  expect(stableHash([''])).toBe('6c62272e07bb014262b821756295c58d');
  expect(stableHash(['a'])).toBe('d228cb696f1a8caf78912b704e4a8964');
  expect(stableHash(['foobar'])).toBe('343e1662793c64bf6f0d3597ba446f18');
});

test('tells lists apart, also by where their texts end', () => {
  const texts = fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 });
  fc.assert(
    fc.property(texts, texts, (one, other) => {
      const isSame = JSON.stringify(one.map((text) => text.toWellFormed())) === JSON.stringify(other.map((text) => text.toWellFormed()));
      fc.pre(one.length > 0 && other.length > 0);
      expect(stableHash(one) === stableHash(other)).toBe(isSame);
    }),
  );
});
