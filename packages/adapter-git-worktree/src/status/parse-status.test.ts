import { expect, test } from 'vitest';
import { parseStatus } from './parse-status.ts';

const A = 'a'.repeat(40);
const Z = '0'.repeat(40);

test('reads every sort of record', () => {
  const records = [
    `# branch.oid ${A}`,
    '# branch.head ao/sh\u00c3\u00b6p/work',
    '# stash 2',
    `1 M. N... 100644 100644 100644 ${A} ${A} staged file`,
    `1 .D N... 100644 100644 000000 ${A} ${A} deleted\nfile`,
    `1 .A N... 000000 000000 100644 ${Z} ${Z} announced`,
    `1 .M SC.. 160000 160000 160000 ${A} ${A} submodule`,
    `1 A. S... 000000 160000 160000 ${Z} ${A} new submodule`,
    `u UU N... 100644 100644 100644 100644 ${A} ${A} ${A} both sides`,
    '? untracked',
    '? nested/',
    '! ignored/',
    '',
  ];
  expect(parseStatus(records.join('\0'))).toEqual({
    headCommit: A,
    headBranch: 'ao/shöp/work',
    tracked: [
      { path: 'staged file', staged: 'M', unstaged: '.', submoduleChanged: false },
      { path: 'deleted\nfile', staged: '.', unstaged: 'D', submoduleChanged: false },
      { path: 'announced', staged: '.', unstaged: 'A', submoduleChanged: false },
      { path: 'submodule', staged: '.', unstaged: 'M', submoduleChanged: true },
      { path: 'new submodule', staged: 'A', unstaged: '.', submoduleChanged: false },
    ],
    unmerged: ['both sides'],
    untracked: ['untracked', 'nested/'],
    ignored: ['ignored/'],
    fingerprintText: records.filter((record) => record !== '' && record !== '! ignored/').join('\0'),
  });
});

test.each([
  ['(detached)', A, { headBranch: null, headCommit: A }],
  ['fresh', '(initial)', { headBranch: 'fresh', headCommit: null }],
])('HEAD %s at %s', (head, commit, expected) => {
  expect(parseStatus(`# branch.oid ${commit}\0# branch.head ${head}\0`)).toMatchObject(expected);
});
