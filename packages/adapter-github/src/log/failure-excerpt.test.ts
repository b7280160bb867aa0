import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jobLog, noise } from './__fixtures__/job-log.ts';
import { EXCERPT_MAX_BYTES, EXCERPT_MAX_LINES, excerptOfLog } from './failure-excerpt.ts';
import { readLogStream } from './read-log-stream.ts';

const RED = '\u001b[31m';
const OFF = '\u001b[39m';

const LOGS = [
  {
    tool: 'vitest',
    command: 'npx vitest run',
    output: `${noise(200)}
 ${RED}❯${OFF} src/cart.test.ts (3 tests | 1 failed) 8ms
   ${RED}×${OFF} rounds half a cent up 5ms
${noise(150)}

⎯⎯⎯⎯⎯⎯⎯ Failed Tests 1 ⎯⎯⎯⎯⎯⎯⎯

 ${RED}FAIL${OFF}  src/cart.test.ts > rounds half a cent up
${RED}AssertionError: expected 10.04 to be 10.05 // Object.is equality${OFF}

- Expected
+ Received

- 10.05
+ 10.04

 ❯ src/cart.test.ts:14:27
     12|   const total = sum([10.045]);
     14|   expect(total).toBe(10.05);

 Test Files  1 failed | 200 passed (201)
      Tests  1 failed | 2402 passed (2403)`,
    wanted: ['rounds half a cent up', 'AssertionError: expected 10.04 to be 10.05', 'src/cart.test.ts:14:27', '1 failed | 200 passed'],
  },
  {
    tool: 'jest, with all the output of other tests behind it',
    command: 'npx jest',
    output: `FAIL src/cart.test.js
  ● cart › adds up

    expect(received).toBe(expected) // Object.is equality

    Expected: 3
    Received: 4

      10 |   expect(add(1, 2)).toBe(3);
${noise(300, 'PASS src/other')}
Test Suites: 1 failed, 300 passed, 301 total
Tests:       1 failed, 900 passed, 901 total`,
    wanted: ['● cart › adds up', 'Expected: 3', 'Received: 4', 'Tests:       1 failed'],
  },
  {
    tool: 'pytest',
    command: 'pytest -q',
    output: `${noise(100, 'tests/test_mod PASSED')}
=================================== FAILURES ===================================
_________________________________ test_discount _________________________________

    def test_discount():
>       assert discount(100, 10) == 90
E       assert 91 == 90
E        +  where 91 = discount(100, 10)

tests/test_shop.py:8: AssertionError
${noise(80, 'captured log call')}
=========================== short test summary info ============================
FAILED tests/test_shop.py::test_discount - assert 91 == 90
1 failed, 100 passed in 1.21s`,
    wanted: ['E       assert 91 == 90', 'assert discount(100, 10) == 90', 'FAILED tests/test_shop.py::test_discount'],
  },
  {
    tool: 'go test',
    command: 'go test ./...',
    output: `${noise(60, 'ok  example.com/shop/a')}
--- FAIL: TestTotal (0.00s)
    cart_test.go:21: Total() = 12, want 11
FAIL
FAIL	example.com/shop/cart	0.004s
${noise(120, 'ok  example.com/shop/b')}
FAIL`,
    wanted: ['--- FAIL: TestTotal', 'cart_test.go:21: Total() = 12, want 11', 'FAIL\texample.com/shop/cart'],
  },
  {
    tool: 'cargo test',
    command: 'cargo test',
    output: `${noise(100, '   Compiling crate')}
test cart::rounds ... FAILED
${noise(90, 'test cart::other ... ok')}

failures:

---- cart::rounds stdout ----
thread 'cart::rounds' panicked at src/cart.rs:42:9:
assertion \`left == right\` failed
  left: 1004
 right: 1005
note: run with \`RUST_BACKTRACE=1\` environment variable to display a backtrace

failures:
    cart::rounds

test result: FAILED. 90 passed; 1 failed; 0 ignored
error: test failed, to rerun pass \`--lib\``,
    exitCode: 101,
    wanted: ['panicked at src/cart.rs:42:9', 'left: 1004', 'right: 1005', 'test result: FAILED'],
  },
  {
    tool: 'tsc, as the host marks its lines',
    command: 'npx tsc -b',
    output: `##[error]src/cart.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.
##[error]src/shop.ts(9,1): error TS2304: Cannot find name 'totl'.`,
    exitCode: 2,
    wanted: ['src/cart.ts(3,7): error TS2322', "src/shop.ts(9,1): error TS2304: Cannot find name 'totl'."],
  },
  {
    tool: 'eslint',
    command: 'npx eslint .',
    output: `
/home/runner/work/shop/src/cart.ts
   1:10  error  'unused' is defined but never used  @typescript-eslint/no-unused-vars
  12:3   warning  Unexpected console statement  no-console
${noise(120, '/home/runner/work/shop/src/other.ts\n   3:1  warning  Something')}
✖ 121 problems (1 error, 120 warnings)`,
    wanted: ["1:10  error  'unused' is defined but never used", 'src/cart.ts', '✖ 121 problems'],
  },
  {
    tool: 'a script that just ends',
    command: './deploy.sh',
    output: `${noise(200, 'uploading')}\ncould not reach the server`,
    exitCode: 7,
    wanted: ['could not reach the server', 'Process completed with exit code 7.'],
  },
];

