import { expect, test } from 'vitest';
import { cleanLine } from './clean-line.ts';
import { failureSign } from './failure-signs.ts';

test.each([
  ['2026-11-22T12:00:00.1234567Z plain', 'none', 'plain'],
  ['\uFEFF2026-11-22T12:00:00.1234567Z first', 'none', 'first'],
  ['2026-11-22T12:00:00.1234567Z ##[group]Run npm test\r', 'step', '$ npm test'],
  ['##[group]Installed packages', 'group', 'Installed packages'],
  ['##[endgroup]', 'endgroup', ''],
  ['##[error]Process completed with exit code 1.', 'error', 'Process completed with exit code 1.'],
  ['##[warning]old Node', 'none', 'old Node'],
  ['##[debug]', 'none', ''],
  ['\u001b[31m##[error]\u001b[0m red', 'error', ' red'],
  ['\u001b]8;;http://evil\u0007link\u001b]8;;\u0007', 'none', 'link'],
  ['tab\tstays, bell\u0007 goes, \u009b31m too', 'none', 'tab\tstays, bell goes, 31m too'],
  ['2026-11-22 not a stamp', 'none', '2026-11-22 not a stamp'],
  ['', 'none', ''],
] as const)('%j is %s: %j', (raw, mark, text) => {
  expect(cleanLine(raw)).toEqual({ mark, text });
});

test('a line ends somewhere', () => {
  expect(cleanLine('x'.repeat(1_000_000)).text).toHaveLength(400);
});

test.each([
  ['AssertionError: expected 1 to be 2', 'detail'],
  ["TypeError: Cannot read properties of undefined (reading 'x')", 'detail'],
  ['java.lang.IllegalStateException: no', 'detail'],
  ['Error [ERR_MODULE_NOT_FOUND]: Cannot find package', 'detail'],
  ['E   assert 91 == 90', 'detail'],
  ['    Expected: 3', 'detail'],
  ['    cart_test.go:21: want 11', 'detail'],
  ['panic: runtime error: index out of range', 'detail'],
  ["thread 'main' panicked at src/main.rs:1:1:", 'detail'],
  ['error[E0308]: mismatched types', 'detail'],
  ["src/a.ts:1:1 - error TS2304: Cannot find name 'x'.", 'detail'],
  ["main.c:3:5: error: 'x' undeclared", 'detail'],
  ['   1:10  error  unused  no-unused-vars', 'detail'],
  ['Traceback (most recent call last):', 'detail'],
  ['fatal: not a git repository', 'detail'],
  [' FAIL  src/a.test.ts', 'name'],
  ['FAILED tests/test_a.py::test_b - assert', 'name'],
  ['   × adds up 5ms', 'name'],
  ['  ● cart › adds up', 'name'],
  ['not ok 3 - adds up', 'name'],
  ['test cart::rounds ... FAILED', 'name'],
  ['error: test failed, to rerun pass `--lib`', null],
  [' ✓ handles errors (3 tests)', null],
  ['0 errors, 3 warnings', null],
  ['Failed to load optional cache', null],
  ['', null],
])('%j tells %s', (line, sign) => {
  expect(failureSign(line)).toBe(sign);
});
