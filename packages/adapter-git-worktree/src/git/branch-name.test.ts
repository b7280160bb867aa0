import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBranchName, parentNames, requireBranchName } from './branch-name.ts';

function gitAccepts(name: string): boolean {
  try {
    execFileSync('git', ['check-ref-format', `refs/heads/${name}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('a branch name', () => {
  test.each(['main', 'ao/shop-1/work', 'größe', 'a.b', 'a@b', '{x}', 'x.locks', "it's", '日本', 'a-'])('may be %j', (name) => {
    expect(isBranchName(name)).toBe(true);
    expect(gitAccepts(name)).toBe(true);
  });

  const FORBIDDEN = [
    '',
    '-x',
    'HEAD',
    '@',
    '/x',
    'x/',
    'a//b',
    'a..b',
    'x.',
    '.x',
    'a/.b',
    'x.lock',
    'a.lock/b',
    'a b',
    'a~1',
    'a^',
    'a:b',
  ];
  test.each([...FORBIDDEN, 'a?', 'a*', 'a[b', 'a\\b', 'a@{1}', 'a\tb', 'a\nb', '\x7f', 'x'.repeat(251)])('may not be %j', (name) => {
    expect(isBranchName(name)).toBe(false);
    expect(() => requireBranchName(name)).toThrow(expect.objectContaining({ code: 'INVALID_BRANCH_NAME' }) as Error);
  });

  test('what is accepted here, git accepts as well', () => {
    const character = fc.constantFrom(
      'a',
      '.',
      '/',
      '-',
      '@',
      '{',
      '~',
      '^',
      ':',
      '?',
      '*',
      '[',
      '\\',
      ' ',
      '\t',
      'HEAD',
      'é',
      '..',
      '.lock',
      '//',
    );
    fc.assert(
      fc.property(fc.array(character, { minLength: 1, maxLength: 6 }), (characters) => {
        const name = characters.join('');
        if (isBranchName(name)) expect(gitAccepts(name)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('what git accepts is accepted here, unless it begins with a dash or has a meaning of its own', () => {
    const character = fc.constantFrom('a', 'b', '.', '/', '-', '@', '{', '}', 'é', '.lock');
    fc.assert(
      fc.property(fc.array(character, { minLength: 1, maxLength: 5 }), (characters) => {
        const name = characters.join('');
        fc.pre(!name.startsWith('-') && name !== '@');
        expect(isBranchName(name)).toBe(gitAccepts(name));
      }),
      { numRuns: 150 },
    );
  });
});

test('the parents of a name are the branches that would be in its way', () => {
  expect(parentNames('a/b/c')).toEqual(['a', 'a/b']);
  expect(parentNames('a')).toEqual([]);
});