describe.each(LOGS)('the log of $tool', ({ command, output, exitCode, wanted }) => {
  const excerpt = excerptOfLog(jobLog(command, output, exitCode ?? 1));

  test('keeps what failed, and begins with the command', () => {
    for (const words of wanted) expect(excerpt.text).toContain(words);
    expect(excerpt.text.split('\n')[0]).toBe(`$ ${command}`);
  });

  test('has nothing of the clean-up, the set-up, the marks or the colours', () => {
    for (const words of ['Post job', 'git config', 'npm warn', 'shell:', 'CI: true', '##[', '2026-11-22T', '\u001b', '\r', '\uFEFF']) {
      expect(excerpt.text).not.toContain(words);
    }
  });

  test('is short', () => {
    expect(excerpt.text.split('\n').length).toBeLessThanOrEqual(EXCERPT_MAX_LINES);
    expect(Buffer.byteLength(excerpt.text)).toBeLessThanOrEqual(EXCERPT_MAX_BYTES);
  });
});

describe('logs that are otherwise', () => {
  test('a step that may fail comes first: it is the first program that failed', () => {
    expect(excerptOfLog(jobLog('a', 'Error: first\n##[error]Process completed with exit code 1.\nError: second')).text).not.toContain(
      'second',
    );
  });

  test('an action that failed without a program', () => {
    const log =
      '##[group]Run actions/cache@v9\n##[endgroup]\n##[error]Unable to resolve action `actions/cache@v9`\nPost job cleanup.\nmore';
    expect(excerptOfLog(log).text).toBe('$ actions/cache@v9\nUnable to resolve action `actions/cache@v9`');
  });

  test('a job that was ended by the host', () => {
    const log = `##[group]Run sleep 999\n##[endgroup]\n${noise(3)}\n##[error]The operation was canceled.\nPost job cleanup.`;
    expect(excerptOfLog(log).text).toContain('The operation was canceled.');
  });

  test('a log without any marks keeps its end', () => {
    const { text, isCut } = excerptOfLog(`${noise(500)}\nthe end`);
    expect([text.endsWith('the end'), isCut]).toEqual([true, true]);
  });

  test.each(['', '\n\n', '\u0000', '##[', '##[group]', '##[endgroup]', '##[error]'])('%j is no reason to fail', (log) => {
    expect(excerptOfLog(log).isCut).toBe(false);
  });

  test('whatever comes, the excerpt is short, clean and well formed', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('##[group]Run x', '##[endgroup]', '##[error]E', 'Error: x', ' FAIL a', '\u001b[31mE   x'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 200 }), (lines) => {
        const { text } = excerptOfLog(lines.join('\n'));
        expect(text.split('\n').length).toBeLessThanOrEqual(EXCERPT_MAX_LINES);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(EXCERPT_MAX_BYTES);
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      }),
    );
  });
});

describe('a log that arrives in pieces', () => {
  async function* pieces(bytes: Uint8Array, size: number, onPiece: () => void = () => undefined) {
    for (let from = 0; from < bytes.length; from += size) {
      onPiece();
      yield bytes.subarray(from, from + size);
    }
  }

  test.each([1, 7, 1_000, 1_000_000])('of %i bytes gives the same excerpt', async (size) => {
    const log = jobLog('npx vitest run', `${noise(50)}\nAssertionError: größer 🙂`);
    expect(await readLogStream(pieces(Buffer.from(log), size))).toEqual(excerptOfLog(log));
  });

  test('is not read further than the failing step', async () => {
    const log = Buffer.from(`${jobLog('npx vitest run', 'AssertionError: x')}${noise(10_000)}`);
    let read = 0;
    await readLogStream(pieces(log, 4_096, () => (read += 1)));
    expect(read).toBeLessThan(4);
  });

  test('of fifty megabytes takes no memory, even as a single line', async () => {
    const before = process.memoryUsage().heapUsed;
    const block = new Uint8Array(1024 * 1024).fill('a'.charCodeAt(0));
    async function* endless() {
      yield Buffer.from('##[group]Run x\n##[endgroup]\n');
      for (let time = 0; time < 50; time += 1) yield block;
      yield Buffer.from('\nError: at last\n##[error]Process completed with exit code 1.\n');
    }
    expect((await readLogStream(endless())).text).toContain('Error: at last');
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 * 1024 * 1024);
  });
});
