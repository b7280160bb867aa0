import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseProjectId } from './project-id.ts';
import { branchForSession, isSessionId, parseSessionId, sessionIdOf, splitSessionId } from './session-id.ts';

const projectIds = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,39}$/).map(parseProjectId);
const numbers = fc.integer({ min: 1, max: 999_999_999 });

describe('a session id', () => {
  test('comes apart into what it was built from', () => {
    fc.assert(
      fc.property(projectIds, numbers, (projectId, number) => {
        expect(splitSessionId(sessionIdOf(projectId, number))).toEqual({ projectId, number });
      }),
    );
  });

  test('of a project whose name ends in a number keeps the two apart', () => {
    expect(splitSessionId('shop-2-7')).toEqual({ projectId: 'shop-2', number: 7 });
  });

  test.each(['shop', 'shop-', 'shop-0', 'shop-01', '-1', 'Shop-1', 'shop-1.5', 'shop-1 ', 'shop--1-x', '../x-1', 'shop-9999999999'])(
    '%j is none',
    (value) => {
      expect(isSessionId(value)).toBe(false);
      expect(splitSessionId(value)).toBeNull();
      expect(() => parseSessionId(value)).toThrow(expect.objectContaining({ code: 'INVALID_SESSION_ID' }));
    },
  );
});

describe('the branch of a session', () => {
  test.each([
    ['Add a health check!', 'ao/shop-1/add-a-health-check'],
    [null, 'ao/shop-1/work'],
    ['…', 'ao/shop-1/work'],
    ['a'.repeat(80), `ao/shop-1/${'a'.repeat(48)}`],
  ])('for the name %j is %s', (name, branch) => {
    expect(branchForSession(parseSessionId('shop-1'), name)).toBe(branch);
  });

  test('is one that git accepts, whatever the name', () => {
    const names = ['.lock', 'x.lock', '@{', '..', 'HEAD', '-f', 'a\u0000b', '~^:?*[\\', 'ends with /'];
    for (const name of names) {
      const branch = branchForSession(parseSessionId('shop-1'), name);
      expect(execFileSync('git', ['check-ref-format', '--branch', branch], { encoding: 'utf8' }).trim()).toBe(branch);
    }
  });
});
