import { assert, constantFrom, type Arbitrary, option, property, record, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AoError } from '@ao/domain';
import type { SpawnRequest } from '../session-service.ts';
import { fingerprintOf } from './request-fingerprint.ts';
import { parseSpawnRequest } from './spawn-input.ts';

const text = option(string({ unit: 'binary' }), { nil: undefined });

const request: Arbitrary<SpawnRequest> = record({
  projectId: string(),
  prompt: text,
  displayName: text,
  branch: text,
  base: text,
  model: text,
  permissionMode: text,
  issueId: text,
  idempotencyKey: text,
  kind: constantFrom('worker', 'orchestrator', undefined),
});

describe('the fingerprint of a request', () => {
  test('does not depend on the order of its fields, nor on its key', () => {
    assert(
      property(request, string(), (given, key) => {
        const reversed = Object.fromEntries(Object.entries(given).reverse()) as unknown as SpawnRequest;
        expect(fingerprintOf({ ...reversed, idempotencyKey: key })).toBe(fingerprintOf(given));
      }),
    );
  });

  test('differs between requests that differ', () => {
    assert(
      property(request, request, (one, other) => {
        const same = JSON.stringify({ ...one, idempotencyKey: 0 }) === JSON.stringify({ ...other, idempotencyKey: 0 });
        expect(fingerprintOf(one) === fingerprintOf(other)).toBe(same);
      }),
    );
  });
});

test('any text in any field becomes a command or an error with a code, and never keeps a control character', () => {
  assert(
    property(request, (given) => {
      try {
        const { prompt, displayName, branch, base, model } = parseSpawnRequest({ ...given, projectId: 'shop' });
        const lines = [displayName, branch, base, model].filter((line) => line !== null);
        expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
        expect(prompt ?? '').not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      } catch (thrown) {
        expect(AoError.isInstance(thrown) && thrown.kind).toBe('bad_request');
      }
    }),
  );
});
